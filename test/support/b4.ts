import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeWith } from './describeWith'

/** Tests with a real b4, a client of public-inbox. */
export const describeWithB4 = describeWith('b4', 'b4')

/** What a command of b4 printed and wrote. */
export interface B4Run {
  readonly code: number
  readonly output: string
  /** The files that it wrote, by name. */
  readonly files: Readonly<Record<string, string>>
}

export interface B4Masks {
  /** Where a mail is found, as in b4.midmask. */
  readonly mid: string
  /** Where mail is searched, as in b4.searchmask. */
  readonly search: string
}

/**
 * Prepares running b4 as somebody whose home is a new folder: it knows these addresses alone, and nothing of this machine. `cwd` is the
 * git repository that it runs in. Asynchronous, because the server that it asks may be in this process.
 */
export function openB4(
  home: string,
  { mid, search }: B4Masks,
): (words: readonly string[], cwd?: string) => Promise<B4Run> {
  mkdirSync(home, { recursive: true })
  const settings = {
    'b4.midmask': mid,
    'b4.searchmask': search,
    'b4.linkmask': 'http://127.0.0.1/r/%s',
    'b4.attestation-policy': 'off',
    'user.name': 'Max Maintainer',
    'user.email': 'max@example.org',
    'sendemail.smtpserver': '/bin/false',
  }
  const lines = Object.entries(settings).map(([key, value]) => {
    const [section = '', name = ''] = key.split('.')
    return `[${section}]\n\t${name} = "${value}"\n`
  })
  writeFileSync(join(home, '.gitconfig'), lines.join(''))
  let runs = 0
  return (words, cwd) =>
    new Promise((resolve) => {
      const folder = join(home, `run${++runs}`)
      mkdirSync(folder)
      const env: NodeJS.ProcessEnv = {
        NODE_ENV: 'test',
        PATH: process.env.PATH,
        HOME: home,
        XDG_CACHE_HOME: join(folder, '.cache'),
        XDG_DATA_HOME: join(folder, '.data'),
        GIT_CONFIG_NOSYSTEM: '1',
        LC_ALL: 'C.UTF-8',
      }
      const child = execFile('b4', words, { cwd: cwd ?? folder, env, timeout: 60_000 }, (error, stdout, stderr) => {
        const files = readdirSync(folder).filter((name) => !name.startsWith('.'))
        resolve({
          code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1,
          output: stdout + stderr,
          files: Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
        })
      })
      child.stdin?.end()
    })
}
