import type { Db } from '../../db/open'
import { getCursor } from '../../db/store/archiveRows'
import { findIncomplete, putLookup } from '../../db/store/lookups'
import { addNewMails, listSubscriptions, putSourceRun, type Subscription } from '../../db/store/subscriptions'
import { bringUpToDate, type Counts, ingestSource, newCounts } from '../cli/ingest'
import type { Progress } from '../cli/progress'
import { explainStorage } from '../cli/storage'
import type { SourceContext } from '../sources/context'
import { openSourceIn } from '../sources/openSource'
import { type Source, SourceError } from '../sources/source'
import { laneOf, openMutex, runLanes } from './lanes'

/** Series that are completed in one night: a polite number of questions. */
const MAX_COMPLETED = 20

/** What a night did with one source. */
export interface SourceSummary {
  readonly source: string
  readonly kind: string
  readonly ok: boolean
  /** Null when it went well. */
  readonly error: string | null
  readonly read: number
  readonly new: number
  readonly duplicate: number
  readonly variant: number
  /** Taken back by the archive. */
  readonly hidden: number
  readonly rejected: number
  readonly rejections: Counts['rejections']
  readonly seconds: number
}

/** What a night did with the versions under review that lacked something. */
export interface CompletionSummary {
  readonly asked: number
  readonly new: number
  /** Why the rest was left for the next night; null when nothing was. */
  readonly error: string | null
}

/** The JSON of `nightly`. */
export interface NightlySummary {
  readonly started: string
  readonly seconds: number
  readonly ok: boolean
  readonly sources: readonly SourceSummary[]
  readonly completion: CompletionSummary
  /** In the database now. */
  readonly series: number
  readonly versions: number
}

export interface NightlyOptions {
  readonly context: SourceContext
  readonly progress: Progress
  /** Told each source as soon as it is done. */
  readonly onSource: (summary: SourceSummary) => void
  readonly nowMs: () => number
}

/**
 * Refreshes every tracked source from where the last run ended, then completes series under review from lore. What comes from
 * different hosts is fetched side by side; the database is written by one at a time. A source that fails leaves the others done.
 * The caller holds the lock.
 */
export async function refreshAll(db: Db, options: NightlyOptions): Promise<NightlySummary> {
  const startedMs = options.nowMs()
  await bringUpToDate(db, options.progress)
  const write = openMutex()
  const lanes = new Map<string, Subscription[]>()
  const tracked = listSubscriptions(db)
  for (const subscription of tracked) {
    const lane = laneOf(subscription.name, options.context.lore)
    lanes.set(lane, [...(lanes.get(lane) ?? []), subscription])
  }
  const done = new Map<string, SourceSummary>()
  await runLanes([...lanes.values()], async (subscription) => {
    const summary = await refresh(db, subscription, options, write)
    done.set(subscription.name, summary)
    options.onSource(summary)
  })
  const completion = tracked.length === 0 ? { asked: 0, new: 0, error: null } : await complete(db, options)
  const sources = tracked.flatMap(({ name }) => done.get(name) ?? [])
  const count = (table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
  return {
    started: new Date(startedMs).toISOString(),
    seconds: Math.round((options.nowMs() - startedMs) / 100) / 10,
    ok: sources.every(({ ok }) => ok),
    sources,
    completion,
    series: count('series'),
    versions: count('versions'),
  }
}

type Mutex = ReturnType<typeof openMutex>

async function refresh(
  db: Db,
  { name, kind }: Subscription,
  options: NightlyOptions,
  write: Mutex,
): Promise<SourceSummary> {
  const startedMs = options.nowMs()
  const counts = newCounts()
  let error: string | null = null
  try {
    const onKeep = (newMails: number) => addNewMails(db, name, newMails)
    await importSource(db, await openSourceIn(options.context, name), counts, options, { write, onKeep })
  } catch (cause) {
    error = describeFailure(cause)
  }
  await write(async () =>
    putSourceRun(db, name, { atMs: options.nowMs(), error, newMails: counts.new + counts.variant }),
  )
  return {
    source: name,
    kind,
    ok: error === null,
    error,
    read: counts.read,
    new: counts.new,
    duplicate: counts.duplicate,
    variant: counts.variant,
    hidden: counts.hidden,
    rejected: counts.rejections.length,
    rejections: counts.rejections,
    seconds: Math.round((options.nowMs() - startedMs) / 100) / 10,
  }
}

interface Keeping {
  readonly write: Mutex
  /** As in Reading. */
  readonly onKeep: (newMails: number) => void
}

/** Fetches outside of the transaction, then writes when it is this source's turn. */
async function importSource(
  db: Db,
  source: Source,
  counts: Counts,
  options: NightlyOptions,
  { write, onKeep }: Keeping,
): Promise<void> {
  const { prepare, ...prepared } = source
  await prepare?.(getCursor(db, source.key ?? source.name))
  await write(() => ingestSource(db, prepared, counts, options.progress, { resume: true, onKeep }))
}

/** One line: a source that cannot be read says why itself; anything else is a fault of the program, told with its place. */
function describeFailure(cause: unknown): string {
  if (cause instanceof SourceError) return cause.message
  const storage = explainStorage(cause, 'the database')
  if (storage !== undefined) return storage
  const { message, stack } = cause as Error
  return `${message} (${stack?.split('\n')[1]?.trim() ?? 'no trace'})`
}

/** Looks up versions under review that lack patches or older versions. Without a network that is left for the next night. */
async function complete(db: Db, options: NightlyOptions): Promise<CompletionSummary> {
  const ids = findIncomplete(db, options.nowMs(), MAX_COMPLETED)
  const counts = newCounts()
  let asked = 0
  const warnings: string[] = []
  const context = { ...options.context, warn: (message: string) => void warnings.push(message) }
  for (const id of ids) {
    // With the mail it brought: a version that is whole now would not be asked for again.
    const onKeep = () => putLookup(db, id, options.nowMs())
    try {
      await importSource(db, await openSourceIn(context, `<${id}>`), counts, options, {
        write: (work) => work(),
        onKeep,
      })
    } catch (cause) {
      if (!(cause instanceof SourceError) || cause.code !== 'unknown-mail') {
        return { asked, new: counts.new, error: describeFailure(cause) }
      }
      onKeep()
    }
    asked++
  }
  return { asked, new: counts.new, error: warnings[0] ?? null }
}
