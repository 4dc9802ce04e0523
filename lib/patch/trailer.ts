import { at as elementAt } from '../at'
import { isAddress, parseAddress } from '../mail/address'
import { splitLines } from '../text'
import type { Trailer, TrailerPerson } from './types'

/** Well-known names in lower case, with their usual spelling. Names that end in `-by` need no entry. */
const KNOWN: Readonly<Record<string, string>> = {
  cc: 'Cc',
  to: 'To',
  fixes: 'Fixes',
  link: 'Link',
  closes: 'Closes',
  buglink: 'BugLink',
  bugzilla: 'Bugzilla',
  bug: 'Bug',
  references: 'References',
  reference: 'Reference',
  resolves: 'Resolves',
  'depends-on': 'Depends-on',
  'based-on': 'Based-on',
  'base-commit': 'base-commit',
  'change-id': 'change-id',
  'prerequisite-change-id': 'prerequisite-change-id',
  'prerequisite-message-id': 'prerequisite-message-id',
  'prerequisite-patch-id': 'prerequisite-patch-id',
  supersedes: 'Supersedes',
  'superseded-by': 'Superseded-by',
  'message-id': 'Message-ID',
  'message-id-hash': 'Message-ID-Hash',
  obsoletes: 'Obsoletes',
}

/** Names that count in a trailer block only: `To:` and `Bug:` are too common in prose. */
const BLOCK_ONLY = new Set(['to', 'bug', 'reference', 'references', 'resolves', 'bugzilla', 'message-id', 'obsoletes'])

const HASH = /^(?:commit[ \t]+)?\^?[0-9a-f]{7,64}(?![0-9a-z])/i
const MAX_LINE = 2_000

/** A `Name: value` line, before its continuation lines are read. */
export interface TrailerLine {
  readonly name: string
  readonly value: string
  readonly indent: number
  /** Whether the name is well known and the value has the form that such a trailer needs. */
  readonly strong: boolean
}

/**
 * Reads one line as `Name: value`; undefined for anything else. The name is returned in its usual capitalisation (`Reviewed-By` gives
 * `Reviewed-by`). `Fixes:` without a commit hash is not a trailer, and neither is a line longer than 2,000 characters.
 */
export function parseTrailerLine(line: string): TrailerLine | undefined {
  if (line.length > MAX_LINE) return undefined
  const match = /^([ \t]*)([A-Za-z][A-Za-z0-9-]*)[ \t]*:(.*)$/.exec(line)
  if (match === null) return undefined
  const [, indent = '', raw = '', rest = ''] = match
  // `http://x` and the `a::b` of C++ are not trailers.
  if (rest.startsWith('//') || rest.startsWith(':')) return undefined
  const value = rest.trim()
  const lower = raw.toLowerCase()
  if (lower === 'fixes' && !HASH.test(value)) return undefined
  return { name: trailerName(raw, value), value, indent: indent.length, strong: isStrong(lower, value) }
}

/** The usual capitalisation of a trailer's name: only the first letter is a capital, with a few exceptions such as `base-commit`. */
function trailerName(raw: string, value: string): string {
  const lower = raw.toLowerCase()
  // Gerrit's Change-Id is not b4's change-id.
  if (lower === 'change-id' && /^I[0-9a-f]{8,}$/.test(value)) return 'Change-Id'
  return KNOWN[lower] ?? raw.charAt(0).toUpperCase() + lower.slice(1)
}

function isStrong(lower: string, value: string): boolean {
  if (lower.endsWith('-by')) return lower.length > 3 && lower !== 'superseded-by'
  switch (lower) {
    case 'cc':
      return value.includes('@')
    case 'fixes':
      return true
    case 'link':
    case 'closes':
    case 'buglink':
      return /^<?https?:\/\/\S/.test(value)
    default:
      return KNOWN[lower] !== undefined && value !== '' && !value.includes(' ') && !BLOCK_ONLY.has(lower)
  }
}

/**
 * Finds the trailers of free text, such as a reply or a cover letter: lines anywhere that start, perhaps after blanks, with a well-known
 * name and have a value of the right form. Quoted lines (`> `) are not read. When the address of a person or the end of a bracket
 * is on the next line, the lines are joined. For a commit message use findMessageTrailers, which knows the trailer block.
 * False positives: such a line quoted without a `>`.
 */
export function parseTrailers(text: string): Trailer[] {
  const lines = splitLines(text)
  const found: Trailer[] = []
  for (let at = 0; at < lines.length; at++) {
    const read = parseTrailerLine(elementAt(lines, at))
    if (read === undefined || !isFreeTrailer(read, lines[at + 1] ?? '')) continue
    const joined = joinContinuation(lines, at, read, false)
    found.push({ name: read.name, value: joined.value, line: at })
    at = joined.next - 1
  }
  return found
}

function isFreeTrailer(read: TrailerLine, next: string): boolean {
  const lower = read.name.toLowerCase()
  if (read.strong) return read.value !== '' || isAddressLine(next)
  // b4, QEMU and Gerrit write Message-IDs: `Based-on: <id>`, `Supersedes: <id> (note)`.
  return (
    KNOWN[lower] !== undefined &&
    !BLOCK_ONLY.has(lower) &&
    /^(?:<[^<>\s]+>|https?:\/\/\S|[0-9a-f]{7,})/.test(read.value)
  )
}

/** Whether a line starts with an address in brackets: the second half of a wrapped trailer. */
export function isAddressLine(line: string): boolean {
  const text = line.trim()
  return text.startsWith('<') && text.indexOf('>') > 0 && isAddress(text.slice(1, text.indexOf('>')))
}

/** Joins the value that starts at `lines[at]` with its continuation lines; with `anyIndent` every indented line is one, as in a trailer block. */
export function joinContinuation(
  lines: readonly string[],
  at: number,
  read: TrailerLine,
  anyIndent: boolean,
): { readonly value: string; readonly next: number } {
  const parts = [read.value]
  let next = at + 1
  // Eight lines are more than any wrapped trailer has; the limit bounds the work.
  while (next < lines.length && next <= at + 8) {
    const line = elementAt(lines, next)
    const indented = /^[ \t]/.test(line) && leadingBlanks(line) > read.indent
    if (line.trim() === '' || line.length > MAX_LINE || parseTrailerLine(line)?.strong === true) break
    const wanted = wantsMore(read, parts.join(' '), line)
    if (!(indented && anyIndent) && !wanted) break
    parts.push(line.trim())
    next++
  }
  return { value: parts.filter((part) => part !== '').join(' '), next }
}

function leadingBlanks(line: string): number {
  return line.length - line.trimStart().length
}

function wantsMore(read: TrailerLine, value: string, line: string): boolean {
  if (read.name.endsWith('-by') && !value.includes('@') && isAddressLine(line)) return true
  if (read.name.endsWith('-by') && value.lastIndexOf('<') > value.lastIndexOf('>')) return true
  // A mailer may wrap `Fixes: 123456789abc ("title of the commit")`.
  if (read.name === 'Fixes') return value.includes('("') && !value.includes('")') && line.includes(')')
  return openBrackets(value) && openBrackets(`[${line}`) === false
}

function openBrackets(value: string): boolean {
  return value.lastIndexOf('[') > value.lastIndexOf(']')
}

/**
 * Reads the value of a `-by:` or `Cc:` trailer: `Name <address>`, `Name (corporate) <address>`, `"Last, First" <address>` or a bare address,
 * each perhaps followed by a note. A name alone gives an empty address. Undefined when there is neither, and for a text of more than
 * 2,000 characters, which is not a person. Linear.
 */
export function parseTrailerPerson(value: string): TrailerPerson | undefined {
  const text = value.trim()
  if (text === '' || text.length > MAX_LINE) return undefined
  const open = text.indexOf('<')
  const close = open < 0 ? -1 : text.indexOf('>', open)
  if (close > open && isAddress(text.slice(open + 1, close).trim())) {
    const { name, email } = parseAddress(text.slice(0, close + 1))
    return { name, email, note: cleanNote(text.slice(close + 1)) }
  }
  const cut = noteStart(text)
  const { name, email } = parseAddress(text.slice(0, cut).replace(/[<>]/g, ''))
  if (name === '' && email === '') return undefined
  if (email !== '') return { name, email, note: cleanNote(text.slice(cut)) }
  // `Jane Doe jane@example.org`: the brackets were lost.
  const words = name.split(' ')
  const address = words.findIndex((word) => isAddress(word))
  if (address >= 0) {
    const note = cleanNote(`${words.slice(address + 1).join(' ')} ${text.slice(cut)}`)
    return { name: words.slice(0, address).join(' '), email: elementAt(words, address).toLowerCase(), note }
  }
  return { name, email: '', note: cleanNote(text.slice(cut)) }
}

/** Where a note starts: at ` #` or ` [`. */
function noteStart(text: string): number {
  const at = text.search(/[ \t][#[]/)
  return at < 0 ? text.length : at
}

function cleanNote(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/^ ?[#,;]+/, '')
    .trim()
}
