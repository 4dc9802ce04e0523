import { mailAnchor } from './code/anchor'

/** A mail in short, for what a browser remembers: 28 bits tell the mails of one series apart. */
export function mailMark(messageId: string): string {
  return mailAnchor(messageId).slice(1, 8)
}

/** Several mails, as an attribute holds them. */
export function mailMarks(messageIds: readonly string[]): string {
  return messageIds.map(mailMark).join(' ')
}
