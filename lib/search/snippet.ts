import { at } from '../at'
import { groupBy } from '../groupBy'
import { type FoundWord, findWords, type SearchTerm } from './terms'

/** A piece of a snippet; `hit` is true when it matches a term. */
export interface SnippetPiece {
  readonly text: string
  readonly hit: boolean
}

interface Hit {
  readonly term: number
  readonly start: number
  readonly end: number
}

/** Characters (UTF-16 units) before the first hit, and in all: about two lines of a page. */
const LEAD = 60
const LENGTH = 240

/**
 * The part of a text that contains most of the terms, with blanks collapsed and hits marked; its start when it contains no term, because
 * the mail was found by its subject or sender. Linear in the length of the text times the number of terms.
 */
export function makeSnippet(text: string, terms: readonly SearchTerm[]): SnippetPiece[] {
  const hits = findHits(text, terms)
  const first = bestStart(hits)
  const from = first === undefined ? 0 : startAt(text, Math.max(0, first.start - LEAD))
  const to = endAt(text, from + LENGTH)
  const pieces = cutAtHits(text, hits, from, to)
  if (from > 0) pieces.unshift({ text: '… ', hit: false })
  if (to < text.trimEnd().length) pieces.push({ text: ' …', hit: false })
  return pieces
}

/** All of a short text, such as a title, with blanks collapsed and hits marked. Linear as above. */
export function markTerms(text: string, terms: readonly SearchTerm[]): SnippetPiece[] {
  return cutAtHits(text, findHits(text, terms), 0, text.length)
}

/** Whether a text contains every term; true without terms. */
export function hasTerms(text: string, terms: readonly SearchTerm[]): boolean {
  return new Set(findHits(text, terms).map(({ term }) => term)).size === terms.length
}

function cutAtHits(text: string, hits: readonly Hit[], from: number, to: number): SnippetPiece[] {
  const pieces: SnippetPiece[] = []
  let next = from
  for (const { start, end } of hits) {
    if (start < next || end > to) continue
    put(pieces, text.slice(next, start), false)
    put(pieces, text.slice(start, end), true)
    next = end
  }
  put(pieces, text.slice(next, to), false)
  return pieces
}

function put(pieces: SnippetPiece[], text: string, hit: boolean): void {
  const plain = text.replace(/\s+/g, ' ')
  if (plain !== '') pieces.push({ text: plain, hit })
}

/** Finds every term in the text, in order; a term of several words matches where they follow each other. */
function findHits(text: string, terms: readonly SearchTerm[]): Hit[] {
  const words = [...findWords(text)]
  const isOpen = (index: number) => at(terms, index).prefix && at(terms, index).words.length === 1
  const open = [...terms.keys()].filter(isOpen)
  const closed = [...terms.keys()].filter((index) => !isOpen(index))
  const byFirst = groupBy(closed, (index) => at(at(terms, index).words, 0))
  const hits: Hit[] = []
  for (const [place, { word, start }] of words.entries()) {
    for (const term of [...(byFirst.get(word) ?? []), ...open]) {
      const end = endOfTerm(words, place, at(terms, term))
      if (end !== undefined) hits.push({ term, start, end })
    }
  }
  return hits
}

function endOfTerm(words: readonly FoundWord[], place: number, term: SearchTerm): number | undefined {
  for (const [offset, wanted] of term.words.entries()) {
    const word = words[place + offset]?.word
    const matches = term.prefix && offset === term.words.length - 1 ? word?.startsWith(wanted) : word === wanted
    if (matches !== true) return undefined
  }
  return words[place + term.words.length - 1]?.end
}

/** The first hit of the range that contains the most different terms. */
function bestStart(hits: readonly Hit[]): Hit | undefined {
  let best: Hit | undefined
  let most = 0
  const inside = new Map<number, number>()
  let right = 0
  for (const [left, hit] of hits.entries()) {
    for (; right < hits.length && at(hits, right).end <= hit.start - LEAD + LENGTH; right++) {
      const { term } = at(hits, right)
      inside.set(term, (inside.get(term) ?? 0) + 1)
    }
    if (inside.size > most) {
      most = inside.size
      best = hit
    }
    if (left >= right) continue
    const rest = (inside.get(hit.term) ?? 0) - 1
    if (rest > 0) inside.set(hit.term, rest)
    else inside.delete(hit.term)
  }
  return best ?? hits[0]
}

/** Moves a cut out of the middle of a word, by at most the length of a long word. */
function startAt(text: string, from: number): number {
  if (from === 0) return 0
  const blank = text.slice(from, from + 30).search(/\s/)
  return blank < 0 ? from : from + blank + 1
}

function endAt(text: string, to: number): number {
  if (to >= text.length) return text.length
  const tail = text.slice(to - 30, to)
  const blank = Math.max(tail.lastIndexOf(' '), tail.lastIndexOf('\n'))
  return blank < 0 ? to : to - 30 + blank
}
