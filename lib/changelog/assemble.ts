import type { Change, Verdict } from '../evolution/types'
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

/** A version of a series; its position in the chain counts from 1. */
export interface ChangelogVersion {
  readonly version: number
  readonly rfc: boolean
  readonly total: number
  readonly cover: { readonly mailKey: string; readonly body: string } | null
  readonly patches: readonly ChangelogPatch[]
}

/** A pair of the comparison of two versions, by positions of the versions and numbers of the patches. */
export interface ChangelogPair {
  readonly to: number
  readonly from: number
  /** Number in the older version; null for a new patch. */
  readonly left: number | null
  /** Number in the newer version; null for a dropped patch. */
  readonly right: number | null
  readonly verdict: Verdict
}

export interface ChangelogInput {
  /** Oldest first. */
  readonly versions: readonly ChangelogVersion[]
  /** Of all steps, in any order. A patch that is unknown in an incomplete version has no pair. */
  readonly pairs: readonly ChangelogPair[]
}

/** One announced change, tied to what was done. */
export interface ChangelogEntry extends Omit<ChangelogItem, 'index'> {
  /** Position of the version it belongs to; null when that version is not known. */
  readonly position: number | null
  /** Numbers in that version, ascending: patches that really changed and that the item speaks of. */
  readonly patches: readonly number[]
  /** Numbers in the version before it of dropped patches that the item speaks of. */
  readonly dropped: readonly number[]
  readonly tiedBy: TieEvidence | null
}

/** A patch whose code changed, that is new, or that was dropped, without a word about it in the changelog. */
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
 * Puts the changelog of a series together from its covers and patch mails. Of several covers that tell of one version
 * that version's own counts, else the newest; of several mails of one patch the same. Items come by version, those of the
 * cover first. Changes that no item covers are listed; see findUnannounced for the rule. Never fails; deterministic.
 */
export function assembleChangelog({ versions, pairs }: ChangelogInput): Changelog {
  const chosen = chooseItems(readItems(versions), versions)
  const items: ChangelogEntry[] = []
  const unannounced: UnannouncedChange[] = []
  const known = new Set(versions.map((_, index) => index))
  for (const index of known) {
    const own = chosen.filter((item) => item.index === index)
    const stepPairs = pairsInto(index, versions, pairs)
    const step = own.length === 0 ? undefined : prepareStep(stepPairs)
    const ties = step === undefined ? [] : own.map((item) => tieItem(item, step))
    own.forEach((item, at) => {
      items.push(toEntry(item, ties[at]))
    })
    for (const { left, right, verdict } of findUnannounced(stepPairs, ties)) {
      unannounced.push({ position: index + 1, left, right, change: verdict.change, hasChangelog: own.length > 0 })
    }
  }
  const others = chosen.filter(({ index }) => index === null).map((item) => toEntry(item, undefined))
  return { items: [...others, ...items].sort(byVersion), unannounced }
}

/** Versions that are not known stand where their number puts them; everything else keeps its order. */
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

/** An item with where it was said. */
interface SaidItem {
  readonly item: ChangelogItem
  /** Index of the version whose mail it stands in. */
  readonly said: number
  /** Normalised title of the patch whose mail it stands in; null for a cover. */
  readonly title: string | null
}

function readItems(versions: readonly ChangelogVersion[]): SaidItem[] {
  return versions.flatMap(({ cover, patches, total }, said) => {
    const place = { versions, own: said }
    const ofCover = cover === null ? [] : parseChangelog({ ...cover, number: null }, place, total)
    return [
      ...ofCover.map((item) => ({ item, said, title: null })),
      ...patches
        .filter(({ inherited }) => !inherited)
        .flatMap(({ mailKey, number, body, patch }) =>
          parseChangelog({ mailKey, number, body }, place, total).map((item) => ({
            item,
            said,
            title: normaliseTitle(patch.title),
          })),
        ),
    ]
  })
}

/** Takes each item once, from the mail that is to be believed about its version. */
function chooseItems(all: readonly SaidItem[], versions: readonly ChangelogVersion[]): ChangelogItem[] {
  const groups = new Map<string, Map<number, SaidItem[]>>()
  for (const entry of all) {
    const { item, title, said } = entry
    const key = `${versionKey(item)} ${title === null ? 'cover' : `patch ${title}`}`
    const group = groups.get(key) ?? new Map<number, SaidItem[]>()
    groups.set(key, group)
    const ofMail = group.get(said)
    if (ofMail === undefined) group.set(said, [entry])
    else ofMail.push(entry)
  }
  const chosen = new Map<string, ChangelogItem>()
  const believed = [...groups.values()].map(believe).sort((a, b) => order(a) - order(b))
  for (const { item, title, said } of believed.flat()) {
    const key = `${versionKey(item)} ${item.text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()}`
    const inPatch = title === null || item.index === said ? item.inPatch : numberOf(title, versions[item.index ?? -1])
    const ofCover = chosen.get(`${key} cover`)
    if (title === null) {
      if (ofCover === undefined) chosen.set(`${key} cover`, item)
    } else if (ofCover !== undefined) {
      // Said in the cover and below the patch: once, about that patch.
      if (inPatch !== null) chosen.set(`${key} cover`, { ...ofCover, named: withNumber(ofCover.named, inPatch) })
    } else if (!chosen.has(`${key} ${inPatch ?? title}`)) chosen.set(`${key} ${inPatch ?? title}`, { ...item, inPatch })
  }
  return [...chosen.values()]
}

function versionKey({ index, version, rfc }: ChangelogItem): string {
  return index === null ? `${rfc ? 'rfc' : 'v'}${version}` : `#${index}`
}

/** The items of one version in mails of one kind: what that version's own mail says, else the newest. */
function believe(group: ReadonlyMap<number, SaidItem[]>): SaidItem[] {
  const mails = [...group.keys()]
  const own = mails.find((said) => group.get(said)?.some(({ item }) => item.index === said))
  return group.get(own ?? Math.max(...mails)) ?? []
}

/** Covers first, then patches by number. */
function order(items: readonly SaidItem[]): number {
  const first = items[0]
  return first === undefined || first.title === null ? -1 : (first.item.inPatch ?? 0)
}

function numberOf(title: string, version: ChangelogVersion | undefined): number | null {
  return version?.patches.find(({ patch }) => normaliseTitle(patch.title) === title)?.number ?? null
}

function withNumber(numbers: readonly number[], number: number): number[] {
  return [...new Set([...numbers, number])].sort((a, b) => a - b)
}
