import { at } from '../at'
import { type FoldInput, speaksFor } from './foldTypes'
import type { ReviewTag } from './tag'
import { indexWithdrawals, isTakenBack, listsAbout, type Said, type SaidByPlace, saidBy } from './tagIndex'

/** A review tag that a reply gave and that its author did not take back: what `git am` may be handed. */
export interface GivenTag {
  readonly tag: ReviewTag
  readonly mailKey: string
  /** Index of the person. */
  readonly person: number
  /** Position of the version it was given on. */
  readonly version: number
  /** Numbers of the patches in that version; `all` for every patch of it but `except`. */
  readonly patches: readonly number[] | 'all'
  /** The patches for which its author took it back later, with the mail that says so. Empty unless `patches` is `all`. */
  readonly except: readonly { readonly patch: number; readonly mailKey: string }[]
}

/** A tag on all patches that was taken back for more of them than this is given to none. Bounds the work on hostile mail. */
const MAX_EXCEPT = 200

/**
 * The review tags of all replies in the order of receipt, from the events that the standings are folded from: without those in another
 * person's name or on the author's own patches, and without those taken back in words or by a NAK. A combined tag counts once; of the same
 * tag by one person on all patches of a version the first. Linear in the events and the patches they name.
 */
export function findGivenTags(fold: FoldInput): GivenTag[] {
  const withdrawals = indexWithdrawals(fold.events)
  const given: GivenTag[] = []
  const seen = new Set<string>()
  for (const [order, event] of fold.events.entries()) {
    const { tag, mailKey, person, version, everywhere, reviews } = event
    if (tag === null || !reviews || event.position === 'nak') continue
    const place = everywhere ? `${person}\0${tag.name}\0${version}` : `${mailKey}\0${tag.line}`
    if (seen.has(place)) continue
    const taken = saidBy(withdrawals, person)
    const found = everywhere ? giveToAll({ event, order }, taken, fold) : giveToSome({ event, order }, taken, fold)
    if (found === undefined) continue
    // A tag that was taken back for some patches may be given again.
    if (found.except.length === 0) seen.add(place)
    given.push({ tag, mailKey, person, version, ...found })
  }
  return given
}

type Place = Pick<GivenTag, 'patches' | 'except'>

function giveToAll(said: Said, taken: SaidByPlace, { tracks }: FoldInput): Place | undefined {
  if (isTakenBack(said, [...taken.byVersion.values()])) return undefined
  const except: { patch: number; mailKey: string }[] = []
  for (const [track, list] of taken.byTrack) {
    const patch = at(tracks, track).numbers.get(said.event.version)
    const back = patch === undefined ? undefined : list.find((other) => takesBack(other, said))
    if (patch === undefined || back === undefined) continue
    if (except.push({ patch, mailKey: back.event.mailKey }) > MAX_EXCEPT) return undefined
  }
  return { patches: 'all', except }
}

function giveToSome(said: Said, taken: SaidByPlace, fold: FoldInput): Place | undefined {
  const { tracks, version } = said.event
  const patches = tracks.flatMap((track) =>
    isTakenBack(said, listsAbout(taken, track, fold)) ? [] : (at(fold.tracks, track).numbers.get(version) ?? []),
  )
  return patches.length === 0 ? undefined : { patches, except: [] }
}

function takesBack(other: Said, said: Said): boolean {
  return other.order > said.order && speaksFor(other.event, said.event)
}
