import { at } from '../at'
import type { Change, Verdict } from '../evolution/types'
import { groupBy } from '../groupBy'
import { normaliseTitle } from '../mail/subject'
import type { Patch } from '../patch/types'
import { wordsOf } from '../text'
import { type ChangelogItem, parseChangelog } from './items'
import { indexVersions } from './itemVersion'
import { prepareStep, type Tie, type TieEvidence, type TiePair, tieItem } from './tie'
import { findUnannounced, openMentions } from './unannounced'

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
  /** Position of the version it belongs to, or of the next one that is known and has a changelog; null when there is none. */
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
 * version's own cover counts, else the newest; the same holds for several mails of one patch. What changed in a version that is not known is
 * in the next one, and so is what it announced. Items come by version, those of the
 * cover first. Changes that no item covers are listed; findUnannounced has the rule. Never fails; deterministic.
 */
export function assembleChangelog({ versions, pairs }: ChangelogInput): Changelog {
  const numbers = versions.map(numbersByTitle)
  const chosen = groupBy(chooseItems(readItems(versions), numbers), ({ index }) => index)
  const pairsInto = groupBy(pairs, ({ to }) => to)
  const patchesOf = versions.map(({ patches }) => new Map(patches.map(({ number, patch }) => [number, patch])))
  const unknown = chosen.get(null) ?? []
  const taken = new Set<ChangelogItem>()
  const items: ChangelogEntry[] = []
  const unannounced: UnannouncedChange[] = []
  for (const index of versions.keys()) {
    const own = chosen.get(index) ?? []
    const stepPairs = (pairsInto.get(index + 1) ?? []).map((pair) => toTiePair(pair, patchesOf))
    const step = prepareStep(own.length === 0 ? [] : stepPairs)
    const ties = own.map((item) => tieItem(item, step))
    const between = own.length === 0 ? [] : itemsBetween(versions, index, unknown)
    for (const item of between) {
      if (taken.has(item)) continue
      taken.add(item)
      // The numbers that it names are those of a version that is not known.
      items.push(toEntry({ ...item, index }, item.named.length === 0 ? tieItem(item, step) : undefined))
    }
    for (const [place, item] of own.entries()) items.push(toEntry(item, ties[place]))
    // Items that could not be tied may announce any of the changes.
    if (step.work.left <= 0) continue
    const mentions = openMentions(
      [...own, ...between].map(({ text }) => text),
      step,
    )
    const all = [...ties, ...between.map((item) => tieItem(item, step))]
    for (const { left, right, verdict } of findUnannounced(stepPairs, all, mentions)) {
      unannounced.push({ position: index + 1, left, right, change: verdict.change, hasChangelog: own.length > 0 })
    }
  }
  for (const item of unknown) if (!taken.has(item)) items.push(toEntry(item, undefined))
  return { items: items.sort(byVersion), unannounced }
}

/** The items about versions that are not known between a version and the one before it: their changes are in it, too. */
function itemsBetween(
  versions: readonly ChangelogVersion[],
  index: number,
  unknown: readonly ChangelogItem[],
): readonly ChangelogItem[] {
  const [own, before] = [versions[index], versions[index - 1]]
  if (own === undefined || before === undefined) return []
  const first = before.rfc && !own.rfc ? 0 : before.version
  return unknown.filter(({ version, rfc }) => rfc === own.rfc && version > first && version < own.version)
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

type PatchesByNumber = ReadonlyMap<number, Patch>

function toTiePair({ from, to, left, right, verdict }: ChangelogPair, patchesOf: readonly PatchesByNumber[]): TiePair {
  const patchOf = (position: number, number: number | null) =>
    number === null ? undefined : patchesOf[position - 1]?.get(number)
  return { left, right, verdict, old: patchOf(from, left), now: patchOf(to, right) }
}

/** The numbers of the patches of a version by normalised title; of several with one title the first counts. */
function numbersByTitle({ patches }: ChangelogVersion): Map<string, number> {
  return new Map(patches.map(({ number, patch }) => [normaliseTitle(patch.title), number] as const).reverse())
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
  const index = indexVersions(versions)
  return versions.flatMap(({ cover, patches, total }, said) => {
    const place = { versions: index, own: said }
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

/** Takes each item once, from the mail that counts for its version. `numbers` gives the patches of each version by title. */
function chooseItems(all: readonly SaidItem[], numbers: readonly ReadonlyMap<string, number>[]): ChangelogItem[] {
  const groups = groupBy(all, ({ item, title }) => `${versionKey(item)} ${title === null ? 'cover' : `patch ${title}`}`)
  const trusted = [...groups.values()].map(trustedItems).sort((a, b) => patchOrder(a[0]) - patchOrder(b[0]))
  const chosen = new Map<string, { readonly item: ChangelogItem; readonly named: Set<number> }>()
  const choose = (key: string, item: ChangelogItem) => {
    if (!chosen.has(key)) chosen.set(key, { item, named: new Set(item.named) })
  }
  for (const { item, title, said } of trusted.flat()) {
    const key = `${versionKey(item)} ${wordsOf(item.text.toLowerCase()).join(' ')}`
    if (title === null) {
      choose(`${key} cover`, item)
      continue
    }
    const numberIn = (index: number | null) => (index === null ? null : (at(numbers, index).get(title) ?? null))
    const inPatch = item.index === said ? item.inPatch : numberIn(item.index)
    const ofCover = chosen.get(`${key} cover`)
    // Written in the cover and below the patch: it counts once, and is about that patch.
    if (ofCover === undefined) choose(`${key} ${inPatch ?? title}`, { ...item, inPatch })
    else if (inPatch !== null) ofCover.named.add(inPatch)
  }
  return [...chosen.values()].map(({ item, named }) => ({ ...item, named: [...named].sort((a, b) => a - b) }))
}

function versionKey({ index, version, rfc }: ChangelogItem): string {
  return index === null ? `${rfc ? 'rfc' : 'v'}${version}` : `#${index}`
}

/** Chooses among the items of one version in one kind of mail: those in that version's own mail, or else those in the newest. */
function trustedItems(group: readonly SaidItem[]): SaidItem[] {
  const own = group.find(({ item, said }) => item.index === said)
  const trusted = own?.said ?? group.reduce((newest, { said }) => Math.max(newest, said), 0)
  return group.filter(({ said }) => said === trusted)
}

/** Covers first, then patches by number. */
function patchOrder(first: SaidItem | undefined): number {
  return first === undefined || first.title === null ? -1 : (first.item.inPatch ?? 0)
}
