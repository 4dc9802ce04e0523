import type { FileDiff } from './types'

/** The path that a file diff is about: the new one, or the old one of a deleted file; '' when a broken diff has neither. */
export function filePath({ oldPath, newPath }: Pick<FileDiff, 'oldPath' | 'newPath'>): string {
  return newPath ?? oldPath ?? ''
}

/** The two paths of a file diff; null is /dev/null. */
export interface PathPair {
  readonly oldPath: string | null
  readonly newPath: string | null
}

const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
}

/**
 * Undoes git's C-style quoting: `"a/\303\244.c"` becomes `a/ä.c`. Text without a leading quote is returned unchanged, and a quote
 * that never ends is closed at the end of the text. Bytes that are not UTF-8 become U+FFFD.
 * Source: quote.c of git, as described under core.quotePath in git-config(1).
 */
export function unquotePath(text: string): string {
  return readQuoted(text)?.value ?? text
}

function readQuoted(text: string): { readonly value: string; readonly length: number } | undefined {
  if (!text.startsWith('"')) return undefined
  const bytes: number[] = []
  let at = 1
  while (at < text.length && text[at] !== '"') {
    const start = at
    if (text[at] === '\\') {
      const octal = /^[0-3][0-7]{2}/.exec(text.slice(at + 1, at + 4))
      const simple = ESCAPES[text[at + 1] ?? '']
      if (octal !== null) {
        bytes.push(Number.parseInt(octal[0], 8))
        at += 4
        continue
      }
      if (simple !== undefined) {
        bytes.push(simple)
        at += 2
        continue
      }
    }
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
    for (const byte of new TextEncoder().encode(text.slice(start, at))) bytes.push(byte)
  }
  return { value: new TextDecoder().decode(Uint8Array.from(bytes)), length: at + 1 }
}

/**
 * Reads the path of a `---` or `+++` line, given what follows these four characters. It is unquoted, without the timestamp that
 * diff(1) appends after a tab; prefixes such as `a/` stay.
 */
export function parseFileLine(rest: string): string {
  const quoted = readQuoted(rest)
  if (quoted !== undefined) return quoted.value
  const tab = rest.indexOf('\t')
  const path = (tab < 0 ? rest : rest.slice(0, tab)).trimEnd()
  // svn and cvs write `path (revision 12)` or `path 2005-04-03 12:00:00`, with a blank instead of a tab.
  return path.replace(/ (?:\(revision \d+\)|\d{4}-\d\d-\d\d \d\d:\d\d.*)$/, '').trimEnd()
}

/**
 * Reads the two paths after `diff --git `. Blanks in unquoted paths make the line ambiguous; like git, it is then read as the same
 * path twice. Undefined when the line cannot be read as two paths.
 */
export function parseGitLine(rest: string): { readonly left: string; readonly right: string } | undefined {
  const text = rest.trimEnd()
  const quoted = readQuoted(text)
  if (quoted !== undefined) {
    const right = text.slice(quoted.length).trimStart()
    return right === '' ? undefined : { left: quoted.value, right: unquotePath(right) }
  }
  if (text.endsWith('"')) {
    const open = text.indexOf(' "')
    return open < 0 ? undefined : { left: text.slice(0, open), right: unquotePath(text.slice(open + 1)) }
  }
  const middle = (text.length - 1) / 2
  if (Number.isInteger(middle) && text[middle] === ' ') {
    const left = text.slice(0, middle)
    const right = text.slice(middle + 1)
    if (withoutFirst(left) === withoutFirst(right)) return { left, right }
  }
  const blank = text.indexOf(' ')
  if (blank < 0 || text.indexOf(' ', blank + 1) >= 0) {
    const second = text.indexOf(' b/')
    return second < 0 ? undefined : { left: text.slice(0, second), right: text.slice(second + 1) }
  }
  return { left: text.slice(0, blank), right: text.slice(blank + 1) }
}

function withoutFirst(path: string): string {
  return path.slice(path.indexOf('/') + 1)
}

/** What `git diff` puts before the two paths: a/ and b/, or with diff.mnemonicPrefix the letters of index, worktree, commit, object. */
const PREFIXES: readonly (readonly [string, string])[] = [
  ['a/', 'b/'],
  ['b/', 'a/'],
  ['i/', 'w/'],
  ['c/', 'i/'],
  ['c/', 'w/'],
  ['o/', 'w/'],
  ['1/', '2/'],
]

/**
 * Removes the prefixes: `a/` and `b/`, mnemonic ones, and quilt's `linux.orig/` and `linux/`, where only the first components
 * differ. Paths written without prefixes (diff.noprefix) stay; /dev/null becomes null.
 */
export function stripPrefixes(left: string, right: string): PathPair {
  if (left === '/dev/null') return { oldPath: null, newPath: right === left ? null : right.replace(/^[bw2]\//, '') }
  if (right === '/dev/null') return { oldPath: left.replace(/^[aico1]\//, ''), newPath: null }
  for (const [from, to] of PREFIXES) {
    if (left.startsWith(from) && right.startsWith(to)) return { oldPath: left.slice(2), newPath: right.slice(2) }
  }
  if (left !== right && left.includes('/') && withoutFirst(left) === withoutFirst(right)) {
    return { oldPath: withoutFirst(left), newPath: withoutFirst(right) }
  }
  return { oldPath: left, newPath: right }
}
