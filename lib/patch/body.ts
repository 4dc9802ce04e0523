import { at } from '../at'
import type { Issue } from '../issue'
import { isQuoted } from '../quoted'
import { isSignatureStart } from '../signature'
import { figure, splitLines } from '../text'
import { isDiffstat, isDiffstatFile, isDiffstatSum } from './coverSummary'
import { type ParsedDiff, parseDiffLines } from './diff'
import { findMessageTrailers } from './messageTrailers'
import { findPatch, findSeparator, type InBodyHeaders, SEPARATOR } from './patchStart'
import type { Trailer } from './types'

/** The parts of a mail body. Lines are counted from 0 in the body. */
export interface BodyParts {
  readonly inBody: InBodyHeaders
  /** The prose of the commit message or cover letter, without trailers. */
  readonly message: readonly string[]
  readonly messageLine: number
  /** The whole commit message, trailers included, without blank lines at its ends. */
  readonly commitMessage: readonly string[]
  readonly trailers: readonly Trailer[]
  /** The text between `---` and the diff, without the diffstat, and between diff and signature (`base-commit:` and the like). */
  readonly notes: string
  readonly hasDiff: boolean
  readonly diff: ParsedDiff
  /** The whole diff; '' when there is none. */
  readonly diffText: string
  readonly diffLine: number
  /** The signature from its `-- ` line on, list footers included; '' when there is none. */
  readonly signature: string
  /** Parts of the message that were not read. */
  readonly issues: readonly Issue[]
}

/** Most lines of a commit message that are read; real ones have a few hundred. */
const MAX_MESSAGE_LINES = 5_000
/** Most trailers of one commit message that are read; real ones have a few dozen. */
const MAX_TRAILERS = 500

/** The only line of the signature that git gives a patch: 2.43.0, 2.39.0.windows.1, 2.40.0.rc1.284.g88254d51c5-goog. */
const GIT_VERSION = /^\d+\.\d+[\w.-]*\s*$/

/**
 * Splits the body of a patch mail or cover letter as git-mailinfo(1) and git-apply(1) read it: in-body headers, the commit message up to
 * the first `---` line or the diff, notes below that line, the diff, and the signature. In a mail without a diff a `---` line means
 * nothing, and the message extends to the signature, unless a diffstat follows: then the diff was lost on its way. Above a diff, a scissors line or the `From ` line of an attached git format-patch
 * file starts the body over: what is above is no part of the patch. Never fails; line ends must be LF.
 */
export function splitBody(body: string): BodyParts {
  const lines = splitLines(body)
  const { inBody, next, start } = findPatch(lines)
  if (start < 0) return splitProse(lines, inBody, next)
  const separator = findSeparator(lines, next, start)
  const diff = parseDiffLines(lines, start)
  const messageEnd = separator ?? start
  const { prose, trailers, from, to, issues } = splitMessage(lines, next, messageEnd)
  const sign = findSignature(lines, diff.end, true)
  const above = separator === undefined ? [] : withoutDiffstat(lines.slice(separator + 1, start))
  const below = lines.slice(diff.end, sign)
  return {
    inBody,
    message: prose,
    messageLine: from,
    commitMessage: lines.slice(from, to),
    trailers,
    notes: [above, below]
      .map(joinTrimmed)
      .filter((text) => text !== '')
      .join('\n\n'),
    hasDiff: true,
    diff,
    diffText: lines.slice(diff.start, diff.end).join('\n'),
    diffLine: diff.start,
    signature: lines.slice(sign).join('\n'),
    issues,
  }
}

/**
 * Whether a body is a commit without changes, as `git format-patch --always` writes it: it ends in git's version, and it quotes nothing
 * and counts no files as a cover letter does. Linear.
 */
export function isEmptyCommit(body: string): boolean {
  const lines = splitLines(body)
  const { start } = findPatch(lines)
  const sign = lines.findIndex((line, index) => /^-- ?$/.test(line) && GIT_VERSION.test(lines[index + 1] ?? ''))
  return start < 0 && sign >= 0 && !lines.slice(0, sign).some((line) => isQuoted(line) || isDiffstatSum(line))
}

/** Whether a body is a patch without its diff: it counts files below the `---` line of a message. Linear. */
export function isCutPatch(body: string): boolean {
  const lines = splitLines(body)
  const { next, start } = findPatch(lines)
  return start < 0 && findCut(lines, next) !== undefined
}

/** The `---` line above the diffstat of a patch that has no diff. A reply that quotes one has none. */
function findCut(lines: readonly string[], from: number): number | undefined {
  const cut = lines.findIndex(
    (line, index) => index >= from && SEPARATOR.test(line) && isDiffstatFile(lines[index + 1] ?? ''),
  )
  return cut < 0 || lines.some(isQuoted) ? undefined : cut
}

/** Where the message and the diff of a body are, in lines counted from 0. */
export interface BodyLayout {
  /** The first line of the commit message, without blank lines at its ends, and the line after its last. */
  readonly messageLine: number
  readonly messageEnd: number
  /** Undefined when there is no diff. */
  readonly diffLine: number | undefined
}

/** Like splitBody, but returns line ranges only, for callers that do not need the text. */
export function layoutBody(lines: readonly string[]): BodyLayout {
  const { next, start } = findPatch(lines)
  const diffLine = start < 0 ? undefined : start
  const end =
    diffLine === undefined
      ? (findCut(lines, next) ?? findSignature(lines, next, false))
      : (findSeparator(lines, next, start) ?? start)
  const message = trimMessage(lines, next, end)
  return { messageLine: message.from, messageEnd: message.to, diffLine }
}

function splitProse(lines: readonly string[], inBody: InBodyHeaders, next: number): BodyParts {
  const sign = findSignature(lines, next, false)
  const cut = findCut(lines, next)
  const { prose, trailers, from, to, issues } = splitMessage(lines, next, cut ?? sign)
  const text = 'The diff of this patch did not arrive here: its mail counts files, but does not have their changes.'
  return {
    inBody,
    message: prose,
    messageLine: from,
    commitMessage: lines.slice(from, to),
    trailers,
    notes: cut === undefined ? '' : joinTrimmed(withoutDiffstat(lines.slice(cut + 1, Math.max(cut + 1, sign)))),
    hasDiff: false,
    diff: { files: [], issues: [], start: lines.length, end: lines.length },
    diffText: '',
    diffLine: lines.length,
    signature: lines.slice(sign).join('\n'),
    issues: cut === undefined ? issues : [...issues, { code: 'damaged-diff', text }],
  }
}

/** The range of a message without blank lines at its ends, cut to what is read; `whole` counts all of its lines. */
function trimMessage(lines: readonly string[], from: number, to: number) {
  let first = from
  let end = to
  while (first < end && at(lines, first).trim() === '') first++
  while (end > first && at(lines, end - 1).trim() === '') end--
  return { from: first, to: Math.min(end, first + MAX_MESSAGE_LINES), whole: end - first }
}

function splitMessage(lines: readonly string[], after: number, before: number) {
  const { from, to, whole } = trimMessage(lines, after, before)
  const { prose, trailers } = findMessageTrailers(lines.slice(from, to))
  return {
    prose,
    trailers: trailers.slice(0, MAX_TRAILERS).map((trailer) => ({ ...trailer, line: trailer.line + from })),
    from,
    to,
    issues: [
      ...cutIssue('lines', whole, MAX_MESSAGE_LINES, from),
      ...cutIssue('trailers', trailers.length, MAX_TRAILERS, from),
    ],
  }
}

function cutIssue(what: 'lines' | 'trailers', size: number, limit: number, line: number): Issue[] {
  if (size <= limit) return []
  const text = `The commit message has ${figure(size)} ${what}; the first ${figure(limit)} are read.`
  return [{ code: 'text-cut', text, line: line + 1 }]
}

/**
 * The line where the signature starts; the number of lines when there is none. After a diff it is the first line that isSignatureStart
 * accepts; in a cover letter, which may quote a signature, the last.
 */
function findSignature(lines: readonly string[], from: number, afterDiff: boolean): number {
  if (afterDiff) {
    for (let index = from; index < lines.length; index++) if (isSignatureStart(lines, index)) return index
    return lines.length
  }
  for (let index = lines.length - 1; index >= from; index--) if (isSignatureStart(lines, index)) return index
  return lines.length
}

/** Removes the diffstat from the notes: its lines for files, the sum and modes. */
function withoutDiffstat(lines: readonly string[]): string[] {
  return lines.filter((line) => !isDiffstat(line))
}

function joinTrimmed(lines: readonly string[]): string {
  let from = 0
  let to = lines.length
  while (from < to && at(lines, from).trim() === '') from++
  while (to > from && at(lines, to - 1).trim() === '') to--
  return lines.slice(from, to).join('\n')
}

/** The body of a patch mail as `git am` needs it: without what is above a scissors line or an attached file, whose From, Date and Subject stay. */
export function bodyForAm(body: string): string {
  const lines = body.split('\n')
  const { inBody, next, cut } = findPatch(lines)
  if (!cut) return body
  const { from, date, subject } = inBody
  const headers = Object.entries({ From: from, Date: date, Subject: subject }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  )
  return [...headers, ...(headers.length === 0 ? [] : ['']), ...lines.slice(next)].join('\n')
}
