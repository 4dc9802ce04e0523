import { at } from '../at'
import { compareText } from '../byTime'
import { groupBy } from '../groupBy'
import { sameMailbox, splitEmail } from '../mail/address'
import type { Address } from '../mail/types'
import { wordsOf } from '../text'

/** One human being with every address seen, in alphabetical order. */
export interface Person {
  readonly name: string
  readonly emails: readonly string[]
}

/** A mention of a person: as the sender of a mail, or in a tag. */
export interface Mention {
  readonly address: Address
  /** `tag`: a trailer or a review tag names the address. `mail`: it sent a mail. */
  readonly in: 'mail' | 'tag'
  /** Sender of the mail that has the mention. */
  readonly by: Address
}

export interface People {
  /** By first address, ascending. */
  readonly all: readonly Person[]
  /** Index in `all` of the person an address belongs to; -1 for an address that was never mentioned. */
  readonly find: (address: Address) => number
}

/**
 * Whether a tag names the sender of its mail: the same address, the same without `+tag`, the same local part on a sub-domain, or the same
 * full name of at least two words. Of 19,173 real tags 0.84% match by none of these: <20220317094706.4921-1-seiden@linux.ibm.com> passes on
 * a tag that somebody else gave. Source: b4's rules.
 */
export function fitsSender(person: Address, sender: Address): boolean {
  return sameMailbox(person.email, sender.email) || sameFullName(person.name, sender.name)
}

/**
 * Whether two names have the same words in any order: "Tian, Kevin" equals "Kevin Tian"
 * (<BN9PR11MB5276E31FC5128FDC00045AA68C369@BN9PR11MB5276.namprd11.prod.outlook.com>), on any host (<Ydx3p35NW6Y9tDvO@zn.tnic>). A single
 * word is not a full name (<f7b43321-eb31-b8fb-0a65-0f5f04526be5@gmail.com>).
 */
export function sameFullName(left: string, right: string): boolean {
  const [a, b] = [nameKey(left), nameKey(right)]
  return a !== '' && a === b
}

/** The sorted words of a full name, '' for fewer than two words. */
function nameKey(name: string): string {
  const words = nameWords(name)
  return words.length < 2 ? '' : [...words].sort().join(' ')
}

/** The words of a name in lower case. "(corporate)" is dropped (<Yh1pYAOiskEQes3p@shell.armlinux.org.uk>). */
function nameWords(name: string): readonly string[] {
  return wordsOf(name.toLowerCase().replace(/\([^()]*\)/g, ' '))
}

/**
 * Groups the addresses of one series into people. Two addresses belong together when they are equal without `+tag`, when their local parts are
 * equal and one host is a sub-domain of the other, or when the full names are equal and either one address is used for the other (a mail from
 * one names the other in a tag) or the hosts differ (jgg at two domains in <Yw6sqidAP7puXApd@ziepe.ca> and the mails before it). Two addresses
 * of one name on one host that are never used for one another stay two people, since companies number their namesakes. An address that
 * signs with names that share no word is never joined by name; otherwise somebody who writes as Ann once and as Eve later would merge the
 * two. `joined` gives, by mailbox, one that stands for the same person: those are always joined. The result does not depend on the order.
 */
export function foldIdentities(mentions: readonly Mention[], joined: ReadonlyMap<string, string> = new Map()): People {
  const uses = withoutForeignNames(countUses(mentions))
  const keys = [...new Set(uses.flatMap(({ key, by }) => [key, by]))].sort()
  const parent = new Map(keys.map((key) => [key, key]))
  const root = (key: string): string => {
    let top = key
    for (let above = parent.get(top); above !== undefined && above !== top; above = parent.get(top)) {
      // Halves the path for the next search; without that, a chain of names takes quadratic time.
      parent.set(top, parent.get(above) ?? above)
      top = above
    }
    return top
  }
  const join = (left: string, right: string): void => {
    const [a, b] = [root(left), root(right)].sort()
    if (a !== undefined && b !== undefined && a !== b) parent.set(b, a)
  }
  for (const [left, right] of mailboxPairs(keys)) join(left, right)
  for (const key of keys) join(key, joined.get(key) ?? key)
  const fickle = findFickle(uses)
  const named = uses.filter(({ key, by }) => !fickle.has(key) && !fickle.has(by))
  for (const { key, by, name, byName } of named) if (name !== '' && name === byName) join(key, by)
  for (const [left, right] of namesakes(named)) join(left, right)
  const groups = groupBy(keys, root)
  const names = countNames(uses)
  const all = [...groups.values()].map((group) => toPerson(group, names))
  const places = new Map([...groups.values()].flatMap((group, index) => group.map((key) => [key, index] as const)))
  return { all, find: (address) => places.get(keyOf(address)) ?? -1 }
}

/** Mentions that say the same, counted, since each version of a patch repeats its trailers. */
interface Use {
  readonly key: string
  readonly by: string
  /** Full names as they are compared; see nameKey. */
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

/**
 * The uses without the names that a tag has beside somebody's address, when no mail from that address is signed with any word of them: neither
 * other people nor the owner of the address can give it the name of somebody else.
 */
function withoutForeignNames(uses: readonly Use[]): Use[] {
  const own = new Map<string, Set<string>>()
  for (const { key, written, in: where } of uses) {
    const words = where === 'mail' ? nameWords(written) : []
    if (words.length === 0) continue
    const known = own.get(key) ?? new Set()
    if (known.size < MAX_WORDS) for (const word of words) known.add(word)
    own.set(key, known)
  }
  return uses.map((use) => {
    const words = use.in === 'tag' && use.name !== '' ? own.get(use.key) : undefined
    const foreign = words !== undefined && !use.name.split(' ').some((word) => words.has(word))
    return foreign ? { ...use, name: '', written: '' } : use
  })
}

/** Words of the names of one address that are kept. Bounds the work on hostile mail. */
const MAX_WORDS = 100

/** An address with more full names than this is not the address of one person. */
const MAX_NAMES = 10

/** Keys whose own mails have two full names without a common word. `Tony Krowiak` and `Anthony Krowiak` do share one. */
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

/** The address in lower case without `+tag`, or the name when there is no address. */
function keyOf({ name, email }: Address): string {
  const parts = splitEmail(email)
  return parts === undefined ? `"${name.toLowerCase()}"` : `${parts.local}@${parts.host}`
}

/** Pairs of keys with the same local part whose hosts are a domain and its sub-domain. Only the few keys of one local part are compared. */
function mailboxPairs(keys: readonly string[]): [string, string][] {
  const byLocal = groupBy(keys, (key) => key.slice(0, key.lastIndexOf('@')))
  byLocal.delete('')
  return [...byLocal.values()].flatMap((group) =>
    group.slice(0, 50).flatMap((left, at) =>
      group
        .slice(at + 1, 50)
        .filter((right) => sameMailbox(left, right))
        .map((right): [string, string] => [left, right]),
    ),
  )
}

/** Pairs of keys with the same full name on different hosts. */
function namesakes(uses: readonly Use[]): [string, string][] {
  const byName = new Map<string, Set<string>>()
  for (const { key, name } of uses) {
    if (name !== '') byName.set(name, (byName.get(name) ?? new Set()).add(key))
  }
  return [...byName.values()].flatMap((keys) => {
    const sorted = [...keys].sort()
    const hosts = sorted.map((key) => key.slice(key.lastIndexOf('@') + 1))
    // When one host has namesakes, nobody can say which of them the other addresses belong to.
    if (new Set(hosts).size < hosts.length) return []
    return sorted.slice(1).map((key): [string, string] => [at(sorted, 0), key])
  })
}

/** For each key, how often each name is used. A name in a person's own tag weighs more, because it is the one they sign with. */
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

/** "Tian, Kevin" is Kevin Tian (<BN9PR11MB5276E31FC5128FDC00045AA68C369@BN9PR11MB5276.namprd11.prod.outlook.com>); "(corporate)" is dropped. */
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
  const ranked = [...sums].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
  const emails = group.filter((key) => !key.startsWith('"'))
  const fallback = emails[0] === undefined ? at(group, 0).slice(1, -1) : at(emails[0].split('@'), 0)
  return { name: ranked[0]?.[0] ?? fallback, emails }
}
