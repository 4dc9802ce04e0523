import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describeWith } from './describeWith'

/** Tests with a real lei, the mail client of public-inbox. */
export const describeWithLei = describeWith('lei', 'lei')

export interface LeiRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Prepares running lei as somebody whose home is a new folder. It starts a process that goes on in the background, which `daemon-kill` ends; its
 * socket needs a short path. Asynchronous, because the server that it asks may be in this process.
 */
export function openLei(home: string): (...words: readonly string[]) => Promise<LeiRun> {
  const run = join(home, 'run')
  mkdirSync(run, { recursive: true, mode: 0o700 })
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    PATH: process.env.PATH,
    HOME: home,
    XDG_RUNTIME_DIR: run,
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
  }
  return (...words) =>
    new Promise((resolve) => {
      const child = execFile('lei', words, { cwd: home, env, timeout: 60_000 }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr })
      })
      child.stdin?.end()
    })
}
