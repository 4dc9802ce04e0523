import { SEARCHED_COLUMNS, type SearchedRow, toSearched } from '../../../db/mail/searchedMail'
import type { Db } from '../../../db/open'
import { at } from '../../../lib/at'
import { patchId } from '../../../lib/patch/patchId'
import { type BodyFields, readBodyFields } from '../../../lib/search/mailFields'
import type { MatchedMail } from '../../../lib/search/match'
import { createNumbers } from './madeUp'

/** A query as a client of a public-inbox writes it, and where it asks. */
export interface ClientQuery {
  /** What it is made of, for the report. */
  readonly kind: string
  readonly query: string
  readonly threads: boolean
  /** The mail whose thread is searched. */
  readonly id?: string
}

/** A mail of the archive, from which a query takes its words. */
interface Origin {
  readonly mail: MatchedMail
  readonly body: BodyFields
  /** The day of its Date. */
  readonly day: string
}

/** Makes a query from a mail picked at random; undefined if the mail has nothing of the kind. `other` is another such mail, with other words. */
type Make = (draw: Draw, origin: Origin, other: Origin) => string | undefined

interface Draw {
  /** A number from 0 to below `count`. */
  readonly number: (count: number) => number
  /** Consecutive words of a text. */
  readonly words: (text: string, count: number) => readonly string[] | undefined
  readonly word: (text: string) => string | undefined
}

const DAY_MS = 86_400_000
const WORD = /[\p{L}\p{N}_]{2,30}/gu

const quoted = (words: readonly string[] | undefined) => words && `"${words.join(' ')}"`
const prefixed = (name: string, text: string | undefined) => whole`${name}:${text}`
const both = (left: string | undefined, operator: string, right: string | undefined) =>
  whole`${left} ${operator} ${right}`
/** A query from a template; undefined if the mails do not have one of its parts. */
function whole(texts: TemplateStringsArray, ...parts: readonly (string | undefined)[]): string | undefined {
  return parts.some((part) => part === undefined || part === '') ? undefined : String.raw({ raw: texts }, ...parts)
}
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '')
const secondOf = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace(/\D/g, '')
const titleOf = ({ mail }: Origin) =>
  mail.subject
    .replace(/^(?:re:\s*)*(?:\[[^\]]*\]\s*)*/i, '')
    .replaceAll('"', '')
    .trim() || undefined
const wordOf = (draw: Draw, { body }: Origin) => draw.word(body.texts.own)
const phraseOf = (draw: Draw, { body }: Origin, count = 2) => quoted(draw.words(body.texts.own, count))
/** What b4 asks for when it looks for another version. */
const versionOf = (origin: Origin) => whole`(s:"${titleOf(origin)}" AND f:"${origin.mail.from.email}")`

/** Each kind is as likely as any other. */
const KINDS: Readonly<Record<string, Make>> = {
  word: (draw, one) => wordOf(draw, one),
  'word, stemmed': (draw, one) => wordOf(draw, one)?.toLowerCase(),
  'two words': (draw, one) => whole`${wordOf(draw, one)} ${wordOf(draw, one)}`,
  'words of two mails': (draw, one, two) => both(wordOf(draw, one), 'AND', wordOf(draw, two)),
  phrase: (draw, one) => phraseOf(draw, one, 2 + draw.number(4)),
  'phrase that is in no mail': (draw, one, two) => whole`"${wordOf(draw, one)} ${wordOf(draw, two)}"`,
  'begin*': (draw, one) =>
    wordOf(draw, one)
      ?.slice(0, 3 + draw.number(3))
      .concat('*'),
  's:': (draw, { mail }) => prefixed('s', draw.word(mail.subject)),
  's: phrase': (draw, { mail }) => prefixed('s', quoted(draw.words(mail.subject, 3))),
  's:(or)': (draw, one, two) => whole`s:(${draw.word(one.mail.subject)} OR ${draw.word(two.mail.subject)})`,
  'f:': (_, { mail }) => prefixed('f', mail.from.email),
  'f: name': (_, { mail }) => prefixed('f', quoted([mail.from.name.replaceAll('"', '')])),
  't:': (_, { mail }) => prefixed('t', mail.to[0]?.email),
  'c:': (_, { mail }) => prefixed('c', mail.cc[0]?.email),
  'a:': (_, { mail }) => prefixed('a', mail.from.email),
  'tc:': (_, { mail }) => prefixed('tc', mail.cc.at(-1)?.email),
  'tcf: name': (draw, { mail }) => prefixed('tcf', draw.word(mail.from.name)),
  'b:': (draw, one) => prefixed('b', wordOf(draw, one)),
  'b: phrase': (draw, one) => prefixed('b', phraseOf(draw, one, 3)),
  'bs:': (draw, one) => prefixed('bs', wordOf(draw, one)),
  'nq:': (draw, one) => prefixed('nq', wordOf(draw, one)),
  'nq: phrase': (draw, one) => prefixed('nq', phraseOf(draw, one)),
  'q:': (draw, { body }) => prefixed('q', draw.word(body.texts.quoted)),
  'q: phrase': (draw, { body }) => prefixed('q', quoted(draw.words(body.texts.quoted, 3))),
  'l:': (_, { mail }) => prefixed('l', mail.lists[0]),
  'lid: and a word': (draw, one) => both(prefixed('lid', one.mail.lists[0]), 'AND', wordOf(draw, one)),
  'm:': (draw, { mail }) => prefixed('m', draw.word(mail.messageId)),
  'mid:': (_, { mail }) => `mid:${mail.messageId}`,
  'dfn:': (_, { body }) => prefixed('dfn', body.texts.file.split('\n', 1).join('') || undefined),
  'dfa:': (draw, { body }) => prefixed('dfa', draw.word(body.texts.removed)),
  'dfb:': (draw, { body }) => prefixed('dfb', draw.word(body.texts.added)),
  'dfb: phrase': (draw, { body }) => prefixed('dfb', quoted(draw.words(body.texts.added, 2))),
  'dfctx:': (draw, { body }) => prefixed('dfctx', draw.word(body.texts.context)),
  'dfhh:': (draw, { body }) => prefixed('dfhh', draw.word(body.texts.function)),
  'dfpre:': (_, { body }) => prefixed('dfpre', body.before[0]),
  'dfpost:': (_, { body }) => prefixed('dfpost', body.after[0]),
  'dfblob:': (_, { body }) => prefixed('dfblob', body.after[0]?.slice(0, 8)),
  'patchid:': (_, { mail }) => prefixed('patchid', patchId(mail.body)),
  'patchid: of a series': (draw) =>
    Array.from({ length: 15 }, () => `patchid:${draw.number(1e6).toString(16).padStart(40, '0')}`).join(' OR '),
  'changeid:': (draw, one) => whole`changeid:${one.day}-${wordOf(draw, one)}-0a1b2c3d4e5f`,
  'd: of a day': (_, { day }) => `d:${day}`,
  'd: from..to': (draw, { mail }) => `d:${dayOf(mail.sentMs)}..${dayOf(mail.sentMs + draw.number(400) * DAY_MS)}`,
  'd: and a word': (draw, one) => both(wordOf(draw, one), 'AND', `d:${one.day}..`),
  '..d: and a word': (draw, one) => both(wordOf(draw, one), 'AND', `d:..${one.day}`),
  'd: ago': (draw) => `d:${1 + draw.number(9)}.years.ago..`,
  'dt:': (draw, { mail }) => `dt:${secondOf(mail.sentMs)}..${secondOf(mail.sentMs + draw.number(90) * DAY_MS)}`,
  'rt:': (_, { mail }) => `rt:${Math.floor(mail.receivedMs / 1_000)}..`,
  'or, of phrases': (draw, one, two) => both(phraseOf(draw, one), 'OR', phraseOf(draw, two)),
  'not a word': (draw, one, two) => both(wordOf(draw, one), 'NOT', wordOf(draw, two)),
  'not a phrase': (draw, one, two) => both(wordOf(draw, one), 'NOT', phraseOf(draw, two)),
  brackets: (draw, one, two) =>
    both(
      whole`(${wordOf(draw, one)} OR ${phraseOf(draw, two)})`,
      'AND',
      whole`-(f:${two.mail.from.email} s:${draw.word(two.mail.subject)})`,
    ),
  'b4 am -c': (_, one) => both(versionOf(one), 'AND', `d:${one.day}..`),
  'b4 am -v1': (_, one) => both(versionOf(one), 'AND', `d:..${one.day}`),
  'title as text': (_, one) => titleOf(one)?.replace(/:(?=\S)/g, ': '),
  'lei up': (draw, one, two) =>
    both(whole`(${wordOf(draw, one)} OR s:${draw.word(two.mail.subject)})`, 'AND', `dt:${secondOf(one.mail.sentMs)}..`),
  'lei up of a person': (_, one) => both(`(a:${one.mail.from.email})`, 'AND', `dt:${secondOf(one.mail.sentMs)}..`),
}

/**
 * Returns a function that makes random queries from the words, titles, people and days of mails in this archive: the same queries for the same
 * seed. One in twenty asks for mail that came into a thread since, as b4 review does; half of the others ask for threads.
 */
export function openClientQueries(db: Db, seed: number): () => ClientQuery {
  const numbers = createNumbers(seed)
  const number = (count: number) => numbers() % Math.max(1, count)
  const last = Number(db.prepare('SELECT max(messages.id) FROM messages').pluck().get())
  const select = db.prepare<{ id: number }, SearchedRow>(
    `SELECT ${SEARCHED_COLUMNS} FROM messages JOIN mails ON mails.id = messages.id WHERE messages.id >= @id ORDER BY messages.id LIMIT 1`,
  )
  const draw: Draw = {
    number,
    words(text, count) {
      const found = text.slice(0, 20_000).match(WORD) ?? []
      const from = number(found.length - count + 1)
      return found.length < count ? undefined : found.slice(from, from + count)
    },
    word: (text) => draw.words(text, 1)?.[0],
  }
  const drawMail = (): Origin => {
    const row = select.get({ id: 1 + number(last) })
    if (row === undefined) throw new Error('the archive has no mail')
    const mail = toSearched(row)
    return { mail, body: readBodyFields(mail.body), day: dayOf(mail.sentMs) }
  }
  const kinds = Object.keys(KINDS)
  return () => {
    for (;;) {
      const [one, two] = [drawMail(), drawMail()]
      if (number(20) === 0) {
        const query = `rt:${Math.floor(one.mail.receivedMs / 1_000)}..`
        return { kind: 'rt: in a thread', query, threads: false, id: one.mail.messageId }
      }
      const kind = at(kinds, number(kinds.length))
      const query = KINDS[kind]?.(draw, one, two)
      if (query !== undefined) return { kind, query, threads: number(2) === 0 }
    }
  }
}
