import type { Issue } from '../issue'
import { MAX_ID_LENGTH } from '../messageId'
import { figure } from '../text'
import { isAddress } from './address'
import { separateFiles } from './attachedFiles'
import { isAutomatic } from './automatic'
import { decodeWords, repairHeaders } from './charset'
import { hashContent } from './contentHash'
import { parseMailDate } from './date'
import {
  type HeaderField,
  headerValues,
  MAX_HEADER_BYTES,
  MAX_HEADER_VALUE,
  parseHeaderBlock,
  parseMessageIds,
} from './header'
import { limitText } from './longText'
import { findMessageId } from './mailId'
import { readMime } from './mime'
import { limitMail } from './parts'
import { cleanText, type DecodedMail, readPlain } from './plain'
import { findSkew, readReceived } from './received'
import { readCorrespondents } from './sender'
import type { Message, MessageId } from './types'
import { outerIds, unwrapMail } from './wrapped'

/** A mail that can be imported, or the reason why it cannot. */
export type ParsedMessage =
  | {
      readonly kind: 'message'
      readonly message: Message
      /** Raw mails that the files of git format-patch attached to this one make, when there are several: see attachedFiles.ts. */
      readonly files: readonly Buffer[]
    }
  | { readonly kind: 'rejected'; readonly reason: string }

/** Most mailing lists of one mail; a hostile one names thousands. */
const MAX_LISTS = 100

/**
 * Decodes one raw mail. mailparser does charsets, transfer encodings, format=flowed and MIME, but plain mail takes the short path of
 * plain.ts. Identity and threading are read from the raw headers, because mailparser appends words to ids (`<id> (X's message of "...")`)
 * and merges repeated fields. A mail that cannot be attributed to anyone (no readable From) is rejected with the reason; any smaller fault
 * is an Issue. Never throws on bad mail.
 */
export function parseMessage(raw: Buffer): Promise<ParsedMessage> {
  return parseWith(readPlain, raw)
}

/** The same without the short path of plain.ts: for the test that holds one to the other, and for measuring what the short path saves. */
export function parseWithMailparser(raw: Buffer): Promise<ParsedMessage> {
  return parseWith(() => undefined, raw)
}

async function parseWith(shortcut: typeof readPlain, whole: Buffer): Promise<ParsedMessage> {
  const separated = separateFiles(unwrapMail(whole))
  const { raw, block, issues: limits } = limitMail(separated.raw)
  const issues: Issue[] = [...limits]
  if (block.fields.length === 0) return { kind: 'rejected', reason: 'it has no header fields' }
  const { raw: sound, repaired } = repairHeaders(raw, block)
  if (repaired)
    issues.push({
      code: 'charset',
      text: 'The charset of some header text is missing or wrong; it was read as UTF-8 or windows-1252.',
    })
  const soundBlock = sound === raw ? block : parseHeaderBlock(sound)
  let decoded: DecodedMail
  try {
    decoded = shortcut(sound, soundBlock) ?? (await readMime(sound, issues))
  } catch (error) {
    return { kind: 'rejected', reason: `its MIME structure cannot be read: ${(error as Error).message}` }
  }
  if (decoded.text.includes('\0'))
    issues.push({ code: 'charset', text: 'The text contained NUL characters, which were dropped.' })
  const text = cleanText(decoded.text)
  const people = readCorrespondents(decoded, soundBlock.fields, issues)
  if (people === undefined) return { kind: 'rejected', reason: `it has no readable From${withinLimits(limits)}` }
  const subject = readSubject(decoded.subject, issues)
  const sent = parseMailDate(headerValues(block.fields, 'date')[0] ?? '')
  if (sent === undefined) issues.push({ code: 'no-date', text: 'The Date header is missing or cannot be true.' })
  const receivedAtMs = readReceived(block.fields)
  if (sent !== undefined && receivedAtMs !== null) issues.push(...findSkew(sent.ms, receivedAtMs))
  const contentHash = hashContent({ subject, sentAtMs: sent?.ms ?? null, body: text })
  const messageId = readMessageId(block.fields, contentHash, issues)
  const body = limitText(text)
  issues.push(...body.issues)
  const message: Message = {
    messageId,
    contentHash,
    subject,
    ...people,
    sentAtMs: sent?.ms ?? null,
    sentZoneMinutes: sent?.zoneMinutes ?? 0,
    receivedAtMs,
    references: readReferences(block.fields, messageId, issues),
    outerIds: outerIds(whole),
    lists: readLists(block.fields, issues),
    body: body.text,
    succession: readSuccession(block.fields),
    automatic: isAutomatic(block.fields, subject),
    issues: withoutRepeats(issues),
  }
  return { kind: 'message', message, files: separated.files }
}

function withinLimits(limits: readonly Issue[]): string {
  const cut = limits.some(({ code }) => code === 'header-cut')
  return cut ? ` in the ${figure(MAX_HEADER_BYTES)} bytes that are read of its headers` : ''
}

function readSubject(decoded: string, issues: Issue[]): string {
  const subject = decoded
    .replaceAll('\0', '')
    .replace(/[\t-\r ]+/g, ' ')
    .trim()
  if (subject === '') issues.push({ code: 'no-subject', text: 'The mail has no subject.' })
  if (subject.length > MAX_HEADER_VALUE) {
    const text = `The subject is longer than the ${figure(MAX_HEADER_VALUE)} characters that are read.`
    issues.push({ code: 'header-cut', text })
  }
  return subject.slice(0, MAX_HEADER_VALUE)
}

/** Many parts of one mail may have the same fault; it is reported once. */
function withoutRepeats(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [`${issue.code} ${issue.text}`, issue])).values()]
}

function readMessageId(fields: readonly HeaderField[], contentHash: string, issues: Issue[]): MessageId {
  const { id, tooLong } = findMessageId(fields)
  if (id !== undefined) return id
  const why = tooLong
    ? `has a Message-ID longer than the ${MAX_ID_LENGTH} characters that are read`
    : 'has no usable Message-ID'
  issues.push({ code: 'no-message-id', text: `The mail ${why}; one was made from its content.` })
  return `${contentHash.slice(0, 32)}@no-message-id.invalid` as MessageId
}

/** The mails that this one answers: In-Reply-To first, then References from the nearest to the farthest. */
function readReferences(fields: readonly HeaderField[], own: MessageId, issues: Issue[]): MessageId[] {
  const parents = headerValues(fields, 'in-reply-to').flatMap((value) => parseMessageIds(decodeWords(value)))
  const ancestors = headerValues(fields, 'references').flatMap((value) => parseMessageIds(decodeWords(value)))
  const all = [...new Set([...parents.slice(0, 1), ...ancestors.reverse(), ...parents.slice(1)])]
  const read = all.filter((id) => id.length <= MAX_ID_LENGTH)
  if (read.length < all.length) {
    const text = `An id that the mail answers is longer than the ${MAX_ID_LENGTH} characters that are read, and was left out.`
    issues.push({ code: 'header-cut', text })
  }
  return read.filter((id) => id !== own)
}

/** The fields that name other versions, and the lines of text that say the same. Newer versions of b4 write X-Change-ID into the first mail of a series. */
const SUCCESSION: ReadonlyMap<string, string> = new Map([
  ['supersedes', 'Supersedes'],
  ['obsoletes', 'Obsoletes'],
  ['superseded-by', 'Superseded-by'],
  ['obsoleted-by', 'Obsoleted-by'],
  ['x-change-id', 'Change-id'],
])
/** Most such fields that are read. */
const MAX_SUCCESSION = 30

function readSuccession(fields: readonly HeaderField[]): string {
  return fields
    .flatMap(({ name, value }) => {
      const label = SUCCESSION.get(name)
      return label === undefined ? [] : [`${label}: ${value.slice(0, MAX_HEADER_VALUE)}\n`]
    })
    .slice(0, MAX_SUCCESSION)
    .join('')
}

/** The lists that the mail came through. `<linux-s390.vger.kernel.org>` becomes linux-s390@vger.kernel.org when X-Mailing-List says so. */
function readLists(fields: readonly HeaderField[], issues: Issue[]): string[] {
  const posted = headerValues(fields, 'x-mailing-list').map((value) => value.trim().toLowerCase())
  const lists = new Set(posted.filter(isAddress))
  const known = new Set([...lists].map((list) => list.replace('@', '.')))
  for (const value of headerValues(fields, 'list-id')) {
    const id = /<([^<>\s]{1,200})>/.exec(value.slice(0, MAX_HEADER_VALUE))?.[1]?.toLowerCase()
    if (id !== undefined && !known.has(id)) lists.add(id)
  }
  if (lists.size > MAX_LISTS) {
    issues.push({ code: 'header-cut', text: `The mail names ${figure(lists.size)} lists; ${MAX_LISTS} are read.` })
  }
  return [...lists].sort().slice(0, MAX_LISTS)
}
