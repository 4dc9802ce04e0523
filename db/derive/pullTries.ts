import type { MessageId } from '../../lib/mail/types'
import { findFollowing, findNextTry, MAX_LATER, type Try } from '../../lib/pull/tries'
import type { ShortlogEntry } from '../../lib/pull/types'
import type { Db } from '../open'

interface TryRow {
  readonly message: number
  readonly message_id: MessageId
  readonly received_ms: number
  readonly key: string
  readonly refs: string
  readonly title: string
  readonly url: string | null
  readonly ref: string | null
  readonly base: string | null
  readonly head: string | null
  readonly version: number
  readonly shortlog: string
  readonly answer: string | null
  readonly followed: 0 | 1
}

/** For SQL: nobody says that a request was pulled, but the next one of its sender shows it. */
export const FOLLOWED = `(pulls.answer = 'pulled' AND EXISTS (
  SELECT 1 FROM pulls AS later WHERE later.message = pulls.proof AND later.mailbox = pulls.mailbox)) AS followed`

export interface PullTries {
  /** The next try of a request, which supersedes it; null without one. */
  readonly nextOf: (message: number) => number | null
  /** The next request for the same branch, with its title, if it shows that this one was pulled; undefined without one. */
  readonly followingOf: (message: number) => { readonly message: number; readonly title: string } | undefined
  /** The requests of its sender before it, which it may supersede. */
  readonly before: (message: number) => number[]
}

const COLUMNS = `pulls.message, messages.message_id, messages.received_ms, messages.key, messages.refs, pulls.title, pulls.url, pulls.ref,
  pulls.base, pulls.head, pulls.version, pulls.shortlog, pulls.answer, ${FOLLOWED}`

/** Prepares finding tries of the same request. The answers of all requests must be written. */
export function openPullTries(db: Db): PullTries {
  const select = db.prepare<{ message: number }, TryRow & { readonly mailbox: string }>(
    `SELECT ${COLUMNS}, pulls.mailbox FROM pulls JOIN messages ON messages.id = pulls.message
     WHERE pulls.message = @message AND pulls.kind = 'request'`,
  )
  const near = (order: 'ASC' | 'DESC', than: '>' | '<') =>
    db.prepare<{ mailbox: string; receivedMs: number; key: string; limit: number }, TryRow>(
      `SELECT ${COLUMNS} FROM pulls JOIN messages ON messages.id = pulls.message
       WHERE pulls.mailbox = @mailbox AND pulls.kind = 'request' AND (messages.received_ms, messages.key) ${than} (@receivedMs, @key)
       ORDER BY messages.received_ms ${order}, messages.key ${order} LIMIT @limit`,
    )
  const [selectLater, selectBefore] = [near('ASC', '>'), near('DESC', '<')]
  const place = ({ mailbox, received_ms, key }: TryRow & { readonly mailbox: string }) => ({
    mailbox,
    receivedMs: received_ms,
    key,
    limit: MAX_LATER,
  })
  return {
    nextOf(message) {
      const row = select.get({ message })
      return row === undefined ? null : (findNextTry(toTry(row), selectLater.all(place(row)).map(toTry))?.id ?? null)
    },
    followingOf(message) {
      const row = select.get({ message })
      if (row === undefined) return undefined
      const found = findFollowing(toTry(row), selectLater.all(place(row)).map(toTry))
      return found && { message: found.id, title: found.title }
    },
    before(message) {
      const row = select.get({ message })
      return row === undefined ? [] : selectBefore.all(place(row)).map((one) => one.message)
    },
  }
}

function toTry(row: TryRow): Try & { readonly id: number } {
  return {
    id: row.message,
    key: row.message_id,
    title: row.title,
    url: row.url,
    ref: row.ref,
    base: row.base,
    head: row.head,
    version: row.version,
    titles: (JSON.parse(row.shortlog) as ShortlogEntry[]).flatMap(({ titles }) => titles),
    receivedMs: row.received_ms,
    answers: (JSON.parse(row.refs) as MessageId[])[0] ?? null,
    pulled: row.answer === 'pulled' && row.followed === 0,
    withdrawn: row.answer === 'withdrawn' || row.answer === 'declined',
  }
}
