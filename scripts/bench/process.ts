import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const POLL_MS = 50

export interface ProcessCost {
  readonly wallMs: number
  /** User and system time of the process and its children. */
  readonly cpuMs: number
  /** Most memory of the largest process of it; 0 where the system does not tell (/proc). */
  readonly peakMb: number
  readonly output: string
}

/** Runs a command to its end and measures it as a whole. Throws with its last words when it fails. */
export function measureProcess(
  command: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<ProcessCost> {
  return new Promise((resolve, reject) => {
    // bash tells the CPU time of its children to the millisecond; its own is nothing beside it.
    const script = `TIMEFORMAT='bench %R %U %S'; time "$@"`
    const start = performance.now()
    const child = spawn('bash', ['-c', script, 'bash', command, ...words], { env, detached: true })
    let peakMb = 0
    const poll = setInterval(() => {
      peakMb = Math.max(peakMb, groupPeakMb(child.pid ?? 0))
    }, POLL_MS)
    let [output, errors] = ['', '']
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      errors = (errors + chunk).slice(-20_000)
    })
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(poll)
      const wallMs = performance.now() - start
      const [, user = '0', system = '0'] = /bench [\d.]+ ([\d.]+) ([\d.]+)\s*$/.exec(errors) ?? []
      if (code !== 0) reject(new Error(`${command} ${words.join(' ')} ended with ${code}: ${errors.slice(-500)}`))
      else resolve({ wallMs, cpuMs: (Number(user) + Number(system)) * 1_000, peakMb, output })
    })
  })
}

/** The most memory any process of a group ever had, in MiB. */
function groupPeakMb(group: number): number {
  let most = 0
  for (const name of safely(() => readdirSync('/proc'), [])) {
    if (!/^\d+$/.test(name)) continue
    const stat = safely(() => readFileSync(join('/proc', name, 'stat'), 'utf8'), '')
    // pid (name) state ppid pgrp: the name may hold blanks and brackets.
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) !== group) continue
    const status = safely(() => readFileSync(join('/proc', name, 'status'), 'utf8'), '')
    most = Math.max(most, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024)
  }
  return most
}

/** A process ends between two looks at it. */
function safely<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read()
  } catch {
    return otherwise
  }
}

/** Whether a peer is installed. */
export function hasCommand(command: string): boolean {
  return spawnSync('bash', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0
}

/** Runs our command line to its end. */
export function measureReroll(words: readonly string[]): Promise<ProcessCost> {
  return measureProcess(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'reroll', ...words])
}
