import { decodeText } from '../mail/charset'
import type { Address } from '../mail/types'

/** A commit object of git: its headers and its message, decoded. */
export interface CommitObject {
  readonly parents: readonly string[]
  readonly author: Address
  readonly committer: Address
  readonly authoredMs: number
  readonly committedMs: number
  readonly message: string
}

const LF = 0x0a
const SECOND_MS = 1_000
/** The last second of the year 9999. */
const LATEST_SECONDS = 253_402_300_799

/**
 * Reads the bytes of a commit, as `git cat-file commit` prints them. What is missing or cannot be read is empty, and a date is 1970; dates before 1970 and
 * after 9999 become the nearest that is in between. Text is decoded as the `encoding` header says, else as mail is, and loses its NULs. Linear.
 */
export function parseCommitObject(bytes: Buffer): CommitObject {
  const end = bytes.indexOf('\n\n', 0, 'latin1')
  const head = bytes.subarray(0, end < 0 ? bytes.length : end)
  const message = end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 2)
  const fields = headerFields(head)
  const label = fields.get('encoding')?.[0]?.toString('latin1').trim() ?? ''
  const author = parsePerson(fields.get('author')?.[0], label)
  const committer = parsePerson(fields.get('committer')?.[0], label)
  return {
    parents: (fields.get('parent') ?? []).map((parent) => parent.toString('latin1').trim()),
    author: author.address,
    committer: committer.address,
    authoredMs: author.ms,
    committedMs: committer.ms,
    message: decode(message, label),
  }
}

/** The values of the headers by name. Lines that continue a header, as in a signature, are left out. */
function headerFields(head: Buffer): Map<string, Buffer[]> {
  const fields = new Map<string, Buffer[]>()
  for (let from = 0; from < head.length; ) {
    const found = head.indexOf(LF, from)
    const line = head.subarray(from, found < 0 ? head.length : found)
    from += line.length + 1
    const blank = line.indexOf(' ')
    if (blank <= 0) continue
    const name = line.toString('latin1', 0, blank)
    const values = fields.get(name)
    if (values === undefined) fields.set(name, [line.subarray(blank + 1)])
    else values.push(line.subarray(blank + 1))
  }
  return fields
}

/** `Ada Author <ada@example.org> 1700000000 +0100`. */
function parsePerson(line: Buffer | undefined, label: string): { readonly address: Address; readonly ms: number } {
  const text = line === undefined ? '' : decode(line, label)
  const open = text.indexOf('<')
  const close = text.lastIndexOf('>')
  const name = (open < 0 ? text : text.slice(0, open)).trim()
  const email =
    open >= 0 && close > open
      ? text
          .slice(open + 1, close)
          .trim()
          .toLowerCase()
      : ''
  const seconds = Number(/^\s*(-?\d{1,20})(?:\s|$)/.exec(text.slice(close + 1))?.[1] ?? 0)
  return { address: { name, email }, ms: Math.min(Math.max(seconds, 0), LATEST_SECONDS) * SECOND_MS }
}

function decode(bytes: Buffer, label: string): string {
  return decodeText(bytes, label).text.replaceAll('\0', '')
}
