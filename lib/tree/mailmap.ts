import { isAddress, splitEmail } from '../mail/address'

/** An address, and the one that stands for the same person. */
export interface MappedAddress {
  readonly mailbox: string
  /** Mapped to itself in an entry of its own. */
  readonly person: string
}

/** Lines, addresses of one person and steps from one address to the next that are read. */
const MAX_LINES = 50_000
const MAX_ADDRESSES = 50
const MAX_STEPS = 10

const ADDRESS = /<([^<>\s]{1,320})>/g

/**
 * Reads which addresses a `.mailmap` gives to one person: `Ann Poe <ann@new> <ann@old>` and `Ann Poe <ann@new> Ann <ann@old>`. Lines
 * that only correct a name say nothing of addresses. An address that the file gives to two people is nobody's: several people have committed
 * from that of a list. Sorted; [] for a text without such lines. Never fails, linear.
 */
export function parseMailmap(text: string): MappedAddress[] {
  const targets = new Map<string, Set<string>>()
  for (const line of text.split('\n', MAX_LINES)) {
    if (line.startsWith('#') || line.length > 1_000) continue
    const [proper, used] = [...line.matchAll(ADDRESS)].map(([, email = '']) => email)
    const [person, mailbox] = [keyOf(proper), keyOf(used)]
    if (person === undefined || mailbox === undefined || person === mailbox) continue
    const known = targets.get(mailbox)
    if (known === undefined) targets.set(mailbox, new Set([person]))
    else known.add(person)
  }
  const only = (mailbox: string): string | undefined => {
    const persons = targets.get(mailbox)
    return persons?.size === 1 ? [...persons][0] : undefined
  }
  const groups = new Map<string, string[]>()
  for (const mailbox of [...targets.keys()].sort()) {
    let person = only(mailbox)
    if (person === undefined) continue
    // A person who moved twice has two lines, the older of which may name the address in between.
    for (let step = 0; step < MAX_STEPS; step++) person = only(person) ?? person
    // Given to several people, or to each other.
    if (targets.has(person)) continue
    const group = groups.get(person)
    if (group === undefined) groups.set(person, [mailbox])
    else if (group.length < MAX_ADDRESSES) group.push(mailbox)
  }
  return [...groups]
    .flatMap(([person, mailboxes]) => [person, ...mailboxes].map((mailbox) => ({ mailbox, person })))
    .sort((a, b) => (a.mailbox < b.mailbox ? -1 : 1))
}

/** The address in lower case without `+tag`; undefined for what is not an address. */
function keyOf(text = ''): string | undefined {
  const parts = isAddress(text) && !/\p{C}/u.test(text) ? splitEmail(text) : undefined
  return parts === undefined || parts.local === '' ? undefined : `${parts.local}@${parts.host}`
}
