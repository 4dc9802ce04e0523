import type {
  NodeMarkView,
  OutcomeView,
  ReviewView,
  SeriesRow,
  StandingView,
  StateView,
  TurnView,
} from '../../db/queries/views'
import { assertNever } from '../../lib/assertNever'
import { at } from '../../lib/at'
import type { Severity } from '../../lib/review/positions'
import { isOver } from '../../lib/review/states'
import { labelInText } from '../../lib/series/label'
import { sizeOf } from './headlineWords'
import { count, joinWords } from './pageWords'
import { personName } from './personNames'

/** Positions as a verb that follows the name of a person. Those given by a tag are named by the tag, see `positionWords`. */
const POSITION_WORDS: Readonly<Record<StandingView['position'], string>> = {
  nak: 'NAKs',
  objects: 'objects',
  'requests-changes': 'requests a change',
  asks: 'has a question',
  'approves-with-condition': 'approves with comments',
  approves: 'approves',
  tested: 'tested',
  applied: 'applied',
  discusses: 'comments',
  author: 'author',
}

/** What its words make of a request. */
const SEVERITY_WORDS: Readonly<Partial<Record<Severity, string>>> = { defect: 'reports a defect', nit: 'has a nit' }

/** What `positionWords` is told about a statement. A comment has no tag. */
interface StatedPosition extends Pick<StandingView, 'position' | 'severity'> {
  readonly tag?: string | null
  readonly regression?: boolean
}

/** A position in words: `requests a change`, `reported a regression`, `Acked-by`, `Reviewed-by with comments`. */
export function positionWords({ position, severity, tag = null, regression = false }: StatedPosition): string {
  if (tag !== null) return position === 'approves-with-condition' ? `${tag} with comments` : tag
  return regression ? 'reported a regression' : (SEVERITY_WORDS[severity ?? 'request'] ?? POSITION_WORDS[position])
}

/** What became of a position. */
export const STATUS_WORDS: Readonly<Record<StandingView['status'], string>> = {
  current: 'current',
  carried: 'code unchanged since',
  stale: 'code changed since',
  open: 'unanswered',
  promised: 'author will change',
  addressed: 'code changed; reviewer has not confirmed',
  deferred: 'deferred to a later patch',
  declined: 'author disagreed',
  cleared: 'resolved',
}

/** What became of a comment, without the version: for counting them. */
export function shortFate({
  status,
  answered,
  answeredBy,
  announcedIn,
}: Omit<OutcomeView, 'changedIn' | 'messageOnly' | 'mergedOver'>): string {
  if (status === 'open' && answered) return 'author replied'
  if (status === 'open' && answeredBy !== null)
    return `the author has not answered; answered by ${personName(answeredBy)}`
  return status === 'addressed' && announcedIn !== null ? 'addressed, by the author’s changelog' : STATUS_WORDS[status]
}

/**
 * What became of a position; the one rule for all pages. With the version that changed what it is about: `addressed in v2, by the author’s
 * changelog`, `code changed in v4; reviewer has not confirmed`, `author replied; code changed in v3`.
 */
export function fateWords(outcome: OutcomeView): string {
  const { status, changedIn, announcedIn, messageOnly, mergedOver } = outcome
  const said = [
    ...(status !== 'addressed'
      ? [
          shortFate(outcome),
          ...(changedIn === null ? [] : [`${messageOnly ? 'commit message' : 'code'} changed in ${changedIn}`]),
        ]
      : announcedIn !== null
        ? [`addressed in ${announcedIn}, by the author’s changelog`]
        : [
            `${messageOnly ? 'commit message' : 'code'} changed${changedIn === null ? '' : ` in ${changedIn}`}`,
            'reviewer has not confirmed',
          ]),
    ...(mergedOver ? ['applied over this objection'] : []),
  ]
  return said.join('; ')
}

/** What a mail says, in words: `requests a change: resolved`, `Reviewed-by: current`, `author replies`. */
export function nodeMarkWords(mark: NodeMarkView): string {
  const words = mark.position === 'author' ? 'author replies' : positionWords(mark)
  return mark.outcome === null ? words : `${words}: ${fateWords(mark.outcome)}`
}

/** Said of a tag whose own words narrow it to something that could not be found. */
export function unclearScopeWords(countsForPatch: boolean): string {
  const counted = countsForPatch ? 'this patch only' : 'no patch'
  return `the words limit this tag and could not be read; it is counted for ${counted}`
}

/** The mails of a series with a tag of this kind. */
export function unclearMails({ positions }: Pick<ReviewView, 'positions'>): ReadonlySet<string> {
  return new Set(positions.flatMap(({ scopeUnclear, messageId }) => (scopeUnclear ? messageId : [])))
}

/** How many patches of the newest version have a Reviewed-by, how many an Acked-by, and how many the version announces. */
interface TagCounts {
  readonly reviewed: number
  readonly acked: number
  readonly total: number
}

/** `3 of 7 reviewed`, `3 of 7 reviewed, 1 acked`, `7 of 7 acked`: a Reviewed-by says more than an Acked-by, so the two are never one number. */
export function tagCountWords({ reviewed, acked, total }: TagCounts): string {
  if (acked === 0) return `${reviewed} of ${total} reviewed`
  return reviewed === 0 ? `${acked} of ${total} acked` : `${reviewed} of ${total} reviewed, ${acked} acked`
}

/** The facts behind who a series is waiting on. A page that has no numbers leaves them out. */
export interface TurnFacts {
  readonly turn: Pick<TurnView, 'whose' | 'why' | 'people'> & Partial<Pick<TurnView, 'usually' | 'sentIn'>>
  readonly state?: Pick<StateView, 'kind'>
  /** Label of the newest version. */
  readonly newest: string
  /** Review comments that the state depends on and the author has not answered, and the tags on the patches of the newest version. */
  readonly counts?: TagCounts & { readonly unanswered: number }
}

/** More people than this are counted. */
const MAX_NAMES = 3

/**
 * Who has to act and why; undefined when nobody has to. `who` names the people, and `role` says what they are to the series: `Eric Farman`,
 * `author`. If nobody is known by name, `who` is the role and `role` is ''.
 */
export function turnParts({
  turn,
  state,
  newest,
  counts,
}: TurnFacts): { who: string; role: string; why: string } | undefined {
  const { whose, people, usually = false, sentIn = null } = turn
  if (whose === 'nobody') return undefined
  const why = reasonWords(turn.why, newest, counts, state?.kind)
  if (people.length === 0) return { who: whose, role: '', why }
  const names = people.map(personName)
  const beyond = names.length - MAX_NAMES
  const who = joinWords(beyond > 1 ? [...names.slice(0, MAX_NAMES), `${beyond} others`] : names)
  if (sentIn !== null) return { who, role: 'it was sent to them', why }
  if (usually) return { who, role: `usually ${people.length === 1 ? 'applies' : 'apply'} such patches`, why }
  return { who, role: people.length === 1 ? whose.replace(/s$/, '') : whose, why }
}

function reasonWords(
  why: TurnView['why'],
  newest: string,
  counts: TurnFacts['counts'],
  state: StateView['kind'] | undefined,
): string {
  switch (why) {
    case 'open-remarks':
      if (state === 'regression-reported') return 'a regression to fix'
      if (counts === undefined) return 'review comments to answer'
      if (counts.unanswered > 0) return `${count(counts.unanswered, 'review comment')} to answer`
      return state === 'changes-requested' ? 'changes requested' : 'a tag has a condition to meet'
    case 'promised':
      return 'author said they will change it'
    case 'answered':
      return 'author replied'
    case 'unreviewed':
      // Tags that were given to an older version count as reviews of this one.
      return `${labelInText(newest)} has had no ${counts !== undefined && counts.reviewed + counts.acked > 0 ? 'new ' : ''}review yet`
    case 'in-review':
      return counts === undefined ? 'under review' : `under review: ${tagCountWords(counts)}`
    case 'ready':
      return 'ready to apply'
    case 'pinged':
      return 'asked by the author'
    case 'in-pull-request':
      return 'to be pulled'
    case 'deferred':
      return 'deferred'
    case 'pledged':
      return 'said that they will apply it'
    case 'called-good':
      return 'called it good'
    case 'pushed':
      return 'its author has it in a branch'
    case 'fix-posted':
      return 'a fix for the regression was posted, and the reporter says that it works'
    case 'settled':
      return 'nothing to do'
    default:
      return assertNever(why)
  }
}

/** `Waiting on Eric Farman (author): 2 review comments to answer`; '' when nobody has to act. */
export function turnWords(facts: TurnFacts): string {
  const parts = turnParts(facts)
  if (parts === undefined) return ''
  return `Waiting on ${parts.who}${parts.role === '' ? '' : ` (${parts.role})`}: ${parts.why}`
}

/**
 * The reviews of a series in numbers; `warns` marks what keeps a series from being applied. Comments that its headline has are not counted again;
 * what nobody has to answer any more was left open.
 */
export function standingWords({
  standings,
  total,
  state,
  versionLabels,
}: Pick<SeriesRow, 'standings' | 'total' | 'state' | 'versionLabels'>): readonly {
  readonly text: string
  readonly warns: boolean
}[] {
  const { reviewed, acked, stale, objections, remarks } = standings
  const over = isOver(state.kind)
  const counted = over ? 0 : sizeOf(state.comments)
  const open = objections + remarks - counted
  const openText = over
    ? `${count(open, 'comment')} left open`
    : count(open, counted === 0 ? 'open comment' : 'other open comment')
  return [
    ...(reviewed + acked > 0 ? [{ text: tagCountWords({ reviewed, acked, total }), warns: false }] : []),
    ...(stale > 0 ? [{ text: staleWords(stale, at(versionLabels, versionLabels.length - 1)), warns: !over }] : []),
    ...(open > 0 ? [{ text: openText, warns: false }] : []),
  ]
}

/** `1 tag predates v3`, `4 tags predate v3`: given before the code of the patch changed. */
export function staleWords(tags: number, newest: string): string {
  return `${count(tags, 'tag')} ${tags === 1 ? 'predates' : 'predate'} ${labelInText(newest)}`
}

/** Who a series can be waiting on, as a filter names it. */
export const TURN_NAMES: Readonly<Record<TurnView['whose'], string>> = {
  author: 'author',
  reviewers: 'reviewers',
  maintainer: 'maintainer',
  nobody: 'nobody',
}
