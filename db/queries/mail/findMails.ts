import { assertNever } from '../../../lib/assertNever'
import type { Query, TimeQuery } from '../../../lib/search/query'
import type { Db } from '../../open'
import { listThreadIds } from './threadIds'

export interface FindOptions {
  /** Only mails that came through one of these lists. */
  readonly lists?: readonly string[] | undefined
  /** Only mails in the thread of this one. */
  readonly threadOf?: number | undefined
  readonly limit: number
}

/** The mails that match a query, newest first. */
export function* findMails(db: Db, query: Query, { lists, threadOf, limit }: FindOptions): Generator<number> {
  const lookUp = db.prepare<{ id: number }, string>('SELECT mails.lists FROM mails WHERE mails.id = @id').pluck()
  let left = limit
  for (const id of candidates(db, query, threadOf)) {
    const own = lists === undefined ? [] : (JSON.parse(lookUp.get({ id }) ?? '[]') as readonly string[])
    if (lists !== undefined && !own.some((list) => lists.includes(list))) continue
    yield id
    if (--left === 0) return
  }
}

function candidates(db: Db, query: Query, threadOf: number | undefined): readonly number[] {
  const parts = query.kind === 'all' ? query.parts : [query]
  const times = parts.filter((part): part is TimeQuery => part.kind === 'time')
  const words = parts.filter((part) => part.kind !== 'time').map(toMatch)
  const ids =
    threadOf !== undefined && words.length === 0
      ? listThreadIds(db, threadOf, 10_000).toReversed()
      : words.length === 0
        ? inTime(db)
        : withWords(db, words.join(' AND '))
  const time = db.prepare<{ id: number }, { received_ms: number; sent_ms: number | null }>(
    'SELECT messages.received_ms, messages.sent_ms FROM messages WHERE messages.id = @id',
  )
  return ids.filter((id) => {
    const row = time.get({ id })
    return times.every(({ clock, fromMs = -Infinity, beforeMs = Infinity }) => {
      const ms = clock === 'received' ? row?.received_ms : row?.sent_ms
      return typeof ms === 'number' && ms >= fromMs && ms < beforeMs
    })
  })
}

function inTime(db: Db): number[] {
  return db
    .prepare<[], number>('SELECT messages.id FROM messages ORDER BY messages.received_ms DESC LIMIT 10000')
    .pluck()
    .all()
}

function withWords(db: Db, match: string): number[] {
  return db
    .prepare<{ match: string }, number>(
      'SELECT rowid FROM message_search WHERE message_search MATCH @match ORDER BY rowid DESC LIMIT 10000',
    )
    .pluck()
    .all({ match })
}

function toMatch(query: Query): string {
  switch (query.kind) {
    case 'all':
      return `(${query.parts.map(toMatch).join(' AND ')})`
    case 'any':
      return `(${query.parts.map(toMatch).join(' OR ')})`
    case 'words':
      return `"${query.words.join(' ').replaceAll('"', '""')}"${query.prefix ? ' *' : ''}`
    case 'not':
    case 'value':
    case 'time':
      return '""'
    default:
      return assertNever(query)
  }
}
