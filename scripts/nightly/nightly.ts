import type { Db } from '../../db/open'
import { countRows } from '../../db/rows'
import { checkSound } from '../../db/soundness'
import {
  addNewMails,
  findIncomplete,
  getCursor,
  listSubscriptions,
  putLookup,
  putSourceRun,
  type Subscription,
} from '../../db/store/sourceRows'
import { listTrees } from '../../db/store/treeRows'
import { groupBy } from '../../lib/groupBy'
import { bringUpToDate, type Counts, ingestSource, newCounts } from '../cli/ingest'
import type { Progress } from '../cli/progress'
import { describeFailure } from '../cli/storage'
import type { SourceContext } from '../sources/context'
import { SOURCE_MS } from '../sources/limits'
import { openSourceIn } from '../sources/openSource'
import { type Source, SourceError } from '../sources/source'
import { type TreeSummary, updateTrees } from '../trees/updateTrees'
import { laneOf, openMutex, runLanes } from './lanes'

/** At most this many incomplete versions are looked up in one night, to be polite to the archive. */
const MAX_COMPLETED = 20

/** What a nightly run did with one source. */
export interface SourceSummary {
  readonly source: string
  readonly kind: string
  readonly ok: boolean
  /** Null if the source was read completely. */
  readonly error: string | null
  readonly read: number
  readonly new: number
  readonly duplicate: number
  readonly variant: number
  /** Mails that the archive withdrew, and that are gone; that stay, because others delivered them too; that it never delivered. */
  readonly withdrawn: number
  readonly kept: number
  readonly ignored: number
  /** The first thousand of these three. */
  readonly withdrawals: Counts['withdrawals']
  readonly rejected: number
  readonly rejections: Counts['rejections']
  readonly seconds: number
}

/** What a nightly run did about versions under review with missing patches or missing earlier versions. */
interface CompletionSummary {
  readonly asked: number
  readonly new: number
  /** Why the remaining lookups were left for the next night; null if none were. */
  readonly error: string | null
}

/** The JSON of `nightly`. */
export interface NightlySummary {
  readonly started: string
  readonly seconds: number
  readonly ok: boolean
  readonly sources: readonly SourceSummary[]
  readonly completion: CompletionSummary
  /** The git trees, which are read after the mail. */
  readonly trees: readonly TreeSummary[]
  /** How many the database holds after the run. */
  readonly series: number
  readonly versions: number
}

export interface NightlyOptions {
  readonly context: SourceContext
  readonly progress: Progress
  /** Called for each source as soon as it is done. */
  readonly onSource: (summary: SourceSummary) => void
  /** The same for each git tree. */
  readonly onTree: (summary: TreeSummary) => void
  readonly nowMs: () => number
  /** Time for fetching each source, for the look-ups together, and for each git tree: SOURCE_MS unless given. */
  readonly sourceMs?: number
  /** Waits while another process writes to the database. Called before each source is imported. */
  readonly untilWritable?: () => Promise<void>
}

/**
 * Refreshes every tracked source from where the last run ended, fetches what series under review lack from lore, then updates the git trees. Different
 * hosts are read in parallel; one source at a time writes to the database. A source or tree that fails does not stop the others. The
 * caller holds the nightly lock. Throws DatabaseError, and reads nothing, when the database is damaged.
 */
export async function refreshAll(db: Db, options: NightlyOptions): Promise<NightlySummary> {
  const startedMs = options.nowMs()
  checkSound(db, { whole: true })
  await bringUpToDate(db, options.progress)
  const alone = openMutex()
  const write: Mutex = (work) =>
    alone(async () => {
      await options.untilWritable?.()
      return work()
    })
  const tracked = listSubscriptions(db)
  const lanes = groupBy(tracked, ({ name }) => laneOf(name, options.context.lore))
  const done = new Map<string, SourceSummary>()
  await runLanes([...lanes.values()], async (subscription) => {
    const summary = await refresh(db, subscription, options, write)
    done.set(subscription.name, summary)
    options.onSource(summary)
  })
  const completion = tracked.length === 0 ? { asked: 0, new: 0, error: null } : await complete(db, options, write)
  await options.untilWritable?.()
  const trees = await updateTrees(db, listTrees(db), { ...options, limitMs: options.sourceMs ?? SOURCE_MS })
  const sources = tracked.flatMap(({ name }) => done.get(name) ?? [])
  return {
    started: new Date(startedMs).toISOString(),
    seconds: Math.round((options.nowMs() - startedMs) / 100) / 10,
    ok: [...sources, ...trees].every(({ ok }) => ok),
    sources,
    completion,
    trees,
    series: countRows(db, 'series'),
    versions: countRows(db, 'versions'),
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
    const source = await openSourceIn(withinTime(options), name)
    await importSource(db, source, counts, options, { write, onKeep })
  } catch (cause) {
    error = describeFailure(cause, db.name)
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
    withdrawn: counts.removed,
    kept: counts.kept,
    ignored: counts.ignored,
    withdrawals: counts.withdrawals,
    rejected: counts.rejections.length,
    rejections: counts.rejections,
    seconds: Math.round((options.nowMs() - startedMs) / 100) / 10,
  }
}

/** The context of one source: a host that is slow or asks for pauses uses up the time of its own source only. */
function withinTime({ context, sourceMs = SOURCE_MS }: NightlyOptions): SourceContext {
  return { ...context, http: context.http.within(sourceMs) }
}

interface Keeping {
  readonly write: Mutex
  /** As in Reading. */
  readonly onKeep: (newMails: number) => void
}

/** Fetches before any transaction begins, then imports when no other source is writing. */
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

/** Looks up versions under review that lack patches or earlier versions. Stops at the first network error, until the next night. */
async function complete(db: Db, options: NightlyOptions, write: Mutex): Promise<CompletionSummary> {
  const ids = findIncomplete(db, options.nowMs(), MAX_COMPLETED)
  const counts = newCounts()
  let asked = 0
  const warnings: string[] = []
  const context = { ...withinTime(options), warn: (message: string) => void warnings.push(message) }
  for (const id of ids) {
    // In the transaction that stores the mail: a version that is complete by then is not looked up again.
    const onKeep = () => putLookup(db, id, options.nowMs())
    try {
      await importSource(db, await openSourceIn(context, `<${id}>`), counts, options, {
        write,
        onKeep,
      })
    } catch (cause) {
      if (!(cause instanceof SourceError) || cause.code !== 'unknown-mail') {
        return { asked, new: counts.new, error: describeFailure(cause, db.name) }
      }
      onKeep()
    }
    asked++
  }
  return { asked, new: counts.new, error: warnings[0] ?? null }
}
