import { createHash } from 'node:crypto'
import { parseNotice } from '../mail/notice'
import { normaliseTitle, parseSubject, withoutArea } from '../mail/subject'
import type { Message } from '../mail/types'
import { rememberByText } from '../memo'
import { fingerprintDiff } from '../patch/fingerprint'
import { classifyMail, isBackport } from '../series/kind'
import { findMentions } from '../series/mentions'

const DAY_MS = 24 * 60 * 60_000
/** A title of fewer words ("s390 fixes") is everybody's: it connects no strangers. */
const MIN_TITLE_WORDS = 4
/**
 * The lowest numbers of a fingerprint stand for the whole: two patches that share a part p of their lines share one of k
 * lowest with a chance of about 1 - (1 - p)^k (bottom-k sketch, Broder 1997); a series has a chance with each patch.
 */
const SKETCH_LINES = 3

/** What of a mail connects it to others. */
type KeyedMessage = Pick<Message, 'messageId' | 'references' | 'subject' | 'from' | 'body'>

/**
 * What connects a mail to others: two mails that share a key must be derived together, because a rule may join them.
 * Ids it has or answers; for postings the title, with the sender and (backports apart) alone, change-ids, ids of older
 * versions, a sketch of the code with the sender or author, and, where no thread holds a posting together, its markers within a day (in two overlapping days, so that an hour never falls between).
 * A notice that a patch was taken has the title of the patch and the id it links to.
 * Every rule of lib/series that looks from one mail to another needs its key here.
 */
export function clusterKeys(message: KeyedMessage, receivedMs: number, hasDiff: boolean): number[] {
  const { messageId, references, subject, from, body } = message
  const keys = [messageId, ...references].map((id) => `id ${id}`)
  const tag = parseSubject(subject)
  const kind = classifyMail({ tag, subject, hasDiff, answers: references.length > 0 })
  if (kind === 'cover' || kind === 'patch') {
    const senders = [from.email, from.name.toLowerCase()].filter((part) => part !== '')
    const mentions = findMentions(body)
    const title = normaliseTitle(tag.title)
    for (const sender of senders) keys.push(`title ${sender} ${title}`, `title ${sender} ${withoutArea(tag.title)}`)
    for (const id of mentions.changeIds) keys.push(`change ${id}`)
    for (const id of [...mentions.olderIds, ...mentions.supersededIds, ...mentions.supersedingIds])
      keys.push(`id ${id}`)
    if (!isBackport(tag.words)) {
      if (title.split(' ').length >= MIN_TITLE_WORDS) keys.push(`title ${title}`)
      const people = new Set([from.email, findInBodyAddress(body) ?? from.email])
      const lines = fingerprintDiff(body).slice(0, SKETCH_LINES)
      for (const person of people) for (const line of lines) keys.push(`line ${person} ${line}`)
    }
    if (references.length === 0 && tag.total !== null && tag.total > 1) {
      const marker = `${tag.version ?? 1} ${tag.total} ${tag.words.join(' ')}`
      const days = [Math.floor(receivedMs / DAY_MS), Math.floor(receivedMs / DAY_MS + 0.5) + 0.5]
      for (const sender of senders) for (const day of days) keys.push(`markers ${sender} ${marker} ${day}`)
    }
  }
  const notice = kind === 'notice' ? parseNotice(subject, body) : undefined
  if (notice !== undefined) {
    const title = normaliseTitle(notice.title)
    for (const id of notice.links) keys.push(`id ${id}`)
    if (title.split(' ').length >= MIN_TITLE_WORDS) keys.push(`title ${title}`)
  }
  return [...new Set(keys.map(hashKey))]
}

/** The address of a `From:` line at the top of a body, lower case. */
function findInBodyAddress(body: string): string | undefined {
  return /^\s*From: [^\n<]{0,200}<([^<>\s]{1,200})>/.exec(body.slice(0, 1_000))?.[1]?.toLowerCase()
}

/** The first 53 bits of SHA-256: fits a number and an SQLite integer. The mails of a thread share most of their keys. */
const hashKey = rememberByText((key) => {
  const bytes = createHash('sha256').update(key).digest()
  return bytes.readUIntBE(0, 6) * 32 + ((bytes[6] ?? 0) >> 3)
}, 300_000)
