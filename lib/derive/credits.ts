import type { Person } from '../review/identity'
import { CREDIT_ORDER } from '../review/positions'
import type { SeriesReview } from '../review/review'
import type { ReviewEvent } from '../review/types'
import type { DerivedChange, DerivedVersion } from './types'

/** What one person asked for in one version. */
interface Asked {
  /** By the title of the patch, what says most clearly that a change was asked for. */
  readonly byTitle: Map<string, ReviewEvent>
  readonly mails: Set<string>
  readonly first: ReviewEvent
}

/**
 * Finds, for each changelog item that credits somebody, the reply that asked for the change: by a person of that name, in the nearest earlier
 * version, on a patch that the item is about. An item that names no patch gets one only when the person wrote a single mail. Linear in items,
 * people and replies.
 */
export function creditComments(
  changes: readonly DerivedChange[],
  { events, people }: SeriesReview,
  versions: readonly DerivedVersion[],
): DerivedChange[] {
  if (changes.every(({ credits }) => credits.length === 0)) return [...changes]
  const titles = versions.map(
    ({ patches }) => new Map(patches.map(({ number, patch }) => [number, titleKey(patch.title)])),
  )
  const asked = indexAsked(events, titles)
  const findNamed = openFindNamed(people)
  return changes.map((change) => {
    const { version, credits, patches } = change
    if (version === null || credits.length === 0) return change
    const named = [...new Set(credits.flatMap(findNamed))].sort((a, b) => a - b)
    const near = nearest(named, version, asked)
    const about = patches.flatMap((number) => titles[version - 1]?.get(number) ?? [])
    const said = near.flatMap(({ byTitle }) => about.flatMap((title) => byTitle.get(title) ?? []))
    const mails = new Set(near.flatMap((one) => [...one.mails].slice(0, 2)))
    const found = strongest(said) ?? (patches.length === 0 && mails.size === 1 ? near[0]?.first : undefined)
    return found === undefined ? change : { ...change, remark: found.mailKey }
  })
}

function titleKey(title: string): string {
  return title.toLowerCase()
}

/** What each person asked for, by version, oldest first. */
function indexAsked(
  events: readonly ReviewEvent[],
  titles: readonly ReadonlyMap<number, string>[],
): Map<number, Map<number, Asked>> {
  const index = new Map<number, Map<number, Asked>>()
  for (const event of events) {
    if (event.author || !CREDIT_ORDER.includes(event.position)) continue
    const versions = index.get(event.person) ?? new Map<number, Asked>()
    index.set(event.person, versions)
    const asked = versions.get(event.version) ?? { byTitle: new Map(), mails: new Set(), first: event }
    versions.set(event.version, asked)
    asked.mails.add(event.mailKey)
    const title = event.patch === null ? undefined : titles[event.version - 1]?.get(event.patch)
    if (title === undefined) continue
    const known = asked.byTitle.get(title)
    asked.byTitle.set(title, known === undefined ? event : (strongest([known, event]) ?? event))
  }
  return index
}

/** What any of the people asked for in the last version before this one in which one of them did. */
function nearest(
  people: readonly number[],
  before: number,
  asked: ReadonlyMap<number, ReadonlyMap<number, Asked>>,
): Asked[] {
  const last = (person: number) =>
    Math.max(...[...(asked.get(person)?.keys() ?? [])].filter((version) => version < before))
  const version = Math.max(...people.map(last))
  return people.flatMap((person) => asked.get(person)?.get(version) ?? [])
}

/** The event that most clearly asks for a change, the earliest of these. */
function strongest(events: readonly ReviewEvent[]): ReviewEvent | undefined {
  return [...events].sort(
    (a, b) => CREDIT_ORDER.indexOf(a.position) - CREDIT_ORDER.indexOf(b.position) || a.orderMs - b.orderMs,
  )[0]
}

/** A credit that more people of a series answer to names nobody. */
const MAX_NAMESAKES = 100

/**
 * Finds the people that a credit (`Alex`, `Jason G.`, `alex@example.org`) names: every word of it is a word of the name, or the initial of one,
 * or it has an address of theirs.
 */
function openFindNamed(people: readonly Person[]): (credit: string) => readonly number[] {
  const byWord = new Map<string, Set<number>>()
  const byEmail = new Map<string, number>()
  for (const [index, { name, emails }] of people.entries()) {
    for (const email of emails) byEmail.set(email, index)
    for (const word of wordsOf(name)) {
      for (const key of [word, word.slice(0, 1)]) byWord.set(key, (byWord.get(key) ?? new Set()).add(index))
    }
  }
  const known = new Map<string, readonly number[]>()
  return (credit) => {
    const found = known.get(credit) ?? findNamed(credit.toLowerCase(), byWord, byEmail)
    known.set(credit, found)
    return found
  }
}

function findNamed(
  wanted: string,
  byWord: ReadonlyMap<string, ReadonlySet<number>>,
  byEmail: ReadonlyMap<string, number>,
): readonly number[] {
  const addressed = wanted.split(/[\s<>()[\]"',;:]+/).flatMap((word) => byEmail.get(word.replace(/\.$/, '')) ?? [])
  const sets = wordsOf(wanted).map((word) => byWord.get(word) ?? new Set<number>())
  const [rarest, ...others] = sets.sort((a, b) => a.size - b.size)
  const named = rarest === undefined || rarest.size > MAX_NAMESAKES ? [] : [...rarest]
  return [...new Set([...addressed, ...named.filter((person) => others.every((set) => set.has(person)))])]
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? []
}
