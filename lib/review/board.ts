import type { Address } from '../mail/types'
import { once } from '../once'
import type { Patch } from '../patch/types'
import { splitLines } from '../text'
import { openIsSibling } from './basis'
import type { ReviewComment } from './comment'
import type { People } from './identity'
import type { ReviewedVersion } from './input'
import { isInPart } from './inScope'
import { openKeepsLine } from './keptLine'
import { namePatches, type PatchNames } from './mention'
import { indexPatch, type PatchIndex } from './patchIndex'
import { type ChangedPatch, collectChanges, collectContents, isGone, placeChanged, placeKey } from './placeChange'
import { patchAuthors } from './speaker'
import type { ReviewTrack } from './track'

function pathsOf({ files }: Patch): string[] {
  return files.flatMap(({ oldPath, newPath }) => newPath ?? oldPath ?? [])
}

/** One version with its patches. What is the same for all replies to it is computed once. */
export interface Board {
  /** By number. */
  readonly seats: ReadonlyMap<number, Seat>
  /** Ascending. */
  readonly numbers: readonly number[]
  readonly names: () => PatchNames
  /** The numbers of the patches with a file in a part of the code; see isInPart. */
  readonly parts: (part: string) => readonly number[]
  /** The tracks of all its patches. */
  readonly tracks: readonly number[]
  /** See openIsSibling. */
  readonly isSibling: (from: Address) => boolean
  /** Whether a person is an author of every patch. */
  readonly wroteAll: (person: number) => boolean
}

/** Looks at one version; `all` are the patches of all versions. */
export function openBoard({ position, patches, sender }: ReviewedVersion, all: Seats, people: People): Board {
  const seats = new Map(
    patches.flatMap(({ number }) => {
      const seat = all.get(`${position}/${number}`)
      return seat === undefined ? [] : [[number, seat] as const]
    }),
  )
  const authors = once(() => {
    const counts = new Map<number, number>()
    for (const { patch } of seats.values()) {
      for (const person of new Set(patchAuthors(patch).map((one) => people.find(one)))) {
        counts.set(person, (counts.get(person) ?? 0) + 1)
      }
    }
    return counts
  })
  const known = new Map<string, readonly number[]>()
  const parts = (part: string): readonly number[] => {
    const found =
      known.get(part) ??
      [...seats].flatMap(([number, { patch }]) => (isInPart(part, pathsOf(patch), patch.title) ? [number] : []))
    known.set(part, found)
    return found
  }
  return {
    seats,
    numbers: [...seats.keys()].sort((a, b) => a - b),
    parts,
    names: once(() => namePatches(patches.map(({ number, patch }) => ({ number, title: patch.title })))),
    isSibling: openIsSibling([sender, ...patches.flatMap(({ patch }) => patchAuthors(patch))]),
    tracks: [...seats.values()].map(({ track }) => track),
    wroteAll: (person) => (authors().get(person) ?? 0) === seats.size,
  }
}

/** A patch in its version. Expensive values are computed on first use and shared by all comments. */
export interface Seat {
  readonly patch: Patch
  /** Index of its track. */
  readonly track: number
  readonly index: () => PatchIndex
  /** Lines of the commit message before its trailers. */
  readonly proseLines: () => number
  readonly changes: () => ChangedPatch
  /** Position of the first version posted after a comment that changed what it is about; null when none did. `copies`: see PlaceStep. */
  readonly changeOf: (place: ReviewComment['place'], saidMs: number, copies?: boolean) => number | null
  /** Whether a later version did nothing for a comment, although the code around it changed; see openKeepsLine. */
  readonly keeps: (comment: ReviewComment, version: number) => boolean
  /** Whether the newest version was posted after a comment and no longer has the file that the comment is about; see isGone. */
  readonly lost: (place: ReviewComment['place'], saidMs: number) => boolean
  /** The patch in the next versions that have patches, at most MAX_LATER; undefined where it is gone. */
  readonly later: () => readonly {
    readonly position: number
    readonly orderMs: number
    readonly seat: Seat | undefined
  }[]
}

/** By `position/number`. */
export type Seats = ReadonlyMap<string, Seat>

/** Finds the patches of all versions, each with its track. */
export function seatPatches(versions: readonly ReviewedVersion[], tracks: readonly ReviewTrack[]): Seats {
  const patches = new Map(
    versions.flatMap(({ position, patches: own }) =>
      own.map((patch) => [`${position}/${patch.number}`, patch] as const),
    ),
  )
  // A version without patches (a cover letter alone) says nothing about them.
  const filled = versions.filter((version) => version.patches.length > 0)
  const newest = filled.at(-1)
  const contents = once(() => collectContents(newest?.patches.map(({ patch }) => patch) ?? []))
  const places = new Map(filled.map(({ position }, place) => [position, place]))
  const seats = new Map<string, Seat>()
  for (const [track, { numbers, codeChangedIn }] of tracks.entries()) {
    for (const [position, number] of numbers) {
      const patch = patches.get(`${position}/${number}`)?.patch
      if (patch === undefined) continue
      const changes = once(() => collectChanges(patch))
      const place = places.get(position) ?? filled.length
      const later = once(() =>
        filled.slice(place + 1, place + 1 + MAX_LATER).map((version) => ({
          position: version.position,
          orderMs: version.orderMs,
          seat: seats.get(`${version.position}/${numbers.get(version.position)}`),
        })),
      )
      const keepsLine = once(() => openKeepsLine(patch))
      const seat: Seat = {
        patch,
        track,
        index: once(() => indexPatch(patch)),
        proseLines: once(() => splitLines(patch.message).length),
        changes,
        later,
        changeOf: openFindChange(() => seat, codeChangedIn),
        keeps: (comment, version) => {
          const newer = later().find((one) => one.position === version)?.seat
          return newer !== undefined && keepsLine()(comment, version, newer.patch)
        },
        lost: (place, saidMs) => newest !== undefined && newest.orderMs > saidMs && isGone(place, patch, contents()),
      }
      seats.set(`${position}/${number}`, seat)
    }
  }
  return seats
}

/** A comment on code that this many versions left alone is shown as unchanged, whatever later ones did. */
const MAX_LATER = 200

/** Finds the first version after a comment that changed its place, once for all comments on it between two versions. */
function openFindChange(seatOf: () => Seat, codeChangedIn: ReadonlySet<number>): Seat['changeOf'] {
  const found = new Map<string, number | null>()
  return (place, saidMs, copies = false) => {
    const seat = seatOf()
    const after = seat.later().filter(({ orderMs }) => orderMs > saidMs)
    const key = `${after.length} ${placeKey(place)} ${copies}`
    const known = found.get(key)
    if (known !== undefined) return known
    const changed = after.find(({ position, seat: newer }) =>
      placeChanged(place, seat.changes(), newer?.changes(), { code: codeChangedIn.has(position), copies }),
    )
    const position = changed?.position ?? null
    found.set(key, position)
    return position
  }
}
