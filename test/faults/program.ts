import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '../support/cli'

/** A fault must not hang the harness: a run that takes longer is killed and counts as failed. */
const MAX_MS = 10 * 60_000

export interface Ended {
  /** null when a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Started {
  readonly ended: Promise<Ended>
  /** SIGKILL: to the program alone, or to what it started (git) as well. */
  readonly kill: (what: 'program' | 'group') => void
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Program and words that are put before the command line: `bash -c 'ulimit ...'`. */
  readonly through?: readonly string[]
}

const NODE = [process.execPath, '--import', 'tsx', 'scripts/reroll.ts']

/** Starts `reroll` as a process of its own, in a process group of its own. */
export function start(words: readonly string[], { env = {}, through = [] }: StartOptions = {}): Started {
  const [command = '', ...rest] = [...through, ...NODE, ...words]
  const clean: NodeJS.ProcessEnv = { ...process.env, ...env }
  delete clean.REROLL_DB
  const child = spawn(command, rest, { cwd: ROOT, env: clean, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  return { ended: collect(child), kill: (what) => kill(child, what) }
}

/** Runs `reroll` to its end. */
export function run(words: readonly string[], options?: StartOptions): Promise<Ended> {
  return start(words, options).ended
}

/** Waits until a file is there, in steps of a few milliseconds; false when the process ended first. */
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
    // It ended in this moment.
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
      // A git that outlived the program may hold the pipes open.
      setTimeout(() => resolve({ code, stdout, stderr }), 20)
    })
  })
}
