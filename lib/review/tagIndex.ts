import { at } from '../at'
import { type FoldInput, speaksFor } from './foldTypes'
import { vouches } from './positions'
import type { ReviewEvent } from './types'

/** An event with its place in the order of receipt. */
export interface Said {
  readonly event: ReviewEvent
  readonly order: number
}

/** What one person said on one matter. An event about every patch of its version is kept once, by the position of the version. */
export interface SaidByPlace {
  readonly byTrack: Map<number, Said[]>
  readonly byVersion: Map<number, Said[]>
}

/** A tag that was given or is in a body: the person and what they vouch for. A later plain tag replaces a conditional one. */
export function tagKey(person: number, kind: 'approves' | 'tested'): string {
  return `${person}/${kind}`
}

const NOTHING: SaidByPlace = { byTrack: new Map(), byVersion: new Map() }

/** What was said by a key; nothing for one that nobody has. */
export function saidBy<Key>(index: ReadonlyMap<Key, SaidByPlace>, key: Key): SaidByPlace {
  return index.get(key) ?? NOTHING
}

/** Indexes events by a key, in their order; an event without a key is left out. Linear in the events and the single patches they name. */
function indexSaid<Key>(
  events: readonly ReviewEvent[],
  keyOf: (event: ReviewEvent) => Key | undefined,
): Map<Key, SaidByPlace> {
  const index = new Map<Key, SaidByPlace>()
  for (const [order, event] of events.entries()) {
    const key = keyOf(event)
    if (key === undefined) continue
    const { byTrack, byVersion } = index.get(key) ?? { byTrack: new Map(), byVersion: new Map() }
    index.set(key, { byTrack, byVersion })
    if (event.everywhere) putSaid(byVersion, event.version, { event, order })
    else for (const track of event.tracks) putSaid(byTrack, track, { event, order })
  }
  return index
}

function putSaid(list: Map<number, Said[]>, place: number, said: Said): void {
  const known = list.get(place)
  if (known === undefined) list.set(place, [said])
  else known.push(said)
}

/** The tags in mails, by tagKey. With `reviewsOnly`, those on patches of others. All events are given, so that the orders of two indexes compare. */
export function indexTags(
  events: readonly ReviewEvent[],
  { reviewsOnly }: { readonly reviewsOnly: boolean },
): Map<string, SaidByPlace> {
  return indexSaid(events, ({ person, position, reviews }) => {
    const kind = vouches(position)
    return kind === null || (reviewsOnly && !reviews) ? undefined : tagKey(person, kind)
  })
}

/** Where each person took tags back, in words or by a NAK. */
export function indexWithdrawals(events: readonly ReviewEvent[]): Map<number, SaidByPlace> {
  return indexSaid(events, ({ person, cues, position }) =>
    position === 'nak' || cues.includes('withdraws-tag') ? person : undefined,
  )
}

/** Whether the same person took a tag back later. The lists are in their order. */
export function isTakenBack({ event, order }: Said, lists: readonly (readonly Said[])[]): boolean {
  return lists.some((said) => {
    // The newest are enough: nothing before the tag takes it back.
    for (let next = said.length - 1; next >= 0; next--) {
      const other = at(said, next)
      if (other.order < order) return false
      if (speaksFor(other.event, event)) return true
    }
    return false
  })
}

/** All that was said about a track: of each place, the list of what was said there. */
export function listsAbout({ byTrack, byVersion }: SaidByPlace, track: number, { tracks }: Pick<FoldInput, 'tracks'>) {
  const lists: (readonly Said[])[] = []
  const own = byTrack.get(track)
  if (own !== undefined) lists.push(own)
  for (const [version, list] of byVersion) if (tracks[track]?.numbers.has(version) === true) lists.push(list)
  return lists
}

/** The newest of what was said about a track in the versions that `counts` allows. */
export function newestAbout(
  { byTrack, byVersion }: SaidByPlace,
  track: number,
  { tracks }: Pick<FoldInput, 'tracks'>,
  counts: (version: number) => boolean,
): Said | undefined {
  let newest = (byTrack.get(track) ?? []).findLast(({ event }) => counts(event.version))
  for (const [version, list] of byVersion) {
    if (tracks[track]?.numbers.has(version) !== true || !counts(version)) continue
    const last = list.at(-1)
    if (last !== undefined && (newest === undefined || last.order > newest.order)) newest = last
  }
  return newest
}
