import { assertNever } from '../assertNever'
import { at } from '../at'
import { isBlobId, listId, trimValue } from './match'
import type { Field, Query, TimeQuery, ValueQuery, WordsQuery } from './query'
import { findProblem } from './queryLimits'
import { firstForms, splitWords } from './words'

/** A range of time: from `fromMs` on, and before `beforeMs`. */
export interface Range {
  readonly fromMs: number
  readonly beforeMs: number
}

/**
 * One way to find mails that a query may ask for: those that have all of this. The mails of all its covers together contain every mail
 * that the query asks for; those of a cover that is not exact must be compared with the query.
 */
export interface Cover {
  /** An expression for FTS5's MATCH on `mail_search`; '' for none. */
  readonly match: string
  /** Each mail has one of the values of each group: a mid, patchid or changeid. */
  readonly values: readonly (readonly ValueQuery[])[]
  /** List-Ids; each mail came through one of each group. */
  readonly lists: readonly (readonly string[])[]
  readonly sent: Range
  readonly received: Range
  readonly exact: boolean
}

/** The ways to find the mails of a query, or a sentence that says why it is not answered. */
export type Covering = { readonly covers: readonly Cover[] } | { readonly problem: string }

/** Ways of one query: each is a look-up of its own. */
const MAX_COVERS = 12
/** Parts of a query that are looked up together; each is a pair of brackets, and FTS5 reads about 90 inside each other. */
const MAX_JOINED = 32

/** A range that leaves out nothing. */
const ALWAYS: Range = { fromMs: Number.NEGATIVE_INFINITY, beforeMs: Number.POSITIVE_INFINITY }
/** Asks for nothing, so that it finds every mail. */
export const EVERYTHING: Cover = { match: '', values: [], lists: [], sent: ALWAYS, received: ALWAYS, exact: true }

/**
 * Finds out how the index can answer a query. One that any mail might match is not answered, unless only the mails of one thread are
 * searched.
 */
export function coverQuery(query: Query, inThread = false): Covering {
  const problem = findProblem(query)
  if (problem !== undefined) return { problem }
  const covers = cover(query)
  if (covers.length > MAX_COVERS) return { problem: 'The search has too many alternatives.' }
  if (!inThread && covers.some(isUnbounded))
    return {
      problem: 'NOT alone would have to read every mail. Add a word, a value or a date to search for.',
    }
  return { covers }
}

/** Whether a range leaves out nothing. */
export function isAlways({ fromMs, beforeMs }: Range): boolean {
  return fromMs === ALWAYS.fromMs && beforeMs === ALWAYS.beforeMs
}

/** Joins expressions for MATCH; '' asks for nothing. */
export function joinMatch(parts: readonly string[], operator: 'AND' | 'OR'): string {
  const given = parts.filter((part) => part !== '')
  return given.length < 2 ? (given[0] ?? '') : given.map((part) => `(${part})`).join(` ${operator} `)
}

/** Words in the hosts of so many lists that looking them up, too, leaves out no mail. */
const HOST_WORDS: ReadonlySet<string> = new Set(['vger', 'kernel', 'lists', 'org'])

/** An expression for the words of one List-Id of each group, which may find mails of other lists. */
export function matchLists(groups: Cover['lists']): string {
  const words = (lists: readonly string[]): string =>
    joinMatch(
      lists.map((list) => matchText('list', rareWords(list))),
      'OR',
    )
  return joinMatch(groups.map(words), 'AND')
}

/** A List-Id without the words that are in many hosts; all of it if that leaves no word. */
function rareWords(list: string): string {
  const [name = '', ...host] = list.split('.')
  const rare = [name, ...host.filter((label) => !HOST_WORDS.has(label))].join(' ')
  return splitWords(rare).length === 0 ? list : rare
}

/** An expression for all words of a text, in any order, in one field of a mail. */
export function matchText(field: Field, text: string): string {
  const words = [...new Set(splitWords(text))].map((word) => `"${word}"`)
  return `{${COLUMNS[field]}} : (${words.length === 0 ? NOTHING : words.join(' AND ')})`
}

/** A phrase that no mail has. */
const NOTHING = '("")'

function isUnbounded(one: Cover): boolean {
  return one.match === '' && one.values.length + one.lists.length === 0 && isTimeless(one)
}

function isTimeless({ sent, received }: Cover): boolean {
  return isAlways(sent) && isAlways(received)
}

/** Whether the words of a cover are all that it asks for. */
export function isOnlyMatch(one: Cover): boolean {
  return one.match !== '' && one.values.length + one.lists.length === 0 && isTimeless(one)
}

function isOnlyValues(one: Cover): boolean {
  return one.exact && one.match === '' && one.values.length === 1 && one.lists.length === 0 && isTimeless(one)
}

function cover(query: Query): readonly Cover[] {
  switch (query.kind) {
    case 'all':
      return coverAll(query.parts)
    case 'any':
      return mergeAlternatives(query.parts.flatMap(cover))
    case 'not':
      // By itself it bounds nothing; coverAll takes it away from what else is asked for.
      return [{ ...EVERYTHING, exact: false }]
    case 'words':
      return [coverWords(query)]
    case 'value':
      return [coverValue(query)]
    case 'time':
      return [coverTime(query)]
    default:
      return assertNever(query)
  }
}

function coverAll(parts: readonly Query[]): readonly Cover[] {
  let covers: readonly Cover[] = [EVERYTHING]
  const joined = parts.toSorted((a, b) => Number(a.kind === 'not') - Number(b.kind === 'not')).slice(0, MAX_JOINED)
  for (const part of joined) {
    if (part.kind === 'not') continue
    const next = cover(part)
    // If there are too many combinations, this part is left to the comparison.
    covers =
      covers.length * next.length > MAX_COVERS
        ? covers.map((one) => ({ ...one, exact: false }))
        : covers.flatMap((one) => next.map((other) => both(one, other)))
  }
  for (const part of joined) if (part.kind === 'not') covers = covers.map((one) => without(one, cover(part.part)))
  return joined.length < parts.length ? covers.map((one) => ({ ...one, exact: false })) : covers
}

/** A cover without these mails: the index can leave them out where words tell exactly which they are. */
function without(one: Cover, others: readonly Cover[]): Cover {
  const [other] = others
  const known = other !== undefined && others.length === 1 && other.exact && isOnlyMatch(other)
  return known && one.match !== '' ? { ...one, match: `(${one.match}) NOT (${other.match})` } : { ...one, exact: false }
}

function both(a: Cover, b: Cover): Cover {
  return {
    match: joinMatch([a.match, b.match], 'AND'),
    values: [...a.values, ...b.values],
    lists: [...a.lists, ...b.lists],
    sent: overlap(a.sent, b.sent),
    received: overlap(a.received, b.received),
    exact: a.exact && b.exact,
  }
}

function overlap(a: Range, b: Range): Range {
  return { fromMs: Math.max(a.fromMs, b.fromMs), beforeMs: Math.min(a.beforeMs, b.beforeMs) }
}

/** Joins those alternatives that one look-up can answer. */
function mergeAlternatives(covers: readonly Cover[]): Cover[] {
  const words = [true, false].flatMap((exact) => {
    const alike = covers.filter((one) => one.exact === exact && isOnlyMatch(one)).map(({ match }) => match)
    return alike.length === 0 ? [] : [{ ...EVERYTHING, match: joinMatch(alike, 'OR'), exact }]
  })
  const values = covers.filter(isOnlyValues).flatMap((one) => at(one.values, 0))
  return [
    ...words,
    ...(values.length === 0 ? [] : [{ ...EVERYTHING, values: [values] }]),
    ...covers.filter((one) => !isOnlyMatch(one) && !isOnlyValues(one)),
  ]
}

/** The columns of `mail_search`. */
const COLUMNS: Readonly<Record<Field, string>> = {
  subject: 'subject',
  from: 'sender',
  to: 'recipients',
  cc: 'copies',
  list: 'lists',
  id: 'id',
  own: 'own',
  quoted: 'quoted',
  file: 'file',
  removed: 'removed',
  added: 'added',
  context: 'context',
  function: 'function',
}

function coverWords(query: WordsQuery): Cover {
  const { words } = query
  const columns = [...new Set(query.fields.map((field) => COLUMNS[field]))]
  const isOfList = query.fields.every((field) => field === 'list') && !query.prefix
  const rare = isOfList ? words.filter((word) => !HOST_WORDS.has(word)) : words
  const looked = (rare.length === 0 ? words : rare).map((word, index) => {
    if (query.prefix && index === words.length - 1) return `"${word}"*`
    const forms = words.length === 1 ? firstForms(query) : [word]
    return forms.map((form) => `"${form}"`).join(' OR ')
  })
  // The index does not store where in a column a word is.
  return {
    ...EVERYTHING,
    match: `{${columns.join(' ')}} : (${joinMatch(looked, 'AND')})`,
    exact: words.length === 1,
  }
}

function coverValue(query: ValueQuery): Cover {
  const { name } = query
  const value = trimValue(query)
  switch (name) {
    case 'mid':
    case 'patchid':
    case 'changeid':
      return { ...EVERYTHING, values: [[{ ...query, value }]] }
    case 'lid':
      return { ...EVERYTHING, lists: [[listId(value)]] }
    case 'dfpre':
      return coverBlob('old_blob', value)
    case 'dfpost':
      return coverBlob('new_blob', value)
    case 'dfblob':
      return coverBlob('old_blob new_blob', value)
    default:
      return assertNever(name)
  }
}

function coverBlob(columns: string, value: string): Cover {
  return { ...EVERYTHING, match: `{${columns}} : (${isBlobId(value) ? `"${value}"*` : NOTHING})` }
}

function coverTime({ clock, fromMs = ALWAYS.fromMs, beforeMs = ALWAYS.beforeMs }: TimeQuery): Cover {
  return { ...EVERYTHING, [clock]: { fromMs, beforeMs } }
}
