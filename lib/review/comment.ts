import { at } from '../at'
import { firstIndex } from '../firstIndex'
import { flatten, type PatchIndex, type PatchLine } from './patchIndex'
import type { ReplyLine } from './quote'

/** Where in the patch a comment is. Indices count from 0, `line` of the file from 1. */
export type CommentPlace =
  | {
      readonly kind: 'line'
      readonly path: string
      readonly file: number
      readonly hunk: number
      /** Index into the lines of the hunk. */
      readonly at: number
      readonly side: 'old' | 'new'
      readonly line: number
      /** `header`: a quoted `@@` line led here; `lines`: quoted lines alone did. */
      readonly by: 'header' | 'lines'
    }
  | { readonly kind: 'hunk'; readonly path: string; readonly file: number; readonly hunk: number }
  | { readonly kind: 'file'; readonly path: string; readonly file: number }
  | { readonly kind: 'message' | 'notes'; readonly line: number }
  /** `no-quote`: nothing is quoted above; `not-found`: what is quoted is not in the patch. */
  | { readonly kind: 'unplaced'; readonly reason: 'no-quote' | 'not-found' }

/** A review comment: what the sender wrote below a quoted block. */
export interface ReviewComment {
  /** Body lines of the comment, counted from 0: the first, and the one after the last. */
  readonly from: number
  readonly to: number
  readonly text: string
  /** The quoted lines right above, at most three, without their quote characters. */
  readonly quoted: readonly string[]
  readonly place: CommentPlace
}

/** Later ones of one mail are not listed. The most that real mail was found to have are 132. */
const MAX_COMMENTS = 20_000
/** Keys shorter than this ("+}", "}") are found only right after the line before. */
const SHORT_KEY = 5
/** How far after the line before a short key is looked for. */
const NEAR_LINES = 4
/** Wrapped lines are joined over at most this many. */
const MAX_WRAP = 3
const MAX_CANDIDATES = 30
/** Of several places of a line, the best is the one followed by most of this many next quoted lines ... */
const WANTED_LINES = 6
/** ... within this many lines of the patch. */
const FITTING_LINES = 11

/**
 * Finds the comments of a reply and ties each to the file, hunk and line of the patch that is quoted above it: by a quoted `@@` header and the
 * lines below it, or by the quoted lines alone. White space is ignored and wrapped lines are joined; lines of the commit message count, too.
 * A comment that cannot be placed is listed with the reason. Long threads quote the patch several levels deep, so any depth is read.
 * Without an `index` (a reply to the cover letter) no comment has a place.
 */
export function findComments(lines: readonly ReplyLine[], index: PatchIndex | undefined): ReviewComment[] {
  const placed = index === undefined ? [] : placeQuotes(lines, index)
  const comments: ReviewComment[] = []
  let next = 0
  let quoteFrom = 0
  while (next < lines.length && comments.length < MAX_COMMENTS) {
    if (!speaks(at(lines, next))) {
      next++
      continue
    }
    let to = next
    for (let own = next; own < lines.length && at(lines, own).source !== 'quote'; own++) {
      if (speaks(at(lines, own))) to = own + 1
    }
    const own = lines.slice(next, to).filter(({ source }) => source === 'own')
    const above = lines.slice(quoteFrom, next).filter(({ source }) => source === 'quote')
    const text = own.map((line) => line.text).join('\n')
    const place = findPlace(placed.slice(quoteFrom, next), above.length > 0)
    comments.push({ from: next, to, text: text.trim(), quoted: above.slice(-3).map(unquote), place })
    quoteFrom = to
    next = to
  }
  return comments
}

function speaks({ source, text }: ReplyLine): boolean {
  return source === 'own' && text.trim() !== ''
}

function unquote({ text }: ReplyLine): string {
  return text.replace(/^(?:\s{0,3}[>|])+ ?/, '')
}

interface Placed {
  readonly line: PatchLine
  readonly by: 'header' | 'lines'
}

/** For each line of the reply the line of the patch that it quotes; undefined where none was found. */
function placeQuotes(lines: readonly ReplyLine[], index: PatchIndex): (Placed | undefined)[] {
  const placed = new Array<Placed | undefined>(lines.length).fill(undefined)
  const keys = lines.map((line) => (line.source === 'quote' ? flatten(unquote(line)) : ''))
  let cursor = -1
  let by: Placed['by'] = 'lines'
  for (let next = 0; next < lines.length; next++) {
    const key = at(keys, next)
    if (key === '') continue
    for (let wrap = 1; wrap <= MAX_WRAP; wrap++) {
      const joined = wrap === 1 ? key : keys.slice(next, next + wrap).join('')
      const found = choose(joined, cursor, keys, next + wrap, index)
      if (found === undefined) continue
      const line = at(index.lines, found)
      if (line.kind === 'hunk') by = 'header'
      else if (line.kind !== 'code') by = 'lines'
      cursor = found
      for (let part = 0; part < wrap; part++) placed[next + part] = { line, by }
      next += wrap - 1
      break
    }
  }
  return placed
}

/** Chooses among the places of a key after the cursor, or anywhere without one: the following lines must best match the next quoted lines. */
function choose(
  key: string,
  cursor: number,
  keys: readonly string[],
  next: number,
  index: PatchIndex,
): number | undefined {
  const all = index.places.get(key)
  if (all === undefined) return undefined
  const start = firstIndex(all, (place) => place > cursor)
  if (key.length < SHORT_KEY) {
    const near = all[start]
    return near !== undefined && near - cursor <= NEAR_LINES && cursor >= 0 ? near : undefined
  }
  const ahead = all.slice(start, start + MAX_CANDIDATES)
  const candidates = ahead.length > 0 ? ahead : all.slice(0, MAX_CANDIDATES)
  if (candidates.length === 1) return candidates[0]
  const wanted = keys
    .slice(next, next + WANTED_LINES)
    .flatMap((text) => (text.length < SHORT_KEY ? [] : [index.places.get(text) ?? []]))
    .filter((places) => places.length > 0)
  let best = candidates[0]
  let bestScore = 0
  for (const candidate of candidates) {
    if (bestScore === wanted.length) break
    const score = wanted.filter((places) => isWithin(places, candidate)).length
    if (score > bestScore) [best, bestScore] = [candidate, score]
  }
  return best
}

/** Whether one of the places comes closely after another. */
function isWithin(places: readonly number[], before: number): boolean {
  const next = places[firstIndex(places, (place) => place > before)]
  return next !== undefined && next - before <= FITTING_LINES
}

/** The place of the last quoted line that was found in the patch. */
function findPlace(placed: readonly (Placed | undefined)[], quotes: boolean): CommentPlace {
  if (!quotes) return { kind: 'unplaced', reason: 'no-quote' }
  const found = placed.findLast((line) => line !== undefined)
  return found === undefined ? { kind: 'unplaced', reason: 'not-found' } : toPlace(found)
}

function toPlace({ line: place, by }: Placed): CommentPlace {
  if (place.kind !== 'code') return place
  const { path, file, hunk, at: index, side, line } = place
  return { kind: 'line', path, file, hunk, at: index, by, side, line }
}
