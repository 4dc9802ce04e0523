import { sameMailbox, splitEmail } from '../mail/address'
import type { Address } from '../mail/types'
import { nameKey } from './fits'

/** One human being, with every address met; `emails[0]` is the first in the alphabet. */
export interface Person {
  readonly name: string
  readonly emails: readonly string[]
}

/** A mention of a person: as the sender of a mail, or in a tag. */
export interface Mention {
  readonly address: Address
  /** `tag`: a trailer or a review tag names the address, `mail`: it sent a mail. */
  readonly in: 'mail' | 'tag'
  /** Sender of the mail the mention stands in. */
  readonly by: Address
}

export interface People {
  /** By first address, ascending. */
  readonly all: readonly Person[]
  /** Index in `all` of who an address belongs to; -1 for one that was never mentioned. */
  readonly find: (address: Address) => number
}

/**
 * Folds the addresses of one series into people: equal address (without `+tag`), equal local part on a sub-domain, or an equal full name
 * where one address is used for the other (a mail from the one names the other in a tag) or the hosts differ (jgg at two domains in
 * <Yw6sqidAP7puXApd@ziepe.ca> and the mails before it). Two addresses of one name on one host that are never used for one another stay
 * two people: companies number their namesakes. An address that signs with names that have no word in common is joined to none by name: whoever
 * writes as Ann once and as Eve else would make one person of both. The result does not depend on the order.
 */
export function foldIdentities(mentions: readonly Mention[]): People {
  const uses = countUses(mentions)
  const keys = [...new Set(uses.flatMap(({ key, by }) => [key, by]))].sort()
  const parent = new Map(keys.map((key) => [key, key]))
  const root = (key: string): string => {
    let at = key
    while (parent.get(at) !== at) at = parent.get(at) ?? at
    return at
  }
  const join = (left: string, right: string): void => {
    const [a, b] = [root(left), root(right)].sort()
    if (a !== undefined && b !== undefined && a !== b) parent.set(b, a)
  }
  for (const [left, right] of mailboxPairs(keys)) join(left, right)
  const fickle = findFickle(uses)
  const named = uses.filter(({ key, by }) => !fickle.has(key) && !fickle.has(by))
  for (const { key, by, name, byName } of named) if (name !== '' && name === byName) join(key, by)
  for (const [left, right] of namesakes(named)) join(left, right)
  const groups = new Map<string, string[]>()
  for (const key of keys) groups.set(root(key), [...(groups.get(root(key)) ?? []), key])
  const names = countNames(uses)
  const all = [...groups.values()].map((group) => toPerson(group, names))
  const places = new Map([...groups.values()].flatMap((group, index) => group.map((key) => [key, index] as const)))
  return { all, find: (address) => places.get(keyOf(address)) ?? -1 }
}

/** Mentions that say the same: the trailers of a patch stand in each of its versions. */
interface Use {
  readonly key: string
  readonly by: string
  /** Full names as they are compared, see nameKey. */
  readonly name: string
  readonly byName: string
  readonly written: string
  readonly in: Mention['in']
  count: number
}

function countUses(mentions: readonly Mention[]): Use[] {
  const uses = new Map<string, Use>()
  for (const { address, in: where, by } of mentions) {
    const same = `${where}\0${address.name}\0${address.email}\0${by.name}\0${by.email}`
    const known = uses.get(same)
    if (known !== undefined) {
      known.count++
      continue
    }
    const names = { name: nameKey(address.name), byName: nameKey(by.name), written: address.name }
    uses.set(same, { key: keyOf(address), by: keyOf(by), ...names, in: where, count: 1 })
  }
  return [...uses.values()]
}

/** An address with more full names than these is nobody's own. */
const MAX_NAMES = 10

/** Keys whose own mails carry two full names without a common word. `Tony Krowiak` and `Anthony Krowiak` are spellings of one. */
function findFickle(uses: readonly Use[]): Set<string> {
  const namesOf = new Map<string, Set<string>>()
  for (const { key, name, in: where } of uses) {
    if (where === 'mail' && name !== '') namesOf.set(key, (namesOf.get(key) ?? new Set()).add(name))
  }
  const fickle = [...namesOf].filter(([, names]) => {
    if (names.size > MAX_NAMES) return true
    const words = [...names].map((name) => name.split(' ').filter((word) => word.length > 1))
    return words.some((own, at) => words.slice(at + 1).some((other) => !own.some((word) => other.includes(word))))
  })
  return new Set(fickle.map(([key]) => key))
}

/** The address without `+tag` in lower case, else the name. */
function keyOf({ name, email }: Address): string {
  const parts = splitEmail(email)
  return parts === undefined ? `"${name.toLowerCase()}"` : `${parts.local}@${parts.host}`
}

/** Keys with one local part whose hosts are a domain and its sub-domain. Only the few keys of one local part are compared. */
function mailboxPairs(keys: readonly string[]): [string, string][] {
  const byLocal = new Map<string, string[]>()
  for (const key of keys) {
    const local = key.slice(0, key.lastIndexOf('@'))
    if (local !== '') byLocal.set(local, [...(byLocal.get(local) ?? []), key])
  }
  return [...byLocal.values()].flatMap((group) =>
    group.slice(0, 50).flatMap((left, at) =>
      group
        .slice(at + 1, 50)
        .filter((right) => sameMailbox(left, right))
        .map((right): [string, string] => [left, right]),
    ),
  )
}

/** Keys of one full name on different hosts; the first key of each host stands for it, so that namesakes on one host stay apart. */
function namesakes(uses: readonly Use[]): [string, string][] {
  const byName = new Map<string, Set<string>>()
  for (const { key, name } of uses) {
    if (name !== '') byName.set(name, (byName.get(name) ?? new Set()).add(key))
  }
  return [...byName.values()].flatMap((keys) => {
    const sorted = [...keys].sort()
    const hosts = sorted.map((key) => key.slice(key.lastIndexOf('@') + 1))
    // With namesakes on any host nobody can tell whose the other addresses are.
    if (new Set(hosts).size < hosts.length) return []
    return sorted.slice(1).map((key): [string, string] => [sorted[0] ?? key, key])
  })
}

/** Per key, how often each name is used; a name in an own tag counts more, being the one they sign with. */
function countNames(uses: readonly Use[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>()
  for (const { key, by, written, in: where, count } of uses) {
    const name = plainName(written)
    if (name === '') continue
    const weight = where === 'tag' && key === by ? 1_000 : 1
    const names = counts.get(key) ?? new Map<string, number>()
    counts.set(key, names.set(name, (names.get(name) ?? 0) + weight * count))
  }
  return counts
}

/** "Tian, Kevin" is Kevin Tian (<BN9PR11MB5276E31FC5128FDC00045AA68C369@BN9PR11MB5276.namprd11.prod.outlook.com>); "(corporate)" and "via list" are dropped. */
function plainName(written: string): string {
  const name = written.replace(/\s*\([^()]*\)/g, '').trim()
  const parts = /^([^,]{1,60}),\s*([^,]{1,60})$/.exec(name)
  return parts === null ? name : `${parts[2]} ${parts[1]}`
}

function toPerson(group: readonly string[], names: ReadonlyMap<string, ReadonlyMap<string, number>>): Person {
  const sums = new Map<string, number>()
  for (const key of group) {
    for (const [name, count] of names.get(key) ?? []) sums.set(name, (sums.get(name) ?? 0) + count)
  }
  const ranked = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const emails = group.filter((key) => !key.startsWith('"'))
  const fallback = emails[0]?.split('@')[0] ?? group[0]?.slice(1, -1) ?? ''
  return { name: ranked[0]?.[0] ?? fallback, emails }
}
