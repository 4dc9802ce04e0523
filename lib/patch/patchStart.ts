import { at } from '../at'
import { COMMIT_LINE } from '../mail/mboxrd'
import { parseSubject } from '../mail/subject'
import { splitLines } from '../text'
import { findDiffStart } from './diff'
import { isScissorsLine } from './scissors'

/** The line below which the notes of a patch and its diff follow. */
export const SEPARATOR = /^---\s*$/

/** Headers at the top of a body, as git send-email writes them for a patch by another author; undefined when absent. */
export interface InBodyHeaders {
  readonly from: string | undefined
  readonly subject: string | undefined
  readonly date: string | undefined
}

interface PatchStart {
  readonly inBody: InBodyHeaders
  /** The first line below the headers. */
  readonly next: number
  /** The first line of the diff; -1 when there is none. */
  readonly start: number
  /** Whether lines above the headers were left out, and whether a scissors line says so. */
  readonly cut: boolean
  readonly scissors: boolean
}

/** Finds the headers and the diff of a patch, below a scissors line or the head of an attached file when there is one. */
export function findPatch(lines: readonly string[]): PatchStart {
  const top = readInBodyHeaders(lines, 0, false)
  const start = findDiffStart(lines, top.next)
  if (start < 0) return { ...top, start, cut: false, scissors: false }
  const file = findFileHead(lines, start)
  if (file !== undefined) return { ...readFileHeaders(lines, file + 1), start, cut: true, scissors: false }
  const scissors = findScissors(lines, top.next, findSeparator(lines, top.next, start) ?? start)
  if (scissors !== undefined)
    return { ...readInBodyHeaders(lines, scissors + 1, false), start, cut: true, scissors: true }
  return { ...top, start, cut: false, scissors: false }
}

/** The `From <commit>` line that git format-patch writes, above the headers of the file. */
function findFileHead(lines: readonly string[], diffStart: number): number | undefined {
  for (let index = 0; index < diffStart; index++) {
    if (COMMIT_LINE.test(at(lines, index)) && /^From: .*@/.test(lines[index + 1] ?? '')) return index
  }
  return undefined
}

/** The headers of a file of git format-patch and those in its body, which count: `format-patch --from` writes the author there. */
function readFileHeaders(lines: readonly string[], top: number): Pick<PatchStart, 'inBody' | 'next'> {
  const outer = readInBodyHeaders(lines, top, true)
  const { inBody, next } = readInBodyHeaders(lines, outer.next, false)
  const { from = outer.inBody.from, subject = outer.inBody.subject, date = outer.inBody.date } = inBody
  return { inBody: { from, subject, date }, next }
}

/** The last scissors line of a message, as for git-mailinfo(1) with --scissors. */
function findScissors(lines: readonly string[], from: number, to: number): number | undefined {
  for (let index = to - 1; index >= from; index--) if (isScissorsLine(at(lines, index))) return index
  return undefined
}

/**
 * Reads From, Subject and Date at line `top`, in any order, unfolded, and skips the blank line after them. In a file of git
 * format-patch, whose other headers (MIME-Version, Content-Type) are skipped, `file` is true.
 */
function readInBodyHeaders(
  lines: readonly string[],
  top: number,
  file: boolean,
): { readonly inBody: InBodyHeaders; readonly next: number } {
  let index = top
  while (index < lines.length && at(lines, index).trim() === '') index++
  const found: Record<string, string> = {}
  let name = ''
  for (; index < lines.length; index++) {
    const line = at(lines, index)
    const match = /^(From|Subject|Date):[ \t]*(\S.*)$/i.exec(line)
    if (match !== null) {
      name = (match[1] ?? '').toLowerCase()
      const value = (match[2] ?? '').trim()
      // "From: the manual ..." is prose; an author has an address.
      if (found[name] !== undefined || (name === 'from' && !value.includes('@'))) break
      found[name] = value
    } else if (file && /^[!-9;-~]{1,80}:/.test(line)) {
      name = 'other'
    } else if (name !== '' && /^[ \t]+\S/.test(line)) {
      found[name] = `${found[name] ?? ''} ${line.trim()}`
    } else break
  }
  const none = Object.keys(found).length === 0
  while (!none && index < lines.length && at(lines, index).trim() === '') index++
  return { inBody: { from: found.from, subject: found.subject, date: found.date }, next: index }
}

/** The first `---` line, which ends the message as for git-mailinfo(1); undefined when none precedes the diff. */
export function findSeparator(lines: readonly string[], from: number, diffStart: number): number | undefined {
  for (let index = from; index < diffStart; index++) if (SEPARATOR.test(at(lines, index))) return index
  return undefined
}

/**
 * The subject by which a mail is placed: its own, or that below a scissors line when it is an answer that posts a new version there,
 * as authors on the git list do (`Re: [PATCH 2/3]` above `Subject: [PATCH v2 2/3]`). `git am --scissors` reads it alike. Any other patch in an
 * answer is a suggestion, and the answer stays one. Linear.
 */
export function postedSubject({ subject, body }: { readonly subject: string; readonly body: string }): string {
  if (!/^subject:/im.test(body) || !parseSubject(subject).reply) return subject
  const { inBody, scissors } = findPatch(splitLines(body))
  if (!scissors || inBody.subject === undefined) return subject
  const { patch, reply, version } = parseSubject(inBody.subject)
  return patch && !reply && version !== null && version > 1 ? inBody.subject : subject
}
