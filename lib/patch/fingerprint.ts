/** Shorter lines (`}`, `return 0;` has 8) stand in many patches and say nothing about which one it is. */
const MIN_SIGNS = 10
/** Lines of one body that are read; a patch that long is told by its beginning. */
const MAX_LINES = 20_000
/** Signs of one line that are read. */
const MAX_LINE = 400

/**
 * Fingerprint of what a diff does: one number (32 bits, FNV-1a) for each distinct added or removed line of some length,
 * made of path, sign and text without blanks, ascending. Lines that moved inside their file or were re-indented keep
 * theirs. Empty for a text without a diff. Reads the text by its line prefixes alone, so a broken diff has one too; linear.
 */
export function fingerprintDiff(body: string): number[] {
  const found = new Set<number>()
  let path = ''
  let old = ''
  let inDiff = false
  let count = 0
  for (let start = 0; start < body.length && count < MAX_LINES; count++) {
    const next = body.indexOf('\n', start)
    const end = next < 0 ? body.length : next
    const line = body.slice(start, Math.min(end, start + MAX_LINE))
    start = end + 1
    if (line.startsWith('--- ') || line.startsWith('+++ ')) {
      const named = line
        .slice(4)
        .split(/[\t\r]/, 1)
        .join('')
        .trim()
      inDiff = true
      if (line.startsWith('--- ')) old = named
      if (named !== '/dev/null') path = withoutTree(named, old)
    } else if (inDiff && (line.startsWith('+') || line.startsWith('-'))) {
      const text = line.replace(/\s+/g, '')
      if (text.length > MIN_SIGNS) found.add(hash(`${path}\0${text}`))
    }
  }
  return [...found].sort((a, b) => a - b)
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

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}
