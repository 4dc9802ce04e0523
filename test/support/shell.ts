import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Prepares running commands in a shell as somebody whose home is this folder. Resolves with what a command prints on both outputs; rejects when
 * it fails. Asynchronous, because the server that it asks may be in this process.
 */
export function openShell(home: string): (command: string) => Promise<string> {
  const run = join(home, 'run')
  mkdirSync(run, { recursive: true, mode: 0o700 })
  mkdirSync(join(home, 'Mail'), { recursive: true })
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    PATH: process.env.PATH,
    HOME: home,
    XDG_RUNTIME_DIR: run,
    GIT_CONFIG_NOSYSTEM: '1',
    LC_ALL: 'C.UTF-8',
  }
  return (command) =>
    new Promise((resolve, reject) => {
      const words = ['-o', 'pipefail', '-c', command]
      const child = execFile('bash', words, { cwd: home, env, timeout: 100_000 }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout + stderr)
        else reject(new Error(`${command}\nended with ${error.code ?? error.signal}: ${stdout}${stderr}`.slice(-2_000)))
      })
      child.stdin?.end()
    })
}
