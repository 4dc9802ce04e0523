import { createHash } from 'node:crypto'
import { normaliseTitle, parseSubject } from '../mail/subject'
import type { Message } from '../mail/types'
import { classifyMail } from '../series/kind'
import { findMentions } from '../series/mentions'

const DAY_MS = 24 * 60 * 60_000

/**
 * What connects a mail to others: two mails that share a key must be derived together, because a rule may join them.
 * Ids it has or answers; for postings the title with the sender, change-ids, ids of older versions, and, where no thread
 * holds a posting together, its markers within a day (in two overlapping days, so that an hour never falls between).
 * Every rule of lib/series that looks from one mail to another needs its key here.
 */
export function clusterKeys(message: Message, receivedMs: number, hasDiff: boolean): number[] {
  const { messageId, references, subject, from, body } = message
  const keys = [messageId, ...references].map((id) => `id ${id}`)
  const tag = parseSubject(subject)
  const kind = classifyMail({ tag, subject, hasDiff, answers: references.length > 0 })
  if (kind === 'cover' || kind === 'patch') {
    const senders = [from.email, from.name.toLowerCase()].filter((part) => part !== '')
    const mentions = findMentions(body)
    for (const sender of senders) keys.push(`title ${sender} ${normaliseTitle(tag.title)}`)
    for (const id of mentions.changeIds) keys.push(`change ${id}`)
    for (const id of [...mentions.olderIds, ...mentions.supersededIds]) keys.push(`id ${id}`)
    if (references.length === 0 && tag.total !== null && tag.total > 1) {
      const marker = `${tag.version ?? 1} ${tag.total} ${tag.words.join(' ')}`
      const days = [Math.floor(receivedMs / DAY_MS), Math.floor(receivedMs / DAY_MS + 0.5) + 0.5]
      for (const sender of senders) for (const day of days) keys.push(`markers ${sender} ${marker} ${day}`)
    }
  }
  return [...new Set(keys.map(hashKey))]
}

/** The first 53 bits of SHA-256: fits a number and an SQLite integer. */
function hashKey(key: string): number {
  const bytes = createHash('sha256').update(key).digest()
  return bytes.readUIntBE(0, 6) * 32 + ((bytes[6] ?? 0) >> 3)
}
