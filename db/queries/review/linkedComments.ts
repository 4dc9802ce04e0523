import type { CommentPlace } from '../../../lib/review/comment'
import { linkReplies } from '../../../lib/review/replyTo'
import type { Db } from '../../open'
import { readList } from '../format'

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
