import { splitEmail } from '../mail/address'
import { parseTrailerPerson } from '../patch/trailer'
import type { ReviewedReply, SeriesInput } from './input'
import { patchAuthors } from './speaker'

/**
 * Why somebody may be expected to decide about a series, to take it or to refuse it: made it (`author`); its postings or their trailers name the
 * address (`addressed`); one of these wrote to it (`called`); is known for taking patches that were addressed to it (`known`); writes from a host whose
 * accounts are given to known developers and their scripts (`host`). `unknown`: no posting on record says whom it went to (pipermail
 * drops that), so that nobody can be told for a stranger. `none`: a stranger, whose word is shown and decides nothing.
 */
export type Basis = 'author' | 'addressed' | 'called' | 'known' | 'host' | 'unknown' | 'none'

/** <20220722233821.GA1979844@bhelgaas>, <164735165474.3687547.1964402001196947729.b4-ty@kernel.org>; tip-bot2 writes from linutronix.de. */
const VETTED_HOSTS = ['kernel.org', 'linuxfoundation.org', 'linux-foundation.org', 'linutronix.de']
/** <YnEyEN7B1lBtECMg@kroah.com>: who takes what is sent to these lists and to nobody by name. */
const TAKERS: Readonly<Record<string, readonly string[]>> = {
  'stable@vger.kernel.org': ['greg@kroah.com', 'gregkh@linuxfoundation.org', 'sashal@kernel.org'],
}

/** An address as it is compared: without `+tag`, lower case; '' for what is no address. */
export function mailboxKey(email: string): string {
  const parts = splitEmail(email)
  return parts === undefined ? '' : `${parts.local}@${parts.host}`
}

/**
 * The basis of every reply of a series, by key. `known` holds mailbox keys. A mail that answers a stranger calls in nobody, for reply-to-all
 * repeats what the stranger wrote, and who has spoken as a stranger stays one: <your-ad-here.call-01661335172-ext-9896@work.hours> was
 * called in by <YwXavKvCjHp9a84E@osiris>. Linear in mails and addresses.
 */
export function findBases(
  { versions, replies }: Pick<SeriesInput, 'versions' | 'replies'>,
  known: ReadonlySet<string>,
): Map<string, Basis> {
  const authors = new Set<string>()
  const named = new Set<string>()
  for (const { sender, addressed, patches } of versions) {
    authors.add(mailboxKey(sender.email))
    for (const email of addressed) for (const one of [email, ...(TAKERS[email] ?? [])]) named.add(mailboxKey(one))
    for (const { patch } of patches) {
      for (const { email } of patchAuthors(patch)) authors.add(mailboxKey(email))
      for (const { value } of patch.trailers) named.add(mailboxKey(parseTrailerPerson(value)?.email ?? ''))
    }
  }
  const called = new Set<string>()
  const strangers = new Set<string>()
  const basisOf = ({ from }: ReviewedReply): Basis => {
    const key = mailboxKey(from.email)
    if (holds(authors, key)) return 'author'
    if (holds(named, key)) return 'addressed'
    if (known.has(key)) return 'known'
    if (called.has(key)) return 'called'
    if (isVetted(key)) return 'host'
    return versions.some(({ addressed }) => addressed.length > 0) ? 'none' : 'unknown'
  }
  const ordered = [...replies].sort((a, b) => a.orderMs - b.orderMs || (a.key < b.key ? -1 : 1))
  const bases = new Map<string, Basis>()
  for (const reply of ordered) {
    const basis = basisOf(reply)
    bases.set(reply.key, basis)
    if (basis === 'none') strangers.add(mailboxKey(reply.from.email))
    else if (bases.get(reply.parent ?? '') !== 'none')
      for (const key of reply.recipients.map(mailboxKey)) if (!strangers.has(key)) called.add(key)
  }
  return bases
}

/**
 * Mailbox keys of those who are known for taking patches: each took series of at least two people that were addressed to it, one of them
 * from a vetted host, for any stranger can post under two addresses and take what is sent to himself. `taken` has a taker's mailbox key
 * and the author's address.
 */
export function findKnown(taken: readonly { readonly taker: string; readonly author: string }[]): Set<string> {
  const authors = new Map<string, Set<string>>()
  for (const { taker, author } of taken) authors.set(taker, (authors.get(taker) ?? new Set()).add(mailboxKey(author)))
  return new Set([...authors].flatMap(([taker, keys]) => (keys.size >= 2 && [...keys].some(isVetted) ? [taker] : [])))
}

/** The mailbox itself, or the same local part at a host above or below. */
function holds(keys: ReadonlySet<string>, key: string): boolean {
  if (key === '') return false
  const at = key.lastIndexOf('@')
  const labels = key.slice(at + 1).split('.')
  return labels.slice(0, 10).some((_, index) => {
    const rest = labels.slice(index)
    return rest.length >= 2 && keys.has(`${key.slice(0, at)}@${rest.join('.')}`)
  })
}

function isVetted(key: string): boolean {
  const host = key.slice(key.lastIndexOf('@') + 1)
  return VETTED_HOSTS.some((vetted) => host === vetted || host.endsWith(`.${vetted}`))
}
