import { findKnown } from '../../lib/review/basis'
import type { Db } from '../open'

export interface KnownRows {
  /** Mailboxes of those who are known for taking patches. */
  readonly find: () => Set<string>
  /** Mails whose sender was taken for a stranger and is known, or the other way round. */
  readonly misjudged: (known: ReadonlySet<string>) => number[]
}

/** Who is known on the whole archive as one who takes patches: read from the claims that rest on being addressed. */
export function openKnownRows(db: Db): KnownRows {
  const taken = db.prepare<[], { taker: string; author: string }>(
    `SELECT DISTINCT mailbox AS taker, author_email AS author FROM claims JOIN series ON series.id = claims.series
     WHERE basis = 'addressed' AND kind = 'applied'`,
  )
  const doubtful = db.prepare<[], { message: number; mailbox: string; basis: string }>(
    "SELECT message, mailbox, basis FROM claims WHERE basis IN ('known', 'none')",
  )
  return {
    find: () => findKnown(taken.all()),
    misjudged: (now) =>
      doubtful
        .all()
        .filter(({ mailbox, basis }) => now.has(mailbox) !== (basis === 'known'))
        .map(({ message }) => message),
  }
}
