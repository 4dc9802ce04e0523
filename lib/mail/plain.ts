import { isAscii } from 'node:buffer'
import { Libmime } from 'libmime'
import { decode as decodeQuotedPrintable } from 'libqp'
import addressparser from 'nodemailer/lib/addressparser'
import { hasUnreadable } from './charset'
import { decodeFlowed } from './flowed'
import { type HeaderBlock, type HeaderField, headerValues, parseHeaderBlock } from './header'

/** One entry of an address header as mailparser gives it, decoded; a group has members. */
export interface ParsedAddress {
  readonly name: string
  readonly address?: string | undefined
  readonly group?: readonly ParsedAddress[] | undefined
}

/** What is read of a mail, by whichever path it was decoded. */
export interface DecodedMail {
  readonly subject: string
  /** The decoded text, with the line ends of the mail. */
  readonly text: string
  readonly from: readonly ParsedAddress[]
  readonly sender: readonly ParsedAddress[]
  readonly replyTo: readonly ParsedAddress[]
  readonly to: readonly ParsedAddress[]
  readonly cc: readonly ParsedAddress[]
}

const libmime = new Libmime()

/**
 * The short path for plain mail. 99 of 100 mails on kernel lists are a single text/plain part, and mailparser, which builds a chain of
 * streams for every mail, takes twenty times as long for them as its own building blocks called directly. So this function reads
 * such mails with those building blocks, and returns undefined for any other mail and for anything odd, which then goes to
 * mailparser (mime.ts). Where it returns a value, the value is mailparser's: a differential test (test/mail/plain.test.ts) holds
 * every mail of the corpora, and made-up odd ones, to that. Linear.
 */
export function readPlain(raw: Buffer, block: HeaderBlock): DecodedMail | undefined {
  if (!block.regular || !block.complete) return undefined
  const { fields } = block
  if (headerValues(fields, 'content-disposition').some((value) => value.toLowerCase() !== 'inline')) return undefined
  const text = readText(raw.subarray(block.bodyOffset), fields)
  if (text === undefined) return undefined
  const [from, sender, replyTo] = [last(fields, 'from'), last(fields, 'sender'), last(fields, 'reply-to')]
  const [to, cc] = [headerValues(fields, 'to'), headerValues(fields, 'cc')]
  const addresses = [from, sender, replyTo, to, cc].map(readAddresses)
  const [fromList, senderList, replyToList, toList, ccList] = addresses
  if (!fromList || !senderList || !replyToList || !toList || !ccList) return undefined
  const subject = decodeWords(last(fields, 'subject')[0] ?? '')
  return { subject, text, from: fromList, sender: senderList, replyTo: replyToList, to: toList, cc: ccList }
}

/** The text of a plain mail as parseMessage gives it, before limits; undefined for mails that take the long path. Linear. */
export function readPlainText(raw: Buffer): string | undefined {
  const block = parseHeaderBlock(raw)
  const plain = block.regular && block.complete
  const text = plain ? readText(raw.subarray(block.bodyOffset), block.fields) : undefined
  return text === undefined ? undefined : cleanText(text)
}

/** The text without NULs and byte order mark, with LF line ends. */
export function cleanText(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
}

/** The value that counts when a field is repeated: for mailparser it is the last. */
function last(fields: readonly HeaderField[], name: string): string[] {
  return headerValues(fields, name).slice(-1)
}

function decodeWords(value: string): string {
  return value.includes('=?') ? libmime.decodeWords(value) : value
}

interface TextType {
  /** False for any type but text/plain, and for charsets that are not based on ASCII. */
  readonly plain: boolean
  /** Whether bytes above 127 are UTF-8. */
  readonly utf8: boolean
  readonly flowed: boolean
  readonly delSp: boolean
}

/** The type of a mail without a Content-Type. */
const DEFAULT_TYPE: TextType = { plain: true, utf8: true, flowed: false, delSp: false }
const UTF8 = /^(?:us-?ascii|ascii|utf-?8)$/i
/** In these charsets text without a byte above 127 is ASCII. */
const ASCII_BASED = /^(?:iso-8859-\d{1,2}|windows-125\d|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-kr)$/i

function readType(header: string): TextType {
  const { value, params } = libmime.parseHeaderValue(header)
  const charset = params.charset ?? 'utf-8'
  const utf8 = UTF8.test(charset)
  return {
    plain:
      value.toLowerCase().trim() === 'text/plain' &&
      params.boundary === undefined &&
      (utf8 || ASCII_BASED.test(charset)),
    utf8,
    flowed: params.format?.toLowerCase().trim() === 'flowed',
    delSp: params.delsp?.toLowerCase().trim() === 'yes',
  }
}

function readText(body: Buffer, fields: readonly HeaderField[]): string | undefined {
  const headers = headerValues(fields, 'content-type')
  if (headers.length > 1 || headers[0]?.includes('=?') === true) return undefined
  const type = headers[0] === undefined ? DEFAULT_TYPE : readType(headers[0])
  if (!type.plain) return undefined
  const decoded = undoTransfer(body, headerValues(fields, 'content-transfer-encoding'))
  if (decoded === undefined || !(type.utf8 || isAscii(decoded))) return undefined
  const bytes = type.flowed ? Buffer.from(decodeFlowed(decoded.toString('latin1'), type.delSp), 'latin1') : decoded
  const text = bytes.toString('utf8')
  return hasUnreadable(text) ? undefined : text
}

function undoTransfer(body: Buffer, encodings: readonly string[]): Buffer | undefined {
  if (encodings.length > 1) return undefined
  switch (encodings[0]?.toLowerCase()) {
    case undefined:
    case '7bit':
    case '8bit':
    case 'binary':
      return body
    case 'quoted-printable':
      return decodeQuotedPrintable(body)
    case 'base64': {
      const packed = body.toString('latin1').replace(/\s+/g, '')
      const sound = packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed)
      return sound ? Buffer.from(packed, 'base64') : undefined
    }
    default:
      return undefined
  }
}

/** The addresses of all these headers together. Undefined when one needs more decoding, which mailparser does (encoded words in an address, punycode). */
function readAddresses(headers: readonly string[]): readonly ParsedAddress[] | undefined {
  const all: ParsedAddress[] = []
  for (const header of headers) {
    const list = parseAddresses(header)
    if (list === undefined) return undefined
    all.push(...list)
  }
  return all
}

/** One entry in which nothing has a meaning of its own: `Jane Doe <jane@example.org>`, `"Doe, Jane" <jane@example.org>`, `jane@example.org`. */
const SIMPLE_ENTRY =
  /\s*(?:(?:([\w.+-]+(?: [\w.+-]+)*)|"([\w.+-]+(?:,? [\w.+-]+)*)") <([\w.+=-]+@[\w.-]+)>|<?([\w.+=-]+@[\w.-]+)>?)\s*(?:,|$)/y

/** The addresses of a header that has only simple entries, as 97 of 100 have: what addressparser gives, which reads each character by itself. */
function readSimpleAddresses(header: string): readonly ParsedAddress[] | undefined {
  const all: ParsedAddress[] = []
  SIMPLE_ENTRY.lastIndex = 0
  while (SIMPLE_ENTRY.lastIndex < header.length) {
    const found = SIMPLE_ENTRY.exec(header)
    if (found === null) return undefined
    const [, words, quoted, named, bare] = found
    all.push({ name: words ?? quoted ?? '', address: named ?? bare })
  }
  return all
}

function parseAddresses(header: string): readonly ParsedAddress[] | undefined {
  if (!header.includes('=?') && !header.includes('@xn--'))
    return readSimpleAddresses(header) ?? addressparser(header).map(trimNames)
  const entries = addressparser(header)
  const odd = entries.some(
    ({ address = '', group }) =>
      group !== undefined || address === '' || address.includes('=?') || address.includes('@xn--'),
  )
  return odd ? undefined : entries.map((entry) => ({ ...entry, name: decodeWords(entry.name.trim()) }))
}

function trimNames(entry: ParsedAddress): ParsedAddress {
  return { ...entry, name: entry.name.trim() }
}
