import { tellingWords } from '../changelog/sharing'
import { isAboutGivenTags, isAboutTags, onlyTakesTags } from '../changelog/tie'
import { wordsOf } from '../text'
import type { Person } from './identity'
import type { Announcement, ReviewedVersion } from './input'
import { blocks, CREDIT_ORDER, waits } from './positions'
import type { ReviewTrack } from './track'
import type { ReviewEvent } from './types'

/** What one person asked for in one version. */
interface Asked {
  /** By the title of the patch, what says most clearly that a change was asked for. */
  readonly byTitle: Map<string, ReviewEvent>
  readonly mails: Set<string>
  readonly first: ReviewEvent
  /** What waits for an answer or a change, by comment. */
  readonly waiting: Map<string, ReviewEvent[]>
}

/** What the author's changelog says about comments. */
export interface Credits {
  /** For each announcement the key of the reply that asked for it; null when none can be named. */
  readonly mails: readonly (string | null)[]
  /** Position of the version in which the changelog says that a comment was addressed; see announcedKey. */
  readonly announced: ReadonlyMap<string, number>
}

interface CreditInput {
  readonly announcements: readonly Announcement[]
  /** In the order of receipt. */
  readonly events: readonly ReviewEvent[]
  readonly people: readonly Person[]
  readonly versions: readonly Pick<ReviewedVersion, 'position' | 'patches'>[]
  readonly tracks: readonly ReviewTrack[]
  /** The text of the comment that an event is part of, with what it quotes. */
  readonly textOf: (event: ReviewEvent) => string
}

/** Names a comment on one patch, by its track, or on the series (null). */
export function announcedKey(
  { mailKey, comment }: Pick<ReviewEvent, 'mailKey' | 'comment'>,
  track: number | null,
): string {
  return `${mailKey}\n${comment}\n${track}`
}

/**
 * Finds, for each changelog item that credits somebody, the reply that asked for the change: by a person of that name, in the nearest earlier
 * version, on a patch that the item is about. An item that names no patch gets one only when the person wrote a single mail. An item that is
 * about a patch that really changed also says that the comments of that person on it were addressed: the only one, those that share a telling
 * word with the item, or all of them when it speaks of "comments" in general. An item that is tied to no patch may be about any whose code
 * changed, but not about a comment only because it is the only one. Linear in items, people and replies.
 */
export function creditComments(input: CreditInput): Credits {
  const { announcements, events, people, versions, tracks, textOf } = input
  if (announcements.every(({ credits }) => credits.length === 0)) {
    return { mails: announcements.map(() => null), announced: new Map() }
  }
  const titles = new Map(
    versions.map(({ position, patches }) => [
      position,
      new Map(patches.map(({ number, patch }) => [number, titleKey(patch.title)])),
    ]),
  )
  const asked = indexAsked(events, titles)
  const findNamed = openFindNamed(people)
  const trackOf = openTrackOf(tracks)
  const changedIn = openChangedIn(tracks)
  const announced = new Map<string, number>()
  let looks = 0
  const mails = announcements.map(({ version, text, credits, patches }) => {
    if (version === null || credits.length === 0) return null
    const named = [...new Set(credits.flatMap(findNamed))].sort((a, b) => a - b)
    const near = nearest(named, version, asked)
    const tied = patches.flatMap((number) => trackOf(version, number) ?? [])
    const changed = tied.length > 0 ? new Set(tied) : changedIn(version)
    const names = (event: ReviewEvent): boolean =>
      [...namedPatches(textOf(event))].some((number) => changed.has(trackOf(event.version, number) ?? -1))
    const item = { text, tied: tied.length > 0, changed, names }
    for (const { waiting } of near) {
      looks += waiting.size
      if (looks > MAX_LOOKS) break
      for (const event of findAddressed(waiting, item, textOf)) {
        for (const track of event.whole ? [null] : event.tracks) {
          if (track === null || changed.has(track) || names(event)) announced.set(announcedKey(event, track), version)
        }
      }
    }
    const about = patches.flatMap((number) => titles.get(version)?.get(number) ?? [])
    const said = near.flatMap(({ byTitle }) => about.flatMap((title) => byTitle.get(title) ?? []))
    const wrote = new Set(near.flatMap((one) => [...one.mails].slice(0, 2)))
    const found = strongest(said) ?? (patches.length === 0 && wrote.size === 1 ? near[0]?.first : undefined)
    return found?.mailKey ?? null
  })
  return { mails, announced }
}

/** Comments that are compared with the items that credit their author, in all; bounds the work on hostile mail. */
const MAX_LOOKS = 20_000
/** "Address Ann's review comments": the item is about all of them. */
const GENERAL = /\b(?:comments|feedback|review|suggestions|remarks)\b/i

/** What findAddressed needs to know of a changelog item. */
interface CreditItem {
  readonly text: string
  /** It is tied to patches that really changed. */
  readonly tied: boolean
  /** The tracks of these, else of all patches whose code changed. */
  readonly changed: ReadonlySet<number>
  /** Whether a comment names one of these patches by number. */
  readonly names: (event: ReviewEvent) => boolean
}

/**
 * The events of the comments that an item about these tracks speaks of. A comment on the series is about every patch, and one on another patch may name
 * the one that changed.
 */
function findAddressed(
  waiting: ReadonlyMap<string, readonly ReviewEvent[]>,
  { text, tied, changed, names }: CreditItem,
  textOf: (event: ReviewEvent) => string,
): ReviewEvent[] {
  if (changed.size === 0) return []
  const isNear = ({ whole, tracks }: ReviewEvent) => whole || tracks.some((track) => changed.has(track))
  const near = [...waiting.values()].filter((events) => events.some(isNear))
  if (!isAboutGivenTags(text) && ((tied && near.length === 1) || GENERAL.test(text))) return near.flat()
  const words = tellingWords(text)
  const isForTags = onlyTakesTags(text)
  const sharesWord = ([event]: readonly ReviewEvent[]) =>
    event !== undefined &&
    (!isForTags || isAboutTags(textOf(event))) &&
    [...tellingWords(textOf(event))].some((word) => words.has(word))
  const named = tied ? [...waiting.values()].filter((events) => !events.some(isNear) && events.some(names)) : []
  return [...near, ...named].filter(sharesWord).flat()
}

/** Only this many characters are looked through for patches that they name. */
const MAX_TEXT = 1_000

/** The patches that a comment on another one names: "Since you added this new function in patch 1". <Yw6sEghuAm6OAXWE@ziepe.ca>. */
export function namedPatches(text: string): ReadonlySet<number> {
  return new Set([...text.slice(0, MAX_TEXT).matchAll(/\bpatch ?#?(\d{1,3})\b/gi)].map(([, number]) => Number(number)))
}

/** Finds the tracks whose code changed in a version. */
function openChangedIn(tracks: readonly ReviewTrack[]): (version: number) => ReadonlySet<number> {
  const byVersion = new Map<number, Set<number>>()
  for (const [track, { codeChangedIn }] of tracks.entries()) {
    for (const version of codeChangedIn) byVersion.set(version, (byVersion.get(version) ?? new Set()).add(track))
  }
  return (version) => byVersion.get(version) ?? new Set()
}

/** Finds the track of a patch by the position of its version and its number. */
function openTrackOf(tracks: readonly ReviewTrack[]): (version: number, number: number) => number | undefined {
  const bySeat = new Map(
    tracks.flatMap(({ numbers }, track) =>
      [...numbers].map(([position, number]) => [`${position}/${number}`, track] as const),
    ),
  )
  return (version, number) => bySeat.get(`${version}/${number}`)
}

function titleKey(title: string): string {
  return title.toLowerCase()
}

/** What each person asked for, by version, oldest first. */
function indexAsked(
  events: readonly ReviewEvent[],
  titles: ReadonlyMap<number, ReadonlyMap<number, string>>,
): Map<number, Map<number, Asked>> {
  const index = new Map<number, Map<number, Asked>>()
  for (const event of events) {
    if (event.author || !CREDIT_ORDER.includes(event.position)) continue
    const versions = index.get(event.person) ?? new Map<number, Asked>()
    index.set(event.person, versions)
    const asked = versions.get(event.version) ?? {
      byTitle: new Map(),
      mails: new Set(),
      first: event,
      waiting: new Map(),
    }
    versions.set(event.version, asked)
    asked.mails.add(event.mailKey)
    if (waits(event.position) && !blocks(event.position)) {
      const key = `${event.mailKey} ${event.comment}`
      const list = asked.waiting.get(key)
      if (list === undefined) asked.waiting.set(key, [event])
      else list.push(event)
    }
    const title = event.patch === null ? undefined : titles.get(event.version)?.get(event.patch)
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
 * Prepares to find the people that a credit (`Alex`, `Jason G.`, `alex@example.org`, `MR`) names, by index: every word of it is a word of the name, or
 * the initial of one, or it has an address of theirs. Initials in capitals name a person when they are those of one alone. Linear.
 */
export function openFindNamed(
  people: readonly Pick<Person, 'name' | 'emails'>[],
): (credit: string) => readonly number[] {
  const byWord = new Map<string, Set<number>>()
  const byEmail = new Map<string, number>()
  const byInitials = new Map<string, Set<number>>()
  const put = (index: Map<string, Set<number>>, key: string, person: number) =>
    index.set(key, (index.get(key) ?? new Set()).add(person))
  for (const [index, { name, emails }] of people.entries()) {
    for (const email of emails) byEmail.set(email, index)
    const words = wordsOf(name.toLowerCase())
    for (const word of words) for (const key of [word, word.slice(0, 1)]) put(byWord, key, index)
    const initials = words.map((word) => word.slice(0, 1).toUpperCase()).join('')
    for (const key of new Set([initials, `${initials.slice(0, 1)}${initials.slice(-1)}`])) put(byInitials, key, index)
  }
  const known = new Map<string, readonly number[]>()
  const find = (credit: string) => {
    const found = findNamed(credit.toLowerCase(), byWord, byEmail)
    const alike = found.length === 0 && /^\p{Lu}{2,3}$/u.test(credit) ? [...(byInitials.get(credit) ?? [])] : []
    return alike.length === 1 ? alike : found
  }
  return (credit) => {
    const found = known.get(credit) ?? find(credit)
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
