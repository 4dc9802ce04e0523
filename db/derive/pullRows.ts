import { mailboxOf } from '../../lib/mail/address'
import { normaliseTitle } from '../../lib/mail/subject'
import type { Address } from '../../lib/mail/types'
import type { PullRequest, ShortlogEntry } from '../../lib/pull/types'
import type { VersionIndex } from '../../lib/series/candidates'
import { mailsOf } from '../../lib/series/facts'
import { hashKey, pulledKey } from '../../lib/series/keys'
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
  const mark = db.prepare<{ message: number }>(
    `UPDATE pulls SET reposted = NULL WHERE message IN (
       SELECT pull_keys.pull FROM edges JOIN pull_keys ON pull_keys.key = edges.key WHERE edges.message = @message)`,
  )
  const clearing = ['DELETE FROM pull_keys WHERE pull = @message', 'DELETE FROM pulls WHERE message = @message'].map(
    (sql) => db.prepare<{ message: number }>(sql),
  )
  return {
    put(message, from, { shortlog, ...pull }) {
      insert({ message, mailbox: mailboxOf(from), ...pull, shortlog: JSON.stringify(shortlog), reposted: null })
    },
    clear(message) {
      mark.run({ message })
      for (const statement of clearing) statement.run({ message })
    },
  }
}

/**
 * Marks the requests that depend on one of these versions: those posted later that may repost their patches, and their own. Linear in the mails
 * of the versions and in the requests: each key is looked up once.
 */
export function markPulls(db: Db, heads: Iterable<number>, index: VersionIndex): void {
  const selectKeys = db
    .prepare<{ id: number }, number>(
      `SELECT edges.key FROM edges WHERE edges.message = @id
         AND EXISTS (SELECT 1 FROM pull_keys WHERE pull_keys.key = edges.key)`,
    )
    .pluck()
  const markOwn = db.prepare<{ head: number }>('UPDATE pulls SET reposted = NULL WHERE message = @head')
  const markLater = db.prepare<{ key: number; orderMs: number }>(
    `UPDATE pulls SET reposted = NULL WHERE message IN (
       SELECT pull_keys.pull FROM pull_keys JOIN places ON places.message = pull_keys.pull
       WHERE pull_keys.key = @key AND places.order_ms >= @orderMs)`,
  )
  const first = new Map<number, number>()
  for (const head of heads) {
    markOwn.run({ head })
    const facts = index.factsOf(head)
    if (facts === undefined) continue
    const { orderMs } = facts.version.head
    for (const { id } of mailsOf(facts.version)) {
      for (const key of selectKeys.all({ id })) first.set(key, Math.min(orderMs, first.get(key) ?? orderMs))
    }
  }
  for (const [key, orderMs] of first) markLater.run({ key, orderMs })
}

/** Writes the keys of each marked request, and finds out whether most of its patches were posted before. */
export function settlePulls(db: Db, index: VersionIndex): void {
  const marked = db
    .prepare<[], { message: number; shortlog: string }>(
      'SELECT pulls.message, pulls.shortlog FROM pulls WHERE pulls.reposted IS NULL',
    )
    .all()
  const dropKeys = db.prepare<{ message: number }>('DELETE FROM pull_keys WHERE pull = @message')
  const insertKey = openKeyInsert(db)
  const update = db.prepare<{ message: number; reposted: 0 | 1 }>(
    'UPDATE pulls SET reposted = @reposted WHERE message = @message',
  )
  for (const { message, shortlog } of marked) {
    const facts = index.factsOf(message)
    dropKeys.run({ message })
    for (const key of titleKeys(JSON.parse(shortlog) as ShortlogEntry[])) insertKey(key, message)
    if (facts?.pull) for (const key of repostKeys(facts, index)) insertKey(key, message)
    update.run({ message, reposted: facts !== undefined && isReposted(facts, index) ? 1 : 0 })
  }
}

function titleKeys(shortlog: readonly ShortlogEntry[]): string[] {
  const titles = shortlog.flatMap((entry) => entry.titles)
  return [...new Set(titles.map((title) => pulledKey(normaliseTitle(title))))]
}

function openKeyInsert(db: Db): (key: string, pull: number) => void {
  const insert = db.prepare<{ key: number; pull: number }>(
    'INSERT INTO pull_keys (key, pull) VALUES (@key, @pull) ON CONFLICT DO NOTHING',
  )
  return (key, pull) => {
    insert.run({ key: hashKey(key), pull })
  }
}
