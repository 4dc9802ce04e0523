import { deriveTouched } from '../db/derive'
import type { Db } from '../db/open'
import { isOutdated, rebuild } from '../db/rebuild'
import { openStore, type Store } from '../db/store'
import { parseMessage } from '../lib/mail/message'
import type { Progress } from './progress'
import type { Source, SourceItem } from './sources/source'

export interface Rejection {
  readonly source: string
  readonly position: number
  readonly reason: string
}

/** What an import did; the JSON of `ingest`. */
export interface IngestSummary {
  readonly read: number
  readonly new: number
  readonly duplicate: number
  readonly variant: number
  readonly rejected: number
  readonly rejections: readonly Rejection[]
  /** In the database now. */
  readonly series: number
  readonly versions: number
  readonly seconds: number
}

interface Counts {
  read: number
  new: number
  duplicate: number
  variant: number
  rejections: Rejection[]
}

/**
 * Imports sources one after the other, each in one transaction with all that is derived from its mail: readers see the
 * mail of a source whole or not at all, and a source that fails (SourceError) leaves nothing behind.
 */
export async function ingest(db: Db, sources: readonly Source[], progress: Progress): Promise<IngestSummary> {
  const started = performance.now()
  if (isOutdated(db)) await rebuildWith(db, progress)
  const counts: Counts = { read: 0, new: 0, duplicate: 0, variant: 0, rejections: [] }
  for (const source of sources) await ingestSource(db, source, counts, progress)
  const count = (table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
  return {
    ...counts,
    rejected: counts.rejections.length,
    series: count('series'),
    versions: count('versions'),
    seconds: Math.round(performance.now() - started) / 1000,
  }
}

/** Derives everything again, with the progress shown; returns how many mails are kept. */
export async function rebuildWith(db: Db, progress: Progress): Promise<number> {
  progress.start('deriving everything again', null)
  try {
    return await rebuild(db, (done) => progress.update(done, done))
  } finally {
    progress.stop()
  }
}

async function ingestSource(db: Db, source: Source, counts: Counts, progress: Progress): Promise<void> {
  const before = { ...counts, rejections: [...counts.rejections] }
  db.exec('BEGIN IMMEDIATE')
  try {
    const store = openStore(db)
    progress.start(source.name, source.bytes)
    for await (const item of source.items()) {
      await putItem(store, source.name, item, counts)
      progress.update(source.bytesRead(), counts.read - before.read)
    }
    progress.start('deriving series', store.touched.size)
    deriveTouched(db, store.touched, (done) => progress.update(done, done))
    db.exec('COMMIT')
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    Object.assign(counts, before)
    throw error
  } finally {
    progress.stop()
  }
}

async function putItem(store: Store, source: string, item: SourceItem, counts: Counts): Promise<void> {
  counts.read++
  const parsed = item.kind === 'mail' ? await parseMessage(item.raw) : item
  if (item.kind === 'rejected' || parsed.kind === 'rejected') {
    const { reason } = parsed as { readonly reason: string }
    counts.rejections.push({ source, position: item.position, reason })
    store.putRejection(source, item.position, reason)
    return
  }
  if (parsed.kind === 'message') counts[store.putMessage(item.raw, parsed.message, item.archivedMs)]++
}
