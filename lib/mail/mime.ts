import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import type { Issue } from '../issue'
import { figure } from '../text'
import {
  type AttachedPart,
  attachedDiff,
  attachedShortlog,
  attachedText,
  findOwnDiff,
  multipartShape,
  repeatsDiff,
} from './attachment'
import { declareCharset, decodeText, FALLBACKS, hasUnreadable, repairLines } from './charset'
import { decodeFlowed, fixLines } from './flowed'
import { headerValues, parseHeaderBlock } from './header'
import { limitHtml, MAX_HTML_LENGTH } from './html'
import { limitMail, MAX_PARTS } from './parts'
import type { DecodedMail, ParsedAddress } from './plain'

const OPTIONS = {
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  skipHtmlToText: true,
  // The mail itself counts as one, and so does each attached mail that is shown in place.
  maxChildNodes: 2 * MAX_PARTS + 1,
}

/** What has been found in a mail, and how many characters of HTML may still be read of it and of the mails attached to it. */
interface Progress {
  readonly issues: Issue[]
  htmlLeft: number
}

/**
 * Parses a mail with mailparser, repairs lines that are invalid in the declared charset, and turns HTML into text when there is no plain
 * text. A multipart without parts gives its text as it was sent.
 */
async function decode(sent: Buffer, progress: Progress): Promise<ParsedMail> {
  const { issues } = progress
  const raw = fixLines(sent)
  const parsed = await simpleParser(raw, OPTIONS)
  const source = await repairText(parsed, raw, issues)
  const delSp = /delsp\s{0,5}=\s{0,5}"?yes/i.test(sent.toString('latin1'))
  parsed.text = raw === sent ? source.text : decodeFlowed(source.text, delSp)
  if (source.kind === 'html') {
    issues.push({ code: 'html-only', text: 'The mail has no plain text; its HTML was turned into text.' })
    // The HTML becomes a mail of its own, because mailparser never turns HTML inside multipart/alternative into text.
    const limited = limitHtml(source.text, progress.htmlLeft)
    issues.push(...limited.issues)
    progress.htmlLeft -= limited.html.length
    const page = Buffer.from(`Content-Type: text/html; charset=utf-8\n\n${limited.html}`)
    parsed.text = (await simpleParser(page, { ...OPTIONS, skipHtmlToText: false })).text ?? ''
  }
  const type = readContentType(parsed.headers)
  const shape = multipartShape(type.value, type.params.boundary, raw)
  if (shape === 'open' && !issues.some(({ code }) => code === 'mime-cut'))
    issues.push({ code: 'truncated', text: 'The last part of the mail has no end: the mail may have been cut off.' })
  if (shape === 'broken' && parsed.text.trim() === '' && parsed.attachments.length === 0) {
    issues.push({
      code: 'mime',
      text: 'The mail claims to have several parts but has none; its text is shown as it was sent.',
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

/** Reads lines that are invalid in the declared charset again, as UTF-8 and then as windows-1252. */
async function repairText(parsed: ParsedMail, raw: Buffer, issues: Issue[]): Promise<SourceText> {
  const source = sourceText(parsed)
  if (!hasUnreadable(source.text)) return source
  let { text } = source
  for (const charset of FALLBACKS) {
    if (!hasUnreadable(text)) break
    text = repairLines(text, sourceText(await simpleParser(declareCharset(raw, charset), OPTIONS)).text)
  }
  issues.push({
    code: 'charset',
    text: hasUnreadable(text)
      ? 'Some characters cannot be read in the charset that the mail declares.'
      : 'Some bytes cannot be read in the charset that the mail declares; they were read as UTF-8 or windows-1252.',
  })
  return { ...source, text }
}

/** Decodes any mail with mailparser; limitMail must have cut it. Adds to `issues` what is wrong with it. Rejects when mailparser cannot read its headers. */
export async function readMime(raw: Buffer, issues: Issue[]): Promise<DecodedMail> {
  const progress = { issues, htmlLeft: MAX_HTML_LENGTH }
  const parsed = await decodeOrHead(raw, progress)
  const sender = parsed.headers.get('sender')
  return {
    subject: parsed.subject ?? '',
    text: await readBody(parsed, progress),
    from: parsed.from?.value ?? [],
    sender: isAddressObject(sender) ? sender.value : [],
    replyTo: parsed.replyTo?.value ?? [],
    to: entriesOf(parsed.to),
    cc: entriesOf(parsed.cc),
  }
}

/** A mail may declare its boundaries in a way that cutParts does not see, and have more parts than mailparser reads; then only its headers are read. */
async function decodeOrHead(raw: Buffer, progress: Progress): Promise<ParsedMail> {
  try {
    return await decode(raw, progress)
  } catch {
    const text = `The mail has more than the ${figure(MAX_PARTS)} parts that are read, declared in a way that hides where they start; none is read.`
    progress.issues.push({ code: 'mime-cut', text })
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

/** The text, then whole mails that are attached, then every attachment that holds a diff or a shortlog. */
async function readBody(parsed: ParsedMail, progress: Progress): Promise<string> {
  const { issues } = progress
  const text = parsed.text ?? ''
  const alone = text.trim() === ''
  const forwarded = await readForwarded(parsed, progress)
  // After text of the sender an attached mail is quoted, so that neither its tags nor its diff count as the sender's.
  const inner = alone ? forwarded : forwarded.map((mail) => mail.trimEnd().replace(/^/gm, '> '))
  const ownDiff = findOwnDiff(text)
  const attached = decodeAttached(parsed, attachedDiff, issues).filter((file) => !repeatsDiff(ownDiff, file))
  const shortlogs = decodeAttached(parsed, attachedShortlog, issues)
  const parts = [text, ...inner, ...attached, ...shortlogs].filter((part) => part !== '')
  const single = !readContentType(parsed.headers).value.startsWith('multipart/')
  if (single && parts.every((part) => part.trim() === '')) parts.push(...decodeAttached(parsed, attachedText, issues))
  return parts.join('\n')
}

/** Deepest nesting of attached mails, as in public-inbox. Each level is parsed again, so depth costs time; real mail has four levels. */
const MAX_DEPTH = 20
/** Most mails attached to one, directly or to attached mails. */
const MAX_FORWARDED = 1_000

/** The issues of an attached mail that are reported: what was not read as it was sent. */
const REPORTED: ReadonlySet<Issue['code']> = new Set(['charset', 'mime-cut', 'text-cut'])

/** The texts and attached diffs of attached mails, and of mails attached to these, in order. Their headers are ignored. */
async function readForwarded(parsed: ParsedMail, progress: Progress): Promise<string[]> {
  const { issues } = progress
  const waiting = attachedMails(parsed).map((raw) => ({ raw, depth: 1 }))
  const texts: string[] = []
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { raw, depth } = next
    if (depth > MAX_DEPTH || texts.length === MAX_FORWARDED) {
      const text = `Attached mails are nested more than ${MAX_DEPTH} deep, or are more than ${figure(MAX_FORWARDED)} in all; the rest was not read.`
      issues.push({ code: 'mime-cut', text })
      break
    }
    const limited = limitMail(raw)
    issues.push(...limited.issues)
    const found: Progress = { issues: [], htmlLeft: progress.htmlLeft }
    const inner = await decodeOrHead(limited.raw, found)
    progress.htmlLeft = found.htmlLeft
    const diffs = decodeAttached(inner, attachedDiff, found.issues)
    texts.push([inner.text ?? '', ...diffs].filter((part) => part !== '').join('\n'))
    issues.push(...found.issues.filter(({ code }) => REPORTED.has(code)))
    waiting.unshift(...attachedMails(inner).map((mail) => ({ raw: mail, depth: depth + 1 })))
  }
  return texts
}

/** The parsed Content-Type of a mail or part; empty when mailparser gives none. */
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
    if (decoded?.repaired)
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
  /** As declared by the sender. */
  readonly type: string
  readonly content: Buffer
}

/** The files attached to a raw mail, in order. None for a mail of a single part, and for one that mailparser cannot read. */
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
