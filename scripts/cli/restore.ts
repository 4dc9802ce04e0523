import { resolve } from 'node:path'
import { listHiddenByHand, restoreBackup } from '../../db/backup'
import { openExistingWriter } from '../../db/migrate'
import { withDatabase } from '../../db/open'
import { hideMessage } from '../../db/store/hide'
import type { MessageId } from '../../lib/mail/types'
import { type CommandInput, toJson, UsageError } from './command'
import { bringUpToDate } from './ingest'
import { openProgress } from './progress'

/** `restore`: puts a backup in the place of the database. What the operator had hidden since the backup was made stays hidden. */
export async function runRestore({ database, json, words }: CommandInput): Promise<string> {
  const [path] = words
  if (path === undefined || words.length !== 1) throw new UsageError('restore takes one file written by reroll backup')
  if (resolve(path) === resolve(database)) throw new UsageError('restore must read a different file than the database')
  const replaced = restoreBackup(path, database)
  const wanted = replaced === null ? [] : listHiddenByHand(replaced)
  const hidden = await hideAgain(database, wanted ?? [])
  if (json) return toJson({ database, backup: path, replaced, hidden })
  const kept = replaced === null ? '' : `; the previous database is ${replaced}`
  const again = hidden === 0 ? '' : `; hidden again: ${hidden}, which were hidden after the backup was made`
  const unknown = wanted === undefined ? '; which mails were hidden in it could not be read: hide them again' : ''
  return `${database} was restored from ${path}${kept}${again}${unknown}\n`
}

/** Hides the mails that are not hidden; returns how many these were. */
async function hideAgain(database: string, wanted: readonly MessageId[]): Promise<number> {
  const known = new Set(listHiddenByHand(database))
  const missing = wanted.filter((id) => !known.has(id))
  if (missing.length === 0) return 0
  return withDatabase(openExistingWriter(database), async (db) => {
    await bringUpToDate(db, openProgress(process.stderr))
    for (const id of missing) hideMessage(db, id)
    return missing.length
  })
}
