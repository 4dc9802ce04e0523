import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from './cli'

/** Litestream: the one of the optional package, or else one in the PATH; undefined where there is none. */
export const LITESTREAM = findLitestream()

/** Why tests with Litestream are skipped. */
export const NO_LITESTREAM = 'there is no Litestream for this machine; install version 0.3.13 to try replicas'

function findLitestream(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@flydotio/litestream-linux-x64/litestream')
  } catch {
    return spawnSync('litestream', ['version']).status === 0 ? 'litestream' : undefined
  }
}

/** A process and what it has printed on standard error. */
export interface Running {
  readonly child: ChildProcess
  readonly errors: () => string
  /** Ends it, and waits for the end. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>
}

/** Starts a program in the project folder. A `group` has all that it starts; `stop` ends all of it. */
export function start(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
  group = false,
): Running {
  const child = spawn(program, words, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    detached: group,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
  const ended = once(child, 'exit')
  return {
    child,
    errors: () => errors,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return
      if (group) process.kill(-(child.pid ?? 0), signal)
      else child.kill(signal)
      await ended
    },
  }
}

/** Replicates a database to a folder until it is stopped. */
export function replicate(database: string, replica: string): Running {
  return start(LITESTREAM ?? 'litestream', ['replicate', database, `file://${replica}`])
}

/** Starts `reroll follow`; with --once it ends by itself. */
export function follow(replica: string, database: string, ...words: readonly string[]): Running {
  return start(process.execPath, ['scripts/run.mjs', 'reroll', 'follow', replica, '--db', database, ...words], {
    REROLL_LITESTREAM: LITESTREAM,
  })
}

/** Waits until something holds. Throws with what it is after two minutes. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = Date.now() + 120_000
  while (!(await holds())) {
    if (Date.now() > endMs) throw new Error(`two minutes are over: ${what}`)
    await sleep(100)
  }
}
