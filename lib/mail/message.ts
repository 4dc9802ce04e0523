import { type AddressObject, type Attachment, type EmailAddress, type ParsedMail, simpleParser } from 'mailparser'
import type { Issue } from '../issue'
import { resolveSender } from './address'
import { declareWindows1252, hasUnreadable, mendLines } from './charset'
import { hashContent } from './contentHash'
import { parseMailDate } from './date'
import { decodeWords } from './encodedWord'
import { type HeaderField, headerValues, parseHeaderBlock, parseMessageIds } from './header'
import type { Address, Message, MessageId } from './types'

/** A mail that can be kept, or the reason why it cannot. */
export type ParsedMessage =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'rejected'; readonly reason: string }

/** Headers longer than this are cut before they reach a regular expression or the database. */
const MAX_HEADER_VALUE = 4_096
const MAX_ID_LENGTH = 250

/**
 * Decodes one raw mail. Charsets, transfer encodings, format=flowed and MIME are mailparser's work; identity and threading
 * are read from the raw headers, where mailparser appends to ids (`<id> (X's message of "...")`) and merges repeats.
 * A mail that cannot be vouched to anybody (no readable From) is rejected with the reason; anything less is an Issue.
 * Never throws on bad mail.
 */
export async function parseMessage(raw: Buffer): Promise<ParsedMessage> {
  const block = parseHeaderBlock(raw)
  if (block.fields.length === 0) return { kind: 'rejected', reason: 'it has no header fields' }
  const issues: Issue[] = []
  if (block.cut)
    issues.push({ code: 'header-cut', text: 'The header block is over 100 kB; what came after was not read.' })
  let parsed: ParsedMail
  try {
    parsed = await decode(raw, issues)
  } catch (error) {
    return { kind: 'rejected', reason: `its MIME structure cannot be read: ${(error as Error).message}` }
  }
  const from = readSender(parsed, block.fields)
  if (from === undefined) return { kind: 'rejected', reason: 'it has no readable From' }
  const body = readBody(parsed, await readForwarded(parsed), issues)
  const subject = (parsed.subject ?? '').replaceAll('\0', '').replace(/\s+/g, ' ').trim().slice(0, MAX_HEADER_VALUE)
  if (subject === '') issues.push({ code: 'no-subject', text: 'The mail has no subject.' })
  const sent = parseMailDate(headerValues(block.fields, 'date')[0] ?? '')
  if (sent === undefined) issues.push({ code: 'no-date', text: 'The Date header is missing or cannot be true.' })
  const receivedAtMs = readReceived(block.fields)
  if (sent !== undefined && receivedAtMs !== null) issues.push(...findSkew(sent.ms, receivedAtMs))
  const contentHash = hashContent({ subject, sentAtMs: sent?.ms ?? null, body })
  const messageId = readMessageId(block.fields, contentHash, issues)
  const message: Message = {
    messageId,
    contentHash,
    subject,
    from,
    to: readAddresses(parsed.to),
    cc: readAddresses(parsed.cc),
    sentAtMs: sent?.ms ?? null,
    sentZoneMinutes: sent?.zoneMinutes ?? 0,
    receivedAtMs,
    references: readReferences(block.fields, messageId),
    lists: readLists(block.fields),
    body,
    issues,
  }
  return { kind: 'message', message }
}

const OPTIONS = { skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true, skipHtmlToText: true }

/** mailparser's reading, with bytes mended that the declared charset cannot read, and HTML as text where there is nothing else. */
async function decode(raw: Buffer, issues: Issue[]): Promise<ParsedMail> {
  const parsed = await simpleParser(raw, OPTIONS)
  if (hasUnreadable(parsed.text ?? '')) {
    const again = await simpleParser(declareWindows1252(raw), OPTIONS)
    const text = mendLines(parsed.text ?? '', again.text ?? '')
    issues.push({
      code: 'charset',
      text: hasUnreadable(text)
        ? 'Some bytes cannot be read in the charset that the mail declares.'
        : 'Some bytes cannot be read in the charset that the mail declares; they were read as windows-1252.',
    })
    parsed.text = text
  }
  if ((parsed.text ?? '').trim() === '' && typeof parsed.html === 'string') {
    issues.push({ code: 'html-only', text: 'The mail has no plain text; its HTML was turned into text.' })
    // As the root of a mail of its own: inside multipart/alternative mailparser never turns HTML into text.
    const page = Buffer.from(`Content-Type: text/html; charset=utf-8\n\n${parsed.html}`)
    parsed.text = (await simpleParser(page, { ...OPTIONS, skipHtmlToText: false })).text ?? ''
  }
  return parsed
}

function readSender(parsed: ParsedMail, fields: readonly HeaderField[]): Address | undefined {
  const from = flatten(parsed.from?.value ?? [])[0] ?? senderHeader(parsed)
  if (from === undefined || (from.name === '' && from.email === '')) return undefined
  return resolveSender({
    from,
    replyTo: flatten(parsed.replyTo?.value ?? []),
    originalFrom: headerAddresses(parsed, fields, 'x-original-from'),
    cc: readAddresses(parsed.cc),
  })
}

function senderHeader(parsed: ParsedMail): Address | undefined {
  const sender = parsed.headers.get('sender')
  return isAddressObject(sender) ? flatten(sender.value)[0] : undefined
}

function headerAddresses(parsed: ParsedMail, fields: readonly HeaderField[], name: string): Address[] {
  if (headerValues(fields, name).length === 0) return []
  const value = parsed.headers.get(name)
  if (isAddressObject(value)) return flatten(value.value)
  const text = typeof value === 'string' ? value : ''
  const open = text.lastIndexOf('<')
  const email = open < 0 ? text.trim() : text.slice(open + 1).replace(/>.*$/, '')
  const label = open < 0 ? '' : text.slice(0, open).trim()
  return email.includes('@') ? [toAddress({ name: label, address: email })] : []
}

function isAddressObject(value: unknown): value is AddressObject {
  return typeof value === 'object' && value !== null && 'value' in value && Array.isArray(value.value)
}

function readAddresses(header: AddressObject | AddressObject[] | undefined): Address[] {
  const objects = header === undefined ? [] : Array.isArray(header) ? header : [header]
  return objects.flatMap((object) => flatten(object.value))
}

function flatten(addresses: readonly EmailAddress[]): Address[] {
  return addresses.flatMap((entry) => (entry.group === undefined ? [toAddress(entry)] : flatten(entry.group)))
}

function toAddress({ name, address }: { readonly name: string; readonly address?: string | undefined }): Address {
  const clean = (text: string) =>
    text
      .replace(/[\0\s]+/g, ' ')
      .trim()
      .slice(0, 500)
  return { name: clean(name).replace(/^"(.*)"$/, '$1'), email: clean(address ?? '').toLowerCase() }
}

/**
 * The text of mails that are attached whole. It is somebody else's: beside text of the sender it is quoted, so that neither its
 * tags nor its diff count as the sender's; alone it is the text of this mail (the outer headers win).
 */
async function readForwarded(parsed: ParsedMail): Promise<string[]> {
  const alone = (parsed.text ?? '').trim() === ''
  const texts: string[] = []
  for (const { contentType, content } of parsed.attachments) {
    if (contentType !== 'message/rfc822') continue
    const text = (await simpleParser(content, OPTIONS)).text ?? ''
    texts.push(alone ? text : text.trimEnd().replace(/^/gm, '> '))
  }
  return texts
}

/** The text parts, then every text attachment that holds a diff (some mailers attach the patch). */
function readBody(parsed: ParsedMail, forwarded: readonly string[], issues: Issue[]): string {
  const parts = [parsed.text ?? '', ...forwarded]
  for (const attachment of parsed.attachments) {
    const text = attachedDiff(attachment)
    if (text !== undefined) parts.push(text)
  }
  const body = parts.filter((part) => part !== '').join('\n')
  if (body.includes('\0')) issues.push({ code: 'charset', text: 'The text holds NUL characters; they were dropped.' })
  return body
    .replaceAll('\0', '')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
}

const DIFF_TYPES = new Set([
  'text/x-patch',
  'text/x-diff',
  'text/plain',
  'application/octet-stream',
  'application/x-patch',
])

function attachedDiff(attachment: Attachment): string | undefined {
  if (!DIFF_TYPES.has(attachment.contentType) || attachment.content.includes(0)) return undefined
  const text = attachment.content.toString('utf8').replace(/\r\n?/g, '\n')
  return /^(?:diff --git |--- \S|Index: \S)/m.test(text) ? text : undefined
}

function readMessageId(fields: readonly HeaderField[], contentHash: string, issues: Issue[]): MessageId {
  for (const value of [...headerValues(fields, 'message-id'), ...headerValues(fields, 'x-message-id')]) {
    const id = parseMessageIds(decodeWords(value.slice(0, MAX_HEADER_VALUE)))[0]
    if (id !== undefined && id.length <= MAX_ID_LENGTH) return id
  }
  issues.push({ code: 'no-message-id', text: 'The mail has no usable Message-ID; one was made from its content.' })
  return `${contentHash.slice(0, 32)}@no-message-id.invalid` as MessageId
}

/** In-Reply-To first, then References from the nearest to the farthest. */
function readReferences(fields: readonly HeaderField[], own: MessageId): MessageId[] {
  const parents = headerValues(fields, 'in-reply-to').flatMap((value) => parseMessageIds(decodeWords(value)))
  const ancestors = headerValues(fields, 'references').flatMap((value) => parseMessageIds(decodeWords(value)))
  const all = [...parents.slice(0, 1), ...ancestors.reverse(), ...parents.slice(1)]
  return [...new Set(all)].filter((id) => id !== own && id.length <= MAX_ID_LENGTH)
}

/** The topmost readable hop is the newest. */
function readReceived(fields: readonly HeaderField[]): number | null {
  for (const value of headerValues(fields, 'received')) {
    const date = parseMailDate(value.slice(value.lastIndexOf(';') + 1))
    if (date !== undefined) return date.ms
  }
  return null
}

const MINUTE_MS = 60_000
/** A mail may wait this long between its Date and its receipt, or claim to be this much younger, without a word. */
const MAX_SKEW_MINUTES = 60

/** The author's clock, or a long wait: both make the Date header useless for ordering. */
function findSkew(sentMs: number, receivedMs: number): Issue[] {
  const minutes = Math.round((sentMs - receivedMs) / MINUTE_MS)
  if (Math.abs(minutes) <= MAX_SKEW_MINUTES) return []
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const size = hours >= 48 ? `${Math.round(hours / 24)} days` : `${hours} h ${rest} min`
  const text = `The Date header is ${size} ${minutes > 0 ? 'ahead of' : 'before'} the time of receipt, which is what counts here.`
  return [{ code: 'date-skew', text }]
}

/** `<linux-s390.vger.kernel.org>` becomes linux-s390@vger.kernel.org when X-Mailing-List says so, else it stays as it is. */
function readLists(fields: readonly HeaderField[]): string[] {
  const posted = headerValues(fields, 'x-mailing-list').map((value) => value.trim().toLowerCase())
  const lists = new Set(posted.filter((value) => /^[^\s@<>]{1,120}@[^\s@<>]{1,120}$/.test(value)))
  for (const value of headerValues(fields, 'list-id')) {
    const id = /<([^<>\s]{1,200})>/.exec(value.slice(0, MAX_HEADER_VALUE))?.[1]?.toLowerCase()
    if (id === undefined) continue
    const known = [...lists].some((list) => list.replace('@', '.') === id)
    if (!known) lists.add(id)
  }
  return [...lists].sort()
}
