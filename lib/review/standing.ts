import { at } from '../at'
import { compareText } from '../byTime'
import { groupBy } from '../groupBy'
import { foldComments } from './commentFold'
import { type BodyTag, type FoldInput, type Standing, speaksFor, standingOf } from './foldTypes'
import { vouches } from './positions'
import type { StandingStatus } from './states'
import type { ReviewEvent } from './types'

/**
 * Folds what was said about all versions into where each person stands on each patch of the newest (docs/positions.md, "From statements to
 * standings"). An objection is cleared only by the person who made it: by a later tag or a concession. A request or question is also settled by the
 * author's promise and a later version that changes the quoted code. A tag of an older version counts only while the patch body carries
 * it, and is stale once the code changed. Dropped patches have no standings. Silence changes nothing.
 */
export function foldStandings(input: FoldInput): Standing[] {
  const standings = [...foldComments(input), ...foldApprovals(input), ...foldApplied(input)]
  return standings.sort(
    (a, b) => (a.patch ?? 0) - (b.patch ?? 0) || a.person - b.person || compareText(a.position, b.position),
  )
}

/** A tag that was given or is in a body: the person and what they vouch for. A later plain tag replaces a conditional one. */
function tagKey(person: number, kind: BodyTag['position']): string {
  return `${person}/${kind}`
}

/** For each track, the newest mail that gave each tag, without the tags that were taken back. */
function findGiven(events: readonly ReviewEvent[]): Map<number, Map<string, ReviewEvent>> {
  const given = new Map<number, Map<string, ReviewEvent>>()
  for (const event of events) {
    const kind = event.reviews ? vouches(event.position) : null
    for (const track of event.tracks) {
      const own = given.get(track) ?? new Map<string, ReviewEvent>()
      given.set(track, own)
      if (event.cues.includes('withdraws-tag')) forget(own, event)
      if (kind !== null) own.set(tagKey(event.person, kind), event)
    }
  }
  return given
}

function forget(own: Map<string, ReviewEvent>, event: ReviewEvent): void {
  for (const kind of ['approves', 'tested'] as const) {
    const earlier = own.get(tagKey(event.person, kind))
    if (earlier !== undefined && speaksFor(event, earlier)) own.delete(tagKey(event.person, kind))
  }
}

/** Tags from mails and from bodies: for each person, patch and kind the newest that the newest version still has. */
function foldApprovals(input: FoldInput): Standing[] {
  const given = findGiven(input.events)
  const bodyTags = groupBy(input.bodyTags, ({ track }) => track)
  const standings: Standing[] = []
  for (const [track, { numbers }] of input.tracks.entries()) {
    const patch = numbers.get(input.newest)
    if (patch === undefined) continue
    const own = given.get(track) ?? new Map<string, ReviewEvent>()
    const inBody = newestBodyTags(bodyTags.get(track) ?? [], input.newest)
    for (const [key, event] of own) {
      const carried = inBody.has(key)
      if (!carried && event.version !== input.newest) continue
      const status = ageOf(event.version, track, input)
      const standing = { ...standingOf(event), patch, status, answered: false, changedIn: null }
      // The condition ends when the author takes the tag over.
      const unconditional = carried && event.position === 'approves-with-condition'
      standings.push(unconditional ? { ...standing, position: 'approves' } : standing)
    }
    for (const [key, { person, position, version, mailKey, quote }] of inBody) {
      if (own.has(key)) continue
      const status = version === input.newest ? 'carried' : ageOf(version, track, input)
      const from = { person, position, since: version, mailKey, quote, rule: 'approves' } as const
      standings.push({ ...from, patch, status, answered: false, changedIn: null })
    }
  }
  return standings
}

/** Tags in the body of the newest version, each with the first version of the unbroken row that carries it. */
function newestBodyTags(tags: readonly BodyTag[], newest: number): Map<string, BodyTag> {
  const found = new Map<string, BodyTag>()
  for (const tag of [...tags].sort((a, b) => b.version - a.version)) {
    const key = tagKey(tag.person, tag.position)
    if (tag.version === newest || found.has(key)) found.set(key, tag)
  }
  return found
}

function ageOf(version: number, track: number, { newest, tracks }: FoldInput): StandingStatus {
  if (version === newest) return 'current'
  const changed = [...at(tracks, track).codeChangedIn]
  return changed.some((position) => position > version && position <= newest) ? 'stale' : 'carried'
}

function foldApplied({ events, newest, tracks }: FoldInput): Standing[] {
  const standings = new Map<string, Standing>()
  for (const event of events) {
    if (event.position !== 'applied' || event.version !== newest) continue
    const patches = event.whole ? [null] : event.tracks.flatMap((track) => at(tracks, track).numbers.get(newest) ?? [])
    for (const patch of patches) {
      const standing = { ...standingOf(event), patch, status: 'current', answered: false, changedIn: null } as const
      standings.set(`${event.person}/${patch}`, standing)
    }
  }
  return [...standings.values()]
}
