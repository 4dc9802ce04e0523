import { parseFileLine, parseGitLine } from '../patch/diffPath'
import { SIGNATURE_LINE } from '../signature'

/** What a line of a diff is to a search. */
export type DiffField = 'file' | 'removed' | 'added' | 'context' | 'function'

/** Where the lines of a text that may hold a diff go. */
export interface DiffSink {
  /** A line of prose, or one of a diff's own headers. */
  readonly own: (line: string) => void
  readonly put: (field: DiffField, text: string) => void
  /** The abbreviated ids of the two blobs of a file. */
  readonly blobs: (before: string, after: string) => void
}

const STARTS_DIFF = /^(?:diff|---|\+\+\+) /m
const HUNK = /^@@ \S+ \S+ @@(.*)$/
const BLOBS = /^index ([0-9a-f]+)\.\.([0-9a-f]+)/
/** Headers of a diff that are searched as prose and end no diff. */
const HEADER =
  /^(?:(?:dis)?similarity index|old mode|new mode|deleted file mode|new file mode|copy from|copy to|rename from|rename to|\\ No newline at end|Binary files .* differ)/
const BASE85 = /^[\w!#$%&()*+\-;<=>?@^`{|}~]*\s*$/

/** Whether a text may hold a diff; any other is prose as a whole. */
export function mayHoldDiff(text: string): boolean {
  return STARTS_DIFF.test(text)
}

/**
 * Sorts the lines of a text without quotes by what they are in a diff, as public-inbox does: a diff starts at a line that names a file or
 * blobs, and ends at `-- ` or at the first line that cannot be part of one. A blank line ends nothing, since mailers strip the blank that
 * makes it context. Each file is reported once, without the first folder, which is `a` or `b`. Linear.
 */
export function sortDiffLines(lines: readonly string[], sink: DiffSink): void {
  const files = new Set<string>()
  let inDiff = false
  let before = ''
  const putFile = (path: string): void => {
    if (path === '' || files.has(path)) return
    files.add(path)
    sink.put('file', path)
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const first = line.charAt(0)
    if (inDiff && first === ' ') sink.put('context', line.slice(1))
    else if (line === SIGNATURE_LINE) inDiff = false
    else if (line.startsWith('diff -')) {
      const paths = pathsOf(line)
      for (const path of paths ?? []) putFile(path)
      inDiff = paths !== undefined
      sink.own(line)
    } else if (line.startsWith('--- ') && line.length > 4) {
      before = parseFileLine(line.slice(4))
      putFile(belowFirst(before))
      inDiff = true
    } else if (line.startsWith('+++ ') && (inDiff || line.includes('/'))) {
      const after = parseFileLine(line.slice(4))
      putFile(belowFirst(after) || sharedEnd(before, after))
      inDiff = true
    } else if (inDiff && first === '+') sink.put('added', line.slice(1))
    else if (inDiff && first === '-') sink.put('removed', line.slice(1))
    else if (first === '@' && HUNK.test(line)) {
      const heading = line.replace(HUNK, '$1').trim()
      if (heading !== '') sink.put('function', heading)
    } else {
      const [, old, now] = BLOBS.exec(line) ?? []
      if (old !== undefined && now !== undefined) {
        sink.blobs(old, now)
        inDiff = true
        continue
      }
      sink.own(line)
      if (inDiff && line.startsWith('GIT binary patch')) at = afterBinary(lines, at + 1) - 1
      else inDiff &&= HEADER.test(line)
    }
  }
}

/** The line after the blocks of a binary patch, whose base 85 nobody searches. */
function afterBinary(lines: readonly string[], from: number): number {
  let at = from
  while (/^(?:literal|delta) \d/.test(lines[at] ?? '')) {
    at++
    while (at < lines.length && BASE85.test(lines[at] ?? '')) at++
  }
  return at
}

/** The paths of a `diff` line; undefined for one that starts no diff that can be read. */
function pathsOf(line: string): readonly string[] | undefined {
  if (line.startsWith('diff --git ')) {
    const pair = parseGitLine(line.slice('diff --git '.length))
    return pair === undefined ? undefined : [belowFirst(pair.left), belowFirst(pair.right)]
  }
  const words = line.split(' ')
  const [left, right] = words.slice(-2)
  const unified = words.slice(1, -2).some((word) => /^-.{0,20}u/i.test(word))
  return unified && left !== undefined && right !== undefined ? [sharedEnd(left, right)] : undefined
}

/** A path without its first folder; '' for one that has no folder, or is absolute like /dev/null. */
function belowFirst(path: string): string {
  const slash = path.indexOf('/')
  return slash <= 0 ? '' : path.slice(slash + 1)
}

/** The folders and the name in which two paths end alike. */
function sharedEnd(left: string, right: string): string {
  const [mine, theirs] = [left.split('/'), right.split('/')]
  let count = 0
  while (count < mine.length && count < theirs.length && mine.at(-1 - count) === theirs.at(-1 - count)) count++
  return count === 0 ? '' : mine.slice(-count).join('/')
}
