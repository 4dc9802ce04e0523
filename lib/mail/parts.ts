import type { Issue } from '../issue'
import { figure } from '../text'
import { cutHeaders, type HeaderBlock, headerValues, MAX_HEADER_BYTES, parseHeaderBlock } from './header'

/** Most parts of one mail that are read, as in public-inbox; the most of 248,000 real mails has 42. */
export const MAX_PARTS = 1_000
/** Deepest nesting of parts that is read, as in public-inbox; real mail has four levels. */
export const MAX_PART_DEPTH = 20

export interface LimitedMail {
  readonly raw: Buffer
  readonly block: HeaderBlock
  readonly issues: readonly Issue[]
}

/** Cuts a raw mail to what is read, with an issue for each limit that it exceeds. The database stores the whole mail all the same. Linear. */
export function limitMail(raw: Buffer): LimitedMail {
  const head = cutHeaders(raw)
  const block = parseHeaderBlock(head.raw)
  const parts = cutParts(head.raw, block)
  return { raw: parts.raw, block, issues: [...head.issues, ...parts.issues] }
}

interface Declaration {
  readonly at: number
  readonly boundary: string
}

/**
 * Drops the parts of a raw mail that are nested too deep or come after too many others, and the headers of a part beyond what is
 * read of headers; returns the same buffer when nothing is dropped. Every boundary that the mail declares anywhere counts, which is
 * more than MIME says: a mail that plays tricks is cut too early rather than too late. Linear.
 */
export function cutParts(
  raw: Buffer,
  { fields, bodyOffset }: HeaderBlock,
): { readonly raw: Buffer; readonly issues: readonly Issue[] } {
  const type = headerValues(fields, 'content-type').join(' ')
  if (!/^\s*(?:multipart|message)\//i.test(type)) return { raw, issues: [] }
  const scan = scanParts(raw.toString('latin1'))
  if (scan.dropped.length === 0) return { raw, issues: [] }
  const kept: Buffer[] = []
  let from = 0
  for (const [start, end] of scan.dropped) {
    kept.push(raw.subarray(from, Math.max(start, bodyOffset)))
    from = Math.max(end, bodyOffset)
  }
  kept.push(raw.subarray(from))
  return { raw: Buffer.concat(kept), issues: describe(scan) }
}

interface Scan {
  /** Byte ranges to drop, in order. */
  readonly dropped: readonly (readonly [number, number])[]
  readonly parts: number
  readonly depth: number
  /** Bytes of the longest headers of a part, when they are too long. */
  readonly headBytes: number
}

function describe({ parts, depth, headBytes }: Scan): Issue[] {
  const texts = [
    parts > MAX_PARTS && `The mail has ${figure(parts)} parts; the first ${figure(MAX_PARTS)} are read.`,
    depth > MAX_PART_DEPTH && `Parts of the mail are nested ${figure(depth)} deep; ${MAX_PART_DEPTH} levels are read.`,
    headBytes > MAX_HEADER_BYTES &&
      `The headers of a part are ${figure(headBytes)} bytes long; ${figure(MAX_HEADER_BYTES)} are read.`,
  ]
  return texts.flatMap((text) => (text === false ? [] : [{ code: 'mime-cut', text } as const]))
}

/** Scans the lines that start a part or end a multipart. */
function scanParts(text: string): Scan {
  const depthOf = createDepths(findDeclarations(text))
  const heads = createHeads(text)
  const dropped: (readonly [number, number])[] = []
  let [parts, depth, dropFrom] = [0, 0, -1]
  for (let at = text.indexOf('\n--'); at >= 0; at = text.indexOf('\n--', at + 1)) {
    const found = depthOf(at, text)
    if (found === undefined) continue
    dropped.push(...heads.close(at))
    if (found.opens) depth = Math.max(depth, found.depth)
    const tooDeep = found.depth > MAX_PART_DEPTH
    if (found.opens && !tooDeep) parts++
    const hidden = tooDeep || parts > MAX_PARTS
    if (hidden && dropFrom < 0) dropFrom = at
    if (!hidden && dropFrom >= 0) {
      dropped.push([dropFrom, at])
      dropFrom = -1
    }
    if (found.opens && !hidden) heads.open(text.indexOf('\n', at + 1) + 1)
  }
  dropped.push(...heads.close(text.length))
  if (dropFrom >= 0) dropped.push([dropFrom, text.length])
  return { dropped, parts, depth, headBytes: heads.longest() }
}

function findDeclarations(text: string): Declaration[] {
  return [...text.matchAll(/boundary\s*=\s*(?:"([^"\r\n]+)"|([^\s";]+))/gi)].map(({ index, 1: quoted, 2: bare }) => ({
    at: index,
    boundary: (quoted ?? bare ?? '').trimEnd(),
  }))
}

interface BoundaryLine {
  /** True when a part starts here, false when a multipart ends. */
  readonly opens: boolean
  /** How deep the parts of this multipart are nested; those of the mail itself are at 1. */
  readonly depth: number
}

/** Returns a function that says what the line after `at` is; it must be called in order. A boundary is one level below the part that declares it first. */
function createDepths(declared: readonly Declaration[]): (at: number, text: string) => BoundaryLine | undefined {
  const depths = new Map<string, number>()
  const longest = declared.reduce((most, { boundary }) => Math.max(most, boundary.length), 0)
  let [next, current] = [0, 0]
  return (at, text) => {
    for (let one = declared[next]; one !== undefined && one.at < at; one = declared[++next]) {
      if (!depths.has(one.boundary)) depths.set(one.boundary, current + 1)
    }
    const window = text.slice(at + '\n--'.length, at + '\n--'.length + longest + '--\r\n'.length)
    const end = window.indexOf('\n')
    const line = (end < 0 ? window : window.slice(0, end)).trimEnd()
    const depth = depths.get(line)
    if (depth !== undefined) {
      current = depth
      return { opens: true, depth }
    }
    const ended = line.endsWith('--') ? depths.get(line.slice(0, -2)) : undefined
    if (ended === undefined) return undefined
    current = ended - 1
    return { opens: false, depth: current }
  }
}

/** Finds headers of parts that are too long; they end at a blank line or the next boundary. */
function createHeads(text: string) {
  const blank = /\n\r?\n/g
  let [start, blankAt, longest] = [-1, -1, 0]
  return {
    open(at: number): void {
      start = at
    },
    close(at: number): (readonly [number, number])[] {
      const from = start
      start = -1
      if (from < 0 || at - from <= MAX_HEADER_BYTES) return []
      // A part without any header starts with the blank line.
      blank.lastIndex = Math.max(0, from - 1)
      if (blankAt < from - 1) blankAt = blank.exec(text)?.index ?? text.length
      const end = Math.min(at, blankAt)
      longest = Math.max(longest, end - from)
      return end - from > MAX_HEADER_BYTES ? [[from + MAX_HEADER_BYTES, end]] : []
    },
    longest: () => longest,
  }
}
