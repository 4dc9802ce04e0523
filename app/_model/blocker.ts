import type { HeadlineView, PersonDetail, SeriesRow } from '../../db/queries/views'
import { at } from '../../lib/at'
import { labelInText, shortLabel } from '../../lib/series/label'
import { commentsAnchor } from './chapters'
import { cutText } from './cutText'
import { headlineCounts, openWords } from './headlineWords'
import { messageHref, personHref, seriesHref } from './href'
import type { Stated } from './marks'
import { count, joinWords } from './pageWords'
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
  /** What else a reader has to know before they act, with its mail if there is one: `2 nits`, `1 tag predates v3`. */
  readonly notes: readonly { readonly words: string; readonly href: string | null }[]
  /** The mail that shows it, or the page of a person that does. */
  readonly href: string
  /** What it says, or all names, for a tooltip; '' when the line says all. */
  readonly title: string
}

/** A line quotes no more of a sentence than this. */
const MAX_ASKED = 80

/** The words of what the author of a series has to change or answer, the strongest comment; '' where it does not wait on its author, or nobody said anything. */
export function askedWords({ group, turn, headline, state }: SeriesRow): string {
  if (group !== 'waiting-on-author' || turn.whose !== 'author' || turn.why === 'in-review') return ''
  return cutText(headline?.quote ?? state.quote, MAX_ASKED)
}

/** A tooltip quotes no more of a sentence than this. */
const MAX_QUOTE = 120

/** What keeps a series waiting: whoever has the strongest open comment, else whoever has to act; and whether a part of it was applied. Undefined for a series that waits for nobody. */
export function findBlocker(row: SeriesRow): Blocker | undefined {
  const { kind, messageId } = row.state
  const blocker = findWhole(row)
  if (blocker === undefined) return undefined
  const partly =
    kind === 'partly-applied'
      ? [{ words: 'partly applied', href: messageId === '' ? null : messageHref(messageId) }]
      : []
  return { ...blocker, notes: [...claimNotes(row), ...blocker.notes, ...otherNotes(row, blocker), ...partly] }
}

/** What the only one who is to apply a series says, if it is that all of it is applied. */
function findTaken({ claimed, turn, total }: SeriesRow): SeriesRow['claimed'] {
  const [only, ...others] = turn.people
  const isWhole = claimed !== null && (claimed.patch === null || total === 1)
  return isWhole && others.length === 0 && only?.emails.includes(claimed.person.email) === true ? claimed : null
}

/** Who says that it, or one of its patches, was applied, and may not decide it; nobody where the line says so already. */
function claimNotes(row: SeriesRow): Blocker['notes'] {
  const { claimed, total, versionLabels } = row
  if (claimed === null || (row.turn.why === 'ready' && findTaken(row) !== null)) return []
  const { patch, position } = claimed
  const isNewest = position === null || position === versionLabels.length
  const label = isNewest ? '' : (versionLabels[position - 1] ?? '')
  const whole = isNewest ? '' : `${label} `
  const what = patch === null || (isNewest && total === 1) ? whole : `patch ${patch}${isNewest ? '' : ` of ${label}`} `
  return [
    {
      words: `${what}claimed applied by ${claimed.person.name || claimed.person.email}`,
      href: messageHref(claimed.messageId),
    },
  ]
}

/** The open comments that the line has not counted yet, so that it counts as many as the page of the series. */
function otherNotes(
  { id, single, headline, others, versionLabels }: SeriesRow,
  { said, notes }: Blocker,
): Blocker['notes'] {
  const onOlder = olderWords(others.versions, versionLabels)
  const href = `${seriesHref(id)}${commentsAnchor({ single, older: onOlder !== '' })}`
  const counted =
    headline !== null && (said !== null || notes.some((note) => note.href === messageHref(headline.messageId)))
  const missing =
    headline === null || counted ? [] : [{ words: headlineCounts(headline), href: messageHref(headline.messageId) }]
  const comment = headline === null ? 'open comment' : 'more comment'
  const objections = (headline?.people ?? []).reduce((sum, { comments }) => sum + (comments.objection ?? 0), 0)
  // A regression is counted as such.
  const hasObjection = objections > (headline?.regression === true && headline.severity === 'objection' ? 1 : 0)
  const objection = hasObjection ? 'more objection' : 'objection'
  return [
    ...missing,
    ...(others.objections === 0 ? [] : [{ words: count(others.objections, objection), href }]),
    ...(others.comments === 0 ? [] : [{ words: `${count(others.comments, comment)}${onOlder}`, href }]),
  ]
}

/** On which versions comments are, if all of them are older than the newest: ` on v1`, ` on v1 to v5`. */
function olderWords(on: readonly string[], labels: SeriesRow['versionLabels']): string {
  const [first, last, newest] = [on[0], on.at(-1), labels.at(-1)]
  if (first === undefined || last === undefined || last === newest) return ''
  return ` on ${shortLabel(first)}${first === last ? '' : ` to ${shortLabel(last)}`}`
}

function findWhole(row: SeriesRow): Blocker | undefined {
  const { state, turn, headline } = row
  if (turn.whose === 'nobody' || row.group === 'done' || row.group === 'backport') return undefined
  const byTurn = {
    said: null,
    who: namesOf(turn.people),
    notes: [],
    href: messageHref(turn.messageId),
    title: titleOf(turn.people),
  }
  switch (turn.why) {
    case 'in-pull-request':
      return { ...byTurn, what: 'to pull', href: messageHref(state.messageId || turn.messageId) }
    case 'ready': {
      const taken = findTaken(row)
      if (taken !== null)
        return { ...byTurn, what: 'says that it is applied', notes: notesOf(row), href: messageHref(taken.messageId) }
      const { people, usually, sentIn } = turn
      if (people.length === 0)
        return { ...byTurn, what: 'approved', notes: [{ words: 'no maintainer known', href: null }, ...notesOf(row)] }
      if (sentIn !== null)
        return { ...byTurn, who: '', what: `sent to ${byTurn.who}`, notes: notesOf(row), href: messageHref(sentIn) }
      const [first] = at(people, 0).emails
      const what = usually ? `usually ${people.length === 1 ? 'applies' : 'apply'}` : 'to apply'
      // Where no reply names them, their page says why: what they applied in its folder, or that they offered to take it.
      const href = usually || first === row.author.email ? personHref(first ?? '') : byTurn.href
      return { ...byTurn, what, notes: notesOf(row), href }
    }
    case 'unreviewed':
      // Tags that were given to an older version, or by strangers, are counted beside it.
      return {
        ...byTurn,
        what: unreviewedWords(row),
      }
    case 'in-review':
      return turn.whose === 'author'
        ? { ...byTurn, what: 'to post it without RFC' }
        : { ...byTurn, what: reviewWords(row) }
    case 'pinged':
      return { ...byTurn, what: 'pinged by the author' }
    case 'pledged':
      return { ...byTurn, what: 'said they will apply it', notes: notesOf(row) }
    case 'called-good':
      return { ...byTurn, what: 'called it good', notes: notesOf(row) }
    case 'pushed':
      return { ...byTurn, what: 'has it in a branch', notes: notesOf(row) }
    case 'fix-posted':
      return { ...byTurn, what: 'to apply the fix for a regression' }
    case 'answered':
    case 'promised':
    case 'open-remarks':
    case 'deferred':
    case 'settled': {
      const answer = turn.why === 'answered' ? 'author replied' : turn.why === 'promised' ? 'change promised' : ''
      const notes = answer === '' ? [] : [{ words: answer, href: messageHref(turn.messageId) }]
      if (headline !== null) {
        const some = turn.why === 'open-remarks' && headline.promised > 0
        const promised = some ? [{ words: `${headline.promised} promised`, href: null }] : []
        return { ...byComment(headline), notes: [...promised, ...notes] }
      }
      if (state.by === null) return { ...byTurn, what: answer || 'to answer' }
      if (state.by.email === row.author.email)
        return { ...byTurn, what: 'says that it has to change', href: messageHref(state.messageId) }
      return {
        said: { position: 'requests-changes', tag: null, severity: state.severity, regression: false },
        who: state.by.name || state.by.email,
        what: state.kind === 'regression-reported' ? 'regression' : 'changes requested',
        notes,
        href: messageHref(state.messageId),
        title: cutText(state.quote, MAX_QUOTE),
      }
    }
  }
}

function byComment(headline: HeadlineView): Omit<Blocker, 'notes'> {
  const { people, quote, messageId } = headline
  return {
    said: { ...headline, tag: null },
    who: namesOf(people.map(({ person }) => person)),
    what: headlineCounts(headline),
    href: messageHref(messageId),
    title: `${people.length > 1 ? `${openWords(headline)}. ` : ''}“${cutText(quote, MAX_QUOTE)}”`,
  }
}

/** Somebody may have reviewed an older version. */
function unreviewedWords({ standings, versionLabels }: SeriesRow): string {
  const what = standings.reviewed + standings.acked === 0 ? 'no review' : 'no new review'
  const of = versionLabels.length > 1 ? ` of ${labelInText(at(versionLabels, versionLabels.length - 1))}` : ''
  return `${what}${of} seen`
}

/** How far a review is that has begun. */
function reviewWords({ standings, total, tagLimits }: SeriesRow): string {
  if (standings.reviewed + standings.acked === 0)
    return standings.tested === 0 ? 'under review, no tag yet' : 'tested, no review tag yet'
  const only = tagLimits.length === 0 ? '' : `, only for ${joinWords(tagLimits.map((part) => `“${part}”`))}`
  return `${tagCountWords({ ...standings, total })}${only}`
}

/** What somebody who is about to apply a series has to know. */
function notesOf({ headline, standings, versionLabels }: SeriesRow): Blocker['notes'] {
  return [
    ...(headline === null ? [] : [{ words: headlineCounts(headline), href: messageHref(headline.messageId) }]),
    ...(standings.stale === 0 ? [] : [{ words: staleWords(standings.stale, versionLabels.at(-1) ?? ''), href: null }]),
  ]
}

/** `Ann Lee`, `Ann Lee +2`; '' for nobody. */
function namesOf(people: readonly PersonDetail[]): string {
  const [first, ...others] = people
  if (first === undefined) return ''
  return others.length === 0 ? personName(first) : `${personName(first)} +${others.length}`
}

/** All names, where the line has only the first. */
function titleOf(people: readonly PersonDetail[]): string {
  return people.length > 1 ? joinWords(people.map(personName)) : ''
}
