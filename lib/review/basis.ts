import { byTimeThenKey } from '../byTime'
import { splitEmail } from '../mail/address'
import type { Address } from '../mail/types'
import type { ReviewedReply, SeriesInput } from './input'
import { patchAuthors } from './speaker'

/**
 * Why somebody may be expected to decide about a series, that is to apply it or to refuse it:
 * - `author`: wrote or submitted it.
 * - `addressed`: its postings, or their trailers, name the address.
 * - `called`: somebody who may decide wrote to the address.
 * - `host`: writes from a host whose accounts are given to known developers and their scripts.
 * - `unknown`: no imported posting has recipients (pipermail drops them), so strangers cannot be recognised.
 * - `known`: known for applying patches that were addressed to them.
 * - `none`: a stranger, whose mail is shown but decides nothing.
 */
export type Basis = 'author' | 'addressed' | 'called' | 'known' | 'host' | 'unknown' | 'none'

/** <20220722233821.GA1979844@bhelgaas>, <164735165474.3687547.1964402001196947729.b4-ty@kernel.org>; tip-bot2 writes from linutronix.de. */
const VETTED_HOSTS = ['kernel.org', 'linuxfoundation.org', 'linux-foundation.org', 'linutronix.de']
/** The people who apply what is sent to these lists and to nobody by name: <YnEyEN7B1lBtECMg@kroah.com>. */
const TAKERS: Readonly<Record<string, readonly string[]>> = {
  'stable@vger.kernel.org': ['greg@kroah.com', 'gregkh@linuxfoundation.org', 'sashal@kernel.org'],
}

/** An address as it is compared: in lower case, without `+tag`. '' for a text that is not an address. */
export function mailboxKey(email: string): string {
  const parts = splitEmail(email)
  return parts === undefined ? '' : `${parts.local}@${parts.host}`
}

/**
 * The basis of every reply of a series, by its key. `known` holds mailbox keys. A mail that answers a stranger calls in nobody, because
 * reply-to-all repeats the addresses that the stranger wrote, and a stranger who has spoken stays one:
 * <your-ad-here.call-01661335172-ext-9896@work.hours> was called in by <YwXavKvCjHp9a84E@osiris>. Linear in mails and addresses.
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
      for (const { person } of patch.trailers) named.add(mailboxKey(person?.email ?? ''))
    }
  }
  const called = new Set<string>()
  const strangers = new Set<string>()
  const hasRecipients = versions.some(({ addressed }) => addressed.length > 0)
  const basisOf = ({ from }: ReviewedReply): Basis => {
    const key = mailboxKey(from.email)
    if (holds(authors, key)) return 'author'
    if (holds(named, key)) return 'addressed'
    if (called.has(key)) return 'called'
    if (isVetted(key)) return 'host'
    if (!hasRecipients) return 'unknown'
    // Asked last, so that who is known decides only about those who would be strangers: their series are derived again when it changes.
    return known.has(key) ? 'known' : 'none'
  }
  const bases = new Map<string, Basis>()
  for (const reply of [...replies].sort(byTimeThenKey)) {
    const basis = basisOf(reply)
    bases.set(reply.key, basis)
    if (basis === 'none') strangers.add(mailboxKey(reply.from.email))
    else if (bases.get(reply.parent ?? '') !== 'none')
      for (const key of reply.recipients.map(mailboxKey)) if (!strangers.has(key)) called.add(key)
  }
  return bases
}

/**
 * Mailbox keys of the people known for applying patches: each applied series of at least two people that were addressed to them, at least one
 * of these from a vetted host, because any stranger can post from two addresses and apply what they sent to themselves. `taken` pairs the
 * mailbox key of whoever applied a series with the address of its author.
 */
export function findKnown(taken: readonly { readonly taker: string; readonly author: string }[]): Set<string> {
  const authors = new Map<string, Set<string>>()
  for (const { taker, author } of taken) authors.set(taker, (authors.get(taker) ?? new Set()).add(mailboxKey(author)))
  return new Set([...authors].flatMap(([taker, keys]) => (keys.size >= 2 && [...keys].some(isVetted) ? [taker] : [])))
}

/** Whether the keys have this mailbox, or the same local part at a parent domain. */
function holds(keys: ReadonlySet<string>, key: string): boolean {
  if (key === '') return false
  const at = key.lastIndexOf('@')
  const labels = key.slice(at + 1).split('.')
  return labels.slice(0, 10).some((_, index) => {
    const rest = labels.slice(index)
    return rest.length >= 2 && keys.has(`${key.slice(0, at)}@${rest.join('.')}`)
  })
}

/**
 * Opens a check whether an address is that of an author at another top-level domain: <878r7ktljv.fsf@suse.de> answers for
 * <20231027104951.32464-1-rpalethorpe@suse.com>. With the same name, that is enough to answer a comment, though not to decide anything.
 */
export function openIsSibling(authors: readonly Address[]): (from: Address) => boolean {
  const stems = new Set(authors.flatMap(({ email }) => stemOf(email) ?? []))
  return ({ email }) => {
    const stem = stemOf(email)
    return stem !== undefined && stems.has(stem)
  }
}

/** A mailbox without its top-level domain. */
function stemOf(email: string): string | undefined {
  const key = mailboxKey(email)
  const dot = key.lastIndexOf('.')
  return dot > key.lastIndexOf('@') ? key.slice(0, dot) : undefined
}

function isVetted(key: string): boolean {
  const host = key.slice(key.lastIndexOf('@') + 1)
  return VETTED_HOSTS.some((vetted) => host === vetted || host.endsWith(`.${vetted}`))
}

/** Whether what somebody says becomes of the patches decides it. */
export function mayDecide(basis: Basis): boolean {
  return basis !== 'none'
}

/** Whether what somebody asks for counts for state and turn. */
export function mayComment(basis: Basis): boolean {
  return basis !== 'none'
}
