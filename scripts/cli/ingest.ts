import { deriveTouched } from '../../db/derive/derive'
import { readMail } from '../../db/mail/readMail'
import { type Db, rollBack } from '../../db/open'
import { countRows } from '../../db/rows'
import { type ArchiveRows, openArchiveRows } from '../../db/store/archiveRows'
import { isOutdated, rebuild } from '../../db/store/rebuild'
import { getCursor, putCursor } from '../../db/store/sourceRows'
import { openStore, type Store } from '../../db/store/store'
import type { Source, SourceItem, SourceMail } from '../sources/source'
import type { Progress } from './progress'

/** A mail that was not imported, where it is in its source, and why. */
interface Rejection {
  readonly source: string
  readonly position: number
  readonly reason: string
}

/** The result of an import, printed as JSON by `ingest`. */
export interface IngestSummary {
  readonly read: number
  readonly new: number
  readonly duplicate: number
  readonly variant: number
  readonly rejected: number
  readonly rejections: readonly Rejection[]
  /** In the whole database, after the import. */
  readonly series: number
  readonly versions: number
  readonly seconds: number
}

/** What happened to the mails of a source. `hidden`: withdrawn by the archive. */
export interface Counts {
  read: number
  new: number
  duplicate: number
  variant: number
  hidden: number
  rejections: Rejection[]
}

/** A source failed after other sources, or parts of it, were imported. `summary` says what was kept; `cause` is the error. */
export class IngestFailure extends Error {
  override readonly name = 'IngestFailure'
  readonly summary: IngestSummary
  constructor(cause: Error, summary: IngestSummary) {
    super(cause.message, { cause })
    this.summary = summary
  }
}

/**
 * Imports sources one after the other, each in one transaction with everything derived from its mail: readers see all mail of a
 * source or none, and a source that fails (SourceError) is rolled back to its last cursor. Throws IngestFailure if something
 * was kept before the failure, else the error itself.
 */
export async function ingest(db: Db, sources: readonly Source[], progress: Progress): Promise<IngestSummary> {
  const started = performance.now()
  await bringUpToDate(db, progress)
  const total = newCounts()
  for (const [index, source] of sources.entries()) {
    const counts = newCounts()
    try {
      await ingestSource(db, source, counts, progress, { resume: source.resumes === true })
    } catch (error) {
      addCounts(total, counts)
      if (index === 0 && counts.read === 0) throw error
      throw new IngestFailure(error as Error, summarise(db, total, started))
    }
    addCounts(total, counts)
  }
  return summarise(db, total, started)
}

/** Derives everything again if the rows were derived by an older version of the rules. */
export async function bringUpToDate(db: Db, progress: Progress): Promise<void> {
  if (isOutdated(db)) await rebuildWith(db, progress, { resume: true })
}

/** Counts that start at zero. */
export function newCounts(): Counts {
  return { read: 0, new: 0, duplicate: 0, variant: 0, hidden: 0, rejections: [] }
}

function addCounts(total: Counts, more: Counts): void {
  total.read += more.read
  total.new += more.new
  total.duplicate += more.duplicate
  total.variant += more.variant
  total.hidden += more.hidden
  total.rejections.push(...more.rejections)
}

function summarise(db: Db, { hidden: _, ...counts }: Counts, started: number): IngestSummary {
  const count = (table: string) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  return {
    ...counts,
    rejected: counts.rejections.length,
    series: count('series'),
    versions: count('versions'),
    seconds: Math.round(performance.now() - started) / 1000,
  }
}

/** Derives everything again, with a progress bar; returns the number of stored mails. `resume`: see rebuild. */
export async function rebuildWith(db: Db, progress: Progress, { resume } = { resume: false }): Promise<number> {
  progress.start('deriving everything again', countRows(db, 'mails'))
  try {
    return await rebuild(db, { resume, onProgress: (done) => progress.update(done, done) })
  } finally {
    progress.stop()
  }
}

/** How a source is read. */
export interface Reading {
  /** Whether reading continues from the stored cursor, which is then advanced in the same transaction as the mail. */
  readonly resume: boolean
  /** Called at the end of each transaction with the number of new mails; its writes are committed with them. */
  readonly onKeep?: (newMails: number) => void
}

/** Imports one source and counts into `counts`, which say what was kept, even if it throws. */
export async function ingestSource(
  db: Db,
  source: Source,
  counts: Counts,
  progress: Progress,
  { resume, onKeep = () => {} }: Reading,
): Promise<void> {
  const key = source.key ?? source.name
  const cursor = resume ? getCursor(db, key) : null
  await source.prepare?.(cursor)
  let kept = { ...counts, rejections: [...counts.rejections] }
  const commit = (store: Store) => {
    progress.start('deriving series', store.touched.size)
    deriveTouched(db, store.touched, (done) => progress.update(done, done))
    onKeep(counts.new + counts.variant - kept.new - kept.variant)
    db.exec('COMMIT')
    kept = { ...counts, rejections: [...counts.rejections] }
  }
  db.exec('BEGIN IMMEDIATE')
  try {
    const target: Target = {
      store: openStore(db),
      archive: openArchiveRows(db, key),
      source: source.name,
      counts,
    }
    progress.start(source.name, source.bytes)
    for await (const item of source.items(cursor)) {
      if (item.kind === 'cursor') {
        if (!resume) continue
        putCursor(db, key, item.cursor)
        commit(target.store)
        db.exec('BEGIN IMMEDIATE')
        progress.start(source.name, source.bytes)
      } else await putItem(target, item)
      progress.update(source.bytesRead(), counts.read)
    }
    commit(target.store)
  } catch (error) {
    rollBack(db)
    Object.assign(counts, kept)
    throw error
  } finally {
    progress.stop()
  }
}

interface Target {
  readonly store: Store
  readonly archive: ArchiveRows
  readonly source: string
  readonly counts: Counts
}

async function putItem(target: Target, item: Exclude<SourceItem, { kind: 'cursor' }>): Promise<void> {
  switch (item.kind) {
    case 'mail':
      return putMail(target, item)
    case 'rejected':
      target.counts.read++
      putRejection(target, item.where, item.position, item.reason)
      return
    case 'hidden':
      return hide(target, item)
    case 'whole':
      for (const mail of target.archive.takeGone(item.part, item.oids)) {
        target.archive.hide(mail, target.store.touched)
        target.counts.hidden++
      }
  }
}

async function putMail({ store, archive, source, counts }: Target, mail: SourceMail): Promise<void> {
  counts.read++
  const read = await readMail(mail.raw, mail.archivedMs)
  if (read.kind === 'rejected') {
    putRejection({ store, archive, source, counts }, mail.where, mail.position, read.reason)
    return
  }
  if (mail.origin !== undefined) archive.putOrigin(mail.origin.part, mail.origin.oid, read.mail)
  if (archive.isHidden(read.mail)) {
    const reason = 'this mail was withdrawn by an archive or hidden by hand'
    counts.rejections.push({ source: mail.where ?? source, position: mail.position, reason })
    return
  }
  const result = store.putMail(read.mail)
  if (typeof result === 'object') {
    putRejection(
      { store, archive, source, counts },
      mail.where,
      mail.position,
      `${read.mail.messageId}: ${result.refused}`,
    )
    return
  }
  counts[result]++
  store.dropRejection(mail.where ?? source, mail.position)
}

function putRejection({ store, source, counts }: Target, where: string | undefined, position: number, reason: string) {
  counts.rejections.push({ source: where ?? source, position, reason })
  store.putRejection(where ?? source, position, reason)
}

/** Withdraws a mail. One that was never imported (its blob is gone, or it is older than the first import) needs nothing. */
async function hide(
  { store, archive, counts }: Target,
  { raw, origin }: Extract<SourceItem, { kind: 'hidden' }>,
): Promise<void> {
  const known = archive.findOrigin(origin.part, origin.oid)
  const read = known === undefined && raw !== null ? await readMail(raw, null) : undefined
  const mail = known ?? (read?.kind === 'mail' ? read.mail : undefined)
  if (mail === undefined) return
  archive.hide(mail, store.touched)
  counts.hidden++
}
