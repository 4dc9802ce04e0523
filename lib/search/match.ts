import { assertNever } from '../assertNever'
import { memo } from '../memo'
import { once } from '../once'
import { patchId } from '../patch/patchId'
import { findMentions } from '../series/mentions'
import { headerText, isDiffField, isHeaderField, readBodyFields, type SearchedMail } from './mailFields'
import type { Field, Query, TimeQuery, ValueQuery, WordsQuery } from './query'
import { openMayFollow, type PairFilter } from './wordPairs'
import { foldText, openFindWords } from './words'

/** A mail as it is compared with a query. Fields may be getters: the body is only asked for when the headers do not decide. */
export interface MatchedMail extends SearchedMail {
  /** The Date header, else the time of receipt. */
  readonly sentMs: number
  readonly receivedMs: number
  /** As in Message. */
  readonly succession: string
  /** Undefined if it is not stored. */
  readonly pairs?: PairFilter | undefined
}

/** Whether a mail is what a query asks for. Linear in the length of the mail times the number of words. */
export function matches(query: Query, mail: MatchedMail): boolean {
  return openMatch(query)(mail)
}

/** Prepares comparing mails with a query. */
export function openMatch(query: Query): (mail: MatchedMail) => boolean {
  const test = compile(query)
  return (mail) => test(readFacts(mail))
}

/** What is read of a mail, each part when it is first asked for. */
interface Facts {
  readonly mail: MatchedMail
  /** In lower case and without diacritics. */
  readonly textOf: (field: Field) => string
  /** All of the body, likewise. */
  readonly body: () => string
  readonly blobs: () => { readonly before: readonly string[]; readonly after: readonly string[] }
}

type Test = (facts: Facts) => boolean

function readFacts(mail: MatchedMail): Facts {
  const fields = once(() => readBodyFields(mail.body))
  const known = new Map<Field, string>()
  const textOf = (field: Field): string =>
    memo(known, field, () => foldText(isHeaderField(field) ? headerText(mail, field) : fields().texts[field]))
  return { mail, textOf, body: once(() => foldText(mail.body)), blobs: fields }
}

function compile(query: Query): Test {
  switch (query.kind) {
    case 'all': {
      const tests = query.parts.map(compile)
      return (facts) => tests.every((test) => test(facts))
    }
    case 'any': {
      const tests = query.parts.map(compile)
      return (facts) => tests.some((test) => test(facts))
    }
    case 'not': {
      const test = compile(query.part)
      return (facts) => !test(facts)
    }
    case 'words':
      return compileWords(query)
    case 'value':
      return compileValue(query)
    case 'time':
      return compileTime(query)
    default:
      return assertNever(query)
  }
}

function compileWords(query: WordsQuery): Test {
  if (query.words.length === 0) return () => false
  const isIn = openFindWords(query)
  const mayFollow = openMayFollow(query)
  const headers = query.fields.filter(isHeaderField)
  const rest = query.fields.filter((field) => !isHeaderField(field))
  const byLine = rest.every(isDiffField)
  return ({ mail: { pairs }, textOf, body }) =>
    headers.some((field) => isIn(textOf(field), false)) ||
    // The words of a phrase must follow each other in the body too, with no lines of other fields between them. To sort its lines takes longer.
    (rest.length > 0 &&
      (pairs === undefined || mayFollow(pairs)) &&
      isIn(body(), byLine) &&
      rest.some((field) => isIn(textOf(field), isDiffField(field))))
}

/** Digits that all abbreviations of the id of a blob have. */
const MIN_BLOB = 7

/** Whether a value may be the beginning of the id of a blob. */
export function isBlobId(value: string): boolean {
  return value.length >= MIN_BLOB && /^[0-9a-f]+$/.test(value)
}

/** A value as it is compared: without angle brackets, and in lower case unless case matters. */
export function trimValue({ name, value }: ValueQuery): string {
  const bare = value.trim().replace(/^<|>$/g, '')
  return name === 'mid' ? bare : bare.toLowerCase()
}

function compileValue(query: ValueQuery): Test {
  const { name } = query
  const value = trimValue(query)
  const starts = (ids: readonly string[]) => isBlobId(value) && ids.some((id) => id.startsWith(value))
  switch (name) {
    case 'mid':
      return ({ mail }) => mail.messageId === value
    case 'lid':
      return ({ mail }) => mail.lists.some((list) => listId(list) === listId(value))
    case 'patchid':
      return ({ mail }) => patchId(mail.body) === value
    case 'changeid':
      return ({ mail }) => findMentions(`${mail.succession}${mail.body}`).changeIds.includes(value)
    case 'dfpre':
      return ({ blobs }) => starts(blobs().before)
    case 'dfpost':
      return ({ blobs }) => starts(blobs().after)
    case 'dfblob':
      return ({ blobs }) => starts(blobs().before) || starts(blobs().after)
    default:
      return assertNever(name)
  }
}

/**
 * The List-Id of a list that may be given by its address: `kvm@vger.kernel.org` and `kvm.vger.kernel.org` are the same list, and archives
 * without X-Mailing-List have the second.
 */
export function listId(list: string): string {
  return list.toLowerCase().replace('@', '.')
}

function compileTime({
  clock,
  fromMs = Number.NEGATIVE_INFINITY,
  beforeMs = Number.POSITIVE_INFINITY,
}: TimeQuery): Test {
  return ({ mail }) => {
    const ms = clock === 'sent' ? mail.sentMs : mail.receivedMs
    return ms >= fromMs && ms < beforeMs
  }
}
