import type { FileDiff } from './types'

/** Lines with no more characters than this (`return 0;` has 8) occur in many patches and do not identify one. */
const MIN_CHARACTERS = 10
/** Most lines of one body that are read; the start of a longer patch identifies it. */
const MAX_LINES = 20_000
/** Most characters of one line that are read. */
const MAX_LINE = 400
const [PLUS, MINUS] = [0x2b, 0x2d]
/** Source: RFC 9923, "The FNV Non-Cryptographic Hash Algorithm", for 32 bits. */
const [FNV_START, FNV_PRIME] = [0x811c9dc5, 0x01000193]

/**
 * The fingerprint of what a diff does: for each distinct added or removed line of some length a hash (32 bits, FNV-1a) of path, sign and
 * text without blanks, in ascending order. Lines that move inside their file or are re-indented keep their hash. Empty for a text
 * without a diff. Only the prefixes of lines are looked at, so a broken diff has a fingerprint too. Linear.
 */
export function fingerprintDiff(body: string): number[] {
  const found = new Set<number>()
  let old = ''
  let ofPath = FNV_START
  let inDiff = false
  let count = 0
  for (let start = 0; start < body.length && count < MAX_LINES; count++) {
    const next = body.indexOf('\n', start)
    const end = next < 0 ? body.length : next
    const from = start
    const to = Math.min(end, from + MAX_LINE)
    start = end + 1
    const sign = body.charCodeAt(from)
    if (sign !== PLUS && sign !== MINUS) continue
    if (body.startsWith('--- ', from) || body.startsWith('+++ ', from)) {
      const named = body
        .slice(from + 4, to)
        .split(/[\t\r]/, 1)
        .join('')
        .trim()
      inDiff = true
      if (sign === MINUS) old = named
      if (named !== '/dev/null') ofPath = hashText(FNV_START, `${withoutTree(named, old)}\0`)
    } else if (inDiff) {
      const hash = hashLine(ofPath, body, from, to)
      if (hash !== undefined) found.add(hash)
    }
  }
  return sortNumbers(found)
}

/** How many numbers stand for the text of new files. */
const CREATED_NUMBERS = 16
/** A new file with fewer lines is much like any other. */
const MIN_CREATED = 12

/**
 * The lowest numbers of the fingerprint of what a patch creates, ascending and without paths, so that a new file keeps them under another
 * name (bottom-k sketch, Broder 1997). Empty when there are few lines. Linear.
 */
export function fingerprintCreated(files: readonly FileDiff[]): number[] {
  const found = new Set<number>()
  let count = 0
  for (const { change, hunks } of files) {
    if (change !== 'create') continue
    for (const { text } of hunks.flatMap(({ lines }) => lines)) {
      if (++count > MAX_LINES) break
      const hash = hashLine(FNV_START, text, 0, Math.min(text.length, MAX_LINE))
      if (hash !== undefined) found.add(hash)
    }
  }
  return found.size < MIN_CREATED ? [] : lowest(found)
}

/** The fingerprints of several patches, joined as that of one. */
export function joinCreated(all: readonly (readonly number[])[]): number[] {
  return lowest(new Set(all.flat()))
}

function lowest(numbers: ReadonlySet<number>): number[] {
  return sortNumbers(numbers).slice(0, CREATED_NUMBERS)
}

/** How much of the new files of two patches is the same, 0 to 1, as their fingerprints show. */
export function createdLikeness(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const union = joinCreated([a, b])
  return union.filter((number) => a.includes(number) && b.includes(number)).length / union.length
}

/** One such number for a whole text, whatever its blanks and line breaks. Linear. */
export function fingerprintText(text: string): number {
  return hashText(FNV_START, text.replace(/\s+/g, '')) >>> 0
}

/** Sorts numbers of 32 bits in ascending order. */
export function sortNumbers(numbers: ReadonlySet<number>): number[] {
  return [...Uint32Array.from(numbers).sort()]
}

/** A path of a header line without the tree in front of it: `a/`, `b/`, or the only component that differs (`linux.orig/x.c`, `linux/x.c`). */
function withoutTree(path: string, old: string): string {
  const tail = path.replace(/^[^/]*\//, '')
  const names = /^[ab]\//.test(path) || (path !== old && tail === old.replace(/^[^/]*\//, ''))
  return names ? tail : path
}

/** How many numbers two ascending lists have in common. The time depends on the length of the shorter one, and hardly on that of the other. */
export function countShared(left: readonly number[], right: readonly number[]): number {
  const [few, many] = left.length < right.length ? [left, right] : [right, left]
  let shared = 0
  let from = 0
  for (const value of few) {
    from = findFrom(many, value, from)
    if (many[from] !== value) continue
    shared++
    from++
  }
  return shared
}

/** The place, at or after `from`, of the first number of an ascending list that is not below `value`: steps that double, then halves. */
function findFrom(numbers: readonly number[], value: number, from: number): number {
  let step = 1
  while ((numbers[from + step - 1] ?? value) < value) step *= 2
  let [low, high] = [from + Math.floor(step / 2), Math.min(from + step - 1, numbers.length)]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((numbers[middle] ?? value) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Continues a hash with the characters of a range of text that are not blanks; undefined when there are too few to identify a patch. */
function hashLine(before: number, text: string, from: number, to: number): number | undefined {
  let value = before
  let characters = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (isBlank(code)) continue
    value = Math.imul(value ^ code, FNV_PRIME)
    characters++
  }
  return characters > MIN_CHARACTERS ? value >>> 0 : undefined
}

function hashText(before: number, text: string): number {
  let value = before
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), FNV_PRIME)
  return value
}

/** Whether `\s` matches the character with this code. */
function isBlank(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  return /\s/.test(String.fromCharCode(code))
}

/** Fewer shared lines occur by chance (an include, a Kconfig entry). */
export const MIN_SHARED_LINES = 3
/** A reroll keeps at least this part of the lines of the larger version. */
export const REROLL_LIKENESS = 0.3

/** Shared lines as a fraction of those of the larger of two fingerprints (see fingerprintDiff), 0 to 1. Linear. */
export function likeness(a: readonly number[], b: readonly number[]): number {
  const shared = countShared(a, b)
  const larger = Math.max(a.length, b.length)
  return shared < Math.min(MIN_SHARED_LINES, larger) || larger === 0 ? 0 : shared / larger
}
