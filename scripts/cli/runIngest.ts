import { existsSync, rmSync } from 'node:fs'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { openContext } from '../sources/context'
import { openSourceIn } from '../sources/openSource'
import type { Source } from '../sources/source'
import { ingestAndTie } from '../trees/importedDiffs'
import { type CommandInput, loreOption, PartialError, toJson, UsageError } from './command'
import { IngestFailure } from './ingest'
import { ingestLine } from './output'
import { openProgress } from './progress'
import { explainStorage } from './storage'

/** `ingest SOURCE...`. After a failure, reports what was imported before it; removes a new database that received no mail. */
export async function runIngest({ database, json, words, options }: CommandInput): Promise<string> {
  if (words.length === 0) throw new UsageError('ingest takes at least one source')
  const sources: Source[] = []
  const context = openContext({ database, lore: loreOption(options.lore) })
  for (const word of words) sources.push(await openSourceIn(context, word))
  const fresh = !existsSync(database)
  const db = openWriter(database)
  try {
    const summary = await ingestAndTie(db, sources, { database, context, progress: openProgress(process.stderr) })
    return json ? toJson(summary) : ingestLine(summary)
  } catch (error) {
    if (error instanceof IngestFailure) {
      const reason = explainStorage(error.cause, database) ?? error.message
      throw new PartialError(reason, json ? toJson(error.summary) : ingestLine(error.summary))
    }
    if (fresh) removeEmpty(db, database)
    throw error
  } finally {
    db.close()
  }
}

/** Removes a database without mail. If the disk fails, the files are left for the next import. */
function removeEmpty(db: Db, path: string): void {
  try {
    if (db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM mails)').pluck().get() !== 0) return
    db.close()
    for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true })
  } catch {
    // The error that led here is the one to report.
  }
}
