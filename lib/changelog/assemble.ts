import { at } from '../at'
import type { Change, Verdict } from '../evolution/types'
import { groupBy } from '../groupBy'
import { normaliseTitle } from '../mail/subject'
import type { Patch } from '../patch/types'
import { type ChangelogItem, parseChangelog } from './items'
import { findUnannounced, prepareStep, type Tie, type TieEvidence, type TiePair, tieItem } from './tie'

/** A patch of a version, with the mail it came in. */
export interface ChangelogPatch {
  readonly number: number
  readonly mailKey: string
  readonly body: string
  readonly patch: Patch
  /** Taken over from an older version in a partial reroll: its notes are not read again. */
  readonly inherited: boolean
}

/** A version of a series; positions in the chain count from 1. */
export interface ChangelogVersion {
  readonly version: number
  readonly rfc: boolean
  readonly total: number
  readonly cover: { readonly mailKey: string; readonly body: string } | null
  readonly patches: readonly ChangelogPatch[]
}

/** A pair of the comparison of two versions, by the positions of the versions and the numbers of the patches. */
export interface ChangelogPair {
  readonly to: number
  readonly from: number
  /** Number in the older version; null for a new patch. */
  readonly left: number | null
  /** Number in the newer version; null for a dropped patch. */
  readonly right: number | null
  readonly verdict: Verdict
}

interface ChangelogInput {
  /** Oldest first. */
  readonly versions: readonly ChangelogVersion[]
  /** Of all steps, in any order. A patch that is unknown in an incomplete version has no pair. */
  readonly pairs: readonly ChangelogPair[]
}

/** One announced change, tied to what was done. */
export interface ChangelogEntry extends Omit<ChangelogItem, 'index'> {
  /** Position of the version it belongs to; null when that version is not known. */
  readonly position: number | null
  /** Numbers in that version, ascending, of the patches that really changed and that the item is about. */
  readonly patches: readonly number[]
  /** Numbers in the version before it of the dropped patches that the item is about. */
  readonly dropped: readonly number[]
  readonly tiedBy: TieEvidence | null
}

/** A patch whose code changed, or that is new or was dropped, and that the changelog does not mention. */
export interface UnannouncedChange {
  /** Position of the newer version. */
  readonly position: number
  readonly left: number | null
  readonly right: number | null
  readonly change: Change
  /** False when the version has no changelog at all. */
  readonly hasChangelog: boolean
}

export interface Changelog {
  readonly items: readonly ChangelogEntry[]
  readonly unannounced: readonly UnannouncedChange[]
}

/**
 * Assembles the changelog of a series from its cover letters and patch mails. When several covers report on one version, that
 * version's own cover counts, else the newest; the same holds for several mails of one patch. Items come by version, those of the
 * cover first. Changes that no item covers are listed; findUnannounced has the rule. Never fails; deterministic.
 */
export function assembleChangelog({ versions, pairs }: ChangelogInput): Changelog {
  const chosen = chooseItems(readItems(versions), versions)
  const items = chosen.filter(({ index }) => index === null).map((item) => toEntry(item, undefined))
  const unannounced: UnannouncedChange[] = []
  for (const index of versions.keys()) {
    const own = chosen.filter((item) => item.index === index)
    const stepPairs = pairsInto(index, versions, pairs)
    const step = prepareStep(own.length === 0 ? [] : stepPairs)
    const ties = own.map((item) => tieItem(item, step))
    items.push(...own.map((item, place) => toEntry(item, ties[place])))
    for (const { left, right, verdict } of findUnannounced(stepPairs, ties)) {
      unannounced.push({ position: index + 1, left, right, change: verdict.change, hasChangelog: own.length > 0 })
    }
  }
  return { items: items.sort(byVersion), unannounced }
}

/** A version that is not known is sorted by its number; everything else keeps its order. */
function byVersion(a: ChangelogEntry, b: ChangelogEntry): number {
  if (a.position !== null && b.position !== null) return a.position - b.position
  return Number(b.rfc) - Number(a.rfc) || a.version - b.version
}

function toEntry({ index, ...item }: ChangelogItem, found: Tie | undefined): ChangelogEntry {
  return {
    ...item,
    position: index === null ? null : index + 1,
    patches: found?.patches ?? [],
    dropped: found?.dropped ?? [],
    tiedBy: found?.evidence ?? null,
  }
}

function pairsInto(index: number, versions: readonly ChangelogVersion[], pairs: readonly ChangelogPair[]): TiePair[] {
  const patchOf = (position: number, number: number | null) =>
    versions[position - 1]?.patches.find((patch) => patch.number === number)?.patch
  return pairs
    .filter(({ to }) => to === index + 1)
    .map(({ from, to, left, right, verdict }) => ({
      left,
      right,
      verdict,
      old: patchOf(from, left),
      now: patchOf(to, right),
    }))
}

/** An item with the place where the author wrote it. */
interface SaidItem {
  readonly item: ChangelogItem
  /** Index of the version whose mail it is in. */
  readonly said: number
  /** Normalised title of the patch whose mail it is in; null for a cover. */
  readonly title: string | null
}

function readItems(versions: readonly ChangelogVersion[]): SaidItem[] {
  return versions.flatMap(({ cover, patches, total }, said) => {
    const place = { versions, own: said }
    const ofCover = cover === null ? [] : parseChangelog({ ...cover, number: null }, place, total)
    const ofPatches = patches
      .filter(({ inherited }) => !inherited)
      .flatMap(({ mailKey, number, body, patch }) => {
        const title = normaliseTitle(patch.title)
        return parseChangelog({ mailKey, number, body }, place, total).map((item) => ({ item, said, title }))
      })
    return [...ofCover.map((item) => ({ item, said, title: null })), ...ofPatches]
  })
}

/** Takes each item once, from the mail that counts for its version. */
function chooseItems(all: readonly SaidItem[], versions: readonly ChangelogVersion[]): ChangelogItem[] {
  const groups = groupBy(all, ({ item, title }) => `${versionKey(item)} ${title === null ? 'cover' : `patch ${title}`}`)
  const trusted = [...groups.values()].map(trustedItems).sort((a, b) => patchOrder(a[0]) - patchOrder(b[0]))
  const chosen = new Map<string, ChangelogItem>()
  for (const { item, title, said } of trusted.flat()) {
    const key = `${versionKey(item)} ${wordsOf(item.text)}`
    const inPatch = title === null || item.index === said ? item.inPatch : numberOf(title, versions, item.index)
    const ofCover = chosen.get(`${key} cover`)
    if (title === null) {
      if (ofCover === undefined) chosen.set(`${key} cover`, item)
    } else if (ofCover !== undefined) {
      // Written in the cover and below the patch: it counts once, and is about that patch.
      if (inPatch !== null) chosen.set(`${key} cover`, { ...ofCover, named: withNumber(ofCover.named, inPatch) })
    } else if (!chosen.has(`${key} ${inPatch ?? title}`)) chosen.set(`${key} ${inPatch ?? title}`, { ...item, inPatch })
  }
  return [...chosen.values()]
}

function versionKey({ index, version, rfc }: ChangelogItem): string {
  return index === null ? `${rfc ? 'rfc' : 'v'}${version}` : `#${index}`
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Chooses among the items of one version in one kind of mail: those in that version's own mail, or else those in the newest. */
function trustedItems(group: readonly SaidItem[]): SaidItem[] {
  const own = group.find(({ item, said }) => item.index === said)
  const trusted = own?.said ?? Math.max(...group.map(({ said }) => said))
  return group.filter(({ said }) => said === trusted)
}

/** Covers first, then patches by number. */
function patchOrder(first: SaidItem | undefined): number {
  return first === undefined || first.title === null ? -1 : (first.item.inPatch ?? 0)
}

function numberOf(title: string, versions: readonly ChangelogVersion[], index: number | null): number | null {
  const patches = index === null ? [] : at(versions, index).patches
  return patches.find(({ patch }) => normaliseTitle(patch.title) === title)?.number ?? null
}

function withNumber(numbers: readonly number[], number: number): number[] {
  return [...new Set([...numbers, number])].sort((a, b) => a - b)
}
