import { parseSubject } from './subject'

/**
 * Archives of Mailman 2. A month is an mboxo whose mails keep only From, Date, Subject, In-Reply-To, References and Message-ID, and in
 * which every `user@host` is written `user at host` (Mailman/Archiver/HyperArch.py, Article.as_text).
 */
const FROM = /^([^\s@<>()]{1,200}) at ([^\s@<>()]{1,200})(?: \((.{0,300})\))?$/
const HOST = '[A-Za-z0-9](?:[-A-Za-z0-9]{0,62}\\.){1,8}[A-Za-z]{2,20}'
const LOCAL = '[-+,.\\w=]{1,200}'
const BRACKETED = new RegExp(`<(${LOCAL}) at ([-+.\\w]{1,200})>`, 'g')
/** A Message-ID in a link to an archive. */
const LINKED = new RegExp(`(https?://[^\\s<>]{3,400}) at (${HOST})`, 'g')
/** The same when the right part of the id is the short name of a machine, recognised by the slash after it. */
const LINKED_SHORT = /(https?:\/\/[^\s<>]{3,400}) at ([-+.\w]{1,200}\/)/g
/** A line of MAINTAINERS, mostly in a diff: `L:	kvm at vger.kernel.org`. */
const MAINTAINER = new RegExp(`^([-+ >]{0,80}[A-Z]:\\t(?:.{0,200} )?)(${LOCAL}) at (${HOST})$`)
/** `On Wed, ..., jgg at ziepe.ca wrote:`. */
const ATTRIBUTED = new RegExp(`(${LOCAL}) at (${HOST})(?=[^a-z]{0,20}(?:wrote|writes):)`)
/** `Cc: stable at vger.kernel.org`, `Reviewed-by: jgg at ziepe.ca`. */
const TRAILER = new RegExp(`^([A-Z][\\w-]{0,40}: (?:.{0,200} )?)(${LOCAL}) at (${HOST})$`)

/** A node of a device tree in a diff: `+	serial at fe001000 {`. */
const NODE = /^([-+ ][-+ \t]{0,80}(?:[\w-]{1,60}: ?)?[\w,.-]{1,60}) at ([0-9a-f,.]{1,24})( ?\{)/

/** Longer lines stay as they are. */
const MAX_LINE = 2_000

/**
 * Returns a function that restores the mails of a pipermail month; it must see them in the order of the month, and returns any other mail
 * as it is. Addresses are restored in From, in angle brackets, in links, trailers, attributions and device-tree nodes; elsewhere
 * `a at b.c` may be English and stays. A reply without In-Reply-To and References gets the newest mail above it with its subject
 * as parent.
 */
export function createPipermailRestorer(): (raw: Buffer) => Buffer {
  const bySubject = new Map<string, string>()
  return (raw) => {
    const end = raw.indexOf('\n\n')
    const head = raw.toString('latin1', 0, end < 0 ? raw.length : end)
    const fields = unfold(head)
    const from = FROM.exec(fieldValue(fields, 'from') ?? '')
    if (from === null) return raw
    const body = end < 0 ? '' : raw.toString('latin1', end + 1)
    const header = restoreHeader(fields, `${from[1]}@${from[2]}`, from[3] ?? '', bySubject)
    const charset = restoreCharset(raw, fields)
    return Buffer.from(`${[...header, ...charset].join('\n')}\n${restoreBody(body)}`, 'latin1')
  }
}

function unfold(head: string): string[] {
  const fields: string[] = []
  for (const line of head.split('\n')) {
    if (/^[ \t]/.test(line) && fields.length > 0) fields[fields.length - 1] += `\n${line}`
    else fields.push(line)
  }
  return fields
}

function fieldValue(fields: readonly string[], name: string): string | undefined {
  const field = fields.find((line) => line.slice(0, name.length + 1).toLowerCase() === `${name}:`)
  return field?.slice(name.length + 1).trim()
}

function restoreHeader(
  fields: readonly string[],
  email: string,
  name: string,
  bySubject: Map<string, string>,
): string[] {
  const subject = fieldValue(fields, 'subject') ?? ''
  const key = normaliseReplySubject(subject)
  const parent = bySubject.get(key.title)
  const id = fieldValue(fields, 'message-id')
  if (id !== undefined && key.title !== '') bySubject.set(key.title, id)
  const repaired = fields.map((field) => {
    if (/^from:/i.test(field)) return `From: ${quoteName(name)}<${email}>`.replace(/^From: <(.*)>$/, 'From: $1')
    return /^(?:to|cc|reply-to|sender):/i.test(field) ? field.replaceAll(BRACKETED, '<$1@$2>') : field
  })
  const threaded = fieldValue(fields, 'in-reply-to') !== undefined || fieldValue(fields, 'references') !== undefined
  return threaded || !key.reply || parent === undefined ? repaired : [...repaired, `In-Reply-To: ${parent}`]
}

function quoteName(name: string): string {
  if (name === '') return ''
  const plain = /^[\w !#$%&'*+/=?^{|}~\x80-\xff-]*$/.test(name) || name.startsWith('=?')
  return plain ? `${name} ` : `"${name.replace(/["\\]/g, '\\$&')}" `
}

/** The archive dropped the Content-Type, without which only ASCII is unambiguous. */
function restoreCharset(raw: Buffer, fields: readonly string[]): string[] {
  const ascii = raw.every((byte) => byte < 0x80)
  if (ascii || fieldValue(fields, 'content-type') !== undefined) return []
  const utf8 = !raw.toString('utf8').includes('\ufffd')
  return [
    'MIME-Version: 1.0',
    `Content-Type: text/plain; charset=${utf8 ? 'UTF-8' : 'windows-1252'}`,
    'Content-Transfer-Encoding: 8bit',
  ]
}

function restoreBody(body: string): string {
  if (!body.includes(' at ')) return body
  return body.split('\n').map(restoreLine).join('\n')
}

/** Restores the addresses in one line of text from a pipermail archive or one of its pages. */
export function restoreLine(line: string): string {
  if (line.length > MAX_LINE || !line.includes(' at ')) return line
  return line
    .replaceAll(BRACKETED, '<$1@$2>')
    .replaceAll(LINKED, '$1@$2')
    .replaceAll(LINKED_SHORT, '$1@$2')
    .replace(MAINTAINER, '$1$2@$3')
    .replace(ATTRIBUTED, '$1@$2')
    .replace(TRAILER, '$1$2@$3')
    .replace(NODE, '$1@$2$3')
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** The months that the index page of a list links to (`2022-September.txt.gz`), oldest first. Links to other places are ignored. */
export function findPipermailMonths(html: string): string[] {
  const found = new Map<string, number>()
  for (const [, file = '', year, month = ''] of html.matchAll(/href="((\d{4})-([A-Z][a-z]{2,8})\.txt(?:\.gz)?)"/gi)) {
    const number = MONTHS.indexOf(month)
    if (number >= 0) found.set(file, Number(year) * 12 + number)
  }
  return [...found].sort((a, b) => a[1] - b[1]).map(([file]) => file)
}

interface ReplySubject {
  readonly reply: boolean
  /** The whole subject in lower case, without `Re:` and list tags: what a mail and its replies have in common. */
  readonly title: string
}

/** A subject as a key, for threading by subject where an archive dropped all references. */
function normaliseReplySubject(subject: string): ReplySubject {
  const { reply } = parseSubject(stripListTag(subject))
  let rest = stripListTag(subject)
  for (let previous = ''; rest !== previous; ) {
    previous = rest
    rest = stripListTag(rest.replace(/^\s*(?:re|aw|antw|sv|vs|fwd?)\s*:\s*/i, ''))
  }
  return { reply: reply || rest !== stripListTag(subject), title: rest.replace(/\s+/g, ' ').trim().toLowerCase() }
}

/** `[Intel-gfx] `, but not `[PATCH v2] `. */
function stripListTag(subject: string): string {
  const tag = /^\s*\[([A-Za-z][\w.-]{0,60})\]\s*/.exec(subject)
  return tag === null || /patch|rfc|pull|resend/i.test(tag[1] ?? '')
    ? subject.slice(0, 2_000)
    : subject.slice(tag[0].length)
}
