import { decode as decodeQuotedPrintable } from 'libqp'

/** A mail as this program reads it from its raw bytes, without the code that it checks. */
export interface RawMail {
  /** The values of a header, unfolded, by its name in lower case; words in other character sets are not decoded. */
  readonly header: (name: string) => string
  /** The texts of its text/plain parts, joined; '' when it has none. Lines end in '\n'. */
  readonly text: string
  /** Whether RFC 3676 applies to the text, and DelSp with it. */
  readonly flowed: boolean
  readonly delSp: boolean
}

/** Deeper parts are not read. */
const MAX_DEPTH = 6

/** Reads a mail by RFC 2045 and 2046. Parts that are declared to be attachments do not count. */
export function readRawMail(raw: Buffer): RawMail {
  const top = splitEntity(raw.toString('latin1'))
  const texts = listTexts(top, 0)
  return {
    header: top.header,
    text: texts.map(({ text }) => text).join('\n'),
    flowed: texts.some(({ flowed }) => flowed),
    delSp: texts.some(({ delSp }) => delSp),
  }
}

interface Entity {
  readonly header: (name: string) => string
  /** Bytes as characters of latin1. */
  readonly body: string
}

function splitEntity(bytes: string): Entity {
  const end = /\r?\n\r?\n|^\r?\n/.exec(bytes)
  const head = end === null ? bytes : bytes.slice(0, end.index)
  const fields = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return {
    header: (name) =>
      fields
        .filter((field) => field.toLowerCase().startsWith(`${name}:`))
        .map((field) => field.slice(name.length + 1).trim())
        .join(', '),
    body: end === null ? '' : bytes.slice(end.index + end[0].length),
  }
}

function listTexts(entity: Entity, depth: number): Omit<RawMail, 'header'>[] {
  const type = entity.header('content-type').toLowerCase()
  if (depth > MAX_DEPTH || /^attachment/i.test(entity.header('content-disposition'))) return []
  if (type.startsWith('multipart/')) {
    return splitParts(entity.body, parameter(entity.header('content-type'), 'boundary')).flatMap((part) =>
      listTexts(splitEntity(part), depth + 1),
    )
  }
  if (type.startsWith('message/rfc822')) return listTexts(splitEntity(decodeBytes(entity)), depth + 1)
  if (type !== '' && !type.startsWith('text/plain')) return []
  const flowed = parameter(type, 'format') === 'flowed'
  const text = decodeText(entity, parameter(type, 'charset'))
  return [{ text, flowed, delSp: flowed && parameter(type, 'delsp') === 'yes' }]
}

function parameter(value: string, name: string): string {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(value)
  return found?.[1] ?? found?.[2] ?? ''
}

function splitParts(body: string, boundary: string): string[] {
  if (boundary === '') return []
  const [, ...parts] = `\n${body}`.replace(/\r\n/g, '\n').split(`\n--${boundary}`)
  return parts.filter((part) => !part.startsWith('--')).map((part) => part.slice(part.indexOf('\n') + 1))
}

function decodeBytes(entity: Entity): string {
  const encoding = entity.header('content-transfer-encoding').toLowerCase()
  if (encoding === 'base64') return Buffer.from(entity.body, 'base64').toString('latin1')
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(entity.body).toString('latin1')
  return entity.body
}

function decodeText(entity: Entity, charset: string): string {
  const bytes = Buffer.from(decodeBytes(entity), 'latin1')
  return decoderOf(charset).decode(bytes).replace(/\r\n/g, '\n')
}

/** ASCII and names that nobody knows are read as UTF-8, which most mail without a name is. */
function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset === '' || /ascii/i.test(charset) ? 'utf-8' : charset)
  } catch {
    return new TextDecoder('utf-8')
  }
}
