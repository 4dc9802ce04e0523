import { at } from '../at'
import { memo } from '../memo'
import { type FoundWord, findWords, firstForms, type WordPattern } from './words'

/** A piece of a snippet; `hit` is true for words that were searched for. */
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
 * The part of a text that has most of the patterns, with blanks collapsed and hits marked; undefined when it has none. Linear in the length
 * of the text times the number of patterns.
 */
export function findSnippet(text: string, patterns: readonly WordPattern[]): SnippetPiece[] | undefined {
  const hits = findHits(text, patterns)
  return hits.length === 0 ? undefined : cutSnippet(text, hits)
}

/** The start of a text, of a mail that was found by its headers. */
export function startSnippet(text: string): SnippetPiece[] {
  return cutSnippet(text, [])
}

function cutSnippet(text: string, hits: readonly Hit[]): SnippetPiece[] {
  const first = bestStart(hits)
  const from = first === undefined ? 0 : startAt(text, Math.max(0, first.start - LEAD))
  const to = endAt(text, from + LENGTH)
  const pieces = cutAtHits(text, hits, from, to)
  if (from > 0) pieces.unshift({ text: '… ', hit: false })
  if (to < text.trimEnd().length) pieces.push({ text: ' …', hit: false })
  return pieces
}

/** All of a short text, such as a title, with blanks collapsed and hits marked. Linear as above. */
export function markWords(text: string, patterns: readonly WordPattern[]): SnippetPiece[] {
  return cutAtHits(text, findHits(text, patterns), 0, text.length)
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

/** Finds every pattern in the text, in order; a pattern of several words matches where they follow each other. */
function findHits(text: string, patterns: readonly WordPattern[]): Hit[] {
  const words = [...findWords(text)]
  const open = [...patterns.keys()].filter((index) => isOpen(at(patterns, index)))
  const byFirst = new Map<string, number[]>()
  for (const [index, pattern] of patterns.entries()) {
    if (isOpen(pattern)) continue
    for (const form of firstForms(pattern)) memo(byFirst, form, () => []).push(index)
  }
  const hits: Hit[] = []
  for (const [place, { word, start }] of words.entries()) {
    for (const term of byFirst.get(word) ?? []) {
      const end = endOfRest(words, place, at(patterns, term))
      if (end !== undefined) hits.push({ term, start, end })
    }
    for (const term of open) {
      if (word.startsWith(at(at(patterns, term).words, 0))) hits.push({ term, start, end: at(words, place).end })
    }
  }
  return hits
}

/** Whether any word with this beginning matches. */
function isOpen({ words, prefix }: WordPattern): boolean {
  return prefix && words.length === 1
}

/** Where a pattern ends whose first word is at a place; undefined if the others do not follow. */
function endOfRest(
  words: readonly FoundWord[],
  place: number,
  { words: wanted, prefix }: WordPattern,
): number | undefined {
  for (let offset = 1; offset < wanted.length; offset++) {
    const word = words[place + offset]?.word
    const one = at(wanted, offset)
    const matches = prefix && offset === wanted.length - 1 ? word?.startsWith(one) : word === one
    if (matches !== true) return undefined
  }
  return words[place + wanted.length - 1]?.end
}

/** The first hit of the range that contains the most different patterns. */
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
