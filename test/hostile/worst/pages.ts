import type { Db } from '../../../db/open'

interface VersionRow {
  readonly series: string
  readonly version: string
  readonly patches: number
}

/** Mails of a thread whose pages are read, as fractions of its length: the first, one in the middle and the last. */
const MAILS_OF_THREAD = [0, 0.5, 1]

/** The pages of a database of worst cases: every kind for each series, its first and last patch, and some mails of each thread. */
export function pagesOf(db: Db): string[] {
  const rows = db
    .prepare<[], VersionRow>(
      `SELECT series.key AS series, versions.key AS version, (SELECT count(*) FROM patches WHERE version = versions.id) AS patches
       FROM series JOIN versions ON versions.series = series.id ORDER BY series.id, position`,
    )
    .all()
  const bySeries = new Map<string, VersionRow[]>()
  for (const row of rows) bySeries.set(row.series, [...(bySeries.get(row.series) ?? []), row])
  return ['/', '/status', ...[...bySeries].flatMap(([key, versions]) => seriesPages(key, versions)), ...mailPages(db)]
}

function seriesPages(key: string, versions: readonly VersionRow[]): string[] {
  const path = `/series/${encodeURIComponent(key)}`
  const [before, newest] = [versions.at(-2), versions.at(-1)]
  const step =
    before === undefined || newest === undefined ? undefined : `${path}/diff/${before.version}..${newest.version}`
  const ends = [...new Set([1, newest?.patches ?? 1])]
  const views = ['', '?view=range-diff', '?view=full']
  return [
    path,
    `${path}/atom`,
    ...ends.map((number) => `${path}/patch/${newest?.version}/${number}`),
    ...(step === undefined
      ? []
      : views.flatMap((view) => [step, ...ends.map((number) => `${step}/${number}`)].map((page) => page + view))),
  ]
}

function mailPages(db: Db): string[] {
  const threads = new Map<number, string[]>()
  const rows = db
    .prepare<[], { key: string; thread: number }>(
      'SELECT key, thread FROM messages JOIN places ON message = id ORDER BY order_ms',
    )
    .all()
  for (const { key, thread } of rows) {
    const known = threads.get(thread)
    if (known === undefined) threads.set(thread, [key])
    else known.push(key)
  }
  return [...threads.values()].flatMap((keys) => {
    const shown = MAILS_OF_THREAD.map((part) => keys[Math.floor(part * (keys.length - 1))] ?? '')
    return [...new Set(shown)].map((key) => `/message/${encodeURIComponent(key)}`)
  })
}
