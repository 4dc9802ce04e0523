import { mailboxOf } from '../../lib/mail/address'
import type { Address } from '../../lib/mail/types'
import type { PullRequest } from '../../lib/pull/types'
import type { Db } from '../open'
import { openInsert } from '../rows'
import { openPullTries } from './pullTries'

export interface PullRows {
  /** Writes what a mail asks to pull or announces. */
  readonly put: (message: number, from: Address, pull: PullRequest) => void
  /** Deletes what is stored of a mail that is read again, and marks the requests that depend on it. To be called before its keys are deleted. */
  readonly clear: (message: number) => void
  /** The same for a mail that goes. */
  readonly remove: (message: number) => void
}

/** Prepares the statements on `pulls`, `pull_keys` and `pulled` for a single mail. */
export function openPullRows(db: Db): PullRows {
  const insert = openInsert(
    db,
    'pulls',
    'message, kind, mailbox, title, url, ref, base, head, version, patches, shortlog, reposted',
  )
  const tries = openPullTries(db)
  const markOne = db.prepare<{ message: number }>('UPDATE pulls SET reposted = NULL WHERE message = @message')
  const statements = (sqls: readonly string[]) => sqls.map((sql) => db.prepare<{ message: number }>(sql))
  const clearing = statements([
    `UPDATE pulls SET reposted = NULL WHERE message IN (
       SELECT pull_keys.pull FROM edges JOIN pull_keys ON pull_keys.key = edges.key WHERE edges.message = @message)`,
    'UPDATE pulls SET reposted = NULL WHERE proof = @message OR next = @message',
    'DELETE FROM pulled WHERE message = @message',
    'DELETE FROM pull_keys WHERE pull = @message',
    'DELETE FROM pulls WHERE message = @message',
  ])
  // Those of a mail that is read again stay until settlePulls compares them with what it lists now.
  const removing = statements(['DELETE FROM pulled WHERE pull = @message'])
  const clear = (message: number): void => {
    for (const before of tries.before(message)) markOne.run({ message: before })
    for (const statement of clearing) statement.run({ message })
  }
  return {
    put(message, from, { shortlog, ...pull }) {
      insert({ message, mailbox: mailboxOf(from), ...pull, shortlog: JSON.stringify(shortlog), reposted: null })
    },
    clear,
    remove(message) {
      clear(message)
      for (const statement of removing) statement.run({ message })
    },
  }
}
