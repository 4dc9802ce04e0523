import { BY_HAND } from '../../db/hiddenBy'
import { readMail } from '../../db/mail/readMail'
import { type Db, rollBack } from '../../db/open'
import { countRows } from '../../db/rows'
import { checkSound } from '../../db/soundness'
import { type ArchiveRows, openArchiveRows, type Withdrawal } from '../../db/store/archiveRows'
import { type HiddenRows, type MailKey, openHiddenRows, whoKeepsOut } from '../../db/store/hiddenRows'
import { overwriteWords } from '../../db/store/overwriteWords'
import { deriveReadable } from '../../db/store/readStored'
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

/** What came of a mail that an archive withdrew. */
interface WithdrawnMail {
  readonly source: string
  /** The Message-ID; of a mail that the archive never delivered and no longer has, its blob. */
  readonly id: string
  readonly outcome: Withdrawal
}

/** Withdrawn mails that are named by a run; all are counted. */
const MAX_NAMED = 1_000

/** The result of an import, printed as JSON by `ingest`. */
export interface IngestSummary {
  readonly read: number
  readonly new: number
  readonly duplicate: number
  readonly variant: number
  readonly rejected: number
  readonly rejections: readonly Rejection[]
  /** Mails that archives withdrew, and that are gone; the same that stay, because others delivered them too; and that they never delivered. */
  readonly withdrawn: number
  readonly kept: number
  readonly ignored: number
  /** The first thousand of these three. */
  readonly withdrawals: readonly WithdrawnMail[]
  /** In the whole database, after the import. */
  readonly series: number
  readonly versions: number
  readonly seconds: number
}

/** What happened to the mails of a source. `removed`, `kept` and `ignored` are about mails that the archive withdrew. */
export interface Counts extends Record<Withdrawal, number> {
  read: number
  new: number
  duplicate: number
  variant: number
  withdrawals: WithdrawnMail[]
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
 * was kept before the failure, else the error itself. Imports nothing into a database that is found to be damaged.
 */
export async function ingest(db: Db, sources: readonly Source[], progress: Progress): Promise<IngestSummary> {
  const started = performance.now()
  checkSound(db, { whole: false })
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
  return { read: 0, new: 0, duplicate: 0, variant: 0, removed: 0, kept: 0, ignored: 0, withdrawals: [], rejections: [] }
}

function copyCounts(counts: Counts): Counts {
  return { ...counts, withdrawals: [...counts.withdrawals], rejections: [...counts.rejections] }
}

function addCounts(total: Counts, more: Counts): void {
  total.read += more.read
  total.new += more.new
  total.duplicate += more.duplicate
  total.variant += more.variant
  total.removed += more.removed
  total.kept += more.kept
  total.ignored += more.ignored
  total.withdrawals = [...total.withdrawals, ...more.withdrawals].slice(0, MAX_NAMED)
  total.rejections.push(...more.rejections)
}

function summarise(db: Db, { removed, ...counts }: Counts, started: number): IngestSummary {
  const count = (table: string) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  return {
    ...counts,
    withdrawn: removed,
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
  let committed = copyCounts(counts)
  const commit = async (store: Store) => {
    progress.start('deriving series', store.touched.size)
    await deriveReadable(db, store, (done) => progress.update(done, done))
    if (counts.removed > committed.removed) overwriteWords(db)
    onKeep(counts.new + counts.variant - committed.new - committed.variant)
    db.exec('COMMIT')
    committed = copyCounts(counts)
  }
  db.exec('BEGIN IMMEDIATE')
  try {
    const target: Target = {
      store: openStore(db),
      archive: openArchiveRows(db, key),
      hidden: openHiddenRows(db),
      key,
      source: source.name,
      counts,
    }
    progress.start(source.name, source.bytes)
    for await (const item of source.items(cursor)) {
      if (item.kind === 'cursor') {
        if (!resume) continue
        putCursor(db, key, item.cursor)
        await commit(target.store)
        db.exec('BEGIN IMMEDIATE')
        progress.start(source.name, source.bytes)
      } else await putItem(target, item)
      progress.update(source.bytesRead(), counts.read)
    }
    await commit(target.store)
  } catch (error) {
    rollBack(db)
    Object.assign(counts, committed)
    throw error
  } finally {
    progress.stop()
  }
}

interface Target {
  readonly store: Store
  readonly archive: ArchiveRows
  readonly hidden: HiddenRows
  /** The name under which the source delivers mail. */
  readonly key: string
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
      return withdraw(target, item)
    case 'whole':
      for (const mail of target.archive.takeGone(item.part, item.oids)) withdrawMail(target, mail)
  }
}

async function putMail(target: Target, mail: SourceMail): Promise<void> {
  const { store, archive, hidden, key, source, counts } = target
  counts.read++
  const read = await readMail(mail.raw, mail.archivedMs)
  if (read.kind === 'rejected') {
    putRejection(target, mail.where, mail.position, read.reason)
    return
  }
  if (mail.origin !== undefined) archive.putOrigin(mail.origin.part, mail.origin.oid, read.mail)
  const deliverer = mail.server ?? key
  const by = whoKeepsOut(hidden.list(read.mail), deliverer)
  if (by !== undefined) {
    counts.rejections.push({
      source: mail.where ?? source,
      position: mail.position,
      reason: hiddenReason(read.mail.messageId, by),
    })
    return
  }
  const result = store.putMail(read.mail, deliverer)
  if (typeof result === 'object') {
    putRejection(target, mail.where, mail.position, `${read.mail.messageId}: ${result.refused}`)
    return
  }
  counts[result]++
  store.dropRejection(mail.where ?? source, mail.position)
}

function putRejection({ store, source, counts }: Target, where: string | undefined, position: number, reason: string) {
  counts.rejections.push({ source: where ?? source, position, reason })
  store.putRejection(where ?? source, position, reason)
}

function hiddenReason(messageId: string, by: string): string {
  const what = by === BY_HAND ? 'was hidden by hand' : `was withdrawn by ${by}`
  return `<${messageId}> ${what}; reroll unhide ${messageId} lets it in again`
}

/**
 * Withdraws the mail of a blob. A blob that this archive never delivered is ignored, unless its content is that of a mail that the archive did
 * deliver, perhaps in another epoch, or when it was read by other rules.
 */
async function withdraw(target: Target, { raw, origin }: Extract<SourceItem, { kind: 'hidden' }>): Promise<void> {
  const known = target.archive.findOrigin(origin.part, origin.oid)
  if (known !== undefined && withdrawMail(target, known)) return
  const read = raw === null ? undefined : await readMail(raw, null)
  if (read?.kind === 'mail' && withdrawMail(target, read.mail)) return
  // A mail that it did deliver, and that is not here any more, needs nothing.
  if (known === undefined) count(target, read?.kind === 'mail' ? read.mail.messageId : origin.oid, 'ignored')
}

function withdrawMail(target: Target, mail: MailKey): boolean {
  const outcome = target.archive.withdraw(mail, target.store.touched)
  if (outcome === 'ignored') return false
  count(target, mail.messageId, outcome)
  return true
}

function count({ counts, source }: Target, id: string, outcome: Withdrawal): void {
  counts[outcome]++
  if (counts.withdrawals.length < MAX_NAMED) counts.withdrawals.push({ source, id, outcome })
}
