import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CommandError, type CommandInput, toJson, UsageError } from '../cli/command'
import { checkMine, createFollower, type Followed, type FollowOptions, lockFollowed } from './follow'
import { replicaSource } from './litestream'

const DEFAULT_SECONDS = 20
const MAX_SECONDS = 24 * 60 * 60

/** Keeps a database equal to a replica until the process is told to end; with --once, brings it up to date and returns. */
export async function runFollow({ database, json, words, options }: CommandInput): Promise<string> {
  const [word] = words
  if (word === undefined || words.length !== 1) throw new UsageError('follow takes one replica: a URL or a folder')
  const config = typeof options.config === 'string' ? options.config : undefined
  const ending = new AbortController()
  const asked: FollowOptions = {
    database,
    source: replicaSource(word, config),
    every: readSeconds(options.every),
    signal: ending.signal,
  }
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => ending.abort())
  checkMine(database)
  mkdirSync(dirname(database), { recursive: true })
  const lock = lockFollowed(database)
  try {
    if (options.once === true) return await followOnce(asked, json)
    await followUntilAborted(asked)
    return ''
  } finally {
    lock.release()
  }
}

async function followOnce(asked: FollowOptions, json: boolean): Promise<string> {
  const { database } = asked
  try {
    const followed = await createFollower(asked)()
    return json
      ? toJson({ database, asOf: followed.asOf, replaced: followed.restored !== undefined })
      : `${followedLine(database, followed)}\n`
  } catch (error) {
    throw new CommandError(describe(error))
  }
}

/** Checks again and again. Standard error gets a line when the database was replaced, and one for each new kind of failure. */
async function followUntilAborted(options: FollowOptions): Promise<void> {
  const { database, every, signal } = options
  const follow = createFollower(options)
  let failing = ''
  while (!signal.aborted) {
    try {
      const followed = await follow()
      if (followed.restored !== undefined || failing !== '') log(followedLine(database, followed))
      failing = ''
    } catch (error) {
      if (signal.aborted) return
      checkMine(database)
      const problem = describe(error)
      if (problem !== failing) log(`${problem}; tried again every ${every} s, and ${database} is served as it was`)
      failing = problem
    }
    await sleep(every * 1_000, undefined, { signal }).catch(() => {})
  }
}

function followedLine(database: string, { asOf, restored, newerBefore }: Followed): string {
  const back =
    newerBefore === undefined
      ? ''
      : `; it was newer before, as of ${newerBefore}, and mails that were hidden since then may be shown again`
  if (restored === undefined) return `${database}: up to date, as of ${asOf}${back}`
  const { bytes, ms } = restored
  return `${database}: as of ${asOf}, ${(bytes / 1e6).toFixed(1)} MB restored in ${(ms / 1_000).toFixed(1)} s${back}`
}

/** One line of what went wrong. */
function describe(error: unknown): string {
  const [line = ''] = (error as Error).message.split('\n')
  return line
}

function log(line: string): void {
  process.stderr.write(`${line}\n`)
}

function readSeconds(value: CommandInput['options'][string]): number {
  if (value === undefined) return DEFAULT_SECONDS
  const seconds = Number(typeof value === 'string' ? /^(\d{1,6})s?$/.exec(value)?.[1] : undefined)
  if (seconds >= 1 && seconds <= MAX_SECONDS) return seconds
  throw new UsageError(`--every takes seconds, from 1 to ${MAX_SECONDS}`)
}
