import { mailboxOf } from '../../lib/mail/address'
import { normaliseTitle } from '../../lib/mail/subject'
import type { Address } from '../../lib/mail/types'
import { pulledKey } from '../../lib/pull/keys'
import type { PullRequest } from '../../lib/pull/types'
import type { VersionIndex } from '../../lib/series/candidates'
import { mailsOf } from '../../lib/series/facts'
import { hashKey } from '../../lib/series/keys'
import { isReposted, repostKeys } from '../../lib/series/reposted'
import type { Db } from '../open'
import { openInsert } from '../rows'

export interface PullRows {
  /** Writes what a mail asks to pull. */
  readonly put: (message: number, from: Address, pull: PullRequest) => void
  /** Deletes what is stored of a mail, and marks the requests that may repost it. To be called before its keys are deleted. */
  readonly clear: (message: number) => void
}

/** Prepares the statements on `pulls` and `pull_keys` for a single mail. */
export function openPullRows(db: Db): PullRows {
  const insert = openInsert(
    db,
    'pulls',
    'message, mailbox, title, url, ref, base, head, version, patches, shortlog, reposted',
  )
  const mark = openMark(db)
  const insertKey = openKeyInsert(db)
  const clearing = ['DELETE FROM pull_keys WHERE pull = @message', 'DELETE FROM pulls WHERE message = @message'].map(
    (sql) => db.prepare<{ message: number }>(sql),
  )
  return {
    put(message, from, { shortlog, ...pull }) {
      insert({ message, mailbox: mailboxOf(from), ...pull, shortlog: JSON.stringify(shortlog), reposted: null })
      for (const { titles } of shortlog)
        for (const title of titles) insertKey(pulledKey(normaliseTitle(title)), message)
    },
    clear(message) {
      mark(message)
      for (const statement of clearing) statement.run({ message })
    },
  }
}

/** Marks the requests that depend on one of these versions: those that repost their patches, and their own. */
export function markPulls(db: Db, heads: Iterable<number>, index: VersionIndex): void {
  const mark = openMark(db)
  const markOwn = db.prepare<{ head: number }>('UPDATE pulls SET reposted = NULL WHERE message = @head')
  for (const head of heads) {
    markOwn.run({ head })
    const facts = index.factsOf(head)
    if (facts !== undefined) for (const { id } of mailsOf(facts.version)) mark(id)
  }
}

/** Finds out for each marked request whether most of its patches were posted before. */
export function settlePulls(db: Db, index: VersionIndex): void {
  const marked = db.prepare<[], number>('SELECT pulls.message FROM pulls WHERE pulls.reposted IS NULL').pluck().all()
  const insertKey = openKeyInsert(db)
  const update = db.prepare<{ message: number; reposted: 0 | 1 }>(
    'UPDATE pulls SET reposted = @reposted WHERE message = @message',
  )
  for (const message of marked) {
    const facts = index.factsOf(message)
    if (facts?.pull) for (const key of repostKeys(facts, index)) insertKey(key, message)
    update.run({ message, reposted: facts !== undefined && isReposted(facts, index) ? 1 : 0 })
  }
}

/** Marks the requests that ask for one of the keys of a mail. */
function openMark(db: Db): (message: number) => void {
  const mark = db.prepare<{ message: number }>(
    `UPDATE pulls SET reposted = NULL WHERE message IN (
       SELECT pull_keys.pull FROM edges JOIN pull_keys ON pull_keys.key = edges.key WHERE edges.message = @message)`,
  )
  return (message) => {
    mark.run({ message })
  }
}

function openKeyInsert(db: Db): (key: string, pull: number) => void {
  const insert = db.prepare<{ key: number; pull: number }>(
    'INSERT INTO pull_keys (key, pull) VALUES (@key, @pull) ON CONFLICT DO NOTHING',
  )
  return (key, pull) => {
    insert.run({ key: hashKey(key), pull })
  }
}
