import { createHash } from 'node:crypto'
import { DAY_MS } from '../isoTime'
import { normaliseTitle } from '../mail/subject'
import type { Message } from '../mail/types'
import { fingerprintDiff } from '../patch/fingerprint'
import { isBackport, type ReadSubject, readSubject } from '../series/kind'
import { findMentions, type Mentions } from '../series/mentions'
import { findReferences, type Reference } from '../series/references'

/** A shorter title ("s390 fixes") is too common to connect mails by different senders. */
const MIN_TITLE_WORDS = 4
/**
 * The lowest numbers of a fingerprint represent all of it: two patches that share a part p of their lines share one of the k
 * lowest with a probability of about 1 - (1 - p)^k (bottom-k sketch, Broder 1997), and a series has that chance with each patch.
 */
const SKETCH_LINES = 3

/** The fields of a mail that connect it to others. */
type ConnectedMessage = Pick<Message, 'messageId' | 'references' | 'subject' | 'from' | 'body'>

/** The connections of one mail to others, read once when the mail is stored. */
export interface Connections {
  /** Numbers; two mails that share one are derived together, because a rule may join them. */
  readonly keys: readonly number[]
  readonly references: readonly Reference[]
}

/**
 * Reads the keys of a mail and its references to others. Every mail has a key for its own id and for each id that it answers. A
 * posting also has keys for its title (together with the sender, and alone unless it is a backport), its change-ids, the ids of older
 * versions that it names, a sketch of its code (together with sender or author), and, if it is not threaded, its markers within a day.
 * A notice that a patch was applied has keys for the title of that patch and the id that it links to. A rule of lib/series that
 * connects two mails only works if both have a key for it here.
 */
export function readConnections(message: ConnectedMessage, receivedMs: number, hasDiff: boolean): Connections {
  const { messageId, references, body } = message
  const read = readSubject(message, hasDiff)
  const keys = [messageId, ...references].map((id) => `id ${id}`)
  const found: Reference[] = []
  if (read.kind === 'cover' || read.kind === 'patch') {
    const mentions = findMentions(body)
    keys.push(...postingKeys(message, receivedMs, read, mentions))
    found.push(...findReferences({ body, kind: read.kind, titleKey: read.titleKey, changeIds: mentions.changeIds }))
  }
  if (read.kind === 'notice' && read.notice !== undefined) {
    for (const id of read.notice.links) keys.push(`id ${id}`)
    keys.push(...titleKeys(normaliseTitle(read.notice.title)))
  }
  return { keys: [...new Set(keys.map(hashKey))], references: found }
}

function postingKeys(
  { references, from, body }: ConnectedMessage,
  receivedMs: number,
  { tag, titleKey, bareTitleKey }: ReadSubject,
  { changeIds, olderIds, supersededIds, supersedingIds }: Mentions,
): string[] {
  const senders = [from.email, from.name.toLowerCase()].filter((part) => part !== '')
  const keys = senders.flatMap((sender) => [`title ${sender} ${titleKey}`, `title ${sender} ${bareTitleKey}`])
  keys.push(...changeIds.map((id) => `change ${id}`))
  keys.push(...[...olderIds, ...supersededIds, ...supersedingIds].map((id) => `id ${id}`))
  if (!isBackport(tag.words)) {
    const people = new Set([from.email, findInBodyAddress(body) ?? from.email])
    const lines = fingerprintDiff(body).slice(0, SKETCH_LINES)
    keys.push(...titleKeys(titleKey))
    for (const person of people) keys.push(...lines.map((line) => `line ${person} ${line}`))
  }
  if (references.length === 0 && tag.total !== null && tag.total > 1) {
    const marker = `${tag.version ?? 1} ${tag.total} ${tag.words.join(' ')}`
    // Days overlap by half, so that mails an hour apart always share one.
    const days = [Math.floor(receivedMs / DAY_MS), Math.floor(receivedMs / DAY_MS + 0.5) + 0.5]
    for (const sender of senders) keys.push(...days.map((day) => `markers ${sender} ${marker} ${day}`))
  }
  return keys
}

function titleKeys(title: string): string[] {
  return title.split(' ').length >= MIN_TITLE_WORDS ? [`title ${title}`] : []
}

/** The address in a `From:` line at the top of a body, in lower case. */
function findInBodyAddress(body: string): string | undefined {
  return /^\s*From: [^\n<]{0,200}<([^<>\s]{1,200})>/.exec(body.slice(0, 1_000))?.[1]?.toLowerCase()
}

/** The first 53 bits of SHA-256, which fit a number and an SQLite integer. */
function hashKey(key: string): number {
  const bytes = createHash('sha256').update(key).digest()
  return bytes.readUIntBE(0, 6) * 32 + (bytes.readUInt8(6) >> 3)
}
