import type { Change, Fact } from '../../../lib/evolution/types'
import type { Db } from '../../open'
import { isoTime, person } from '../format'
import { listSeriesRemarks } from '../review/remarkList'
import { getReview } from '../review/seriesReview'
import { sumViews } from '../review/standingSums'
import type { PatchView, SeriesDocument, SeriesSummary, TrackCell, TrackView, VersionView } from '../views'
import { listClosedReports, listReports } from './botReports'
import { listClaims } from './claims'
import { listDependencies } from './dependencies'
import { findSeries } from './find'
import { listFixes } from './fixes'
import { listRelations } from './relations'
import { listChangelog, listFindings } from './seriesChangelog'
import { listIssues } from './seriesIssues'
import { findMail, findNewestMail } from './seriesMails'
import { newestMailMs, STATE_COLUMNS, STATE_JOINS, type StateRow, stateOf, turnOf } from './seriesState'
import { listVersions } from './versionList'

export interface SeriesRowData extends StateRow {
  readonly id: number
  readonly key: string
  readonly title: string
  readonly author_name: string
  readonly author_email: string
  readonly lists: string
  readonly last_ms: number
  readonly messages: number
}

/** The series document of any Message-ID that belongs to the series; undefined when none does. */
export function getSeriesDocument(db: Db, messageId: string): SeriesDocument | undefined {
  const head = findSeries(db, messageId)
  const row = head === undefined ? undefined : selectSeries(db).get(head.id)
  if (row === undefined) return undefined
  const newestMs = newestMailMs(db)
  const summary = summarise(db, row, newestMs)
  const review = getReview(db, row.id, summary.versions)
  return {
    ...summary,
    stateMail: findMail(db, summary.state.messageId) ?? null,
    newestMail: findNewestMail(db, row.id) ?? null,
    waitingDays: waitingDays(row, summary.state.kind, newestMs),
    claims: listClaims(db, row.id),
    remarks: listSeriesRemarks(db, row.id, summary.versions, review),
    dependencies: listDependencies(db, row.id),
    fixes: listFixes(db, row.id),
    closes: listClosedReports(db, row.id),
    reports: listReports(db, row.id, summary.versions),
    relations: listRelations(db, row.id),
    issues: listIssues(db, row.id),
    changelog: listChangelog(db, row.id),
    audit: listFindings(db, row.id),
    ...review,
    sums: sumViews(review.standings, summary.versions.at(-1)?.total ?? 0),
    tracks: listTracks(db, row.id, summary.versions),
  }
}

const DAY_MS = 24 * 60 * 60_000

/** Only what waits is counted, so that a page of a settled series stays as it is when other mail comes in. */
function waitingDays(row: SeriesRowData, state: SeriesSummary['state']['kind'], newestMs: number): number | null {
  if (row.turn === 'nobody' || state === 'stale') return null
  return Math.max(0, Math.floor((newestMs - row.turn_since_ms) / DAY_MS))
}

function selectSeries(db: Db) {
  return db.prepare<[number], SeriesRowData>(
    `SELECT series.id, series.key, title, author_name, author_email, lists, messages, ${STATE_COLUMNS}
     FROM series ${STATE_JOINS} WHERE series.id = ?`,
  )
}

/** What `list` says of one series. */
export function summarise(db: Db, row: SeriesRowData, newestMs: number): SeriesSummary {
  return {
    id: row.key,
    title: row.title,
    author: person(row.author_name, row.author_email),
    lists: JSON.parse(row.lists) as string[],
    lastActivity: isoTime(row.last_ms),
    messages: row.messages,
    state: stateOf(row, newestMs),
    turn: turnOf(row),
    versions: listVersions(db, row.id),
  }
}

type CellRow = [
  track: number,
  version: number,
  number: number,
  change: Change | 'first',
  facts: string,
  added: number,
  removed: number,
  note: string,
]

/** The rows of the evolution matrix. */
function listTracks(db: Db, series: number, versions: readonly VersionView[]): TrackView[] {
  const rows = db
    .prepare<[number], CellRow>(
      `SELECT track, version, number, change, facts, added, removed, note
       FROM cells WHERE series = ? ORDER BY track, version`,
    )
    .raw()
    .all(series)
  const tracks: { title: string; cells: TrackCell[] }[] = []
  for (const [trackNumber, position, number, change, facts, added, removed, note] of rows) {
    const version = versions[position - 1]
    // A dropped cell stands in the version without the patch and is named after the one before that has it.
    const patch = change === 'dropped' ? findLastPatch(versions, position - 1, number) : findPatch(version, number)
    if (version === undefined || patch === undefined) continue
    const track = tracks[trackNumber - 1] ?? { title: '', cells: [] }
    tracks[trackNumber - 1] = track
    track.title = patch.title
    track.cells.push({
      version: version.version,
      versionKey: version.key,
      number,
      messageId: patch.messageId,
      change,
      facts: facts === '[]' ? [] : (JSON.parse(facts) as Fact[]),
      added,
      removed,
      note,
    })
  }
  return tracks
}

function findPatch(version: VersionView | undefined, number: number): PatchView | undefined {
  // Patches stand in the order of their numbers, and mostly none is missing.
  const near = version?.patches[number - 1]
  return near?.number === number ? near : version?.patches.find((patch) => patch.number === number)
}

/** The patch of this number in the last version before this position that has patches. */
function findLastPatch(versions: readonly VersionView[], before: number, number: number): PatchView | undefined {
  return findPatch(
    versions.slice(0, before).findLast(({ patches }) => patches.length > 0),
    number,
  )
}
