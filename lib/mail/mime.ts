import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import type { Issue } from '../issue'
import { figure } from '../text'
import { type AttachedPart, attachedDiff, attachedText, multipartShape } from './attachment'
import { declareCharset, decodeText, FALLBACKS, hasUnreadable, mendLines } from './charset'
import { headerValues, parseHeaderBlock } from './header'
import { limitMail, MAX_PARTS } from './parts'
import type { DecodedMail, ParsedAddress } from './plain'

const OPTIONS = {
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  skipHtmlToText: true,
  // The mail itself is one as well, and each attached mail that is shown in place.
  maxChildNodes: 2 * MAX_PARTS + 1,
}

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
  if (shape === 'open' && !issues.some(({ code }) => code === 'mime-cut'))
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

/** mailparser's reading of any mail, which limitMail has cut. Rejects when mailparser cannot read its headers. */
export async function readMime(raw: Buffer, issues: Issue[]): Promise<DecodedMail> {
  const parsed = await decodeOrHead(raw, issues)
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

/** The parts of a mail that declares its boundaries in a way that cutParts does not see may be more than mailparser reads: then none is. */
async function decodeOrHead(raw: Buffer, issues: Issue[]): Promise<ParsedMail> {
  try {
    return await decode(raw, issues)
  } catch {
    const text = `The mail has more than the ${figure(MAX_PARTS)} parts that are read, in a way that tells none of them apart; none is read.`
    issues.push({ code: 'mime-cut', text })
    return simpleParser(raw.subarray(0, parseHeaderBlock(raw).bodyOffset), OPTIONS)
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

/** Mails within mails, as in public-inbox: each level is read again, so depth costs time; real mail is four levels deep. */
const MAX_DEPTH = 20
/** Mails that are attached to one, and to these. */
const MAX_FORWARDED = 1_000

/** The texts and attached diffs of mails that are attached whole, and of mails within these, in order. The outer headers win. */
async function readForwarded(parsed: ParsedMail, issues: Issue[]): Promise<string[]> {
  const waiting = attachedMails(parsed).map((raw) => ({ raw, depth: 1 }))
  const texts: string[] = []
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { raw, depth } = next
    if (depth > MAX_DEPTH || texts.length === MAX_FORWARDED) {
      const text = `Mails are attached in each other over ${MAX_DEPTH} deep, or are over ${figure(MAX_FORWARDED)} in all; the rest was not read.`
      issues.push({ code: 'mime-cut', text })
      break
    }
    const limited = limitMail(raw)
    issues.push(...limited.issues)
    const found: Issue[] = []
    const inner = await decodeOrHead(limited.raw, found)
    const diffs = decodeAttached(inner, attachedDiff, found)
    texts.push([inner.text ?? '', ...diffs].filter((part) => part !== '').join('\n'))
    issues.push(...found.filter(({ code }) => code === 'charset' || code === 'mime-cut'))
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
    const { attachments } = await simpleParser(limitMail(raw).raw, OPTIONS)
    return attachments.map(({ filename, contentType, content }) => ({
      name: filename ?? '',
      type: contentType,
      content,
    }))
  } catch {
    return []
  }
}
