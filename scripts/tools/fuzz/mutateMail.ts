import { CHARSETS, DATES, ENCODINGS, IDS, LINES, SENDERS, SUBJECTS, TYPES } from './hostileValues'
import type { Mutation } from './mutateText'
import type { Random } from './random'

interface Halves {
  readonly head: readonly string[]
  readonly body: string
}

function split(text: string): Halves {
  const end = text.indexOf('\n\n')
  return end < 0
    ? { head: text.split('\n'), body: '' }
    : { head: text.slice(0, end).split(/\n(?![ \t])/), body: text.slice(end + 2) }
}

const join = ({ head, body }: Halves): string => `${head.join('\n')}\n\n${body}`

/** Hostile values, by field. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  Date: DATES,
  Received: DATES.map((date) => `by list.example.org; ${date}`),
  'Message-ID': IDS,
  'In-Reply-To': IDS,
  References: IDS,
  Subject: SUBJECTS,
  From: SENDERS,
  To: SENDERS,
  'Reply-To': SENDERS,
  'Content-Type': [...TYPES, ...CHARSETS.map((charset) => `text/plain; charset=${charset}`)],
  'Content-Transfer-Encoding': ENCODINGS,
  'List-Id': ['<>', '<a.b>', 'x <a.example.org>', '<', '<a b>'],
  'MIME-Version': ['1.0', '2', ''],
}
const FIELDS = Object.keys(VALUES)

function nameOf(field: string): string {
  return field.slice(0, Math.max(0, field.indexOf(':')))
}

/** Sets a field to a hostile value, or adds it a second time. */
const hostileField: Mutation = (text, random) => {
  const { head, body } = split(text)
  const name = random.pick(FIELDS)
  const field = `${name}: ${random.pick(VALUES[name] ?? [''])}`
  const rest = random.oneIn(4) ? head : head.filter((line) => nameOf(line).toLowerCase() !== name.toLowerCase())
  return join({ head: random.oneIn(2) ? [field, ...rest] : [...rest, field], body })
}

/** Uses IDs of the other mail: replies across threads, loops, duplicate IDs. */
const borrowIds: Mutation = (text, random, other) => {
  const { head, body } = split(text)
  const theirs = split(other).head.filter((line) =>
    /^(?:Message-ID|In-Reply-To|References|Subject|From|Date):/i.test(line),
  )
  if (theirs.length === 0) return text
  const field = random.pick(theirs)
  const name = random.pick([nameOf(field), 'In-Reply-To', 'References'])
  const rest = head.filter((line) => nameOf(line).toLowerCase() !== name.toLowerCase())
  return join({ head: [...rest, `${name}:${field.slice(nameOf(field).length + 1)}`], body })
}

const dropField: Mutation = (text, random) => {
  const { head, body } = split(text)
  const at = random.below(head.length)
  return join({ head: head.filter((_, index) => index !== at), body })
}

const foldField: Mutation = (text, random) => {
  const { head, body } = split(text)
  const at = random.below(head.length)
  const gap = random.pick(['\n ', '\n\t', '\n', '\r\n ', '\n  \n '])
  return join({ head: head.map((field, index) => (index === at ? field.replaceAll(' ', gap) : field)), body })
}

const encodeField: Mutation = (text, random) => {
  const { head, body } = split(text)
  const at = random.below(head.length)
  const word = (value: string) => {
    const charset = random.pick(CHARSETS)
    const encoded = random.oneIn(2)
      ? `b?${Buffer.from(value, 'latin1').toString('base64')}`
      : `q?${value.replace(/[^A-Za-z0-9]/g, (sign) => `=${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}`
    return ` =?${charset}?${encoded}?=`
  }
  return join({
    head: head.map((field, index) => {
      const name = nameOf(field)
      return index === at ? `${name}:${word(field.slice(name.length + 1).trim())}` : field
    }),
    body,
  })
}

function withType({ head, body }: Halves, ...fields: readonly string[]): string {
  const names = new Set(fields.map((field) => nameOf(field).toLowerCase()))
  return join({ head: [...head.filter((line) => !names.has(nameOf(line).toLowerCase())), ...fields], body })
}

function encode(body: string, encoding: string, random: Random): string {
  if (encoding === 'base64') {
    const text = Buffer.from(body, 'latin1').toString('base64')
    return random.oneIn(4) ? text : text.replace(/.{76}/g, '$&\n')
  }
  if (encoding !== 'quoted-printable') return body
  return body.replace(/[^ -<>-~\n]/g, (sign) => `=${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

const encodeBody: Mutation = (text, random) => {
  const halves = split(text)
  const encoding = random.pick(ENCODINGS)
  const body = encode(halves.body, encoding, random)
  return withType(
    { ...halves, body },
    `Content-Transfer-Encoding: ${encoding}`,
    `Content-Type: text/plain; charset=${random.pick(CHARSETS)}`,
  )
}

/** Puts the body and a piece of the other mail into MIME parts, sometimes deeply nested, sometimes unterminated. */
const makeParts: Mutation = (text, random, other) => {
  const halves = split(text)
  let { body } = halves
  let type = ''
  for (let level = random.length(random.oneIn(20) ? 400 : 4); level > 0; level--) {
    const mark = random.pick(['b', 'b', `b${level}`, '=_b', '-', 'b b', ''])
    const inner = type === '' ? `Content-Type: ${random.pick(TYPES)}\n\n${body}` : `Content-Type: ${type}\n\n${body}`
    const second = random.oneIn(2)
      ? `--${mark}\nContent-Type: ${random.pick(TYPES)}\n\n${other.slice(0, random.length(3_000))}\n`
      : ''
    body = `--${mark}\n${inner}\n${second}${random.oneIn(4) ? '' : `--${mark}--\n`}`
    type = `multipart/${random.pick(['mixed', 'alternative', 'signed', 'digest', 'related'])}; boundary="${mark}"`
  }
  return withType({ ...halves, body }, 'MIME-Version: 1.0', `Content-Type: ${type}`)
}

const forward: Mutation = (text, random, other) => {
  const halves = split(text)
  const body = `--b\n\n${halves.body.slice(0, random.length(2_000))}\n--b\nContent-Type: message/rfc822\n\n${other}\n--b--\n`
  return withType({ ...halves, body }, 'Content-Type: multipart/mixed; boundary=b')
}

const hostileLines: Mutation = (text, random) => {
  const { head, body } = split(text)
  const lines = body.split('\n')
  for (let count = random.length(12); count > 0; count--)
    lines.splice(random.below(lines.length), random.below(2), random.pick(LINES))
  return join({ head, body: lines.join('\n') })
}

const quoteBody: Mutation = (text, random) => {
  const { head, body } = split(text)
  const mark = random.pick(['> ', '>', '| ', '>> ', ' > ', '\t', '+', '-', ' '])
  const from = random.below(body.length)
  return join({ head, body: body.slice(0, from) + body.slice(from).replace(/^/gm, mark) })
}

const wrapLines: Mutation = (text, random) => {
  const { head, body } = split(text)
  const width = 1 + random.below(78)
  const end = random.pick(['\n', ' \n', '=\n'])
  return join({ head, body: body.replace(new RegExp(`[^\\n]{${width}}`, 'g'), `$&${end}`) })
}

export const MAIL_MUTATIONS: Readonly<Record<string, Mutation>> = {
  hostileField,
  borrowIds,
  dropField,
  foldField,
  encodeField,
  encodeBody,
  makeParts,
  forward,
  hostileLines,
  quoteBody,
  wrapLines,
}
