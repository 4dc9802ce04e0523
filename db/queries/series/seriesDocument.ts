import { at } from '../../../lib/at'
import { describeNotes } from '../../../lib/evolution/note'
import type { Verdict } from '../../../lib/evolution/types'
import { groupBy } from '../../../lib/groupBy'
import { DAY_MS } from '../../../lib/isoTime'
import { patchNumber } from '../../../lib/patchNumber'
import type { StoryCell, StoryTrack } from '../../../lib/story/types'
import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import { isoTime, person, readList } from '../format'
import { listSeriesPulls } from '../pulls/pullList'
import { getHeadline } from '../review/headline'
import { listPeople } from '../review/seriesPeople'
import { getReview, listClaims } from '../review/seriesReview'
import { sumViews } from '../review/standingSums'
import { listCommits } from '../tree/seriesCommits'
import type { IssueView, SeriesDocument, SeriesSummary, TrackCell, TrackView, VersionView } from '../views'
import { listBackports } from './backports'
import { listClosedReports, listReports } from './botReports'
import { listDependencies } from './dependencies'
import { findSeries } from './find'
import { listFixes } from './fixes'
import { getPostedInto, listRelations } from './relations'
import { listChangelog, listFindings } from './seriesChangelog'
import { findMail, findNewestMail } from './seriesMails'
import { groupOf, STATE_COLUMNS, STATE_JOINS, type StateRow, stateOf, turnOf } from './seriesState'
import { tellStory } from './story'
import { listStrayReplies } from './strayReplies'
import { listVersions } from './versionList'

export interface SeriesRowData extends StateRow {
  readonly key: string
  readonly title: string
  readonly lists: string
  readonly messages: number
}

/** The document of the series that holds this mail; undefined when no series does. */
export function getSeriesDocument(db: Db, messageId: string): SeriesDocument | undefined {
  const head = findSeries(db, messageId)
  if (head === undefined) return undefined
  const row = db
    .prepare<{ id: number }, SeriesRowData>(
      `SELECT series.key, series.title, series.lists, series.messages, ${STATE_COLUMNS}
       FROM series ${STATE_JOINS} WHERE series.id = @id`,
    )
    .get({ id: head.id })
  if (row === undefined) return undefined
  const newestMs = newestMailMs(db)
  const summary = summarise(db, row, newestMs)
  const people = listPeople(db, row.id)
  const review = getReview(db, row.id, summary.versions, people)
  const changelog = listChangelog(db, row.id)
  const audit = listFindings(db, row.id)
  const reports = listReports(db, row.id, summary.versions)
  const read = { ...review, ...listTracks(db, row.id, summary.versions), changelog, audit, reports, people }
  return {
    ...summary,
    stateMail: findMail(db, summary.state.messageId) ?? null,
    newestMail: findNewestMail(db, row.id, people) ?? null,
    waitingDays: waitingDays(row, summary.group, newestMs),
    claims: listClaims(db, row.id),
    dependencies: listDependencies(db, row.id),
    fixes: listFixes(db, row.id),
    closes: listClosedReports(db, row.id),
    reports,
    ...listRelations(db, row.id),
    postedInto: getPostedInto(db, row.id),
    ...listSeriesPulls(db, row.id),
    ...listBackports(db, row.id),
    strayReplies: listStrayReplies(db, row.title, summary.versions),
    issues: listIssues(db, row.id),
    ...review,
    sums: sumViews(review, at(summary.versions, summary.versions.length - 1).total),
    ...tellStory(db, row.id, { ...read, versions: summary.versions, lists: summary.lists }),
    commits: listCommits(db, row.id, summary.versions),
  }
}

/** Whole days of waiting. Null unless somebody has to act, so that other mail does not change the page of a settled series. */
function waitingDays(row: SeriesRowData, group: SeriesSummary['group'], newestMs: number): number | null {
  if (row.turn === 'nobody' || group === 'quiet') return null
  return Math.max(0, Math.floor((newestMs - row.turn_since_ms) / DAY_MS))
}

/** The summary of one series, as `list` gives it. */
export function summarise(db: Db, row: SeriesRowData, newestMs: number): SeriesSummary {
  return {
    id: row.key,
    title: row.title,
    author: person(row.author_name, row.author_email),
    lists: readList(row.lists),
    lastActivity: isoTime(row.last_ms),
    messages: row.messages,
    state: stateOf(db, row, newestMs),
    turn: turnOf(db, row),
    headline: getHeadline(db, row.id),
    group: groupOf(row, newestMs),
    backport: readList(row.backport),
    versions: listVersions(db, row.id),
  }
}

/** What is wrong with the covers and patches of a series, by version and patch. What is wrong with a reply is shown on its own page. */
function listIssues(db: Db, series: number): IssueView[] {
  return db
    .prepare<{ series: number }, IssueView>(
      `SELECT issues.code, issues.text, messages.key AS messageId, versions.label AS version, places.number AS patch
       FROM places JOIN issues ON issues.message = places.message JOIN messages ON messages.id = places.message
            JOIN versions ON versions.series = places.series AND versions.position = places.version
       WHERE places.series = @series AND places.kind IN ('cover', 'patch')
       ORDER BY versions.position, places.number, issues.rowid`,
    )
    .all({ series })
    .map((row) => ({ ...row, patch: patchNumber(row.patch) }))
}

interface CellRow {
  readonly track: number
  /** Position of the version. */
  readonly version: number
  readonly number: number
  readonly change: TrackCell['change']
  readonly verdict: string | null
}

/** The rows of the evolution matrix, as they are shown and as they are stored. A patch that is compared with nothing has its own size. */
function listTracks(
  db: Db,
  series: number,
  versions: readonly VersionView[],
): { readonly tracks: readonly TrackView[]; readonly stored: readonly StoryTrack[] } {
  const rows = db
    .prepare<{ series: number }, CellRow>(
      `SELECT track, version, number, change, verdict FROM cells WHERE series = @series ORDER BY track, version`,
    )
    .all({ series })
  const groups = [...groupBy(rows, ({ track }) => track).values()]
  return {
    tracks: groups.map((cells) => toTrack(cells, versions)),
    stored: groups.map((cells) => ({ cells: cells.map(toStoryCell) })),
  }
}

function toStoryCell({ version, number, change, verdict }: CellRow): StoryCell {
  const read = verdict === null ? NO_VERDICT : (JSON.parse(verdict) as Omit<Verdict, 'change'>)
  return { version, number: patchNumber(number), change, ...read }
}

const NO_VERDICT = { facts: [], added: 0, removed: 0, notes: [] }

function toTrack(rows: readonly CellRow[], versions: readonly VersionView[]): TrackView {
  let title = ''
  const cells = rows.flatMap(({ version: position, number: slot, change, verdict }): TrackCell[] => {
    const number = patchNumber(slot)
    const version = versions[position - 1]
    // The cell of a dropped patch is in the version without it, and is named after the version that this one is compared with, which has it.
    const holder = change === 'dropped' ? versions.find(({ key }) => key === version?.comparedWith) : version
    const patch = holder?.patches.find((one) => one.number === number)
    if (version === undefined || patch === undefined) return []
    title = patch.title
    const { facts, added, removed, notes } =
      verdict === null ? { ...patch, facts: [], notes: [] } : (JSON.parse(verdict) as Omit<Verdict, 'change'>)
    return [
      {
        version: version.version,
        versionKey: version.key,
        number,
        messageId: patch.messageId,
        change,
        applied: false,
        facts,
        added,
        removed,
        note: describeNotes(notes),
        marks: [],
      },
    ]
  })
  return { title, cells }
}
