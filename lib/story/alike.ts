import { isAboutTags } from '../changelog/tie'
import type { PatchChanges } from '../evolution/types'
import { groupBy } from '../groupBy'
import type { ChangesOf } from './naming'
import type { StoryRows } from './rows'
import type { StoryCell, StoryItem } from './types'

/** Patches of a version that changed alike, and what they changed for. */
export interface AlikeGroup {
  /** Numbers in that version, ascending. */
  readonly patches: readonly number[]
  /** Index of the changelog item that says why; null when none does. */
  readonly item: number | null
}

interface AlikeInput {
  readonly rows: StoryRows
  readonly items: readonly StoryItem[]
  /** What changed in a patch of the version; undefined when that is not stored. */
  readonly changesOf: ChangesOf
}

/** A larger change is not read to compare it with others. */
const MAX_LINES = 60
/** Patches whose changes are read. */
const MAX_READ = 200

/**
 * Groups the patches of a version that changed alike since the one before. Two changes are alike when the same lines came and went, white space
 * aside; or when one changelog item is about both and they have as many lines. A patch is in one group. At most MAX_READ changes of at most MAX_LINES lines are read.
 */
export function findAlike(version: number, { rows, items, changesOf }: AlikeInput): AlikeGroup[] {
  const cells = rows.cellsOf(version).map(({ cell }) => cell)
  const changed = cells.filter(({ change }) => change === 'code' || change === 'message')
  if (changed.length < 2) return []
  // "Pick up tags" explains no change of code or message.
  const own = [...items.entries()].filter(
    ([, item]) => item.version === version && item.patches.length > 1 && !isAboutTags(item.text),
  )
  const groups: AlikeGroup[] = []
  const taken = new Set<number>()
  const add = (numbers: readonly number[], item: number | null) => {
    const patches = numbers.filter((number) => !taken.has(number)).sort((a, b) => a - b)
    if (patches.length < 2) return
    for (const number of patches) taken.add(number)
    groups.push({ patches, item })
  }
  for (const [index, { patches }] of own) {
    const about = new Set(patches)
    const alike = groupBy(
      changed.filter(({ number }) => about.has(number)),
      ({ change, added, removed }) => `${change} ${added} ${removed}`,
    )
    for (const group of alike.values())
      add(
        group.map(({ number }) => number),
        index,
      )
  }
  for (const group of sameLines(
    changed.filter(({ number }) => !taken.has(number)),
    changesOf,
  )) {
    const reason = own.find(([, { patches }]) => group.every((number) => patches.includes(number)))
    add(group, reason?.[0] ?? null)
  }
  return groups.sort((a, b) => (a.patches[0] ?? 0) - (b.patches[0] ?? 0))
}

function sameLines(cells: readonly StoryCell[], changesOf: ChangesOf): readonly (readonly number[])[] {
  const small = cells.filter(({ change, added, removed }) => change === 'code' && added + removed <= MAX_LINES)
  const read = small.slice(0, MAX_READ).flatMap(({ version, number }) => {
    const changes = changesOf(version, number)
    const lines = changes === undefined ? '' : changedLines(changes)
    return lines === '' ? [] : [{ number, lines }]
  })
  return [...groupBy(read, ({ lines }) => lines).values()].map((group) => group.map(({ number }) => number))
}

/** The lines of the patch that only one version has, each once and in order of the alphabet; '' when there are none. */
function changedLines({ files }: PatchChanges): string {
  const lines = new Set<string>()
  for (const { items } of files) {
    for (const item of items) {
      if (item.kind === 'hidden') continue
      for (const { side, kind, spans } of item.lines) {
        if (side === 'both' || kind === 'context') continue
        const text = spans.map((span) => span.text).join('')
        lines.add(`${side} ${kind} ${text.replace(/\s+/g, ' ').trim()}`)
      }
    }
  }
  return [...lines].sort().join('\n')
}
