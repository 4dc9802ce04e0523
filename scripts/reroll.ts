import { writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { DatabaseError, DEFAULT_PATH } from '../db/open'
import { CommandError, type Output, PartialError, UsageError } from './cli/command'
import { COMMANDS } from './cli/commands'
import { helpText } from './cli/helpTexts'
import { explainStorage } from './cli/storage'
import { lowerPriority } from './server/priority'
import { SourceError } from './sources/source'

/**
 * How much the old heap may grow, in percent, before it is collected. By default V8 lets it more than double while the machine
 * has memory: an import of ten thousand mails then takes 400 MiB instead of 250 and is no faster. This is not a limit.
 */
const HEAP_GROWTH = 35

/** Commands that may run for minutes. They leave most of the processor to a server on the same machine. */
const LONG: ReadonlySet<string> = new Set(['ingest', 'nightly', 'rebuild', 'tree'])

/** The command line: exit code 0 for success, 1 when something failed, 2 for wrong usage. */
async function main(): Promise<number> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`)
  const { values, positionals } = readArguments()
  const [name, ...words] = positionals
  if (values.help === true || name === undefined) {
    write(helpText(name))
    return name === undefined && values.help !== true ? 2 : 0
  }
  const command = COMMANDS[name]
  if (command === undefined) throw new UsageError(`unknown command "${name}"`)
  const database = typeof values.db === 'string' ? values.db : (process.env.REROLL_DB ?? DEFAULT_PATH)
  if (LONG.has(name)) lowerPriority()
  try {
    write(await command({ database, json: values.json === true, words, options: values }))
  } catch (error) {
    const storage = explainStorage(error, database)
    throw storage === undefined ? error : new CommandError(storage)
  }
  return 0
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        db: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        query: { type: 'string' },
        patch: { type: 'string' },
        format: { type: 'string' },
        person: { type: 'string' },
        version: { type: 'string' },
        'no-trailers': { type: 'boolean' },
        lore: { type: 'string' },
        install: { type: 'boolean' },
        'this-patch': { type: 'boolean' },
        name: { type: 'string' },
        branch: { type: 'string', multiple: true },
        scope: { type: 'string', multiple: true },
        'commit-url': { type: 'string' },
        config: { type: 'string' },
        every: { type: 'string' },
        once: { type: 'boolean' },
        wait: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** Writes everything, even into a slow pipe. A reader that quits early (`| head`) is not an error; nothing more is made for it. */
function write(output: Output): void {
  if (typeof output === 'string' || Buffer.isBuffer(output)) writeBytes(Buffer.from(output))
  else for (const part of output) if (!writeBytes(Buffer.from(part))) break
}

/** Returns false when the reader has gone. */
function writeBytes(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPIPE') return false
      if (code !== 'EAGAIN') throw error
    }
  }
  return true
}

function report(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`reroll: ${error.message}\n${helpText(undefined)}`)
    return 2
  }
  if (error instanceof PartialError) {
    write(error.output)
    process.stderr.write(`reroll: ${error.message}\n`)
    return 1
  }
  const known = error instanceof CommandError || error instanceof SourceError || error instanceof DatabaseError
  process.stderr.write(`reroll: ${known ? error.message : ((error as Error).stack ?? String(error))}\n`)
  return 1
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.exitCode = report(error)
  },
)
