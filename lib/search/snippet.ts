import { type FoundWord, findWords, type SearchTerm } from './terms'

/** A piece of a snippet; `hit` when it is what was searched for. */
export interface SnippetPiece {
  readonly text: string
  readonly hit: boolean
}

interface Hit {
  readonly term: number
  readonly start: number
  readonly end: number
}

/** Text kept before the first hit and in all, in UTF-16 units: two lines of a page. */
const LEAD = 60
const LENGTH = 240

/**
 * The part of a text that shows most of the terms, blanks collapsed, with the hits marked; its beginning when no term stands in it
 * (it was found by its subject or sender). Linear in the length of the text times the number of terms.
 */
export function makeSnippet(text: string, terms: readonly SearchTerm[]): SnippetPiece[] {
  const hits = findHits(text, terms)
  const first = bestStart(hits)
  const from = first === undefined ? 0 : startAt(text, Math.max(0, first.start - LEAD))
  const to = endAt(text, from + LENGTH)
  const pieces: SnippetPiece[] = []
  let at = from
  for (const { start, end } of hits) {
    if (start < at || end > to) continue
    put(pieces, text.slice(at, start), false)
    put(pieces, text.slice(start, end), true)
    at = end
  }
  put(pieces, text.slice(at, to), false)
  if (from > 0) pieces.unshift({ text: '… ', hit: false })
  if (to < text.trimEnd().length) pieces.push({ text: ' …', hit: false })
  return pieces
}

function put(pieces: SnippetPiece[], text: string, hit: boolean): void {
  const plain = text.replace(/\s+/g, ' ')
  if (plain !== '') pieces.push({ text: plain, hit })
}

/** Every place where a term stands, in order; a term of several words where they follow each other. */
function findHits(text: string, terms: readonly SearchTerm[]): Hit[] {
  const words = [...findWords(text)]
  const byFirst = new Map<string, number[]>()
  const open: number[] = []
  for (const [index, term] of terms.entries()) {
    const first = term.words[0] ?? ''
    if (term.prefix && term.words.length === 1) open.push(index)
    else byFirst.set(first, [...(byFirst.get(first) ?? []), index])
  }
  const hits: Hit[] = []
  for (const [at, { word, start }] of words.entries()) {
    for (const term of [...(byFirst.get(word) ?? []), ...open]) {
      const end = endOfTerm(words, at, terms[term])
      if (end !== undefined) hits.push({ term, start, end })
    }
  }
  return hits
}

function endOfTerm(words: readonly FoundWord[], at: number, term: SearchTerm | undefined): number | undefined {
  if (term === undefined) return undefined
  for (const [offset, wanted] of term.words.entries()) {
    const word = words[at + offset]?.word
    const fits = term.prefix && offset === term.words.length - 1 ? word?.startsWith(wanted) : word === wanted
    if (fits !== true) return undefined
  }
  return words[at + term.words.length - 1]?.end
}

/** The first hit of the stretch that holds most different terms. */
function bestStart(hits: readonly Hit[]): Hit | undefined {
  let best: Hit | undefined
  let most = 0
  const inside = new Map<number, number>()
  let right = 0
  for (const [left, hit] of hits.entries()) {
    for (; right < hits.length && (hits[right]?.end ?? 0) <= hit.start - LEAD + LENGTH; right++) {
      const term = hits[right]?.term ?? 0
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

/** Moves a cut off the middle of a word, no further than a long word goes. */
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
