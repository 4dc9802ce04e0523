import type { CommitView, MarkView, SeriesDocument, StoryAsk, TrackCell } from '../../db/queries/views'
import { groupBy } from '../../lib/groupBy'
import { markKey, severityRank, toneOf } from './marks'
import { personKey } from './personNames'

/** What somebody said about the patch, with the version it was said on, and whether the version that is shown changed for it. */
export interface PatchMark {
  readonly mark: MarkView
  readonly label: string
  /** Null when it did not; otherwise the changelog item that says so, '' when only the code does. */
  readonly fixed: string | null
  /** The later version that took that change back; null when none did. */
  readonly revertedIn: string | null
  /** How many equal statements by that person on that version it is shown for. */
  readonly times: number
}

/** One patch in the series: where it is in each version, what was said about it, and why the version that is shown changed it. */
export interface PatchStory {
  /** The patch in each version that has it, oldest first. */
  readonly cells: readonly TrackCell[]
  /** What was said up to the version that is shown: open comments first, the strongest of them before the others, then those that it changed for, then by version, newest first. */
  readonly marks: readonly PatchMark[]
  /** Comments on other patches that this one changed for, too: one of each person and patch. */
  readonly asked: readonly StoryAsk[]
  /** The changelog item, or the comment's, that the change is explained by; null when there is none. */
  readonly item: { readonly text: string; readonly messageId: string } | null
  /** Other patches with the same change, for the same reason. */
  readonly alike: readonly number[]
  /** Whether its code changed and neither a comment nor the changelog of the version says why. */
  readonly unannounced: boolean
  /** The commits that were made from it, that of the version that is shown first. */
  readonly commits: readonly CommitView[]
}

/** Finds the story of one patch, named by a version that has it and its number there; an empty one when there is no such patch. */
export function tellPatch(series: SeriesDocument, versionKey: string, number: number): PatchStory {
  const isHere = (cell: TrackCell) =>
    cell.versionKey === versionKey && cell.number === number && cell.change !== 'dropped'
  const track = series.tracks.find(({ cells }) => cells.some(isHere))
  const cells = (track?.cells ?? []).filter(({ change }) => change !== 'dropped')
  const card = series.story.find((one) => one.versionKey === versionKey)
  const done = (card?.asked ?? []).filter(({ outcome, changed }) => outcome === 'done' && changed.includes(number))
  const marks = listMarks(series, cells, versionKey, done)
  const isNewest = series.versions.at(-1)?.key === versionKey
  const group = isNewest ? series.groups.find(({ patches }) => patches.includes(number)) : undefined
  const announced = card?.announced.find(({ patches }) => patches.includes(number))
  const said = done.find(({ announcedAs }) => announcedAs !== null)
  return {
    cells,
    marks,
    asked: oneEach(done.filter((ask) => !cells.some((cell) => cell.marks.some((mark) => isSame(mark, ask))))),
    item:
      announced ??
      (said?.announcedAs ? { text: said.announcedAs, messageId: said.messageId } : null) ??
      group?.reason ??
      null,
    alike: (group?.patches ?? []).filter((one) => one !== number),
    unannounced: card?.hasChangelog === true && card.unannounced.includes(number),
    commits: series.commits
      .filter((commit) => cells.some((cell) => cell.versionKey === commit.versionKey && cell.number === commit.patch))
      .sort((a, b) => Number(b.versionKey === versionKey) - Number(a.versionKey === versionKey)),
  }
}

function listMarks(
  { versions }: SeriesDocument,
  cells: readonly TrackCell[],
  versionKey: string,
  done: readonly StoryAsk[],
): PatchMark[] {
  const here = cells.findIndex((cell) => cell.versionKey === versionKey)
  const marks = cells.slice(0, here + 1).flatMap((cell) => {
    const label = versions.find(({ key }) => key === cell.versionKey)?.label ?? ''
    return cell.marks.map((mark): PatchMark => {
      const ask = done.find((one) => isSame(mark, one))
      const fixed = ask === undefined ? null : (ask.announcedAs ?? '')
      return { mark, label, fixed, revertedIn: ask?.revertedIn ?? null, times: 1 }
    })
  })
  const alike = groupBy(marks.reverse(), ({ mark, fixed, label }) => `${markKey(mark, label)}\n${fixed === null}`)
  const firsts = [...alike.values()].map((all) => ({ ...all[0], times: all.length }))
  const rank = ({ mark, fixed }: PatchMark) => (toneOf(mark) === 'open' ? 0 : fixed === null ? 2 : 1)
  return firsts.sort((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? severityRank(a.mark) - severityRank(b.mark) : 0))
}

/** One comment of each person on the same patches of a version. */
function oneEach(asks: readonly StoryAsk[]): StoryAsk[] {
  const alike = groupBy(asks, ({ person, on, patches }) => [personKey(person), on, ...patches].join('\n'))
  return [...alike.values()].map(([first]) => first)
}

function isSame(one: Pick<MarkView, 'messageId' | 'quote'>, other: Pick<MarkView, 'messageId' | 'quote'>): boolean {
  return one.messageId === other.messageId && one.quote === other.quote
}
