import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import type { TreeEntry } from '../../db/store/treeRows'
import { ingestMails } from '../support/ingest'
import { type MailParts, mail } from '../support/mail'
import { makeRepository, type TestRepository } from '../trees/repository'
import { addTree, update } from '../trees/update'

/** A patch as its author writes it: title, message, and the files it leaves behind. */
export interface WrittenPatch {
  readonly title: string
  readonly message?: string
  readonly files: Readonly<Record<string, string>>
  readonly remove?: readonly string[]
}

interface Posting extends Pick<MailParts, 'from' | 'minutes' | 'headers'> {
  /** What the ids of the mails start with. */
  readonly id: string
  /** Of the subjects, `PATCH` unless it is given. */
  readonly prefix?: string
  readonly patches: readonly WrittenPatch[]
  /** Title and text of a cover letter. */
  readonly cover?: string
  readonly coverBody?: string
  /** Options of git format-patch. */
  readonly options?: readonly string[]
  /** Lines that a list adds below each mail. */
  readonly footer?: string
}

/** A list, and the repository of the maintainer who applies its patches with `git am`. */
export interface Maintainer {
  readonly db: Db
  readonly linux: TestRepository & {
    readonly write: (path: string, text: string) => void
    /** Runs git, which may fail. */
    readonly tryGit: (...words: readonly string[]) => void
  }
  /** Posts patches, made by `git format-patch` from a repository of their author, and imports the mails. Returns the mails of the patches. */
  readonly post: (posting: Posting) => Promise<Buffer[]>
  /** Applies mails with `git am`. */
  readonly am: (mails: readonly Buffer[], ...options: readonly string[]) => void
  /** Reads the repository. */
  readonly read: (entry?: Partial<TreeEntry>, atMs?: number) => Promise<void>
  /** For each commit that is tied, its title, the mails and what ties them, in the order of dates. */
  readonly ties: () => string[]
  /** Each series as `title: state`. */
  readonly states: () => string[]
}

const AUTHOR = 'Ada Author <ada@example.org>'

/** A file of forty lines; four lines from `at` on say something else. */
export function file(name: string, changes: Readonly<Record<number, string>> = {}): string {
  const lines = Array.from({ length: 40 }, (_, line) => `line ${line} of the file ${name}`)
  for (const [at, words] of Object.entries(changes))
    for (let more = 0; more < 4; more++) lines[Number(at) + more] = `${words}, the ${more}th line`
  return `${lines.join('\n')}\n`
}

const BASE = { 'a.c': file('a.c'), 'b.c': file('b.c'), 'c.c': file('c.c') }

/** Opens a list without mail, and a repository with three files of forty lines. */
export function openMaintainer(folder: string): Maintainer {
  const db = openWriter(':memory:')
  const linux = makeRepository(join(folder, 'linux'))
  linux.commit('thing: start', BASE)
  let added = false
  return {
    db,
    linux: {
      ...linux,
      write: (path, text) => writeFileSync(join(linux.folder, path), text),
      tryGit(...words) {
        try {
          linux.git(...words)
        } catch {
          // A conflict is left to the test.
        }
      },
    },
    async post({ id, patches, prefix = 'PATCH', cover, coverBody = 'Words.\n', options = [], footer = '', ...parts }) {
      const own = makeRepository(join(folder, id))
      own.commit('thing: start', BASE)
      for (const { title, message = 'Because.', files, remove = [] } of patches) {
        for (const path of remove) rmSync(join(own.folder, path))
        own.commit(`${title}\n\n${message}\n\nSigned-off-by: ${AUTHOR}\n`, files, { author: AUTHOR })
      }
      const total = patches.length
      const mails = patches.map(({ title }, index) => {
        const text = own.git('format-patch', '--stdout', ...options, '-1', `HEAD~${total - 1 - index}`)
        const [, body = ''] = text.split(/\n\n(.*)/s)
        const number = total > 1 || cover !== undefined ? ` ${index + 1}/${total}` : ''
        return mail({
          ...parts,
          id: `${id}-${index + 1}@example.org`,
          subject: `[${prefix}${number}] ${title}`,
          body: `${body}\n${footer}`,
          minutes: (parts.minutes ?? 0) + index + 1,
          ...(cover !== undefined && { inReplyTo: `${id}-0@example.org` }),
          ...(cover === undefined && index > 0 && { inReplyTo: `${id}-1@example.org` }),
        })
      })
      const covers =
        cover === undefined
          ? []
          : [mail({ ...parts, id: `${id}-0@example.org`, subject: `[${prefix} 0/${total}] ${cover}`, body: coverBody })]
      await ingestMails(db, [...covers, ...mails])
      return mails
    },
    am(mails, ...options) {
      const start = Buffer.from('From x Fri Mar  1 00:00:00 2024\n')
      linux.feed(Buffer.concat(mails.flatMap((raw) => [start, raw, Buffer.from('\n')])), 'am', '--quiet', ...options)
    },
    async read(entry = {}, atMs) {
      if (!added) addTree(db, linux.folder, entry)
      added = true
      await update(db, folder, atMs)
    },
    ties() {
      const rows = db
        .prepare<[], { sha: string; title: string; key: string; by: string }>(
          `SELECT commits.sha, commits.title, messages.key, ties.key AS "by"
           FROM ties JOIN commits ON commits.id = ties."commit" JOIN messages ON messages.id = ties.message
           ORDER BY commits.id, ties.position`,
        )
        .all()
      const bySha = new Map<string, string>()
      for (const { sha, title, key, by } of rows)
        bySha.set(sha, `${bySha.get(sha) ?? `${title}:`} ${key.replace('@example.org', '')} ${by}`)
      return [...bySha.values()].sort()
    },
    states() {
      return db.prepare<[], string>("SELECT title || ': ' || state FROM series ORDER BY title, key").pluck().all()
    },
  }
}
