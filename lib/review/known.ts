import { groupBy } from '../groupBy'
import { domainOf } from './basis'
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
  /** It is the answer to a pull request of the author. */
  readonly pulled?: boolean
}

/** Who is known for applying patches. */
export interface Known {
  /** Everywhere. */
  readonly known: Set<string>
  /** Where a series addresses them. */
  readonly takers: Set<string>
  /** Takers on lists of which they are regulars, too, whether a series addresses them or not. */
  readonly steady: Set<string>
}

/** A statement by the author of a series that it was applied. */
export interface OwnTaking {
  readonly author: string
  readonly series: number
  /** Months since 1970. */
  readonly month: number
  /** The mailboxes of others whose review tag the series had by then. */
  readonly approvers: readonly string[]
}

const MIN_AUTHORS = 5
const MIN_MONTHS = 3
const MIN_VOUCHERS = 3
/** Bots are neither addressed nor thanked, so less speaks for them. */
const MIN_BOT_VOUCHERS = 2

/**
 * Who is known for applying patches. It always takes several authors, so that what somebody, or a friend of theirs, says often does not help.
 *
 * `known`: whoever said so of series of five authors in three months, if three of these authors vouch for it, and at least half of those who addressed
 * anybody that writes here; on some lists nearly all patches go to the list alone. An author vouches by addressing the taker or by thanks in answer to the
 * statement; for a bot, by addressing the committer that it names, if that committer writes from the host of the bot.
 *
 * `takers`: whoever has applied series of two authors that addressed them.
 *
 * `steady`: those for whom authors vouch in three months, two of whom addressed them, have written in three months and are from two organisations
 * (<20210903125828.GL7616@orbyte.nwl.cc>); and whoever pulled, in three months, what somebody known asked them to pull
 * (<20210107144512.2021bd35@kicinski-fedora-pc1c0hjn.dhcp.thefacebook.com>).
 *
 * `monthsOf` says in how many months a mailbox has written to the lists.
 */
export function findKnown(takings: readonly Taking[], monthsOf: (mailbox: string) => number): Known {
  const known = new Set<string>()
  const takers = new Set<string>()
  const steady = new Set<string>()
  const byTaker = new Map<string, Taking[]>()
  for (const taking of takings) {
    const list = byTaker.get(taking.taker)
    if (list === undefined) byTaker.set(taking.taker, [taking])
    else list.push(taking)
  }
  for (const [taker, own] of byTaker) {
    const authorsOf = (some: readonly Taking[]) => new Set(some.map(({ author }) => author)).size
    const monthsIn = (some: readonly Taking[]) => new Set(some.map(({ month }) => month)).size
    const addressed = own.filter(({ voucher }) => voucher === 'addressed')
    const vouched = own.filter(({ voucher }) => voucher !== '')
    const vouchers = authorsOf(vouched)
    if (authorsOf(addressed) >= 2) takers.add(taker)
    const lasts = authorsOf(own) >= MIN_AUTHORS && monthsIn(own) >= MIN_MONTHS
    if (isBot({ name: '', email: taker })) {
      if (lasts && vouchers >= MIN_BOT_VOUCHERS) known.add(taker)
      continue
    }
    const addressing = own.filter(
      ({ voucher, named, author }) =>
        voucher === 'addressed' || named.some((mailbox) => mailbox !== author && monthsOf(mailbox) > 0),
    )
    if (2 * vouchers < authorsOf(addressing)) continue
    if (lasts && vouchers >= MIN_VOUCHERS) known.add(taker)
    const friends = addressed.filter(({ author }) => monthsOf(author) >= MIN_MONTHS)
    const organisations = new Set(friends.map(({ author }) => domainOf(author)))
    if (organisations.size >= 2 && monthsIn(vouched) >= MIN_MONTHS) steady.add(taker)
  }
  for (const [taker, own] of byTaker) {
    const months = own.filter(({ pulled, author }) => pulled && known.has(author)).map(({ month }) => month)
    if (!isBot({ name: '', email: taker }) && new Set(months).size >= MIN_MONTHS) steady.add(taker)
  }
  return { known, takers, steady }
}

const MIN_OWN_SERIES = 3
const MIN_OWN_MONTHS = 2

/**
 * Who applies what they wrote themselves: authors who said so of three series, in two months, that somebody who applies patches had approved by then.
 * What they say of series that nobody such has approved does not help. <7f8577a2-9aa5-2a09-9aa2-418d5c5d1d1b@fujitsu.com>.
 */
export function findOwnTakers(takings: readonly OwnTaking[], { known, takers }: Known): Set<string> {
  const approved = takings.filter(({ author, approvers }) =>
    approvers.some((one) => one !== author && (known.has(one) || takers.has(one))),
  )
  const found = [...groupBy(approved, ({ author }) => author)].filter(
    ([, own]) =>
      new Set(own.map(({ series }) => series)).size >= MIN_OWN_SERIES &&
      new Set(own.map(({ month }) => month)).size >= MIN_OWN_MONTHS,
  )
  return new Set(found.map(([author]) => author))
}
