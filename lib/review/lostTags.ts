import { at } from '../at'
import { firstIndex } from '../firstIndex'
import type { FoldInput, Standing } from './foldTypes'
import type { ReviewedVersion } from './input'
import { cutRuns, joinRuns, type PatchRun } from './patchRun'
import { vouches } from './positions'
import { indexTags, indexWithdrawals, listsAbout, type Said, type SaidByPlace, saidBy, tagKey } from './tagIndex'
import { isTakenOver } from './track'
import type { ReviewEvent } from './types'

/** A tag that a version lacks, for one patch of that version or for several in a row. */
interface LostTag extends PatchRun {
  readonly event: ReviewEvent
  /** Position of that version. */
  readonly next: number
}

type Versions = ReadonlyMap<number, Pick<ReviewedVersion, 'orderMs'>>

/** At most this many are listed for a series: tags on covers, times the gaps between the patches whose code stayed the same. */
export const MAX_LOST_TAGS = 5_000

interface Search {
  readonly fold: FoldInput
  /** The first version posted after a tag that has the patch with the same code; undefined when the code changed or there is none. */
  readonly nextVersion: (event: ReviewEvent, track: number) => number | undefined
  /** Equal for tags on one version that the same versions were posted after. */
  readonly classOf: (event: ReviewEvent) => string
  /** Numbers of each version, ascending. */
  readonly numbersOf: (version: number) => readonly number[]
  /** Patches by the next version, for tags on covers that only these events give; by the classes of the events, newest first. */
  readonly shared: Map<
    string,
    readonly { readonly event: number; readonly next: number; readonly runs: readonly PatchRun[] }[]
  >
}

/** What one person said with one kind of tag, and what speaks against a loss. */
interface TagRecord {
  readonly given: SaidByPlace
  readonly taken: SaidByPlace
  /** Positions of the versions whose body carries the tag, by track. */
  readonly carried: ReadonlyMap<number, ReadonlySet<number>>
  /** Patches of the newest version on which the tag is known to be. */
  readonly again: readonly PatchRun[]
}

/**
 * Finds the tags that were given, but that the next version posted after them does not carry although the code is the same, and that the
 * person neither took back nor has on the patch. Tags on a cover letter are compared once for all people who gave them at the same stage, so
 * the work grows with the mails and with what is found.
 */
export function findLostTags(fold: FoldInput, standings: readonly Standing[], versions: Versions): LostTag[] {
  const tags = indexTags(fold.events, { reviewsOnly: true })
  const withdrawals = indexWithdrawals(fold.events)
  const carried = indexBodies(fold)
  const again = indexStandings(standings)
  const search = openSearch(fold, versions)
  const found: LostTag[] = []
  for (const [key, given] of tags) {
    if (found.length >= MAX_LOST_TAGS) break
    const taken = saidBy(withdrawals, Number.parseInt(key, 10))
    const record = { given, taken, carried: carried.get(key) ?? new Map(), again: again.get(key) ?? [] }
    for (const lost of lostOf(record, search)) found.push(lost)
  }
  return found.slice(0, MAX_LOST_TAGS)
}

function lostOf(record: TagRecord, search: Search): LostTag[] {
  const { given, taken, carried, again } = record
  const { fold } = search
  // The newest tag of each class stands for all of it.
  const onCovers = new Map<string, Said>()
  for (const said of [...given.byVersion.values()].flat()) {
    const known = onCovers.get(search.classOf(said.event))
    if (known === undefined || known.order < said.order) onCovers.set(search.classOf(said.event), said)
  }
  const covers = [...onCovers.values()].sort((a, b) => b.order - a.order)
  const apart = new Set([...given.byTrack.keys(), ...taken.byTrack.keys(), ...carried.keys()])
  const lost = [...apart].flatMap((track) => lostOn(track, covers, record, search) ?? [])
  for (const { event, next, runs } of sharedLosses(covers, taken, search)) {
    const numbers = search.numbersOf(next)
    const cuts = [...apart].flatMap((track) => {
      const patch = at(fold.tracks, track).numbers.get(next)
      return patch === undefined ? [] : [{ patch, last: null }]
    })
    for (const run of cutRuns(runs, [...cuts, ...again], numbers)) {
      lost.push({ event: at(covers, event).event, next, ...run })
    }
  }
  return lost
}

/** The loss on a patch about which something else is known than what the covers say. */
function lostOn(track: number, covers: readonly Said[], record: TagRecord, search: Search): LostTag | undefined {
  const { given, taken, carried, again } = record
  if (listsAbout(taken, track, search.fold).length > 0) return undefined
  const { numbers } = at(search.fold.tracks, track)
  const said = [...covers.filter(({ event }) => numbers.has(event.version)), ...(given.byTrack.get(track) ?? [])]
  for (const { event } of said.sort((a, b) => b.order - a.order)) {
    const next = search.nextVersion(event, track)
    if (next === undefined || carried.get(track)?.has(next) === true) continue
    const patch = numbers.get(next)
    if (patch === undefined || again.some((run) => patch >= run.patch && patch <= (run.last ?? run.patch))) continue
    return { event, next, patch, last: null }
  }
  return undefined
}

/** The losses of tags on covers on all patches, as if nothing else were known about any of them. Each patch is in one: that of the newest tag. */
function sharedLosses(covers: readonly Said[], taken: SaidByPlace, search: Search) {
  if (covers.length === 0) return []
  const without = [...taken.byVersion.keys()].sort((a, b) => a - b)
  const key = `${covers.map(({ event }) => search.classOf(event)).join(' ')}, ${without.join(' ')}`
  const known = search.shared.get(key)
  if (known !== undefined) return known
  const groups = new Map<string, { event: number; next: number; numbers: number[] }>()
  for (const [track, { numbers }] of search.fold.tracks.entries()) {
    if (without.some((version) => numbers.has(version))) continue
    for (const [event, cover] of covers.entries()) {
      if (!numbers.has(cover.event.version)) continue
      const next = search.nextVersion(cover.event, track)
      const patch = next === undefined ? undefined : numbers.get(next)
      if (next === undefined || patch === undefined) continue
      const group = groups.get(`${event} ${next}`) ?? { event, next, numbers: [] }
      groups.set(`${event} ${next}`, group)
      group.numbers.push(patch)
      break
    }
  }
  const losses = [...groups.values()].map(({ event, next, numbers }) => {
    numbers.sort((a, b) => a - b)
    return { event, next, runs: joinRuns(numbers, search.numbersOf(next)) }
  })
  search.shared.set(key, losses)
  return losses
}

function openSearch(fold: FoldInput, versions: Versions): Search {
  const posted = [...versions].map(([position, { orderMs }]) => ({ position, orderMs }))
  const laterMs = new Map<number, readonly number[]>()
  const numbers = new Map<number, readonly number[]>()
  const found = new Map<string, number | undefined>()
  const classOf = ({ version, orderMs }: ReviewEvent): string => {
    const later =
      laterMs.get(version) ??
      posted.flatMap((one) => (one.position > version ? [one.orderMs] : [])).sort((a, b) => a - b)
    laterMs.set(version, later)
    return `${version}:${later.length - firstIndex(later, (ms) => ms > orderMs)}`
  }
  return {
    fold,
    classOf,
    numbersOf(version) {
      const own =
        numbers.get(version) ?? fold.tracks.flatMap((track) => track.numbers.get(version) ?? []).sort((a, b) => a - b)
      numbers.set(version, own)
      return own
    },
    nextVersion(event, track) {
      const key = `${classOf(event)} ${track}`
      if (!found.has(key)) found.set(key, findNext(event, track, fold, versions))
      return found.get(key)
    },
    shared: new Map(),
  }
}

function findNext(event: ReviewEvent, track: number, fold: FoldInput, versions: Versions): number | undefined {
  const own = at(fold.tracks, track)
  const { numbers, codeChangedIn } = own
  for (const position of [...numbers.keys()].sort((a, b) => a - b)) {
    if (position <= event.version || isTakenOver(own, event.version, position)) continue
    if (codeChangedIn.has(position)) return undefined
    if ((versions.get(position)?.orderMs ?? Number.NEGATIVE_INFINITY) > event.orderMs) return position
  }
  return undefined
}

function indexBodies({ bodyTags }: FoldInput): Map<string, Map<number, Set<number>>> {
  const index = new Map<string, Map<number, Set<number>>>()
  for (const { person, position, track, version } of bodyTags) {
    const key = tagKey(person, position)
    const tracks = index.get(key) ?? new Map<number, Set<number>>()
    index.set(key, tracks.set(track, (tracks.get(track) ?? new Set()).add(version)))
  }
  return index
}

function indexStandings(standings: readonly Standing[]): Map<string, PatchRun[]> {
  const index = new Map<string, PatchRun[]>()
  for (const { person, position, patch, last } of standings) {
    const kind = vouches(position)
    if (kind === null || patch === null) continue
    const key = tagKey(person, kind)
    const known = index.get(key)
    if (known === undefined) index.set(key, [{ patch, last }])
    else known.push({ patch, last })
  }
  return index
}
