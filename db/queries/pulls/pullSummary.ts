import type { Db } from '../../open'
import { isoTime, person } from '../format'
import { openCommitViews } from '../tree/commitHead'
import { openPullPatches } from './pullPatches'
import type { ListedPull, PullDocument, PullSummary, PullTryView } from './pullViews'
import { openPullFacts, type PullFacts, type PullRow } from './readPulls'

/** Patches of one request of which a list names the series. */
const MAX_TIED = 200

/** Prepares summaries of requests. */
export function openSummary(db: Db): (row: PullRow) => PullSummary {
  const summaryOf = openSummaryOf(db, openPullFacts(db))
  const tiedOf = openTied(db)
  return (row) => summaryOf(row, tiedOf(row))
}

/** Prepares finding the series that the first patches of a request were posted in. */
export function openTied(db: Db): (row: PullRow) => ListedPull['seriesIn'] {
  const patches = openPullPatches(db)
  return (row) => seriesIn(patches.listPatches(row, MAX_TIED))
}

/** Prepares the summary of a request, given the series that its patches were posted in. */
export function openSummaryOf(db: Db, facts: PullFacts): (row: PullRow, series: ListedPull['seriesIn']) => PullSummary {
  const { head } = openCommitViews(db)
  return (row, series) => {
    const merge = facts.mergeOf(row)
    return {
      id: row.key,
      title: row.title,
      from: person(row.from_name, row.from_email),
      url: row.url,
      ref: row.ref,
      date: isoTime(row.received_ms),
      state: facts.stateOf(row),
      commit: merge === undefined ? null : head(merge),
      patches: row.patches,
      series: series.map(({ id }) => id),
    }
  }
}

/** The series that patches of a shortlog were posted in, each once. */
export function seriesIn(shortlog: PullDocument['shortlog']): ListedPull['seriesIn'] {
  const origins = shortlog.flatMap(({ patches }) => patches.flatMap(({ original }) => original ?? []))
  return [...new Map(origins.map(({ series, title }) => [series, title]))].map(([id, title]) => ({ id, title }))
}

/** Another try of a request; null for none. */
export function toTry(row: PullRow | undefined): PullTryView | null {
  return row === undefined ? null : { id: row.key, title: row.title, date: isoTime(row.received_ms) }
}
