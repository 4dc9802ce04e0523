import { mailAnchor } from './code/anchor'

/** A large series names each of its mails several times, and a hash is slower than a look. */
const known = new Map<string, string>()
const MAX_KNOWN = 20_000

/** A mail in short, for what a browser remembers: 28 bits tell the mails of one series apart. */
export function mailMark(messageId: string): string {
  const found = known.get(messageId)
  if (found !== undefined) return found
  if (known.size >= MAX_KNOWN) known.clear()
  const mark = mailAnchor(messageId).slice(1, 8)
  known.set(messageId, mark)
  return mark
}

/** Several mails, as an attribute holds them. */
export function mailMarks(messageIds: readonly string[]): string {
  return messageIds.map(mailMark).join(' ')
}
