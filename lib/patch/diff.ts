import { at as lineAt } from '../at'
import type { Issue } from '../issue'
import { SIGNATURE_LINE } from '../signature'
import { splitLines } from '../text'
import { parseFileLine, parseGitLine, stripPrefixes, unquotePath } from './diffPath'
import { parseHunk, parseHunkHeader } from './hunk'
import type { FileChange, FileDiff, Hunk } from './types'

export interface ParsedDiff {
  readonly files: readonly FileDiff[]
  readonly issues: readonly Issue[]
  /** First line of the diff, counted from 0; the number of lines when there is no diff. */
  readonly start: number
  /** The line after its last, counted from 0. */
  readonly end: number
}

const EXTENDED =
  /^(?:index [0-9a-f]+[.,]|old mode |new mode |new file mode |deleted file mode |similarity index |dissimilarity index |rename (?:from|to|old|new) |copy (?:from|to) )/
const BINARY_FILES = /^(?:Binary files .* differ|Files .* differ)\s*$/
/** What git prints with --submodule=log. */
const SUBMODULE = /^Submodule (\S.*) [0-9a-f]{7,64}\.{2,3}[0-9a-f]{7,64}(?: \([a-z ]+\))?:?\s*$/
const BINARY_BLOCK = /^(?:literal|delta) \d+\s*$/

/**
 * Finds a unified diff in a text: `diff --git` with its extended headers, plain `---`/`+++`/`@@`, `Index:`, binary patches, and
 * the log of a submodule. Text before, between and after the files is skipped. The counts of a hunk decide where it ends. A line that only looks like the start of
 * a diff ("diff --git is fast", "--- a rule") is prose. Never fails: a broken diff is read as far as possible, with `issues` for what is
 * wrong, whose lines are counted from 1. Linear.
 */
export function parseDiff(text: string): ParsedDiff {
  return parseDiffLines(splitLines(text), 0)
}

/** Like parseDiff, over the lines from `from` on; line numbers are those of the whole array. */
export function parseDiffLines(lines: readonly string[], from: number): ParsedDiff {
  const files: FileDiff[] = []
  const issues: Issue[] = []
  let start = lines.length
  let end = lines.length
  let at = from
  while (at < lines.length) {
    if (!isFileStart(lines, at)) {
      at++
      continue
    }
    if (files.length === 0) start = at
    const read = readFile(lines, at, issues)
    files.push(read.file)
    at = read.next
    end = at
  }
  return { files, issues, start, end }
}

/** Whether parseDiff would find a file in the text. Linear; stops at the first. */
export function hasDiff(text: string): boolean {
  if (!/^(?:diff |Index: |Submodule |--- )/m.test(text)) return false
  return findDiffStart(splitLines(text), 0) >= 0
}

/** Index of the first line of the first file diff at or after `from`; -1 when there is none. */
export function findDiffStart(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at++) if (isFileStart(lines, at)) return at
  return -1
}

function isFileStart(lines: readonly string[], at: number): boolean {
  const line = lineAt(lines, at)
  const next = lines[at + 1] ?? ''
  if (line.startsWith('diff --git ')) {
    return EXTENDED.test(next) || isBinaryLine(next) || isPlainStart(lines, at + 1) || isPlainStart(lines, at + 2)
  }
  if (line.startsWith('diff -')) return isPlainStart(lines, at + 1) || BINARY_FILES.test(next)
  if (line.startsWith('Index: ')) {
    return isPlainStart(lines, at + 1) || (/^={10,}\s*$/.test(next) && isPlainStart(lines, at + 2))
  }
  return SUBMODULE.test(line) || isPlainStart(lines, at)
}

function isPlainStart(lines: readonly string[], at: number): boolean {
  return (
    (lines[at] ?? '').startsWith('--- ') &&
    (lines[at + 1] ?? '').startsWith('+++ ') &&
    parseHunkHeader(lines[at + 2] ?? '') !== undefined
  )
}

function isBinaryLine(line: string): boolean {
  return line.startsWith('GIT binary patch') || BINARY_FILES.test(line)
}

/** What the lines above the hunks of a file say. */
interface Header {
  left: string
  right: string
  change: FileChange
  oldMode: string | null
  newMode: string | null
}

/** Reads one file and adds what is wrong with it to `issues`. */
function readFile(lines: readonly string[], from: number, issues: Issue[]) {
  const log = readSubmodule(lines, from)
  if (log !== undefined) return log
  const header: Header = { left: '', right: '', change: 'modify', oldMode: null, newMode: null }
  let at = from
  const first = lineAt(lines, at)
  const git = first.startsWith('diff --git ')
  if (git) {
    const paths = parseGitLine(first.slice('diff --git '.length))
    if (paths !== undefined) Object.assign(header, paths)
  }
  if (git || !first.startsWith('--- ')) at++
  while (at < lines.length && (EXTENDED.test(lineAt(lines, at)) || /^={10,}\s*$/.test(lineAt(lines, at)))) {
    readExtended(lineAt(lines, at), header)
    at++
  }
  // When a `diff --git` line was wrapped, its second path is on a line of its own.
  if (git && !isPlainStart(lines, at) && isPlainStart(lines, at + 1)) at++
  const binary = readBinary(lines, at)
  const prefixes = header.change === 'rename' || header.change === 'copy' ? 'none' : 'strip'
  if (binary === undefined && (lines[at] ?? '').startsWith('--- ') && (lines[at + 1] ?? '').startsWith('+++ ')) {
    // For a rename `rename from` and `rename to` have the exact paths; the `---` line repeats them with a prefix.
    if (prefixes === 'strip') {
      header.left = parseFileLine(lineAt(lines, at).slice(4))
      header.right = parseFileLine(lineAt(lines, at + 1).slice(4))
    }
    at += 2
  }
  const hunks = binary === undefined ? readHunks(lines, at, issues) : { hunks: [], next: binary.next }
  // Fields are named one by one: objects made by a spread get many shapes in V8, which slows down every reader.
  const { change, oldPath, newPath } = resolvePaths(header, prefixes)
  const file: FileDiff = {
    change,
    oldPath,
    newPath,
    oldMode: header.oldMode,
    newMode: header.newMode,
    binary: binary !== undefined,
    binaryText: binary?.text ?? '',
    hunks: hunks.hunks,
  }
  return { file, next: hunks.next }
}

function resolvePaths(header: Header, prefixes: 'none' | 'strip'): Pick<FileDiff, 'change' | 'oldPath' | 'newPath'> {
  if (prefixes === 'none') return { change: header.change, oldPath: header.left, newPath: header.right }
  const { oldPath, newPath } = stripPrefixes(header.left, header.right)
  if (header.change === 'create' || (oldPath === null && newPath !== null)) {
    return { change: 'create', oldPath: null, newPath }
  }
  if (header.change === 'delete' || (newPath === null && oldPath !== null)) {
    return { change: 'delete', oldPath, newPath: null }
  }
  return { change: oldPath === newPath ? header.change : 'rename', oldPath, newPath }
}

function readExtended(line: string, header: Header): void {
  const text = line.trimEnd()
  const value = (prefix: string) => (text.startsWith(prefix) ? text.slice(prefix.length) : undefined)
  const created = value('new file mode ')
  const deleted = value('deleted file mode ')
  const from = value('rename from ') ?? value('rename old ') ?? value('copy from ')
  const to = value('rename to ') ?? value('rename new ') ?? value('copy to ')
  if (created !== undefined) {
    header.change = 'create'
    header.newMode = created
  } else if (deleted !== undefined) {
    header.change = 'delete'
    header.oldMode = deleted
  } else if (from !== undefined || to !== undefined) {
    header.change = text.startsWith('copy') ? 'copy' : 'rename'
    if (from !== undefined) header.left = unquotePath(from)
    if (to !== undefined) header.right = unquotePath(to)
  } else if (text.startsWith('old mode ')) header.oldMode = text.slice('old mode '.length)
  else if (text.startsWith('new mode ')) header.newMode = text.slice('new mode '.length)
  else {
    const mode = /^index [0-9a-f]+\.\.[0-9a-f]+ (\d{6})$/.exec(text)?.[1]
    if (mode !== undefined) {
      header.oldMode = mode
      header.newMode = mode
    }
  }
}

function readBinary(lines: readonly string[], from: number): { text: string; next: number } | undefined {
  const first = lines[from] ?? ''
  if (BINARY_FILES.test(first)) return { text: first, next: from + 1 }
  if (!first.startsWith('GIT binary patch')) return undefined
  let at = from + 1
  while (BINARY_BLOCK.test(lines[at] ?? '')) {
    while (at < lines.length && lineAt(lines, at).trim() !== '') at++
    if (BINARY_BLOCK.test(lines[at + 1] ?? '')) at++
  }
  return { text: lines.slice(from, at).join('\n'), next: at }
}

/** Reads the log of a submodule, from which git can apply nothing, as a file that differs as a whole. */
function readSubmodule(lines: readonly string[], from: number): { file: FileDiff; next: number } | undefined {
  const path = SUBMODULE.exec(lineAt(lines, from))?.[1]
  if (path === undefined) return undefined
  let next = from + 1
  while (/^ {2}[<>] /.test(lines[next] ?? '')) next++
  const file: FileDiff = {
    change: 'modify',
    oldPath: path,
    newPath: path,
    oldMode: null,
    newMode: null,
    binary: true,
    binaryText: lines.slice(from, next).join('\n'),
    hunks: [],
  }
  return { file, next }
}

function readHunks(lines: readonly string[], from: number, issues: Issue[]): { hunks: Hunk[]; next: number } {
  const hunks: Hunk[] = []
  let at = from
  for (;;) {
    const read = parseHunk(lines, at)
    if (read === undefined) {
      const line = lines[at] ?? ''
      if (line.startsWith('@@ -')) {
        issues.push({
          code: 'hunk-header',
          text: 'A hunk header cannot be read; its lines are left out.',
          line: at + 1,
        })
      }
      return { hunks, next: at }
    }
    hunks.push(read.hunk)
    issues.push(...read.issues)
    at = read.next
    // After a hunk that was cut short some of its lines remain: continue with the next hunk of the file, if there is one.
    if (read.issues.length > 0) at = skipToHunk(lines, at)
  }
}

function skipToHunk(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at++) {
    const line = lineAt(lines, at)
    if (line.startsWith('@@ -')) return at
    if (line.startsWith('diff -') || line.startsWith('Index: ') || line === SIGNATURE_LINE || isPlainStart(lines, at))
      return from
  }
  return from
}
