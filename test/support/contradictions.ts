import { openRemarks } from '../../app/_model/seriesSummary'
import type { Db } from '../../db/open'
import { listSeries } from '../../db/queries/lists/seriesList'
import { listSaid } from '../../db/queries/mail/said'
import { listOwnAsked } from '../../db/queries/review/remarkList'
import { listOwnStandings } from '../../db/queries/review/seriesReview'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import type { AskedView, SeriesDocument, SeriesRemarkView, SeriesRow, StandingView } from '../../db/queries/views'
import { type SeverityCounts, waits } from '../../lib/review/positions'
import { isOpenStatus } from '../../lib/review/states'

/**
 * Finds review comments that are open in one place and closed in another, over a whole archive: the comments of the series, its standings and their matrix,
 * the pages of its mails and of its people, its changelog, its state, its headline, and the counts of lists. Each is a line that names the series.
 */
export function findContradictions(db: Db): string[] {
  const found: string[] = []
  const rows = new Map([...allRows(db)].map((row) => [row.id, row]))
  for (const { id, key } of db.prepare<[], { id: number; key: string }>('SELECT id, key FROM series').all()) {
    const series = getSeriesDocument(db, key)
    if (series === undefined) throw new Error(`${key} has no page`)
    // Lists fold backports, and leave out the patches of pull requests.
    const row = rows.get(key)
    const all = [
      ...inState(series),
      ...(row === undefined ? [] : inList(series, row)),
      ...inStandings(series),
      ...inChangelog(series),
      ...inAudit(series),
      ...inPeople(db, id, series),
      ...inMails(db, series),
    ]
    found.push(...all.map((text) => `${key}: ${text}`))
  }
  return found
}

function* allRows(db: Db): Generator<SeriesRow> {
  for (let page = 1; ; page++) {
    const { rows, pages } = listSeries(db, { page })
    yield* rows
    if (page >= pages) return
  }
}

const isOpen = ({ position, status }: Pick<StandingView, 'position' | 'status'>) =>
  waits(position) && isOpenStatus(status)

/** The counts of the state are those of the comments that count, the headline has the same, and nothing counts that is closed. */
function inState({ state, remarks, headline, turn }: SeriesDocument): string[] {
  const counted = remarks.filter(({ counts }) => counts)
  const byHeadline = (headline?.people ?? []).reduce<SeverityCounts>((sum, { comments }) => add(sum, comments), {})
  const ofRemarks = counted.reduce<SeverityCounts>(
    (sum, { severity }) => (severity === null ? sum : add(sum, { [severity]: 1 })),
    {},
  )
  const wanted = counted.filter(({ severity }) => severity !== 'nit')
  return [
    ...counted.filter((one) => !isOpen(one)).map(({ quote }) => `counts and is closed: ${quote}`),
    ...(same(state.comments, ofRemarks) ? [] : [`state ${words(state.comments)}, comments ${words(ofRemarks)}`]),
    ...(same(byHeadline, ofRemarks) ? [] : [`headline ${words(byHeadline)}, comments ${words(ofRemarks)}`]),
    ...((headline?.severity ?? null) === state.severity
      ? []
      : [`headline ${headline?.severity}, state ${state.severity}`]),
    ...(turn.why === 'ready' && wanted.length > 0 ? [`ready, with ${wanted.length} comments open`] : []),
  ]
}

/** The list counts as the page does. */
function inList({ sums, state, headline, remarks }: SeriesDocument, row: SeriesRow): string[] {
  const open = remarks.filter(isOpen).length
  return [
    ...(same(sums, row.standings) ? [] : [`page ${words(sums)}, list ${words(row.standings)}`]),
    ...(sums.objections + sums.remarks === open ? [] : [`${sums.objections + sums.remarks} counted, ${open} shown`]),
    ...(same(state.comments, row.state.comments) ? [] : ['the list has other counts in its state']),
    ...(JSON.stringify(headline) === JSON.stringify(row.headline) ? [] : ['the list has another headline']),
  ]
}

/** A mark in the matrix of reviewers is open exactly when the person has an open comment on that patch, or one on the series for all patches. */
function inStandings({ standings, remarks }: SeriesDocument): string[] {
  const at = (one: Pick<StandingView, 'person'>, patch: number | null) => `${JSON.stringify(one.person)} ${patch}`
  const open = remarks.filter(isOpen)
  const marks = standings.filter(isOpen)
  const commented = new Set(
    open.flatMap((one) => (one.patches.length === 0 ? [null] : one.patches).map((patch) => at(one, patch))),
  )
  const marked = new Set(marks.map((one) => at(one, one.patch)))
  return [
    ...marks
      .filter((one) => !commented.has(at(one, one.patch)) && !commented.has(at(one, null)))
      .map(({ quote, patch }) => `open mark on ${patch}, no open comment: ${quote}`),
    ...open.flatMap((one) =>
      (one.patches.length === 0 ? [null] : one.patches)
        .filter((patch) => !marked.has(at(one, patch)))
        .map((patch) => `open comment on ${patch}, no open mark: ${one.quote}`),
    ),
  ]
}

/** A comment that the changelog of a later version names as the one that it takes up is not open, when its mail has only that one. */
function inChangelog({ changelog, remarks }: SeriesDocument): string[] {
  return changelog.flatMap(({ remark, patches, text }) => {
    const asked = remarks.filter(({ messageId, position }) => messageId === remark && position === 'requests-changes')
    const [only] = asked
    if (only === undefined || asked.length > 1 || patches.length === 0 || !isOpen(only)) return []
    return [`open, and taken up by "${text}": ${only.quote}`]
  })
}

/** What the audit calls open has an open comment by the same mail. */
function inAudit({ audit, remarks }: SeriesDocument): string[] {
  const open = new Set(remarks.filter(isOpen).map(({ messageId }) => messageId))
  return audit
    .filter(({ kind, messageId }) => kind === 'open-remark' && !open.has(messageId ?? ''))
    .map(({ text }) => `the audit finds it open: ${text}`)
}

/** The page of each person has the same comments and standings. */
function inPeople(db: Db, id: number, series: SeriesDocument): string[] {
  const people = db
    .prepare<{ id: number }, { person: number; name: string; emails: string }>(
      'SELECT person, name, emails FROM people WHERE series = @id',
    )
    .all({ id })
  const fate = ({ position, quote, status, answered }: AskedView | StandingView) =>
    `${position} ${quote} ${status} ${answered}`
  return people.flatMap(({ person, name, emails }) => {
    const own = (one: { readonly person: SeriesRemarkView['person'] }) =>
      one.person.name === name && JSON.stringify(one.person.emails) === emails
    const sorted = (all: readonly (AskedView | StandingView)[]) => all.map(fate).sort().join('\n')
    const asked = listOwnAsked(db, id, person, series.versions)
    const standings = listOwnStandings(db, id, person, series.versions)
    return [
      ...(sorted(asked) === sorted(series.remarks.filter(own)) ? [] : [`${name} has other comments on their own page`]),
      ...(sorted(standings) === sorted(series.standings.filter(own)) ? [] : [`${name} has other standings there`]),
    ]
  })
}

/** The page of a mail says of its sentences what the series says of the comment that they are in. */
function inMails(db: Db, { remarks }: SeriesDocument): string[] {
  const select = db.prepare<{ key: string }, number>('SELECT id FROM messages WHERE key = @key').pluck()
  const open = openRemarks({ remarks })
  return [...new Set(remarks.map(({ messageId }) => messageId))].flatMap((key) => {
    const id = select.get({ key })
    if (id === undefined) return [`${key} is not archived`]
    const shown = listSaid(db, id).some(({ outcome }) => outcome !== null && isOpenStatus(outcome.status))
    const is = open.some(({ messageId }) => messageId === key)
    return shown === is ? [] : [`${key} is ${shown ? 'open' : 'closed'} on its own page alone`]
  })
}

function add(a: SeverityCounts, b: SeverityCounts): SeverityCounts {
  const sum: Record<string, number> = { ...a }
  for (const [name, size] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + size
  return sum
}

function same(a: object, b: object): boolean {
  return words(a) === words(b)
}

function words(counts: object): string {
  return JSON.stringify(Object.entries(counts).sort())
}
