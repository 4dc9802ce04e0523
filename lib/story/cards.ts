import { at } from '../at'
import { isSubstantial } from '../evolution/types'
import { groupBy } from '../groupBy'
import { rankOf } from '../review/severity'
import type { IsApplied } from './applied'
import { type CardAsk, judgeAsks } from './asks'
import type { ChangesOf } from './naming'
import { openReverts } from './reverts'
import type { StoryRows } from './rows'
import { gradeStep } from './since'
import { type CardTags, type GivenTag, openTags } from './tags'
import type { StoryComment, StoryFinding, StoryItem, StoryVersion } from './types'

/** What a version did about the one that it continues. */
export interface Card extends CardTags {
  /** Position of the version. */
  readonly version: number
  /** Whether the author said what changed. */
  readonly hasChangelog: boolean
  /** The MAX_ASKS strongest comments, each with the position of a later version that took back what this one changed for it. */
  readonly asked: readonly (CardAsk & { readonly revertedIn: number | null })[]
  /** How many there are in all. */
  readonly askedCount: number
  /** Indices of the changelog items that answer no comment. */
  readonly announced: readonly number[]
  /** Numbers of patches whose code changed or that are new, which no item, no comment and no bot explains. */
  readonly unannounced: readonly number[]
  /** Numbers in the version before of patches that were dropped, which nothing explains. */
  readonly dropped: readonly number[]
}

export interface StoryInput {
  readonly versions: readonly StoryVersion[]
  readonly rows: StoryRows
  readonly comments: readonly StoryComment[]
  readonly items: readonly StoryItem[]
  /** Changes that the changelog check found unannounced. */
  readonly findings: readonly StoryFinding[]
  readonly given: readonly GivenTag[]
  /** Patches that changed where a bot had found something, by the version in which they did and their number there. */
  readonly repaired: readonly { readonly version: number; readonly number: number }[]
  readonly changesOf: ChangesOf
  /** See openApplied. */
  readonly isApplied: IsApplied
}

/** Comments on one card. */
const MAX_ASKS = 200

/**
 * Tells for each version that continues another what was asked, what it did for that, what else its author announced, and what nobody announced. Pure:
 * it only joins what the earlier stages found out, so that a card says the same as the comment and the changelog. Linear in comments, items, cells and tags.
 */
export function tellCards(input: StoryInput): Card[] {
  const { versions, items, findings } = input
  const asks = judgeAsks(input)
  const tagsOf = openTags(input)
  const revertedIn = openReverts(input)
  const itemsOf = groupBy([...items.keys()], (index) => items[index]?.version ?? null)
  const findingsOf = groupBy(findings, ({ version }) => version)
  return versions.flatMap((version): Card[] => {
    const { position, origin } = version
    if (origin === null) return []
    const asked = asks.get(position) ?? []
    const own = itemsOf.get(position) ?? []
    const answering = new Set(asked.map(({ item }) => item))
    return [
      {
        version: position,
        hasChangelog: own.length > 0,
        asked: strongestFirst(asked, input.comments)
          .slice(0, MAX_ASKS)
          .map((ask) => ({ ...ask, revertedIn: revertedIn(position, ask) })),
        askedCount: asked.length,
        announced: own.filter((index) => !answering.has(index)),
        ...findUnexplained(version, asked, own.length > 0 ? (findingsOf.get(position) ?? []) : undefined, input),
        ...keptTags(tagsOf(version), position, input),
      },
    ]
  })
}

/** Without the tags of patches that went away because they were applied: these are not lost. */
function keptTags(tags: CardTags, version: number, { isApplied }: StoryInput): CardTags {
  const lost = tags.lost.flatMap((tag) => {
    const patches = tag.patches.filter((number) => !isApplied(version, number))
    return patches.length === 0 ? [] : [{ ...tag, patches }]
  })
  return { ...tags, lost }
}

/** Strongest first, nits last; of equal ones the earlier. */
function strongestFirst(asks: readonly CardAsk[], comments: readonly StoryComment[]): readonly CardAsk[] {
  const weighed = asks.map((ask) => {
    const { severity, saidMs } = at(comments, ask.comment)
    return { ask, rank: rankOf(severity), saidMs }
  })
  return weighed.sort((a, b) => a.rank - b.rank || a.saidMs - b.saidMs).map(({ ask }) => ask)
}

/**
 * The changes that nothing explains: those that the changelog check found, or in a version without a changelog all but those of a rebase; without
 * the patches that changed for a comment or where a bot found something, those that were merged into others, which findMerges gives, and those that were applied.
 */
function findUnexplained(
  { position, patches }: StoryVersion,
  asked: readonly CardAsk[],
  findings: readonly StoryFinding[] | undefined,
  { rows, repaired, isApplied }: StoryInput,
): Pick<Card, 'unannounced' | 'dropped'> {
  const explained = new Set([
    ...asked.flatMap(({ changed }) => changed),
    ...repaired.flatMap((one) => (one.version === position ? [one.number] : [])),
  ])
  const merged = rows
    .cellsOf(position)
    .filter(({ cell: { notes } }) => notes.some(({ kind }) => kind === 'merged-into'))
  const mergedNumbers = new Set(merged.map(({ cell }) => cell.number))
  const isGivenUp = (number: number) => !mergedNumbers.has(number) && !isApplied(position, number)
  const rising = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b)
  if (findings !== undefined) {
    const own = new Set(patches.map(({ number, mailKey }) => `${number} ${mailKey}`))
    const isOwn = ({ number, mailKey }: StoryFinding) => own.has(`${number} ${mailKey}`)
    const unannounced = findings.filter((one) => isOwn(one) && !explained.has(one.number))
    return {
      unannounced: rising(unannounced.map(({ number }) => number)),
      dropped: rising(findings.filter((one) => !isOwn(one)).map(({ number }) => number)).filter(isGivenUp),
    }
  }
  const changed = rows.cellsOf(position).filter(({ cell }) => isSubstantial(cell.change))
  const kept = changed.filter(({ cell }) => cell.change !== 'code' || gradeStep(cell).kind !== 'rebase')
  return {
    unannounced: rising(
      kept.flatMap(({ cell }) => (cell.change === 'dropped' || explained.has(cell.number) ? [] : [cell.number])),
    ),
    dropped: rising(kept.flatMap(({ cell }) => (cell.change === 'dropped' ? [cell.number] : []))).filter(isGivenUp),
  }
}
