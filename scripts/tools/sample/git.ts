import { spawnSync } from 'node:child_process'

/** Somebody who commits, and the moment in git's raw format: seconds since 1970 and the time zone. */
export interface Hand {
  readonly name: string
  readonly email: string
  readonly date: string
}

/** Runs git with the hands of an author and a committer, and returns what it prints. */
export type SampleGit = (hand: Hand, words: readonly string[], input?: string) => string

/**
 * A git that works in one folder and gives the same commits on every machine: nothing of the environment but PATH is passed on, no configuration of the user or
 * the system is read, and no template or hook is used. Throws an error with git's own words if it fails or is not installed.
 */
export function openSampleGit(folder: string): SampleGit {
  return ({ name, email, date }, words, input = '') => {
    const env: NodeJS.ProcessEnv = {
      PATH: process.env.PATH,
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_ATTR_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: date,
      LC_ALL: 'C',
      TZ: 'UTC',
      // The types of Next require it.
      NODE_ENV: 'production',
    }
    const fixed = ['core.hooksPath=/dev/null', 'core.autocrlf=false', 'pack.threads=1'].flatMap((one) => ['-c', one])
    const done = spawnSync('git', [...fixed, '-C', folder, ...words], { env, input, encoding: 'utf8' })
    if (done.error !== undefined) throw new Error(`git cannot be run: ${done.error.message}`)
    if (done.status !== 0) throw new Error(`git ${words.join(' ')}: ${done.stderr.trim()}`)
    return done.stdout.trim()
  }
}
