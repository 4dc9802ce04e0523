import { tellingWords } from '../changelog/sharing'
import { groupBy } from '../groupBy'
import type { CardAsk } from './asks'
import { nextVersions, type StoryRows } from './rows'
import type { StoryItem, StoryVersion } from './types'

interface RevertParts {
  readonly versions: readonly StoryVersion[]
  readonly rows: StoryRows
  readonly items: readonly StoryItem[]
}

/** How a changelog says that a change is taken back. "drop" alone is not enough: most items that drop something drop what was there from the start. */
const TAKES_BACK =
  /\b(?:revert(?:ed|s|ing)?|undo|undid|undone|restor(?:ed?|es|ing)|(?:go|goes|went|going|switch(?:ed)?|chang(?:ed?|ing)) back|bring back|brought back)\b/i

/** Versions after the one that answered a comment, and items of each, that are looked at. */
const MAX_LATER = 20
const MAX_ITEMS = 50
/** Of the words of the shorter item, so many must be in the other one. */
const MOST = 0.6

/**
 * Prepares to find the later version that took back what a version changed for a comment: "rename 'vfio' to 'vfio_group' in procfs" of v2, and in v4
 * "revert the rename from 'vfio' to 'vfio_group' in procfs". Only what changelogs say of both counts, and both items must be about the patch, where they
 * are tied to patches. That the same lines changed back is not enough: the review often goes on to a third way. <20220921104401.38898-1-kevin.tian@intel.com>
 */
export function openReverts({ versions, rows, items }: RevertParts): (version: number, ask: CardAsk) => number | null {
  const next = nextVersions(versions)
  const takingBack = groupBy(
    items.filter(({ text }) => TAKES_BACK.test(text.slice(0, MAX_TEXT))),
    ({ version }) => version,
  )
  return (version, { item, outcome, changed }) => {
    const own = item === null || outcome !== 'done' ? undefined : items[item]
    if (own === undefined || takingBack.size === 0) return null
    const tracks = changed.flatMap((number) => rows.trackOf(version, number) ?? [])
    let later = next.get(version)
    for (let looked = 0; later !== undefined && looked < MAX_LATER; looked++) {
      const { position } = later
      const numbers = tracks.flatMap((track) => rows.numberIn(track, position) ?? [])
      const others = (takingBack.get(position) ?? []).slice(0, MAX_ITEMS)
      if (others.some((other) => isAbout(other, numbers) && sharesMost(own, other))) return position
      later = next.get(position)
    }
    return null
  }
}

/** Only this many characters of an item are read. */
const MAX_TEXT = 1_000

function isAbout({ patches }: StoryItem, numbers: readonly number[]): boolean {
  return patches.length === 0 || patches.some((number) => numbers.includes(number))
}

function sharesMost(one: StoryItem, other: StoryItem): boolean {
  const [words, others] = [tellingWords(one.text), tellingWords(other.text)]
  const common = [...words].filter((word) => others.has(word)).length
  return common > 1 && common >= Math.min(words.size, others.size) * MOST
}
