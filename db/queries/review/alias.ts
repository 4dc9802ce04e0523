import { sameMailbox } from '../../../lib/mail/address'

/**
 * The address a word came from when only the name ties it to the other addresses of a person; '' when the person has one mailbox. Anybody can
 * write a name, so it is shown beside it.
 */
export function aliasOf(emails: readonly string[], from: string): string {
  const own = emails.some((email) => email === from || sameMailbox(email, from))
  const others = emails.some((email) => email !== from && !sameMailbox(email, from))
  return own && others ? from : ''
}
