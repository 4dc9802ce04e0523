import { at } from '../at'
import { MAX_ID_LENGTH } from '../messageId'
import { type HeaderField, headerValues, MAX_HEADER_VALUE, parseHeaderBlock } from './header'
import { findMessageId } from './mailId'
import { COMMIT_LINE } from './mboxrd'
import { findBoundary, splitParts, undoTransfer } from './multipart'
import { MAX_PART_DEPTH } from './parts'
import { parseSubject } from './subject'
import type { MessageId } from './types'
import { unwrapMail } from './wrapped'

/** Most files that become mails of their own; a mail with more is read as one. */
const MAX_FILES = 100
/** Longest id of a mail whose files get ids of their own, which are longer. */
const MAX_OWN_ID = MAX_ID_LENGTH - '100.attached.'.length
/** Most bytes of headers that all of them together repeat. */
const MAX_REPEATED_BYTES = 1_000_000
/** Fields of the mail that its files share: how it travelled, who sent it and to whom. */
const SHARED = ['received', 'list-id', 'x-mailing-list', 'from', 'reply-to', 'x-original-from', 'to', 'cc', 'date']
const FILE_START = /^From [0-9a-f]{40,64} [^\n]*\nFrom: [^\n]*@/
const MULTIPART = /^\s*multipart\//i

/** A mail whose attached files of git format-patch were taken out, and these files as mails. */
export interface SeparatedMail {
  readonly raw: Buffer
  /** Each as a raw mail in answer to the other, sent by the same person, with the author of the patch in its body. */
  readonly files: readonly Buffer[]
}

/**
 * Separates several files of git format-patch from the mail that they are attached to, each of which is a patch. Any other mail is returned
 * as it is: one with a single file, whose text belongs to the patch, or which in an answer is an example; an answer with a file whose
 * subject has no mark of a patch; and one without a Message-ID. Patches without a number get one, in the order of the files, and those without a version that of the mail. Linear.
 */
export function separateFiles(raw: Buffer): SeparatedMail {
  const whole = { raw, files: [] }
  // Most mails have one part, and their headers need not be read for this.
  if (!raw.includes('ultipart/')) return whole
  const { fields } = parseHeaderBlock(raw)
  const type = headerValues(fields, 'content-type')[0] ?? ''
  const subject = parseSubject(headerValues(fields, 'subject').at(-1) ?? '')
  if (!MULTIPART.test(type)) return whole
  const { id } = findMessageId(fields)
  const found: string[] = []
  const rest = takeFiles(raw, found, 0)
  const different = new Set(found.map((file) => file.trimEnd()))
  const shared = fields.filter(({ name }) => SHARED.includes(name)).map(({ name, value }) => `${name}: ${value}\n`)
  const bytes = shared.join('').length * found.length
  if (
    id === undefined ||
    id.length > MAX_OWN_ID ||
    different.size < 2 ||
    found.length > MAX_FILES ||
    bytes > MAX_REPEATED_BYTES ||
    (subject.reply && ![...different].every((file) => parseSubject(subjectOf(file)).patch))
  )
    return whole
  const files = [...different].map((file, index) =>
    toMail(file, [
      ...shared,
      `Message-ID: <${fileId(id, index)}>\n`,
      `In-Reply-To: <${id}>\n`,
      `Subject: ${numberSubject(file, index + 1, different.size, subject.reply ? null : subject.version)}\n`,
    ]),
  )
  return { raw: rest, files }
}

/** The Message-IDs of the mails that separateFiles makes of a raw mail. */
export function fileIds(raw: Buffer): MessageId[] {
  return separateFiles(unwrapMail(raw)).files.flatMap((file) => findMessageId(parseHeaderBlock(file).fields).id ?? [])
}

/** The id of a file as a mail: no mailer writes one like it, and it does not change when the mail is read again. */
function fileId(messageId: MessageId, index: number): MessageId {
  return `${index + 1}.attached.${messageId}` as MessageId
}

/** Whether a mail is a file that was attached to another one, the one that it answers. */
export function isAttachedFile(messageId: MessageId): boolean {
  return /^[1-9]\d{0,2}\.attached\./.test(messageId)
}

/** Whether an id is that of a file of the mail with another id. */
export function isAttachedTo(file: MessageId, mail: MessageId): boolean {
  return isAttachedFile(file) && file.slice(file.indexOf('.attached.') + '.attached.'.length) === mail
}

/** Adds the files in a mail or part to `found`, one character for each byte, and returns it without the parts that hold them. */
function takeFiles(raw: Buffer, found: string[], depth: number): Buffer {
  const { fields, bodyOffset } = parseHeaderBlock(raw)
  const type = headerValues(fields, 'content-type')[0] ?? ''
  const boundary = MULTIPART.test(type) ? findBoundary(type) : undefined
  if (boundary === undefined || depth > MAX_PART_DEPTH) return raw
  const before = found.length
  const kept: string[] = []
  for (const part of splitParts(raw.toString('latin1', bodyOffset), boundary)) {
    const files = readFiles(Buffer.from(part, 'latin1'))
    found.push(...files)
    if (files.length === 0) kept.push(takeFiles(Buffer.from(part, 'latin1'), found, depth + 1).toString('latin1'))
  }
  if (found.length === before) return raw
  const parts = kept.map((part) => `--${boundary}\n${part}\n`).join('')
  return Buffer.from(`${raw.toString('latin1', 0, bodyOffset)}${parts}--${boundary}--\n`, 'latin1')
}

/** The patches in a part that holds a file of git format-patch, or several of them one after the other. */
function readFiles(part: Buffer): string[] {
  const { fields, bodyOffset } = parseHeaderBlock(part)
  if (/^\s*(?:multipart|message)\//i.test(headerValues(fields, 'content-type')[0] ?? '')) return []
  const content = undoTransfer(part.subarray(bodyOffset), headerValues(fields, 'content-transfer-encoding')[0] ?? '')
  const text = content.toString('latin1')
  const lines = (/^[^\n]*\r\n/.test(text) ? text.replace(/\r\n/g, '\n') : text).trimStart()
  if (!FILE_START.test(lines)) return []
  return lines.split(/\n(?=From [0-9a-f]{40,64} [^\n]*\nFrom: [^\n]*@)/)
}

function headersOf(file: string): { readonly fields: readonly HeaderField[]; readonly body: Buffer } {
  const mail = Buffer.from(file.replace(COMMIT_LINE, 'X-Commit: '), 'latin1')
  const { fields, bodyOffset } = parseHeaderBlock(mail)
  return { fields, body: mail.subarray(bodyOffset) }
}

/** The mail that a file stands for: by the sender of the whole, with the author and date of the patch in the body. */
function toMail(file: string, headers: readonly string[]): Buffer {
  const { fields, body } = headersOf(file)
  const value = (name: string) => headerValues(fields, name)[0]
  const type = value('content-type') ?? 'text/plain; charset=UTF-8'
  const mime = `MIME-Version: 1.0\nContent-Type: ${type}\nContent-Transfer-Encoding: 8bit\n`
  const own = ['From', 'Date'].flatMap((name) => {
    const text = value(name.toLowerCase())
    return text === undefined ? [] : [`${name}: ${text}\n`]
  })
  const content = undoTransfer(body, value('content-transfer-encoding') ?? '')
  return Buffer.concat([Buffer.from(`${headers.join('')}${mime}\n${own.join('')}\n`), content])
}

function subjectOf(file: string): string {
  return (headerValues(headersOf(file).fields, 'subject')[0] ?? '').slice(0, MAX_HEADER_VALUE)
}

/** The subject of a file, with its number and the version of the mail added to a bracket that has none. */
function numberSubject(file: string, number: number, total: number, version: number | null): string {
  const subject = subjectOf(file)
  const tag = parseSubject(subject)
  const words = [
    ...(tag.version === null && version !== null ? [`v${version}`] : []),
    ...(tag.number === null ? [`${number}/${total}`] : []),
  ]
  if (words.length === 0) return subject
  const bracket = /^\[([^\]]*PATCH[^\]]*)\]/i.exec(subject)
  if (bracket === null) return `[${['PATCH', ...words].join(' ')}] ${subject}`
  const inside = at(bracket, 1)
  const counted = /^(.*?)(\s*\d+\/\d+\s*)$/.exec(inside)
  const text = counted === null ? `${inside} ${words.join(' ')}` : `${counted[1]} ${words.join(' ')}${counted[2]}`
  return `[${text}]${subject.slice(bracket[0].length)}`
}
