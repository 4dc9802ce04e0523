import type { Db } from '../../open'
import { openHasCommitted } from '../../tree/deciders'
import { openIsKnown } from '../review/maintainers'

/** Prepares to check whether one of these mailboxes applies patches of others anywhere in the archive or in a git tree, or was named by the operator for anything. */
export function openIsMaintainer(db: Db): (mailboxes: readonly string[]) => boolean {
  const isKnown = openIsKnown(db)
  const hasCommitted = openHasCommitted(db)
  const isNamed = db
    .prepare<{ mailbox: string }, 1>('SELECT 1 FROM maintainers WHERE maintainers.email = @mailbox LIMIT 1')
    .pluck()
  return (mailboxes) =>
    mailboxes.some((mailbox) => isKnown(mailbox) || isNamed.get({ mailbox }) === 1 || hasCommitted(mailbox))
}
