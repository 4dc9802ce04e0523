import { cutText } from '../../app/_model/cutText'
import { openWords } from '../../app/_model/headlineWords'
import { patchHref, seriesHref } from '../../app/_model/href'
import { count } from '../../app/_model/pageWords'
import { personName } from '../../app/_model/personNames'
import { staleWords } from '../../app/_model/reviewWords'
import { stateSentence } from '../../app/_model/stateWords'
import type { FindingView, SeriesDocument, SeriesRemarkView, VersionView } from '../../db/queries/views'
import { groupBy } from '../../lib/groupBy'
import { countSeverities } from '../../lib/review/liveComments'
import { rankOf } from '../../lib/review/severity'
import { isApplied, isOver } from '../../lib/review/states'
import { labelInText } from '../../lib/series/label'

/** One answer in the form that `b4 review` reads from a check command. It takes any other status for `fail`. */
export interface Check {
  readonly tool: 'reroll'
  readonly status: 'pass' | 'warn' | 'fail'
  readonly summary: string
  /** The page that shows it; left out when the address of the site is not known. */
  readonly url?: string
  /** The open comments, a line each; left out when there are none. */
  readonly details?: string
}

interface Clause {
  readonly status: Check['status']
  readonly text: string
}

const RANK: readonly Check['status'][] = ['pass', 'warn', 'fail']
/** Comments in the details, and characters of each. */
const MAX_COMMENTS = 20
const MAX_QUOTE = 200

/**
 * Sums up a series for somebody who is about to apply it: its state, what is open, and tags to look at. With a number, only what concerns this patch of
 * the version that the mail is from. `messageId` is any mail of the series, `site` the address of the site, '' when there is none.
 */
export function checkSeries(series: SeriesDocument, messageId: string, site: string, number?: number): Check {
  const newest = series.versions.findLast(({ patches }) => patches.length > 0)
  const own = versionOf(series, messageId)
  const current = number === undefined ? undefined : numberNow(series, own, newest, number)
  const comments = series.remarks
    .filter(
      ({ counts, patches }) => counts && (number === undefined || (current !== undefined && patches.includes(current))),
    )
    .sort((a, b) => rankOf(a.severity) - rankOf(b.severity))
  const { kind } = series.state
  const applied = isOver(kind) && isApplied(kind)
  const clauses: readonly Clause[] = [
    ...olderClause(series, own, newest),
    ...stateClause(series),
    ...(applied ? [] : [...commentClauses(comments), ...tagClauses(series, newest, number, current)]),
    ...(newest === undefined || number !== undefined ? [] : missingClause(newest)),
    ...(number === undefined && !applied ? [reviewClause(series, newest)] : []),
  ]
  const worst = clauses.reduce((rank, { status }) => Math.max(rank, RANK.indexOf(status)), 0)
  const details = comments.slice(0, MAX_COMMENTS).map(commentLine).join('\n')
  const page = number === undefined || own === undefined ? seriesHref(series.id) : patchHref(series.id, own.key, number)
  return {
    tool: 'reroll',
    status: RANK[worst] ?? 'fail',
    summary: clauses.map(({ text }) => text).join('; ') || 'no open comments',
    ...(site === '' ? {} : { url: `${site}${page}` }),
    ...(details === '' ? {} : { details }),
  }
}

/** The answer about a mail that has not been imported. */
export function unknownCheck(messageId: string): Check {
  const summary = `not imported, so nothing is known about it; to import it: npm run ingest -- ${messageId}`
  return { tool: 'reroll', status: 'warn', summary }
}

/** The version that has a mail as its cover letter or patch. */
function versionOf({ versions }: SeriesDocument, messageId: string): VersionView | undefined {
  return versions.find(
    ({ cover, patches }) => cover === messageId || patches.some((patch) => patch.messageId === messageId),
  )
}

/** The number that a patch of a version has in the newest one; undefined when it was dropped there. */
function numberNow(
  { tracks }: SeriesDocument,
  own: VersionView | undefined,
  newest: VersionView | undefined,
  number: number,
): number | undefined {
  const track = tracks.find(({ cells }) =>
    cells.some(
      ({ versionKey, number: at, change }) => versionKey === own?.key && at === number && change !== 'dropped',
    ),
  )
  return track?.cells.find(({ versionKey, change }) => versionKey === newest?.key && change !== 'dropped')?.number
}

function olderClause(
  { versions }: SeriesDocument,
  own: VersionView | undefined,
  newest: VersionView | undefined,
): readonly Clause[] {
  if (own === undefined || newest === undefined || versions.indexOf(own) >= versions.indexOf(newest)) return []
  return [{ status: 'warn', text: `${labelInText(newest.label)} is newer` }]
}

/** What has become of the series; nothing while it is under review, since what is open says more. */
function stateClause(series: SeriesDocument): readonly Clause[] {
  const { kind } = series.state
  if (kind === 'under-review' || kind === 'changes-requested') return []
  const status = isOver(kind) ? (isApplied(kind) ? 'pass' : 'fail') : kind === 'in-pull-request' ? 'pass' : 'warn'
  return [{ status: kind === 'regression-reported' ? 'fail' : status, text: stateSentence(series) }]
}

/** Who has which comments open. A NAK or an objection fails; a nit is only named. */
function commentClauses(comments: readonly SeriesRemarkView[]): readonly Clause[] {
  const asking = comments.flatMap(({ person, severity }) => (severity === null ? [] : [{ person, severity }]))
  const [strongest] = asking
  if (strongest === undefined) return []
  const people = [...groupBy(asking, ({ person }) => person).values()].map((own) => ({
    person: own[0].person,
    comments: countSeverities(own),
  }))
  const { severity } = strongest
  const status = severity === 'refusal' || severity === 'objection' ? 'fail' : severity === 'nit' ? 'pass' : 'warn'
  return [{ status, text: openWords({ people }) }]
}

const FINDINGS: readonly (readonly [kind: FindingView['kind'], words: (size: number) => string])[] = [
  ['mismatch', (size) => `${count(size, 'tag')} given on someone else’s behalf`],
  ['unproved-tag', (size) => `${count(size, 'tag')} not backed by a mail`],
  ['lost-tag', (size) => `${count(size, 'tag')} dropped`],
]

/** Review tags of the newest version that somebody has to look at. */
function tagClauses(
  { standings, sums, audit }: SeriesDocument,
  newest: VersionView | undefined,
  number: number | undefined,
  current: number | undefined,
): readonly Clause[] {
  const stale =
    number === undefined
      ? sums.stale
      : standings.filter(({ status, patch }) => status === 'stale' && patch === current).length
  const found = FINDINGS.flatMap(([kind, words]) => {
    const size = audit.filter(
      (one) => one.kind === kind && one.newest && (number === undefined || one.patch === current),
    ).length
    return size === 0 ? [] : [words(size)]
  })
  const texts = [...(stale === 0 || newest === undefined ? [] : [staleWords(stale, newest.label)]), ...found]
  return texts.map((text) => ({ status: 'warn', text }))
}

function missingClause({ total, missingCount }: VersionView): readonly Clause[] {
  if (missingCount === 0) return []
  return [{ status: 'warn', text: `${total - missingCount} of ${total} patches archived here` }]
}

/** How much of the newest version is reviewed. */
function reviewClause({ sums: { reviewed, acked, tested } }: SeriesDocument, newest: VersionView | undefined): Clause {
  const total = newest?.total ?? 0
  const parts = [
    ...(reviewed === 0 ? [] : [`reviewed ${reviewed}`]),
    ...(acked === 0 ? [] : [`acked ${acked}`]),
    ...(tested === 0 ? [] : [`tested ${tested}`]),
  ]
  return { status: 'pass', text: parts.length === 0 ? 'no review seen' : `${parts.join(', ')} of ${total}` }
}

/** `Mei Tanaka on v2 patch 3: "I don't like this." <id>` */
function commentLine({ label, patch, person, quote, messageId }: SeriesRemarkView): string {
  const place = patch === null ? labelInText(label) : `${labelInText(label)} patch ${patch}`
  return `${personName(person)} on ${place}: "${cutText(quote, MAX_QUOTE)}" <${messageId}>`
}
