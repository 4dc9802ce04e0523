import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openWriter } from '../../db/migrate'
import { getHolder, type Holder, releaseLock, takeLock } from '../../db/nightlyLock'
import { DatabaseError, type Db, openReader } from '../../db/open'
import { listSources } from '../../db/queries/status/sourceList'
import { putSubscription, removeSubscription } from '../../db/store/subscriptions'
import {
  type Command,
  CommandError,
  type CommandInput,
  loreOption,
  PartialError,
  toJson,
  UsageError,
} from '../cli/command'
import { openProgress } from '../cli/progress'
import { openContext } from '../sources/context'
import { absoluteWord, openSourceIn } from '../sources/openSource'
import { installText } from './install'
import { refreshAll } from './nightly'
import { isAlive, thisProcess } from './process'
import { nightlyText, sourceLine, sourcesTable } from './text'

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

export const NIGHTLY_COMMANDS: Readonly<Record<string, Command>> = {
  track: runTrack,
  untrack: runUntrack,
  sources: runSources,
  nightly: runNightly,
}

/** Opens each source to see that it is one; nothing is fetched before the first night. */
async function runTrack({ database, json, words, options }: CommandInput): Promise<string> {
  if (words.length === 0) throw new UsageError('track needs at least one source')
  if (words.includes('-')) throw new UsageError('standard input cannot be tracked')
  const context = openContext({ database, lore: loreOption(options.lore) })
  const sources: { name: string; kind: string }[] = []
  for (const word of words) {
    const name = absoluteWord(word)
    sources.push({ name, kind: (await openSourceIn(context, name)).kind ?? 'source' })
  }
  return withDb(openWriter(database), (db) => {
    const added = db.transaction(() => sources.filter((source) => putSubscription(db, source, Date.now())))()
    if (json) return toJson({ tracked: sources, added: added.map(({ name }) => name) })
    return sources.map(({ name, kind }) => `tracked: ${name} (${kind})\n`).join('')
  })
}

function runUntrack({ database, json, words }: CommandInput): Promise<string> {
  if (words.length === 0) throw new UsageError('untrack needs at least one source')
  if (!existsSync(database)) throw new DatabaseError(`${database}: there is no such database`)
  return withDb(openWriter(database), (db) => {
    const names = words.map((word) => (removeSubscription(db, word) ? word : absoluteOrFail(db, word)))
    if (json) return toJson({ untracked: names })
    return names.map((name) => `no longer tracked: ${name}; its mail stays\n`).join('')
  })
}

function absoluteOrFail(db: Db, word: string): string {
  const path = resolve(word)
  if (removeSubscription(db, path)) return path
  throw new CommandError(`${word}: this source is not tracked (npm run -s reroll -- sources shows those that are)`)
}

function runSources({ database, json, words }: CommandInput): Promise<string> {
  if (words.length > 0) throw new UsageError('sources takes no arguments')
  return withDb(openReader(database), (db) => {
    const all = listSources(db, Date.now())
    return json ? toJson(all) : sourcesTable(all)
  })
}

async function runNightly({ database, json, words, options }: CommandInput): Promise<string> {
  if (words.length > 0) throw new UsageError('nightly takes no arguments; track SOURCE adds one')
  const lore = loreOption(options.lore)
  if (options.install === true) return installText({ root: ROOT, database: resolve(database), lore })
  if (!existsSync(database)) {
    throw new DatabaseError(
      `${database}: there is no such database; track a source first: npm run -s reroll -- track SOURCE`,
    )
  }
  refuseSecond(database, readHolder(database))
  const me = thisProcess(Date.now())
  return withDb(openWriter(database), async (db) => {
    refuseSecond(
      database,
      takeLock(db, me, (holder) => isAlive(holder, Date.now())),
    )
    try {
      const summary = await refreshAll(db, {
        context: openContext({ database, lore }),
        progress: openProgress(process.stderr),
        onSource: (source) => process.stderr.write(json ? `${sourceLine(source)}\n` : ''),
        nowMs: Date.now,
      })
      const output = json ? toJson(summary) : nightlyText(summary)
      const failed = summary.sources.filter(({ ok }) => !ok)
      if (failed.length === 0) return output
      const names = failed.map(({ source }) => source).join(', ')
      throw new PartialError(`${failed.length} of ${summary.sources.length} sources failed: ${names}`, output)
    } finally {
      releaseLock(db, me)
    }
  })
}

/** By a handle that reads only: the run that holds the lock may be writing, and a second one must not wait to say so. */
function readHolder(database: string): Holder | undefined {
  let db: Db
  try {
    db = openReader(database)
  } catch (error) {
    // A database of an older version has no lock; the writer brings it up to date.
    if (error instanceof DatabaseError) return undefined
    throw error
  }
  try {
    return getHolder(db)
  } finally {
    db.close()
  }
}

function refuseSecond(database: string, holder: Holder | undefined): void {
  if (holder === undefined || !isAlive(holder, Date.now())) return
  const since = new Date(holder.sinceMs).toISOString()
  throw new CommandError(
    `${database}: another nightly run is under way: process ${holder.pid} on ${holder.host}, since ${since}`,
  )
}

async function withDb<T>(db: Db, work: (db: Db) => T | Promise<T>): Promise<T> {
  try {
    return await work(db)
  } finally {
    db.close()
  }
}
