/** Shorter lines (`}`, `return 0;` has 8) stand in many patches and say nothing about which one it is. */
const MIN_SIGNS = 10
/** Lines of one body that are read; a patch that long is told by its beginning. */
const MAX_LINES = 20_000
/** Signs of one line that are read. */
const MAX_LINE = 400
const [PLUS, MINUS] = [0x2b, 0x2d]
/** Source: RFC 9923, "The FNV Non-Cryptographic Hash Algorithm", for 32 bits. */
const [FNV_START, FNV_PRIME] = [0x811c9dc5, 0x01000193]

/**
 * Fingerprint of what a diff does: one number (32 bits, FNV-1a) for each distinct added or removed line of some length,
 * made of path, sign and text without blanks, ascending. Lines that moved inside their file or were re-indented keep
 * theirs. Empty for a text without a diff. Reads the text by its line prefixes alone, so a broken diff has one too; linear.
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
      if (named !== '/dev/null') ofPath = hashSigns(FNV_START, `${withoutTree(named, old)}\0`)
    } else if (inDiff) {
      const hash = hashLine(ofPath, body, from, to)
      if (hash !== undefined) found.add(hash)
    }
  }
  return sortNumbers(found)
}

/** Numbers of 32 bits, ascending. */
export function sortNumbers(numbers: ReadonlySet<number>): number[] {
  return [...Uint32Array.from(numbers).sort()]
}

/** A path of a header line without the tree in front: `a/`, `b/`, or what alone differs (`linux.orig/x.c`, `linux/x.c`). */
function withoutTree(path: string, old: string): string {
  const tail = path.replace(/^[^/]*\//, '')
  const names = /^[ab]\//.test(path) || (path !== old && tail === old.replace(/^[^/]*\//, ''))
  return names ? tail : path
}

/** How many numbers two ascending lists share. */
export function countShared(left: readonly number[], right: readonly number[]): number {
  let shared = 0
  for (let a = 0, b = 0; a < left.length && b < right.length; ) {
    const difference = (left[a] ?? 0) - (right[b] ?? 0)
    if (difference === 0) shared++
    if (difference <= 0) a++
    if (difference >= 0) b++
  }
  return shared
}

/** Goes on from a hash with the signs of a stretch of text that are no blanks; undefined when they are too few to tell anything. */
function hashLine(before: number, text: string, from: number, to: number): number | undefined {
  let value = before
  let signs = 0
  for (let at = from; at < to; at++) {
    const sign = text.charCodeAt(at)
    if (isBlank(sign)) continue
    value = Math.imul(value ^ sign, FNV_PRIME)
    signs++
  }
  return signs > MIN_SIGNS ? value >>> 0 : undefined
}

function hashSigns(before: number, text: string): number {
  let value = before
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), FNV_PRIME)
  return value
}

/** What `\s` matches. */
function isBlank(sign: number): boolean {
  if (sign < 0x80) return sign === 0x20 || (sign >= 0x09 && sign <= 0x0d)
  return /\s/.test(String.fromCharCode(sign))
}
