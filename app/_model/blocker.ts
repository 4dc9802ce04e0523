import type { HeadlineView, SeriesRow } from '../../db/queries/views'
import { isOver } from '../../lib/review/states'
import { cutText } from './cutText'
import { openWords, severityWords } from './headlineWords'
import { messageHref } from './href'
import type { Stated } from './marks'
import { personName } from './personNames'
import { staleWords, tagCountWords } from './reviewWords'

/** What keeps a series waiting, in one line of a list. */
export interface Blocker {
  /** What they said, for its mark; null when nobody said anything. */
  readonly said: Stated | null
  /** Who it is: a person, or several as `Ann Lee +2`; '' when nobody is known. */
  readonly who: string
  /** What for: `2 requests`, `no review seen`. */
  readonly what: string
  /** What else a reader has to know before they act: `1 tag predates v3`; '' when nothing. */
  readonly note: string
  /** The mail that shows it. */
  readonly href: string
  /** What it says, for a tooltip; '' when it says nothing. */
  readonly quote: string
}

/** A tooltip quotes no more of a sentence than this. */
const MAX_QUOTE = 120

/** What keeps a series waiting: whoever has the strongest open comment, else whoever has to act. Undefined for a series that waits for nobody. */
export function findBlocker(row: SeriesRow): Blocker | undefined {
  const { state, turn, headline } = row
  if (turn.whose === 'nobody' || isOver(state.kind) || row.group === 'backport') return undefined
  const byTurn = { said: null, who: namesOf(turn.people), note: '', href: messageHref(turn.messageId), quote: '' }
  switch (turn.why) {
    case 'in-pull-request':
      return { ...byTurn, what: 'to pull', href: messageHref(state.messageId || turn.messageId) }
    case 'ready':
      return { ...byTurn, who: byTurn.who || 'maintainer', what: 'to apply', note: noteOf(row) }
    case 'unreviewed':
      return { ...byTurn, what: 'no review seen' }
    case 'in-review':
      return turn.whose === 'author'
        ? { ...byTurn, what: 'RFC approved' }
        : { ...byTurn, what: tagCountWords({ ...row.standings, total: row.total }) }
    case 'pinged':
      return { ...byTurn, what: 'pinged by the author' }
    case 'pledged':
      return { ...byTurn, what: 'said they will apply it' }
    case 'fix-posted':
      return { ...byTurn, what: 'fix for a regression posted' }
    case 'deferred':
      return { ...byTurn, what: 'deferred' }
    case 'answered':
    case 'promised':
    case 'open-remarks':
    case 'settled': {
      const note = turn.why === 'answered' ? 'author replied' : turn.why === 'promised' ? 'change promised' : ''
      if (headline !== null) return { ...byComment(headline), note }
      if (state.by === null) return { ...byTurn, what: note || 'to answer' }
      return {
        said: { position: 'requests-changes', tag: null, severity: state.severity, regression: false },
        who: state.by.name || state.by.email,
        what: state.kind === 'regression-reported' ? 'regression' : 'changes requested',
        note,
        href: messageHref(state.messageId),
        quote: cutText(state.quote, MAX_QUOTE),
      }
    }
  }
}

function byComment(headline: HeadlineView): Omit<Blocker, 'note'> {
  const { people, quote, messageId } = headline
  const [first] = people
  return {
    said: { ...headline, tag: null },
    who: namesOf(people.map(({ person }) => person)),
    what: first === undefined ? '' : severityWords(first.comments),
    href: messageHref(messageId),
    quote: `${people.length > 1 ? `${openWords(headline)}. ` : ''}“${cutText(quote, MAX_QUOTE)}”`,
  }
}

/** What somebody who is about to apply a series has to know. */
function noteOf({ headline, standings, versionLabels }: SeriesRow): string {
  return [
    ...(headline === null ? [] : [openWords(headline)]),
    ...(standings.stale === 0 ? [] : [staleWords(standings.stale, versionLabels.at(-1) ?? '')]),
  ].join('; ')
}

/** `Ann Lee`, `Ann Lee +2`; '' for nobody. */
function namesOf(people: readonly HeadlineView['person'][]): string {
  const [first, ...others] = people
  if (first === undefined) return ''
  return others.length === 0 ? personName(first) : `${personName(first)} +${others.length}`
}
