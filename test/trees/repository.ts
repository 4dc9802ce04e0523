import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A repository with a working tree, made by the git that is installed; nothing of the user's configuration is read. */
export interface TestRepository {
  readonly folder: string
  /** Runs git in it and returns what it prints, without the last line end. Throws when it fails. */
  readonly git: (...words: readonly string[]) => string
  /** Runs git with this input. */
  readonly feed: (input: string | Buffer, ...words: readonly string[]) => string
  /** Deletes the objects that no branch and no tag leads to. */
  readonly prune: () => void
  /** Writes files and commits them; returns the hash. */
  readonly commit: (message: string, files?: Readonly<Record<string, string>>, person?: Person) => string
}

interface Person {
  readonly author?: string
  readonly committer?: string
  /** Seconds since 1970, of both dates. */
  readonly atS?: number
}

const ENV = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  LC_ALL: 'C',
}
/** 2024-03-01 10:00 UTC, when the mails of test/support/mail.ts begin, and an hour more for each commit. */
const START_S = Date.UTC(2024, 2, 1, 10) / 1_000

/** Makes an empty repository with the branch `main`. */
export function makeRepository(folder: string, ...words: readonly string[]): TestRepository {
  mkdirSync(folder, { recursive: true })
  let made = 0
  const run = (env: Record<string, string>, input: string | Buffer | undefined, all: readonly string[]): string => {
    const done = spawnSync('git', ['-C', folder, ...all], {
      env: { ...process.env, ...ENV, ...env },
      input,
      maxBuffer: 1 << 28,
    })
    if (done.status !== 0) throw new Error(`git ${all.join(' ')}: ${done.stderr.toString()}`)
    return done.stdout.toString().replace(/\n$/, '')
  }
  run({}, undefined, ['init', '--quiet', '--initial-branch=main', ...words])
  const git = (...all: readonly string[]) => run(people({}, START_S + 3_600 * made), undefined, all)
  return {
    folder,
    git,
    feed: (input, ...all) => run(people({}, START_S + 3_600 * made), input, all),
    prune() {
      git('reflog', 'expire', '--expire=all', '--all')
      git('gc', '--quiet', '--prune=now')
    },
    commit(message, files = { [`file${made}.c`]: `int value = ${made};\n` }, person = {}) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      git('add', '--all')
      run(people(person, START_S + 3_600 * made++), message, [
        'commit',
        '--quiet',
        '--allow-empty',
        '--file=-',
        '--cleanup=verbatim',
      ])
      return git('rev-parse', 'HEAD')
    },
  }
}

function people({ author, committer, atS }: Person, nowS: number): Record<string, string> {
  const [name, email] = splitPerson(author ?? 'Ada Author <ada@example.org>')
  const [committerName, committerEmail] = splitPerson(committer ?? 'Mia Maintainer <mia@example.org>')
  const date = `${atS ?? nowS} +0000`
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: committerName,
    GIT_COMMITTER_EMAIL: committerEmail,
    GIT_COMMITTER_DATE: date,
  }
}

function splitPerson(text: string): [name: string, email: string] {
  const [, name = '', email = ''] = /^(.*) <(.*)>$/.exec(text) ?? []
  return [name, email]
}
