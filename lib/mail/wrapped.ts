import { decodeWords } from './charset'
import { parseMailDate } from './date'
import { type HeaderField, headerValues, parseHeaderBlock } from './header'
import { isListAddress } from './listAddress'
import { isFooter } from './listFooter'
import { findMessageId } from './mailId'
import { findBoundary, splitParts, undoTransfer } from './multipart'
import type { MessageId } from './types'

/** Fields of the outer mail that say how it travelled. */
const TRAVEL = ['received', 'list-id', 'x-mailing-list']
/** Most lists that wrap one mail. */
const MAX_WRAPPERS = 5
/** What may precede a title: `[list]`, `[PATCH 1/2]`, `Re:`. */
const FRONT = /^(?:\s*(?:\[[^\]]{1,60}\]|re:))+/i

/**
 * The mail inside of one that a list wrapped, with the Received and list headers of the outer one in front. Mailman does so for senders
 * whose domain forbids relaying (its DMARC action "wrap"): the outer mail is from the list's own address, has the subject of the inner
 * one, and holds it as `message/rfc822`, at most beside a notice and a footer. A mail that several lists wrapped is unwrapped as often.
 * Any other mail, a forward among them, is returned as it is. Linear.
 */
export function unwrapMail(raw: Buffer): Buffer {
  return unwrapAll(raw).mail
}

/** The Message-IDs of the mails in which lists wrapped a mail, without its own; none for any other mail. */
export function outerIds(raw: Buffer): MessageId[] {
  const { mail, wrappers } = unwrapAll(raw)
  if (wrappers.length === 0) return []
  const own = findMessageId(parseHeaderBlock(mail).fields).id
  const ids = wrappers.flatMap((wrapper) => findMessageId(parseHeaderBlock(wrapper).fields).id ?? [])
  return [...new Set(ids)].filter((id) => id !== own)
}

function unwrapAll(raw: Buffer): { readonly mail: Buffer; readonly wrappers: readonly Buffer[] } {
  const wrappers: Buffer[] = []
  let mail = raw
  while (wrappers.length < MAX_WRAPPERS) {
    const inner = unwrapOnce(mail)
    if (inner === mail) break
    wrappers.push(mail)
    mail = inner
  }
  return { mail, wrappers }
}

function unwrapOnce(raw: Buffer): Buffer {
  if (!raw.includes('message/rfc822')) return raw
  const { fields, bodyOffset } = parseHeaderBlock(raw)
  const type = headerValues(fields, 'content-type')[0] ?? ''
  if (!/^\s*(?:message\/rfc822|multipart\/mixed)/i.test(type) || !isListAddress(readAddress(fields), fields)) return raw
  const body = raw.subarray(bodyOffset)
  const encoding = headerValues(fields, 'content-transfer-encoding')[0] ?? ''
  const found = /^\s*message/i.test(type)
    ? { mail: undoTransfer(body, encoding), beside: false }
    : findOnlyMail(body.toString('latin1'), type)
  if (found === undefined) return raw
  const inner = parseHeaderBlock(found.mail).fields
  if (headerValues(inner, 'from').length === 0 || !haveSameSubject(fields, inner)) return raw
  if (found.beside && !isMadeOf(fields, inner)) return raw
  const travel = fields.filter(({ name }) => TRAVEL.includes(name)).map(({ name, value }) => `${name}: ${value}\n`)
  return Buffer.concat([Buffer.from(travel.join('')), found.mail])
}

/** The address in From, in lower case. */
function readAddress(fields: readonly HeaderField[]): string {
  const from = headerValues(fields, 'from')[0] ?? ''
  return (/<([^<>\s]{1,200})>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase()
}

/** The only mail in a multipart of texts. `beside`: some text is more than the footer of a list. */
function findOnlyMail(body: string, type: string): { readonly mail: Buffer; readonly beside: boolean } | undefined {
  const boundary = findBoundary(type)
  if (boundary === undefined) return undefined
  const mails: Buffer[] = []
  let beside = false
  for (const part of splitParts(body.replace(/\r\n/g, '\n'), boundary)) {
    const bytes = Buffer.from(part, 'latin1')
    const { fields, bodyOffset } = parseHeaderBlock(bytes)
    const encoding = headerValues(fields, 'content-transfer-encoding')[0] ?? ''
    const content = undoTransfer(bytes.subarray(bodyOffset), encoding)
    const partType = headerValues(fields, 'content-type')[0] ?? 'text/plain'
    const text = content.toString('latin1')
    if (/^message\/rfc822/i.test(partType)) mails.push(content)
    else if (isFooter(text)) continue
    else if (/^text\/plain/i.test(partType)) beside = true
    else return undefined
  }
  const [mail, more] = mails
  return mail === undefined || more !== undefined ? undefined : { mail, beside }
}

/**
 * Whether a program made the outer mail of the inner one, so that a text beside that is its notice, in whatever words and language:
 * it keeps the date, or lets readers reply to the author. A person who forwards a mail through the list has a later date and replies of his own.
 */
function isMadeOf(outer: readonly HeaderField[], inner: readonly HeaderField[]): boolean {
  const [left, right] = [outer, inner].map((fields) => parseMailDate(headerValues(fields, 'date')[0] ?? '')?.ms)
  if (left !== undefined && left === right) return true
  const replies = headerValues(outer, 'reply-to').flatMap((value) => value.toLowerCase().split(/[\s<>,;]+/))
  return replies.includes(readAddress(inner))
}

/** Whether two mails have one subject, in whatever encoding, but for `Re:` and a `[list]` that the outer one has in front. */
function haveSameSubject(outer: readonly HeaderField[], inner: readonly HeaderField[]): boolean {
  const [left, right] = [readTitle(outer), readTitle(inner)]
  const given = right.tags.join('')
  return (
    right.whole !== '' &&
    left.text === right.text &&
    (left.tags.join('') === given || left.tags.slice(1).join('') === given)
  )
}

function readTitle(fields: readonly HeaderField[]): { whole: string; tags: readonly string[]; text: string } {
  const whole = decodeWords(headerValues(fields, 'subject')[0] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  const front = FRONT.exec(whole)?.[0] ?? ''
  return { whole, tags: front.match(/\[[^\]]+\]/g) ?? [], text: whole.slice(front.length).trim() }
}
