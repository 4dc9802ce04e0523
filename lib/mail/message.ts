import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import type { Issue } from '../issue'
import { type AttachedPart, attachedDiff, attachedText, multipartShape } from './attachment'
import { declareCharset, decodeText, FALLBACKS, hasUnreadable, mendHeaders, mendLines } from './charset'
import { hashContent } from './contentHash'
import { parseMailDate } from './date'
import { decodeWords } from './encodedWord'
import { type HeaderField, headerValues, parseHeaderBlock, parseMessageIds } from './header'
import { type DecodedMail, type ParsedAddress, readPlain } from './plain'
import { findSkew, readReceived } from './received'
import { flattenAddresses, readSender } from './sender'
import type { Message, MessageId } from './types'

/** A mail that can be kept, or the reason why it cannot. */
export type ParsedMessage =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'rejected'; readonly reason: string }

/** Headers longer than this are cut before they reach a regular expression or the database. */
const MAX_HEADER_VALUE = 4_096
const MAX_ID_LENGTH = 250

/**
 * Decodes one raw mail. Charsets, transfer encodings, format=flowed and MIME are mailparser's work, by way of plain.ts where
 * that can; identity and threading are read from the raw headers, where mailparser appends to ids (`<id> (X's message of "...")`) and merges repeats.
 * A mail that cannot be vouched to anybody (no readable From) is rejected with the reason; anything less is an Issue.
 * Never throws on bad mail.
 */
export function parseMessage(raw: Buffer): Promise<ParsedMessage> {
  return parseWith(readPlain, raw)
}

/** The same without the shortcut of plain.ts: for the test that both agree, and for measuring what it saves. */
export function parseWithMailparser(raw: Buffer): Promise<ParsedMessage> {
  return parseWith(() => undefined, raw)
}

async function parseWith(shortcut: typeof readPlain, raw: Buffer): Promise<ParsedMessage> {
  const block = parseHeaderBlock(raw)
  if (block.fields.length === 0) return { kind: 'rejected', reason: 'it has no header fields' }
  const issues: Issue[] = []
  if (block.cut)
    issues.push({ code: 'header-cut', text: 'The header block is over 100 kB; what came after was not read.' })
  const { raw: sound, mended } = mendHeaders(raw, block.bodyOffset)
  if (mended)
    issues.push({
      code: 'charset',
      text: 'Some header text is in no charset that can be known; it was read as UTF-8 or windows-1252.',
    })
  const soundBlock = sound === raw ? block : parseHeaderBlock(sound)
  let decoded: DecodedMail
  try {
    decoded = shortcut(sound, soundBlock) ?? (await readMime(sound, issues))
  } catch (error) {
    return { kind: 'rejected', reason: `its MIME structure cannot be read: ${(error as Error).message}` }
  }
  const body = cleanText(decoded.text, issues)
  const from = readSender(decoded, soundBlock.fields)
  if (from === undefined) return { kind: 'rejected', reason: 'it has no readable From' }
  const subject = decoded.subject.replaceAll('\0', '').replace(/\s+/g, ' ').trim().slice(0, MAX_HEADER_VALUE)
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
    to: flattenAddresses(decoded.to),
    cc: flattenAddresses(decoded.cc),
    sentAtMs: sent?.ms ?? null,
    sentZoneMinutes: sent?.zoneMinutes ?? 0,
    receivedAtMs,
    references: readReferences(block.fields, messageId),
    lists: readLists(block.fields),
    body,
    issues: withoutRepeats(issues),
  }
  return { kind: 'message', message }
}

/** Many parts of one mail may have one flaw; the reader is told once. */
function withoutRepeats(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [`${issue.code} ${issue.text}`, issue])).values()]
}

const OPTIONS = { skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true, skipHtmlToText: true }

/**
 * mailparser's reading, with lines mended that the declared charset cannot read, and HTML as text where there is nothing else.
 * A multipart without parts is text as it was sent.
 */
async function decode(raw: Buffer, issues: Issue[]): Promise<ParsedMail> {
  const parsed = await simpleParser(raw, OPTIONS)
  const source = await mendText(parsed, raw, issues)
  parsed.text = source.text
  if (source.kind === 'html') {
    issues.push({ code: 'html-only', text: 'The mail has no plain text; its HTML was turned into text.' })
    // As the root of a mail of its own: inside multipart/alternative mailparser never turns HTML into text.
    const page = Buffer.from(`Content-Type: text/html; charset=utf-8\n\n${source.text}`)
    parsed.text = (await simpleParser(page, { ...OPTIONS, skipHtmlToText: false })).text ?? ''
  }
  const type = readContentType(parsed.headers)
  const shape = multipartShape(type.value, type.params.boundary, raw)
  if (shape === 'open')
    issues.push({ code: 'truncated', text: 'The last part of the mail has no end: the mail may have been cut off.' })
  if (shape === 'broken' && parsed.text.trim() === '' && parsed.attachments.length === 0) {
    issues.push({
      code: 'mime',
      text: 'The mail says it has several parts and has none; its text is shown as it was sent.',
    })
    parsed.text = decodeText(raw.subarray(parseHeaderBlock(raw).bodyOffset), '').text
  }
  return parsed
}

interface SourceText {
  readonly kind: 'plain' | 'html'
  readonly text: string
}

/** The plain text, or the HTML of a mail that has none. */
function sourceText({ text = '', html }: ParsedMail): SourceText {
  return text.trim() === '' && typeof html === 'string' ? { kind: 'html', text: html } : { kind: 'plain', text }
}

/** Reads lines again as UTF-8, then as windows-1252, that the declared charset cannot read. */
async function mendText(parsed: ParsedMail, raw: Buffer, issues: Issue[]): Promise<SourceText> {
  const source = sourceText(parsed)
  if (!hasUnreadable(source.text)) return source
  let { text } = source
  for (const charset of FALLBACKS) {
    if (!hasUnreadable(text)) break
    text = mendLines(text, sourceText(await simpleParser(declareCharset(raw, charset), OPTIONS)).text)
  }
  issues.push({
    code: 'charset',
    text: hasUnreadable(text)
      ? 'Some characters cannot be read in the charset that the mail declares.'
      : 'Some bytes cannot be read in the charset that the mail declares; they were read as UTF-8 or windows-1252.',
  })
  return { ...source, text }
}

/** mailparser's reading of any mail. */
async function readMime(raw: Buffer, issues: Issue[]): Promise<DecodedMail> {
  const parsed = await decode(raw, issues)
  const sender = parsed.headers.get('sender')
  return {
    subject: parsed.subject ?? '',
    text: await readBody(parsed, issues),
    from: parsed.from?.value ?? [],
    sender: isAddressObject(sender) ? sender.value : [],
    replyTo: parsed.replyTo?.value ?? [],
    to: entriesOf(parsed.to),
    cc: entriesOf(parsed.cc),
  }
}

function isAddressObject(value: unknown): value is AddressObject {
  return typeof value === 'object' && value !== null && 'value' in value && Array.isArray(value.value)
}

function entriesOf(header: AddressObject | AddressObject[] | undefined): ParsedAddress[] {
  const objects = header === undefined ? [] : Array.isArray(header) ? header : [header]
  return objects.flatMap(({ value }) => value)
}

/** The text, then mails that are attached whole, then every attachment that holds a diff. */
async function readBody(parsed: ParsedMail, issues: Issue[]): Promise<string> {
  const text = parsed.text ?? ''
  const alone = text.trim() === ''
  const forwarded = await readForwarded(parsed, issues)
  // Beside text of the sender it is quoted, so that neither its tags nor its diff count as the sender's.
  const inner = alone ? forwarded : forwarded.map((mail) => mail.trimEnd().replace(/^/gm, '> '))
  const parts = [text, ...inner, ...decodeAttached(parsed, attachedDiff, issues)].filter((part) => part !== '')
  const single = !readContentType(parsed.headers).value.startsWith('multipart/')
  if (single && parts.every((part) => part.trim() === '')) parts.push(...decodeAttached(parsed, attachedText, issues))
  return parts.join('\n')
}

/** LF line ends, no NULs. */
function cleanText(text: string, issues: Issue[]): string {
  if (text.includes('\0')) issues.push({ code: 'charset', text: 'The text holds NUL characters; they were dropped.' })
  return text
    .replaceAll('\0', '')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
}

/** Mails within mails, as in public-inbox: each level is read again, so depth costs time; real mail is four levels deep. */
const MAX_DEPTH = 20
const MAX_FORWARDED = 1_000

/** The texts and attached diffs of mails that are attached whole, and of mails within these, in order. The outer headers win. */
async function readForwarded(parsed: ParsedMail, issues: Issue[]): Promise<string[]> {
  const waiting = attachedMails(parsed).map((raw) => ({ raw, depth: 1 }))
  const texts: string[] = []
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { raw, depth } = next
    if (depth > MAX_DEPTH || texts.length === MAX_FORWARDED) {
      issues.push({ code: 'mime', text: 'Too many mails are attached, or one in another; the rest was not read.' })
      break
    }
    const found: Issue[] = []
    const inner = await decode(raw, found)
    const diffs = decodeAttached(inner, attachedDiff, found)
    texts.push([inner.text ?? '', ...diffs].filter((part) => part !== '').join('\n'))
    issues.push(...found.filter(({ code }) => code === 'charset'))
    waiting.unshift(...attachedMails(inner).map((mail) => ({ raw: mail, depth: depth + 1 })))
  }
  return texts
}

/** The structured Content-Type of a mail or a part; empty where mailparser gives none. */
function readContentType(headers: ParsedMail['headers']): { value: string; params: Readonly<Record<string, string>> } {
  const header = headers.get('content-type')
  const structured = typeof header === 'object' && 'params' in header
  return structured ? { value: header.value, params: header.params } : { value: '', params: {} }
}

function attachedMails({ attachments }: ParsedMail): Buffer[] {
  return attachments.filter(({ contentType }) => contentType === 'message/rfc822').map(({ content }) => content)
}

function decodeAttached(parsed: ParsedMail, read: typeof attachedDiff, issues: Issue[]): string[] {
  return parsed.attachments.flatMap((attachment) => {
    const decoded = read(toPart(attachment))
    if (decoded?.mended)
      issues.push({
        code: 'charset',
        text: 'An attachment is not in the charset it declares; it was read as windows-1252.',
      })
    return decoded === undefined ? [] : [decoded.text]
  })
}

function toPart({ contentType, content, headers }: Attachment): AttachedPart {
  return { contentType: contentType.toLowerCase(), content, charset: readContentType(headers).params.charset ?? '' }
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

/** A file that came with a mail. */
export interface MailFile {
  readonly name: string
  /** As declared: nobody checked it. */
  readonly type: string
  readonly content: Buffer
}

/** The files attached to a raw mail, in order; none for a mail of one part and for one that cannot be taken apart. */
export async function readFiles(raw: Buffer): Promise<MailFile[]> {
  const type = headerValues(parseHeaderBlock(raw).fields, 'content-type')[0] ?? ''
  if (!/^\s*multipart\//i.test(type)) return []
  try {
    const { attachments } = await simpleParser(raw, OPTIONS)
    return attachments.map(({ filename, contentType, content }) => ({
      name: filename ?? '',
      type: contentType,
      content,
    }))
  } catch {
    return []
  }
}
