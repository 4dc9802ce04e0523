import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** GNU time, which measures the process with its children (Debian: apt-get install time). */
const TIME = '/usr/bin/time'

/** What a command cost. */
export interface ProcessCost {
  readonly wallMs: number
  /** User and system time of the process and its children; NaN without GNU time. */
  readonly cpuMs: number
  /** Peak memory of its largest process; NaN without GNU time. */
  readonly peakMb: number
}

/** Runs a command and measures it. Throws with the end of its error output if it fails. */
export function measureProcess(
  command: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<ProcessCost> {
  const timed = existsSync(TIME)
  const line = timed ? ['-f', 'bench %U %S %M', command, ...words] : [...words]
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(timed ? TIME : command, line, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors = (errors + chunk).slice(-20_000)
    })
    child.on('error', reject)
    child.on('close', (code) => {
      const wallMs = performance.now() - start
      const [, user, system, kilobytes] = /bench ([\d.]+) ([\d.]+) (\d+)\s*$/.exec(errors) ?? []
      const cpuMs = (Number(user) + Number(system)) * 1_000
      if (code === 0) resolve({ wallMs, cpuMs, peakMb: Number(kilobytes) / 1_024 })
      else reject(new Error(`${command} ${words.join(' ')} ended with ${code}: ${errors.slice(-500)}`))
    })
  })
}

/** Whether a program is installed. */
export function hasCommand(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined
}

/** Runs a command of Reroll and measures it; `root` is another checkout whose command is run. */
export function measureReroll(words: readonly string[], root = ROOT): Promise<ProcessCost> {
  return measureProcess(process.execPath, [join(root, 'scripts/run.mjs'), 'reroll', ...words])
}

/** Builds the pages of a checkout if its program has changed, so that no build is measured as part of a start. */
export async function buildPages(root = ROOT): Promise<void> {
  await measureProcess(process.execPath, [join(root, 'scripts/start.mjs'), '--help'])
}
