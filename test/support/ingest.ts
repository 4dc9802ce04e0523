import { readFileSync } from 'node:fs'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { createMboxSplitter } from '../../lib/mail/mboxSplitter'
import { type IngestSummary, ingest } from '../../scripts/cli/ingest'
import type { Progress } from '../../scripts/cli/progress'
import { openSource } from '../../scripts/sources/openSource'
import type { Source } from '../../scripts/sources/source'
import { type Dump, dump } from './dump'

/** Progress that nobody watches. */
export const SILENT: Progress = { start: () => {}, update: () => {}, stop: () => {} }

/** Imports files into an open database. */
export async function ingestFiles(db: Db, ...paths: readonly string[]): Promise<IngestSummary> {
  return importSources(db, ...(await Promise.all(paths.map(openSource))))
}

/** Imports whole sources into an open database. */
export function importSources(db: Db, ...sources: readonly Source[]): Promise<IngestSummary> {
  return ingest(db, sources, SILENT)
}

/** Imports mails from memory as one source; positions count mails. */
export function ingestMails(db: Db, mails: readonly (Buffer | string)[], name = 'memory'): Promise<IngestSummary> {
  const source: Source = {
    name,
    bytes: null,
    bytesRead: () => 0,
    async *items() {
      for (const [position, mail] of mails.entries()) {
        yield { kind: 'mail', raw: Buffer.from(mail as string), position, archivedMs: null }
      }
    },
  }
  return importSources(db, source)
}

/** A new database in memory with these mails. */
export async function databaseOf(mails: readonly (Buffer | string)[]): Promise<Db> {
  const db = openWriter(':memory:')
  await ingestMails(db, mails)
  return db
}

/** What is in a new database after these imports, one after the other. */
export async function dumpOf(...batches: readonly (readonly Buffer[])[]): Promise<Dump> {
  const db = openWriter(':memory:')
  for (const batch of batches) await ingestMails(db, batch)
  return dump(db)
}

/** The raw mails of an mbox. */
export function readMails(path: string): Buffer[] {
  const splitter = createMboxSplitter()
  const items = [...splitter.push(readFileSync(path)), ...splitter.end()]
  return items.flatMap((item) => (item.kind === 'mail' ? [item.raw] : []))
}

/** Shuffles; the same seed gives the same order on every machine. */
export function shuffle<T>(all: readonly T[], seed: number): T[] {
  const shuffled = [...all]
  let state = seed
  for (let at = shuffled.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const other = state % (at + 1)
    const [a, b] = [shuffled[at], shuffled[other]]
    if (a === undefined || b === undefined) continue
    shuffled[at] = b
    shuffled[other] = a
  }
  return shuffled
}
