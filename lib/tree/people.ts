import { plainName, sameMailbox } from '../mail/address'
import { resolveSender } from '../mail/rewrittenFrom'
import type { Address } from '../mail/types'

/** A commit keeps the From of its mail, also where a list has rewritten it ("Jane Doe via list <list@example.org>"); this is who wrote it. */
function writerOf(author: Address): Address {
  const nobody = { originals: [], replyTo: [], sender: [], to: [], cc: [], inBody: undefined }
  return resolveSender({ from: author, fromList: false, ...nobody, isList: () => false })
}

/**
 * Whether the author of a commit is the person whom a patch names: by address, or by a name of two words or more, since people commit from
 * another address than they post from. A name of one word is enough where a list has replaced the address.
 */
export function isSamePerson(author: Address, named: Address): boolean {
  const [left, right] = [writerOf(author), writerOf(named)]
  if (left.email !== '' && sameMailbox(left.email, right.email)) return true
  const name = plainName(left.name)
  const isOnlyName = left.email === '' && author.email !== ''
  return name !== '' && name === plainName(right.name) && (name.includes(' ') || isOnlyName)
}
