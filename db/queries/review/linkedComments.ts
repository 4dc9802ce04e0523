import { at } from '../../../lib/at'
import type { CommentPlace } from '../../../lib/review/comment'
import { linkReplies } from '../../../lib/review/replyTo'
import type { Db } from '../../open'
import { readList } from '../format'
import type { PersonDetail, Role } from '../views'
import { openRoles } from './roles'
import { listPeople } from './seriesPeople'

/** A comment as it is stored, as far as it says which other one it answers. */
export interface LinkableRow {
  readonly mail: number
  /** The mail that this one answers; null when it answers none that is imported. */
  readonly parent: number | null
  readonly text: string
  /** The quoted lines above it and its place, as JSON. */
  readonly quoted: string
  readonly place: string
}

/**
 * Finds for each comment of a series the one that it answers, by its index; null for one that begins a thread. `rows` are in the order of receipt, and
 * `isAuthor` says of each whether the author's side wrote it.
 */
export function linkComments(
  db: Db,
  rows: readonly LinkableRow[],
  isAuthor: (index: number) => boolean,
): readonly (number | null)[] {
  const comments = rows.map(({ mail, text, quoted, place }, index) => ({
    mail,
    text,
    quoted: readQuoted(quoted),
    place: JSON.parse(place) as CommentPlace,
    author: isAuthor(index),
  }))
  return linkReplies(comments, openParents(db, rows))
}

/** Bounds the comments of a series that are read, the newest of them, as for its threads. */
const MAX_COMMENTS = 3_000

/** A comment of a series. */
export interface LinkedComment {
  /** The mail, by its row id and its Message-ID, when it was received, and the first line of the comment in it. */
  readonly mail: number
  readonly message: string
  readonly order_ms: number
  readonly line: number
  readonly text: string
  readonly person: PersonDetail
  readonly role: Role
  /** The comment that it answers; null for one that begins a thread. */
  readonly answered: LinkedComment | null
}

/** The comments of a series in the order of receipt, each with the one that it answers. */
export function listLinked(db: Db, series: number): readonly LinkedComment[] {
  const people = listPeople(db, series)
  const roleOf = openRoles(db, series)
  const rows = db
    .prepare<
      { series: number; limit: number },
      LinkableRow & Omit<LinkedComment, 'person'> & { readonly person: number }
    >(
      `SELECT remarks.message AS mail, messages.key AS message, places.order_ms, remarks.line, remarks.person, remarks.text, remarks.quoted,
              remarks.place, places.parent
       FROM remarks JOIN places ON places.message = remarks.message JOIN messages ON messages.id = remarks.message
       WHERE remarks.series = @series ORDER BY remarks.ordinal DESC LIMIT @limit`,
    )
    .all({ series, limit: MAX_COMMENTS })
    .reverse()
  const said = rows.map(({ mail, message, order_ms, line, text, person: number }) => {
    const person = at(people, number)
    return { mail, message, order_ms, line, text, person, role: roleOf(person.emails) }
  })
  const answered = linkComments(db, rows, (index) => at(said, index).role === 'author')
  const linked: LinkedComment[] = []
  for (const [index, one] of said.entries()) {
    const above = answered[index] ?? null
    linked.push({ ...one, answered: above === null ? null : (linked[above] ?? null) })
  }
  return linked
}

/** The quoted lines above a comment that say something. */
export function readQuoted(quoted: string): readonly string[] {
  return readList<string>(quoted).filter((line) => line.trim() !== '')
}

/** Which mail a mail answers. Most are mails with comments; the others are looked up. */
function openParents(db: Db, rows: readonly LinkableRow[]): (mail: number) => number | null {
  const known = new Map(rows.map(({ mail, parent }) => [mail, parent]))
  const select = db
    .prepare<{ mail: number }, number | null>('SELECT places.parent FROM places WHERE places.message = @mail')
    .pluck()
  return (mail) => {
    const parent = known.get(mail)
    if (parent !== undefined) return parent
    const found = select.get({ mail }) ?? null
    known.set(mail, found)
    return found
  }
}
