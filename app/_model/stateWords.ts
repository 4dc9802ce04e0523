import type { LandedView, SeriesRow, StateView } from '../../db/queries/views'
import { assertNever } from '../../lib/assertNever'
import { isBot } from '../../lib/review/speaker'
import { basisWords } from './basisWords'
import { shortSha } from './commitWords'
import { commitHref, messageHref } from './href'
import { count } from './pageWords'
import { formatDay } from './time'

/** The state of a series in a few words, without who said so. */
function stateWords({ state }: Pick<SeriesRow, 'state'>): string {
  const { kind, basis, tree, release, landed } = state
  // A commit says in which release it is, which is shown beside the state.
  const when = release === null || landed !== null ? '' : ` for ${release}`
  const where = `${landed === null ? '' : ` ${landed.label}`}${tree === null ? '' : ` to ${tree}`}${when}`
  const sure = (words: string) =>
    landed !== null && landed.commits > 0 && landed.probable === landed.commits
      ? `Probably ${words.toLowerCase()}`
      : words
  switch (kind) {
    case 'under-review':
      return 'Under review'
    case 'changes-requested':
      return basis === 'author' ? 'Changes announced' : 'Changes requested'
    case 'applied':
      return saysPulled(state) ? `Pulled${where.replace(' to ', ' into ')}` : `${sure('Applied')}${where}`
    case 'partly-applied':
      return `${sure('Partly applied')}${where}`
    case 'regression-reported':
      return `Applied${where}, regression reported`
    case 'reverted':
      return `Reverted${tree === null ? '' : ` in ${tree}`}`
    case 'in-pull-request':
      return 'In a pull request'
    case 'rejected':
      return 'Rejected'
    case 'deferred':
      return 'Deferred'
    case 'not-applicable':
      return 'Not applicable'
    case 'withdrawn':
      return 'Withdrawn'
    case 'superseded':
      return 'Superseded by another series'
    default:
      return assertNever(kind)
  }
}

/** Whether the mail that decides speaks of pulling. Whoever pulled the patches is seldom who applied them. */
function saysPulled({ source, quote }: Pick<StateView, 'source' | 'quote'>): boolean {
  return source === 'mail' && /\bpull(?:ed|ing| request)\b/i.test(quote)
}

/** One statement about the state of a series. */
interface StatePart {
  readonly words: string
  /** The mail or the commit that says so; null if none does. */
  readonly proof: {
    readonly href: string
    readonly who: string
    readonly date: string
    readonly what: 'received' | 'committed'
    /** Why the sender of that mail may decide; undefined for a commit and where it is not known. */
    readonly why?: string | undefined
  } | null
}

/** The state of a series with who said so, for a reported regression first who applied it, the pull request that it is in, and since when it has been quiet. */
export function stateParts(series: Pick<SeriesRow, 'state'>): StatePart[] {
  const { quietSince, pull } = series.state
  const asked = pull === null ? [] : [{ words: 'in a pull request', proof: byMail(pull) }]
  const quiet = quietSince === null ? [] : [{ words: `quiet since ${quietSince.slice(0, 10)}`, proof: null }]
  return [...decidedParts(series), ...asked, ...quiet]
}

function decidedParts({ state }: Pick<SeriesRow, 'state'>): StatePart[] {
  const { kind, applied, messageId, by, received, landed } = state
  const words = stateWords({ state })
  const commit = landed === null ? null : byCommit(landed)
  if (kind !== 'regression-reported' && commit !== null) return [{ words, proof: commit }]
  if (by === null || received === null) return [{ words, proof: null }]
  const why = basisWords(state)
  // A bot reports what somebody else did.
  const relation = kind === 'superseded' || isBot(by) ? 'according to' : 'by'
  const mail = { ...byMail({ messageId, by, received }, relation), why }
  const applier = commit ?? (applied === null ? null : byMail(applied))
  if (applier === null) return [{ words, proof: mail }]
  return [
    { words: stateWords({ state: { ...state, kind: 'applied', quote: '' } }), proof: applier },
    { words: 'regression reported', proof: mail },
  ]
}

function byCommit({ sha, committer, committed }: LandedView): NonNullable<StatePart['proof']> {
  const who = `by ${committer.name || committer.email}`
  return { href: commitHref(sha), who, date: committed, what: 'committed' }
}

function byMail(
  { messageId, by, received }: NonNullable<StateView['applied']>,
  relation = 'by',
): NonNullable<StatePart['proof']> {
  const who = `${relation} ${by.name || by.email}`
  return { href: messageHref(messageId), who, date: received, what: 'received' }
}

/** The state of a series with who said so and when: `Applied to vfio next by Alex Williamson, 2022-09-22`. */
export function stateSentence(series: Pick<SeriesRow, 'state'>): string {
  return stateParts(series)
    .map(({ words, proof }) => (proof === null ? words : `${words} ${proof.who}, ${formatDay(proof.date)}`))
    .join('; ')
}

/**
 * What the commits of a series say beside its state: `applied as 1a2b3c4d5e6f, first in v6.1-rc1, changed by 3 lines`; '' when mail
 * decides, or the patches were reverted.
 */
export function appliedWords({ kind, landed }: Pick<StateView, 'kind' | 'landed'>): string {
  if (landed === null || kind === 'reverted') return ''
  const { sha, commits, release, changedLines } = landed
  const short = shortSha(sha)
  return [
    commits > 1 ? `applied as ${commits} commits, the last ${short}` : `applied as ${short}`,
    ...(release === null ? [] : [`first in ${release}`]),
    ...(changedLines === null ? [] : [changedLines === 0 ? 'as posted' : `changed by ${count(changedLines, 'line')}`]),
  ].join(', ')
}

/** The states of a series as a filter names them. */
export const STATE_NAMES: Readonly<Record<StateView['kind'], string>> = {
  'under-review': 'Under review',
  'changes-requested': 'Changes requested',
  applied: 'Applied',
  'partly-applied': 'Partly applied',
  'regression-reported': 'Regression reported',
  reverted: 'Reverted',
  'in-pull-request': 'In a pull request',
  rejected: 'Rejected',
  deferred: 'Deferred',
  'not-applicable': 'Not applicable',
  withdrawn: 'Withdrawn',
  superseded: 'Superseded',
}

/** The colour of a state: good news, bad news, neither, or of no interest any more. */
export const STATE_TONES: Readonly<Record<StateView['kind'], 'good' | 'bad' | 'plain' | 'faint'>> = {
  'under-review': 'plain',
  'changes-requested': 'bad',
  applied: 'good',
  'partly-applied': 'good',
  'regression-reported': 'bad',
  reverted: 'bad',
  'in-pull-request': 'good',
  rejected: 'bad',
  deferred: 'faint',
  'not-applicable': 'faint',
  withdrawn: 'faint',
  superseded: 'faint',
}
