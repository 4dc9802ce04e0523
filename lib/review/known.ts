import { isBot } from './speaker'

/** What somebody else than the sender says for a statement that patches were applied; '' for nothing. */
export type Voucher = 'addressed' | 'thanked' | 'host' | 'commit' | ''

/** A statement that a series was applied or a pull request pulled, by somebody who did not write it. */
export interface Taking {
  /** Mailboxes of whoever says so, and of the author of the series. */
  readonly taker: string
  readonly author: string
  /** Months since 1970. */
  readonly month: number
  readonly voucher: Voucher
  /** The mailboxes that the postings name, when the taker is not among them. */
  readonly named: readonly string[]
}

/** Who is known for applying patches. */
export interface Known {
  /** Everywhere. */
  readonly known: Set<string>
  /** Where a series addresses them. */
  readonly takers: Set<string>
}

const MIN_AUTHORS = 5
const MIN_MONTHS = 3
const MIN_VOUCHERS = 3
/** Bots are neither addressed nor thanked, so less speaks for them. */
const MIN_BOT_VOUCHERS = 2

/**
 * Who is known for applying patches. Everywhere: whoever said so of series of five authors in three months, three of whom vouch for it, and at least
 * half of those who addressed anybody that writes here; on some lists nearly all patches go to the list alone. An author vouches by addressing the
 * taker, by thanks in answer to the statement, and for a bot by addressing the committer that it names, if that one writes from the host of the
 * bot. Where they are addressed: whoever has applied series of two authors that addressed them. What the taker, or a friend of
 * the taker, says often does not help: it takes several authors. `writes` tells whether a mailbox has written to one of the lists.
 */
export function findKnown(takings: readonly Taking[], writes: (mailbox: string) => boolean): Known {
  const known = new Set<string>()
  const takers = new Set<string>()
  const byTaker = new Map<string, Taking[]>()
  for (const taking of takings) {
    const list = byTaker.get(taking.taker)
    if (list === undefined) byTaker.set(taking.taker, [taking])
    else list.push(taking)
  }
  for (const [taker, own] of byTaker) {
    const authorsOf = (some: readonly Taking[]) => new Set(some.map(({ author }) => author)).size
    if (authorsOf(own.filter(({ voucher }) => voucher === 'addressed')) >= 2) takers.add(taker)
    if (authorsOf(own) < MIN_AUTHORS || new Set(own.map(({ month }) => month)).size < MIN_MONTHS) continue
    const vouchers = authorsOf(own.filter(({ voucher }) => voucher !== ''))
    if (isBot({ name: '', email: taker })) {
      if (vouchers >= MIN_BOT_VOUCHERS) known.add(taker)
      continue
    }
    const addressing = own.filter(
      ({ voucher, named, author }) =>
        voucher === 'addressed' || named.some((mailbox) => mailbox !== author && writes(mailbox)),
    )
    if (vouchers >= MIN_VOUCHERS && 2 * vouchers >= authorsOf(addressing)) known.add(taker)
  }
  return { known, takers }
}
