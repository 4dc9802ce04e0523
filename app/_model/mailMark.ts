import { mailAnchor } from './code/anchor'

/** A large series names each of its mails several times, and hashing is slower than a lookup. */
const known = new Map<string, string>()
const MAX_KNOWN = 20_000

/** A short mark of a mail, which browsers remember. Its 28 bits are enough to tell the mails of one series apart. */
export function mailMark(messageId: string): string {
  const found = known.get(messageId)
  if (found !== undefined) return found
  if (known.size >= MAX_KNOWN) known.clear()
  const mark = mailAnchor(messageId).slice(1, 8)
  known.set(messageId, mark)
  return mark
}

/** The marks of several mails, as the value of an attribute. */
export function mailMarks(messageIds: readonly string[]): string {
  return messageIds.map(mailMark).join(' ')
}
