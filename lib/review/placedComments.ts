import { withoutUrls } from '../url'
import type { Board, Seat } from './board'
import { findComments, type ReviewComment } from './comment'
import { waits } from './positions'
import type { ReadReply } from './replies'
import { asksToResend, isAlwaysForAuthor } from './rules/request'
import type { Statement } from './types'

/** A comment with its mail, for the patch page. */
export interface PlacedComment extends ReviewComment {
  readonly mailKey: string
  readonly person: number
  /** Position of the version and number of the patch that it is about. */
  readonly version: number
  readonly patch: number
  /** Position of the first later version that changed what is quoted; null while none did. */
  readonly changedIn: number | null
}

/** The place of what is about a whole patch. */
export const ANYTHING = { kind: 'unplaced', reason: 'no-quote' } as const

/**
 * Finds the comments of a reply, and for each the first later version that changed what it is about: the lines that it quotes, or anything in the patch
 * when it is about all of it; on the cover letter, the next version for a comment that asks only for another posting. Comments that are nothing but boilerplate are left out.
 */
export function commentsOf(reply: ReadReply, { seats }: Board): PlacedComment[] {
  const { key, person, position, number } = reply
  const seat = seats.get(number)
  const [anySeat] = seats.values()
  const comments = findComments(reply.text.lines, seat?.index()).filter((comment) => !isForm(comment, reply))
  const found = comments.map((comment) => {
    const place = seat !== undefined && isAboutPatch(comment, reply, seat) ? ANYTHING : comment.place
    const changedIn =
      seat === undefined
        ? resentWhole(comment, reply, anySeat)
        : (wasResent(comment, reply, seat) ??
          touchedNamed(comment, reply, seat) ??
          earliest([
            seat.changeOf(place, reply.orderMs, COPIES.test(comment.text)),
            changedNamed(comment, reply, seat),
          ]))
    return { ...comment, mailKey: key, person, version: position, patch: number, changedIn }
  })
  return found.map((comment, index) => withOther(comment, found[index - 1], found[index + 1]))
}

const GOES_ON = /(?:\.{3}|…)$/
const CONTINUES = /^(?:\.{3}|…)/

/** A sentence that begins below one quote and ends below the next is about both places: what changes one of them, changes what it is about. <4affb1dc-b9c8-224b-4800-6cb24d197a04@redhat.com>. */
function withOther(comment: PlacedComment, before?: PlacedComment, after?: PlacedComment): PlacedComment {
  const isJoined = (first: PlacedComment, second: PlacedComment) =>
    GOES_ON.test(first.text) && CONTINUES.test(second.text)
  const joined = [
    comment,
    ...(before !== undefined && isJoined(before, comment) ? [before] : []),
    ...(after !== undefined && isJoined(comment, after) ? [after] : []),
  ].map(({ changedIn }) => changedIn)
  return { ...comment, changedIn: earliest(joined) }
}

/** For a comment that asks only for another posting: the next version that has the patch. <ZQRqg2TWYZyDLjtz@yuki>. */
function wasResent(comment: ReviewComment, reply: ReadReply, seat: Seat): number | null {
  if (!wantsPosting(comment, reply)) return null
  return seat.later().find((later) => later.orderMs > reply.orderMs && later.seat !== undefined)?.position ?? null
}

/** The same on the cover letter: the next version. `seat` is any patch of the version. <20220624025954-mutt-send-email-mst@kernel.org>. */
function resentWhole(comment: ReviewComment, reply: ReadReply, seat: Seat | undefined): number | null {
  if (seat === undefined || !wantsPosting(comment, reply)) return null
  return seat.later().find((later) => later.orderMs > reply.orderMs)?.position ?? null
}

function wantsPosting(comment: ReviewComment, reply: ReadReply): boolean {
  const wanted = wishesOf(comment, reply)
  return wanted.length > 0 && wanted.every(({ sentence }) => asksToResend(sentence))
}

/** The statements of a comment that wait for something. */
function wishesOf({ from, to }: ReviewComment, { statements }: ReadReply): readonly Statement[] {
  return statements.filter(({ position, line }) => waits(position) && line >= from && line < to)
}

/** "Please drop the Cc." */
const COPIES = /\bcc\b/i

/** A path with a directory. */
const NAMED_PATH = /(?<![\w/:.])(?:[\w.-]{1,60}\/){1,9}[\w.-]{0,60}\w/

/**
 * For a comment whose only wish names a file that its patch leaves alone: the next version in which the patch changes that file.
 * <Y+UAENJVDUSDPAay@pevik> wants a line in runtest/cve, too.
 */
function touchedNamed(comment: ReviewComment, reply: ReadReply, seat: Seat): number | null {
  const [wish, ...others] = wishesOf(comment, reply)
  if (wish === undefined || others.length > 0 || wish.position !== 'requests-changes') return null
  const path = NAMED_PATH.exec(withoutUrls(wish.sentence))?.[0]
  if (path === undefined || seat.changes().byPath.has(path)) return null
  const newer = seat.later().find((later) => later.orderMs > reply.orderMs && later.seat?.changes().byPath.has(path))
  return newer?.position ?? null
}

/** The name of a file, with or without its directory. */
const FILE_NAME =
  /(?<![\w/.-])(?:[\w.-]{1,60}\/){0,9}[\w-]{2,60}\.(?:[chS]|rst|md|adoc|asciidoc|txt|yaml|dtsi?|sh|py)\b/

/** For a comment on code that names another file of the same patch ("describe this in tst_netlink.h"): the next version that changed that file. <20231121104143.GB90328@pevik>. */
function changedNamed({ text, place }: ReviewComment, { orderMs }: ReadReply, seat: Seat): number | null {
  if (place.kind !== 'line' && place.kind !== 'hunk') return null
  const name = FILE_NAME.exec(withoutUrls(text))?.[0]
  if (name === undefined) return null
  const named = seat.patch.files.flatMap(({ newPath }, file) =>
    newPath !== null && `/${newPath}`.endsWith(`/${name}`) ? [{ kind: 'file' as const, path: newPath, file }] : [],
  )
  const [other] = named
  return other === undefined || named.length > 1 || other.file === place.file ? null : seat.changeOf(other, orderMs)
}

function earliest(versions: readonly (number | null)[]): number | null {
  const known = versions.flatMap((version) => version ?? [])
  return known.length === 0 ? null : Math.min(...known)
}

/** Words of a comment on the commit message. */
const ABOUT_MESSAGE =
  /\b(?:commit|message|description|changelog|subject|title|typo|(?:re)?word|sentence|line|tag|fixes|explain|mention|describe|grammar)/i

/** A path with a directory and the ending of its name. */
const NAMES_FILE = /(?<![\w/:.])(?:[\w.-]{1,60}\/){1,9}[\w-]{1,60}\.[a-z]{1,10}\b/i

/**
 * Whether a comment that quotes the commit message is about the patch: it is below the trailers or the diffstat, where reviewers write what they think
 * of the whole, or it asks for the patch to be sent again: <20210920072236.GH15906@breakpoint.cc>. Not when it speaks of the message.
 */
function isAboutPatch({ place, text, from, to }: ReviewComment, { sentences }: ReadReply, seat: Seat): boolean {
  if (place.kind !== 'message') return false
  if (NAMES_FILE.test(text)) return true
  if (ABOUT_MESSAGE.test(text)) return false
  return (
    place.line >= seat.proseLines() ||
    sentences.some((sentence) => sentence.line >= from && sentence.line < to && isAlwaysForAuthor(sentence.text))
  )
}

/** Whether a comment is nothing but boilerplate. */
function isForm({ from, to }: ReviewComment, { text: { form, own }, sentences }: ReadReply): boolean {
  if (form.size === 0 || sentences.some(({ line }) => line >= from && line < to)) return false
  return own.every(({ line, text }) => line < from || line >= to || text.trim() === '' || form.has(line))
}
