import type { PersonDetail, SeriesDocument, StepView, StoryAsk, StoryCard } from '../../db/queries/views'
import { groupBy } from '../../lib/groupBy'
import type { StepChange } from './pageWords'
import { nameNumbers } from './patchNumbers'
import { personName } from './personNames'
import { isApplied } from './tracks'

export type StepRow = StepView['rows'][number]

/** Why patches changed. */
export interface StepReason {
  /** The changelog item, or the words of the comment. */
  readonly text: string
  readonly messageId: string
  readonly askedBy: PersonDetail | null
  /** The patches that the comment is on and the version it was made on: `6 of v3`, or `v3` for the whole series; '' when nobody asked. */
  readonly on: string
  /** How many more comments by the same person no changelog item answers. */
  readonly more: number
}

/** Patches that changed alike for the same reasons. */
export interface StepGroup {
  readonly rows: readonly StepRow[]
  readonly reasons: readonly StepReason[]
  /** Whether neither a comment nor the changelog says why their code changed. */
  readonly unannounced: boolean
}

export interface StepStory {
  /** Patches whose code or message changed, and new ones: by reason, in the order of their numbers. */
  readonly groups: readonly StepGroup[]
  /** The others: dropped and applied ones, then those in which little changed, by what did. */
  readonly quiet: readonly { readonly change: StepChange; readonly rows: readonly StepRow[] }[]
  /** Comments that nobody answered, and that no change in it is known to answer. */
  readonly undone: readonly StoryAsk[]
}

const QUIET = ['dropped', 'applied', 'trailers', 'context', 'identical'] as const

/** Sorts the patches of a step into those that changed, with the reasons, and the others. Reasons are known for a version and the one it continues. */
export function tellStep(series: SeriesDocument, step: Pick<StepView, 'from' | 'to' | 'rows'>): StepStory {
  const version = series.versions.find(({ key }) => key === step.to.key)
  const card =
    version?.comparedWith === step.from.key
      ? series.story.find(({ versionKey }) => versionKey === step.to.key)
      : undefined
  const isNewest = card !== undefined && series.versions.at(-1)?.key === step.to.key
  const alike = isNewest ? series.groups : []
  const groups: { key: string; rows: StepRow[]; reasons: readonly StepReason[]; unannounced: boolean }[] = []
  const changeOf = openStepChange(series, step)
  for (const row of step.rows.filter(({ change }) => !QUIET.some((one) => one === change))) {
    const number = row.newNumber
    const group = number === null ? undefined : alike.find(({ patches }) => patches.includes(number))
    const reasons = number === null || card === undefined ? [] : reasonsOf(card, number)
    if (group?.reason && reasons.length === 0) reasons.push({ ...group.reason, on: '', more: 0 })
    const size = `${row.change} ${row.added} ${row.removed}`
    const key =
      group === undefined
        ? reasons.length === 0
          ? `row ${row.number}`
          : `${size} ${reasons.map(keyOf).join(' ')}`
        : `group ${alike.indexOf(group)}`
    const known = groups.find((one) => one.key === key)
    if (known === undefined) {
      groups.push({
        key,
        rows: [row],
        reasons,
        unannounced: number !== null && card?.hasChangelog === true && card.unannounced.includes(number),
      })
    } else known.rows.push(row)
  }
  return {
    groups,
    quiet: QUIET.flatMap((change) => {
      const rows = step.rows.filter((row) => changeOf(row) === change)
      return rows.length === 0 ? [] : [{ change, rows }]
    }),
    undone: (card?.asked ?? []).filter(({ outcome }) => outcome === 'undone'),
  }
}

/** Prepares to name what a step did to a patch. */
export function openStepChange(
  { tracks }: Pick<SeriesDocument, 'tracks'>,
  { from }: Pick<StepView, 'from'>,
): (row: Pick<StepRow, 'change' | 'oldNumber'>) => StepChange {
  const applied = new Set(
    tracks.flatMap((track) =>
      isApplied(track) ? track.cells.flatMap(({ versionKey, number }) => (versionKey === from.key ? number : [])) : [],
    ),
  )
  return ({ change, oldNumber }) =>
    change === 'dropped' && oldNumber !== null && applied.has(oldNumber) ? 'applied' : change
}

function reasonsOf({ asked, announced }: StoryCard, number: number): StepReason[] {
  const done = asked.filter(({ outcome, changed }) => outcome === 'done' && changed.includes(number))
  const silent = groupBy(
    done.filter(({ announcedAs }) => announcedAs === null),
    ({ person }) => personName(person),
  )
  const firsts = new Map([...silent.values()].map((all) => [all[0], all.length - 1]))
  const items = new Set<string>()
  return [
    ...done.flatMap((ask): StepReason[] => {
      const { announcedAs, quote, messageId, person, patches, on } = ask
      const more = firsts.get(ask)
      if (announcedAs === null ? more === undefined : items.has(announcedAs)) return []
      if (announcedAs !== null) items.add(announcedAs)
      const where = patches.length === 0 ? on : `${nameNumbers(patches)} of ${on}`
      return [{ text: announcedAs ?? quote, messageId, askedBy: person, on: where, more: more ?? 0 }]
    }),
    ...announced
      .filter(({ patches, text }) => patches.includes(number) && !items.has(text))
      .map(({ text, messageId }): StepReason => ({ text, messageId, askedBy: null, on: '', more: 0 })),
  ]
}

function keyOf({ text, messageId }: StepReason): string {
  return `${messageId} ${text}`
}
