import type { FileDiff, Hunk, Patch } from '../patch/types'
import { flatten, indexPatch, type PatchIndex, type PatchLine } from './patchIndex'
import { type ReplyLine, readReply } from './quote'

/** Where in the patch a comment stands. Indices count from 0, `line` of the file from 1. */
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

/** One comment: what the sender wrote below a quoted block. */
export interface ReviewComment {
  /** Body lines of the comment, counted from 0: the first, and the one after the last. */
  readonly from: number
  readonly to: number
  readonly text: string
  /** The quoted lines right above, at most three, without their marks. */
  readonly quoted: readonly string[]
  readonly place: CommentPlace
}

/** Keys shorter than this ("+}", "}") tell a place only right behind the one before. */
const SHORT_KEY = 5
/** How far behind the line before a short key is looked for. */
const NEAR_LINES = 4
/** Wrapped lines are joined over at most this many. */
const MAX_WRAP = 3
const MAX_CANDIDATES = 30
/** Of several places of a line the one counts behind which most of so many next quoted lines stand, within so many lines of the patch. */
const WANTED_LINES = 6
const FITTING_LINES = 11

/**
 * The comments of a reply, each tied to the file, hunk and line of the patch that is quoted above it: by a quoted `@@` header and the
 * lines below it, else by the quoted lines themselves, white space removed and wrapped lines joined; lines of the commit message count
 * too. What cannot be placed is listed with the reason. In a long thread the patch is quoted deeper than the last answer: any depth is read.
 */
export function findComments(body: string, patch: Patch | undefined): ReviewComment[] {
  const lines = readReply(body)
  const index = patch === undefined ? undefined : indexOf(patch)
  const placed = index === undefined ? [] : placeQuotes(lines, index)
  const comments: ReviewComment[] = []
  let at = 0
  let quoteFrom = 0
  while (at < lines.length) {
    if (!speaks(lines[at])) {
      at++
      continue
    }
    let to = at
    for (let next = at; next < lines.length && lines[next]?.source !== 'quote'; next++)
      if (speaks(lines[next])) to = next + 1
    const own = lines.slice(at, to).filter(({ source }) => source === 'own')
    const above = lines.slice(quoteFrom, at).filter(({ source }) => source === 'quote')
    const place = findPlace(placed, quoteFrom, at, above.length > 0, index, patch)
    const text = own.map((line) => line.text).join('\n')
    comments.push({ from: at, to, text: text.trim(), quoted: above.slice(-3).map(unquote), place })
    quoteFrom = to
    at = to
  }
  return comments
}

const indices = new WeakMap<Patch, PatchIndex>()

/** A patch is asked for once for each reply. */
function indexOf(patch: Patch): PatchIndex {
  const known = indices.get(patch)
  if (known !== undefined) return known
  const index = indexPatch(patch)
  indices.set(patch, index)
  return index
}

function speaks(line: ReplyLine | undefined): boolean {
  return line?.source === 'own' && line.text.trim() !== ''
}

function unquote({ text }: ReplyLine): string {
  return text.replace(/^(?:\s{0,3}[>|])+ ?/, '')
}

interface Placed {
  readonly index: number
  readonly by: 'header' | 'lines'
}

/** For each line of the reply the place of the quoted line in the patch, as far as it was found. */
function placeQuotes(lines: readonly ReplyLine[], index: PatchIndex): (Placed | undefined)[] {
  const placed = new Array<Placed | undefined>(lines.length).fill(undefined)
  const keys = lines.map((line) => (line.source === 'quote' ? flatten(unquote(line)) : ''))
  let cursor = -1
  let by: Placed['by'] = 'lines'
  for (let at = 0; at < lines.length; at++) {
    const key = keys[at] ?? ''
    if (key === '') continue
    for (let wrap = 1; wrap <= MAX_WRAP; wrap++) {
      const joined = wrap === 1 ? key : keys.slice(at, at + wrap).join('')
      const found = choose(joined, cursor, keys, at + wrap, index)
      if (found === undefined) continue
      if (index.lines[found]?.kind === 'hunk') by = 'header'
      else if (index.lines[found]?.kind !== 'code') by = 'lines'
      cursor = found
      for (let part = 0; part < wrap; part++) placed[at + part] = { index: found, by }
      at += wrap - 1
      break
    }
  }
  return placed
}

/** Among the places of a key behind the cursor (else before it) the one whose next lines fit best to the next quoted lines. */
function choose(
  key: string,
  cursor: number,
  keys: readonly string[],
  next: number,
  index: PatchIndex,
): number | undefined {
  const all = index.places.get(key)
  if (all === undefined) return undefined
  const start = firstAbove(all, cursor)
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

/** Whether one of the places stands close behind another. */
function isWithin(places: readonly number[], before: number): boolean {
  const next = places[firstAbove(places, before)]
  return next !== undefined && next - before <= FITTING_LINES
}

/** Index of the first entry above the bound, by halving. */
function firstAbove(sorted: readonly number[], bound: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) > bound) high = middle
    else low = middle + 1
  }
  return low
}

function findPlace(
  placed: readonly (Placed | undefined)[],
  from: number,
  to: number,
  quotes: boolean,
  index: PatchIndex | undefined,
  patch: Patch | undefined,
): CommentPlace {
  if (!quotes) return { kind: 'unplaced', reason: 'no-quote' }
  for (let at = to - 1; at >= from; at--) {
    const found = placed[at]
    const line = found === undefined ? undefined : index?.lines[found.index]
    if (found !== undefined && line !== undefined && patch !== undefined) return toPlace(line, found.by, patch)
  }
  return { kind: 'unplaced', reason: 'not-found' }
}

function toPlace(line: PatchLine, by: Placed['by'], patch: Patch): CommentPlace {
  if (line.kind === 'message' || line.kind === 'notes') return { kind: line.kind, line: line.line }
  const { file } = line
  const diff = patch.files[file]
  const path = diff?.newPath ?? diff?.oldPath ?? ''
  if (line.kind === 'file') return { kind: 'file', path, file }
  const { hunk } = line
  if (line.kind === 'hunk' || diff === undefined) return { kind: 'hunk', path, file, hunk }
  return { kind: 'line', path, file, hunk, at: line.at, by, ...numberLine(diff, hunk, line.at) }
}

/** The number of a line of a hunk in the file: before the patch for a removed line, after it for all others. */
function numberLine(diff: FileDiff, hunk: number, at: number): { readonly side: 'old' | 'new'; readonly line: number } {
  const found = diff.hunks[hunk]
  if (found === undefined) return { side: 'new', line: 0 }
  const side = found.lines[at]?.kind === 'minus' ? 'old' : 'new'
  const { oldStart, newStart } = found
  const passed = countLines(found)[at] ?? { old: 0, new: 0 }
  return { side, line: side === 'old' ? oldStart + passed.old : newStart + passed.new }
}

const counts = new WeakMap<Hunk, readonly LinesPassed[]>()

/** How many lines of either side stand before a line of a hunk. */
interface LinesPassed {
  readonly old: number
  readonly new: number
}

/** Counted once for each hunk: a hostile reply quotes every line of a long one. */
function countLines(hunk: Hunk): readonly LinesPassed[] {
  const known = counts.get(hunk)
  if (known !== undefined) return known
  const passed = { old: 0, new: 0 }
  const list = hunk.lines.map(({ kind }): LinesPassed => {
    const before = { ...passed }
    if (kind !== 'plus') passed.old++
    if (kind !== 'minus') passed.new++
    return before
  })
  counts.set(hunk, list)
  return list
}
