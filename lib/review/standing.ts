import { foldComments } from './commentFold'
import { type BodyTag, common, type FoldEvent, type FoldInput, type Standing, speaksFor } from './foldTypes'
import { type Position, vouches } from './positions'
import type { StandingStatus } from './states'

export type { BodyTag, FoldEvent, FoldInput, Standing } from './foldTypes'

/**
 * Folds what was said over all versions into what each person holds on each patch of the newest (docs/positions.md, "Fold"). By time of
 * receipt, ties by mail. A refusal or an objection is cleared only by its own person: a later tag or a concession. A comment also by the author's
 * promise and a later version that changes what it quotes. A tag of an older version counts only while the patch body
 * carries it, and is stale once the code changed. Patches that were dropped have no standing. Silence changes nothing.
 */
export function foldStandings(input: FoldInput): Standing[] {
  const events = [...input.events].sort(
    (a, b) => a.orderMs - b.orderMs || (a.mailKey < b.mailKey ? -1 : a.mailKey > b.mailKey ? 1 : 0),
  )
  const standings = [...foldComments(events, input), ...foldApprovals(events, input), ...foldApplied(events, input)]
  return standings.sort(
    (a, b) =>
      (a.patch ?? 0) - (b.patch ?? 0) ||
      a.person - b.person ||
      (a.position < b.position ? -1 : a.position > b.position ? 1 : 0),
  )
}

/** Given tags and tags in bodies, per person, patch and kind: the newest mail that gave it, as far as the newest version still has it. */
function foldApprovals(events: readonly FoldEvent[], input: FoldInput): Standing[] {
  const given = new Map<number, Map<string, FoldEvent>>()
  for (const event of events) {
    if (event.cues.includes('withdraws-tag')) forget(given, event)
    if (event.author || vouches(event.position) === null) continue
    for (const track of event.tracks) {
      const own = given.get(track) ?? new Map<string, FoldEvent>()
      given.set(track, own.set(approvalKey(event.person, event.position), event))
    }
  }
  const bodyTags = new Map<number, BodyTag[]>()
  for (const tag of input.bodyTags) {
    const own = bodyTags.get(tag.track)
    if (own === undefined) bodyTags.set(tag.track, [tag])
    else own.push(tag)
  }
  const standings: Standing[] = []
  for (const [track, { numbers }] of input.tracks.entries()) {
    const patch = numbers.get(input.newest)
    if (patch === undefined) continue
    const own = given.get(track) ?? new Map<string, FoldEvent>()
    const inBody = newestBodyTags(bodyTags.get(track) ?? [], input.newest)
    for (const [key, event] of own) {
      const carried = inBody.has(key)
      if (!carried && event.version !== input.newest) continue
      // A condition ends when the author takes the tag over.
      const position = carried && event.position === 'approves-with-condition' ? 'approves' : event.position
      standings.push({
        ...common(event),
        position,
        patch,
        status: ageOf(event.version, track, input),
        answered: false,
        changedIn: null,
      })
    }
    for (const [key, tag] of inBody) {
      if (own.has(key)) continue
      const { person, position, version, mailKey, quote } = tag
      const status = ageOf(version, track, input, true)
      standings.push({
        person,
        position,
        since: version,
        mailKey,
        quote,
        rule: 'approves',
        patch,
        status,
        answered: false,
        changedIn: null,
      })
    }
  }
  return standings
}

/** One key for both ways of approving: a later plain tag takes the place of a conditional one. */
function approvalKey(person: number, position: Position): string {
  return `${person}/${vouches(position)}`
}

function forget(given: ReadonlyMap<number, Map<string, FoldEvent>>, event: FoldEvent): void {
  for (const track of event.tracks) {
    const own = given.get(track)
    for (const position of ['approves', 'tested'] as const) {
      const key = approvalKey(event.person, position)
      const earlier = own?.get(key)
      if (earlier !== undefined && speaksFor(event, earlier)) own?.delete(key)
    }
  }
}

/** Tags in the body of the newest version, each with the version that carried it first without a break. */
function newestBodyTags(tags: readonly BodyTag[], newest: number): Map<string, BodyTag> {
  const found = new Map<string, BodyTag>()
  for (const tag of [...tags].sort((a, b) => b.version - a.version)) {
    const key = approvalKey(tag.person, tag.position)
    if (tag.version === newest || found.has(key)) found.set(key, tag)
  }
  return found
}

function ageOf(version: number, track: number, input: FoldInput, inBody = false): StandingStatus {
  if (version === input.newest) return inBody ? 'carried' : 'current'
  const changed = [...(input.tracks[track]?.codeChangedIn ?? [])]
  return changed.some((position) => position > version && position <= input.newest) ? 'stale' : 'carried'
}

function foldApplied(events: readonly FoldEvent[], input: FoldInput): Standing[] {
  const standings = new Map<string, Standing>()
  for (const event of events) {
    if (event.position !== 'applied' || event.version !== input.newest) continue
    const patches = event.whole
      ? [null]
      : event.tracks.flatMap((track) => input.tracks[track]?.numbers.get(input.newest) ?? [])
    for (const patch of patches) {
      standings.set(`${event.person}/${patch}`, {
        ...common(event),
        patch,
        status: 'current',
        answered: false,
        changedIn: null,
      })
    }
  }
  return [...standings.values()]
}
