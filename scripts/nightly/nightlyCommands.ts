import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openWriter } from '../../db/migrate'
import { isBeingWritten } from '../../db/nightlyLock'
import { DatabaseError, type Db, openReader, withDatabase } from '../../db/open'
import { listSources } from '../../db/queries/status/sourceList'
import { putSubscription, removeSubscription } from '../../db/store/sourceRows'
import {
  type Command,
  CommandError,
  type CommandInput,
  loreOption,
  PartialError,
  toJson,
  UsageError,
} from '../cli/command'
import { failedText } from '../cli/output'
import { openProgress } from '../cli/progress'
import { openContext } from '../sources/context'
import { absoluteWord, openSourceIn } from '../sources/openSource'
import { treeLine } from '../trees/treeText'
import { type NightlySummary, refreshAll } from './nightly'
import { nightlyText, sourceLine, sourcesTable } from './nightlyText'
import { openPatience } from './patience'
import { scheduleText } from './schedule'
import { underLock } from './underLock'

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

export const NIGHTLY_COMMANDS: Readonly<Record<string, Command>> = {
  track: runTrack,
  untrack: runUntrack,
  sources: runSources,
  nightly: runNightly,
}

/** Opens each source to check that it is one. Its mail is fetched by the next nightly run, not now. */
async function runTrack({ database, json, words, options }: CommandInput): Promise<string> {
  if (words.length === 0) throw new UsageError('track needs at least one source')
  if (words.includes('-')) throw new UsageError('standard input cannot be tracked: it can be read only once')
  const context = openContext({ database, lore: loreOption(options.lore) })
  const sources: { name: string; kind: string }[] = []
  for (const word of words) {
    const name = absoluteWord(word)
    sources.push({ name, kind: (await openSourceIn(context, name)).kind ?? 'source' })
  }
  return withDatabase(openWriter(database), (db) => {
    const added = db.transaction(() => sources.filter((source) => putSubscription(db, source, Date.now())))()
    if (json) return toJson({ tracked: sources, added: added.map(({ name }) => name) })
    return sources.map(({ name, kind }) => `tracked: ${name} (${kind})\n`).join('')
  })
}

function runUntrack({ database, json, words }: CommandInput): Promise<string> {
  if (words.length === 0) throw new UsageError('untrack needs at least one source')
  if (!existsSync(database))
    throw new DatabaseError(`${database}: no such database; import mail first: npm run ingest -- FILE`)
  return withDatabase(openWriter(database), (db) => {
    const names = words.map((word) => (removeSubscription(db, word) ? word : absoluteOrFail(db, word)))
    if (json) return toJson({ untracked: names })
    return names.map((name) => `no longer tracked: ${name}; its mail is kept\n`).join('')
  })
}

function absoluteOrFail(db: Db, word: string): string {
  const path = resolve(word)
  if (removeSubscription(db, path)) return path
  throw new CommandError(`${word}: this source is not tracked; npm run -s reroll -- sources lists those that are`)
}

function runSources({ database, json, words }: CommandInput): Promise<string> {
  if (words.length > 0) throw new UsageError('sources takes no arguments')
  return withDatabase(openReader(database), (db) => {
    const all = listSources(db, Date.now())
    return json ? toJson(all) : sourcesTable(all)
  })
}

async function runNightly({ database, json, words, options }: CommandInput): Promise<string> {
  if (words.length > 0) throw new UsageError('nightly takes no arguments; track SOURCE adds one')
  const lore = loreOption(options.lore)
  if (options.install === true) return scheduleText({ root: ROOT, database: resolve(database), lore })
  if (!existsSync(database)) {
    throw new DatabaseError(`${database}: no such database; track a source first: npm run -s reroll -- track SOURCE`)
  }
  const patience = openPatience(waitOption(options.wait), (line) => process.stderr.write(`reroll: ${line}\n`))
  const untilWritable = () =>
    patience.waitUntil(() => !isBeingWritten(database), `another process is writing to ${database}, such as an import`)
  const night = async () => {
    await untilWritable()
    return withDatabase(openWriter(database), async (db) => {
      const summary = await refreshAll(db, {
        context: openContext({ database, lore }),
        progress: openProgress(process.stderr),
        onSource: (source) => process.stderr.write(json ? `${sourceLine(source)}\n` : ''),
        onTree: (tree) => process.stderr.write(json ? `${treeLine(tree)}\n` : ''),
        nowMs: Date.now,
        untilWritable,
      })
      const output = json ? toJson(summary) : nightlyText(summary)
      if (summary.ok) return output
      throw new PartialError(failureText(summary), output)
    })
  }
  return underLock(database, night, patience)
}

/** Minutes that a run waits for others, in milliseconds. */
function waitOption(value: CommandInput['options'][string]): number {
  const text = value ?? '30'
  if (typeof text !== 'string' || !/^\d{1,4}$/.test(text)) throw new UsageError('--wait takes a number of minutes')
  return Number(text) * 60_000
}

function failureText({ sources, trees }: NightlySummary): string {
  const parts = [
    failedText(
      'sources',
      sources.map(({ source, ok }) => ({ name: source, ok })),
    ),
    failedText(
      'trees',
      trees.map(({ tree, ok }) => ({ name: tree, ok })),
    ),
  ]
  return parts.filter((part) => part !== '').join('; ')
}
