import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '../support/cli'

/** A run that takes longer is killed and counts as failed, so that a fault cannot hang the tests. */
const MAX_MS = 10 * 60_000

/** How a process ended. */
export interface Ended {
  /** null if a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A running process. */
export interface Started {
  readonly ended: Promise<Ended>
  /** Sends SIGKILL to the program alone, or also to the git that it started. */
  readonly kill: (what: 'program' | 'group') => void
}

interface StartOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Words that are put before the command line: `bash -c 'ulimit ...'`. */
  readonly through?: readonly string[]
}

const NODE = [process.execPath, 'scripts/run.mjs', 'reroll']

/** Starts a command in a process group of its own. */
export function start(words: readonly string[], { env = {}, through = [] }: StartOptions = {}): Started {
  const [command = '', ...rest] = [...through, ...NODE, ...words]
  const clean: NodeJS.ProcessEnv = { ...process.env, ...env }
  delete clean.REROLL_DB
  const child = spawn(command, rest, { cwd: ROOT, env: clean, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  return { ended: collect(child), kill: (what) => kill(child, what) }
}

/** Runs a command to its end. */
export function run(words: readonly string[], options?: StartOptions): Promise<Ended> {
  return start(words, options).ended
}

/** Waits until a file exists, polling every few milliseconds; false if the process ended first. */
export async function appears(path: string, { ended }: Started): Promise<boolean> {
  let over = false
  const end = ended.then(() => {
    over = true
  })
  while (!over && !existsSync(path)) await Promise.race([sleep(3), end])
  return existsSync(path)
}

function kill({ pid }: ChildProcess, what: 'program' | 'group'): void {
  if (pid === undefined) return
  try {
    process.kill(what === 'group' ? -pid : pid, 'SIGKILL')
  } catch {
    // It ended just now.
  }
}

function collect(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', '']
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    const late = setTimeout(() => kill(child, 'group'), MAX_MS)
    child.on('error', reject)
    child.on('exit', (code) => {
      clearTimeout(late)
      // A git that outlived the program may keep the pipes open.
      setTimeout(() => resolve({ code, stdout, stderr }), 20)
    })
  })
}
