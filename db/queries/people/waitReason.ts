import { mailboxKey } from '../../../lib/review/basis'
import type { Duty } from '../../../lib/review/duty'
import type { Db } from '../../open'
import { findAppliedFolder } from '../review/appliesHere'
import { findNamed, hasTree, offersToApply, recipientsOf } from '../review/maintainers'
import type { WaitReason } from '../views'
import type { UnderWay } from './underWay'

/** Why a series is waiting on the person with these mailboxes for this duty. */
export function findWaitReason(
  db: Db,
  { id, author_email, turn, turn_people }: Pick<UnderWay, 'id' | 'author_email' | 'turn' | 'turn_people'>,
  duty: Duty,
  mailboxes: ReadonlySet<string>,
): WaitReason | null {
  if (duty === 'look-again' || turn === 'author' || turn === 'nobody') return null
  if (turn_people !== '[]') return { kind: 'said' }
  const own = [...mailboxes]
  const isAuthor = duty === 'apply' && own.includes(mailboxKey(author_email))
  if (isAuthor && (offersToApply(db, id) || hasTree(db, id, author_email))) return { kind: 'offered' }
  const named = findNamed(db, id)
  if (own.some((mailbox) => named.has(mailbox))) return { kind: 'operator' }
  const { to, cc } = recipientsOf(db, id)
  const isOwn = ({ email }: { readonly email: string }) => mailboxes.has(mailboxKey(email))
  const found = to.find(isOwn) ?? cc.find(isOwn)
  if (found === undefined) return duty === 'apply' ? findUsual(db, id, own) : null
  const { folder = null, applied = 0 } = findAppliedFolder(db, id, mailboxKey(found.email)) ?? {}
  return { kind: 'sent', field: to.some(isOwn) ? 'to' : 'cc', folder, applied }
}

/** The folder of a series that was not sent to somebody, in which they applied others. */
function findUsual(db: Db, series: number, mailboxes: readonly string[]): WaitReason | null {
  const applied = mailboxes.flatMap((mailbox) => findAppliedFolder(db, series, mailbox) ?? [])[0]
  return applied === undefined ? null : { kind: 'usual', ...applied }
}
