import type { ComparisonView, PatchPageView } from '../../../db/queries/views'
import { assertNever } from '../../../lib/assertNever'
import type { FileMarks, SideNumbers } from '../../../lib/evolution/lineMarks'
import type { CodeLine, InterdiffFile, InterdiffItem } from '../../../lib/evolution/types'
import { shortLabel } from '../../../lib/series/label'
import { count } from '../pageWords'
import { type ThreadNote, threadNote } from '../threads'
import { fileAnchor, lineAnchor } from './anchor'
import type { SourceBlock, SourceFile } from './layout'
import { type LinePair, numberColumns } from './numbers'

/** A comparison as it is drawn: what only the page of a patch has may be absent. */
export type DrawnComparison = ComparisonView &
  Partial<Pick<PatchPageView, 'marks' | 'rangeNumbers' | 'threads' | 'discussed'>>

export interface Placed {
  readonly note: ThreadNote
  readonly place: PatchPageView['discussed'][number]['place']
}

/** The threads of a comparison, those about the older version first, each with its place among the files. */
export function placeNotes({ threads, discussed = [] }: DrawnComparison, ids: (wanted: string) => string): Placed[] {
  return discussed.flatMap(({ side, thread: index, place }) => {
    const thread = threads?.[side].threads[index]
    return thread === undefined ? [] : [{ note: threadNote(thread, ids), place }]
  })
}

/**
 * The files of an interdiff, those with changes first; `prefix` keeps the ids of one patch apart from those of other patches on the page.
 * With `whole`, lines that did not change are no reason to fold anything.
 */
export function interdiffSources(
  view: DrawnComparison,
  placed: readonly Placed[],
  { prefix, whole }: { readonly prefix: string; readonly whole: boolean },
): SourceFile<ThreadNote>[] {
  const { from, to } = view
  // A patch that only one of the versions has is shown as in one version.
  const alone = view.old === null || view.new === null
  const [left, right] = [`−${shortLabel(from.label)}`, `+${shortLabel(to.label)}`]
  const width = Math.max(left.length, right.length) + 1
  const changed = view.comparison.files.some(({ items }) => items.some(isChange))
  const sources = view.comparison.files.map((file, index): SourceFile<ThreadNote> => {
    const own = placed.filter(({ place }) => place?.file === index)
    const marks = view.marks?.[index]
    const pairOf = openPairs(file, marks, alone)
    const anchor = (side: CodeLine['side']) =>
      prefix + (side === 'old' ? fileAnchor(from.key, file.oldPath ?? file.path) : fileAnchor(to.key, file.path))
    return {
      path: file.path,
      oldPath: file.oldPath,
      onlyIn: file.side === 'both' ? null : file.side === 'old' ? from.label : to.label,
      id: anchor(file.side),
      names: {
        label: ({ side }) => (alone ? '' : (side === 'both' ? '' : side === 'old' ? left : right).padEnd(width)),
        id: (line) => {
          const at = lineAnchor(line)
          return at === null ? null : `${anchor(line.side)}-${at}`
        },
        numbers: numberColumns(
          file.items.flatMap(({ lines }) => lines),
          pairOf,
        ),
        column: (line) => (alone ? columnOf(line) : line.side),
      },
      notes: own.flatMap(({ note, place }) => (place?.item === null ? [note] : [])),
      blocks: itemBlocks(file, own, {
        marks,
        pairOf,
        folds: changed && !whole && !alone,
        hunkId: (hunk) => `${anchor(file.side)}-H${hunk}`,
      }),
    }
  })
  const order = view.comparison.files.map(({ items }) => (items.some(isChange) ? 0 : 1))
  return [0, 1].flatMap((rank) => sources.filter((_, index) => order[index] === rank))
}

/** Where a line of a single patch is when the text before and after it are side by side. */
export function columnOf({ kind }: Pick<CodeLine, 'kind'>): CodeLine['side'] {
  return kind === 'context' ? 'both' : kind === 'minus' ? 'old' : 'new'
}

/**
 * The numbers of each line: in the two versions, or for a patch by itself before and after it. In a version the number is that after the
 * patch, of a line that it removes that before it.
 */
function openPairs(file: InterdiffFile, marks: FileMarks | undefined, alone: boolean): (line: CodeLine) => LinePair {
  const none = { left: null, right: null }
  const pairs = new Map<CodeLine, LinePair>()
  for (const [item, { lines }] of file.items.entries()) {
    for (const [at, line] of lines.entries()) {
      const found = marks?.numbers[item]?.[at]
      if (found !== undefined) pairs.set(line, alone ? aroundPatch(found) : inVersions(found))
    }
  }
  return (line) => pairs.get(line) ?? none
}

function aroundPatch({ left, right }: SideNumbers): LinePair {
  const numbers = right ?? left
  return { left: numbers?.before ?? null, right: numbers?.after ?? null }
}

function inVersions({ left, right }: SideNumbers): LinePair {
  return { left: left?.after ?? left?.before ?? null, right: right?.after ?? right?.before ?? null }
}

interface BlockParts {
  readonly marks: FileMarks | undefined
  readonly pairOf: (line: CodeLine) => LinePair
  /** Whether lines in which nothing changed are folded. */
  readonly folds: boolean
  readonly hunkId: (hunk: number) => string
}

/** The items of a file in their order; then, folded, what was said about unchanged lines, and what only moved with the base. */
function itemBlocks(file: InterdiffFile, placed: readonly Placed[], parts: BlockParts): SourceBlock<ThreadNote>[] {
  const { marks, pairOf, folds, hunkId } = parts
  const blocks: SourceBlock<ThreadNote>[] = []
  const said: Stretch[] = []
  const hidden: SourceBlock<ThreadNote>[] = []
  let before: readonly CodeLine[] = []
  let named = ''
  for (const [index, item] of file.items.entries()) {
    const notes = notesOf(placed, index)
    const folded = { heading: null, fold: foldWords(item), lines: item.lines, notes }
    if (item.kind === 'hidden') hidden.push(folded)
    else if (item.kind === 'moved') blocks.push(folded)
    else if (folds && !isChange(item)) said.push({ lines: item.lines, notes })
    else {
      const [lead, rest] = folds ? cutLead({ lines: item.lines, notes }) : [undefined, { lines: item.lines, notes }]
      if (lead !== undefined) said.push(lead)
      const text = marks?.functions[index] ?? item.heading
      const gap = before.length === 0 ? null : gapBetween(before, rest.lines, pairOf)
      blocks.push({ heading: { text: text === named ? '' : text, gap, id: hunkId(index + 1) }, fold: null, ...rest })
      named = text
      before = item.lines
    }
  }
  return [...blocks, ...foldSaid(said), ...hidden]
}

/** Consecutive lines, with the threads below them. */
type Stretch = Pick<SourceBlock<ThreadNote>, 'lines' | 'notes'>

/** Lines that stay in front of a change when those above them are cut off. */
const LEAD = 2

/** Cuts off what was said about unchanged lines above the first change, so that the change is near the top. */
function cutLead({ lines, notes }: Stretch): readonly [Stretch | undefined, Stretch] {
  const first = lines.findIndex(({ side }) => side !== 'both')
  const above = [...notes.keys()].filter((line) => line < first)
  if (above.length === 0) return [undefined, { lines, notes }]
  const cut = Math.max(first - LEAD, Math.max(...above) + 1)
  const isAbove = ([line]: readonly [number, unknown]) => line < cut
  const below = [...notes].filter((entry) => !isAbove(entry)).map(([line, own]) => [line - cut, own] as const)
  return [
    { lines: lines.slice(0, cut), notes: new Map([...notes].filter(isAbove)) },
    { lines: lines.slice(cut), notes: new Map(below) },
  ]
}

/** All that was said about unchanged lines of a file, as one block; nothing when there is no thread. */
function foldSaid(stretches: readonly Stretch[]): SourceBlock<ThreadNote>[] {
  const lines = stretches.flatMap((one) => one.lines)
  const notes = new Map<number, readonly ThreadNote[]>()
  let start = 0
  for (const stretch of stretches) {
    for (const [line, own] of stretch.notes) notes.set(start + line, own)
    start += stretch.lines.length
  }
  const threads = [...notes.values()].flat().length
  return threads === 0 ? [] : [{ heading: null, fold: `${count(threads, 'thread')} on unchanged lines`, lines, notes }]
}

function isChange({ kind, lines }: InterdiffItem): boolean {
  return kind === 'moved' || (kind === 'lines' && lines.some(({ side }) => side !== 'both'))
}

function notesOf(placed: readonly Placed[], item: number): ReadonlyMap<number, readonly ThreadNote[]> {
  const notes = new Map<number, ThreadNote[]>()
  for (const { note, place } of placed) {
    if (place === null || place.item !== item || place.line === null) continue
    notes.set(place.line, [...(notes.get(place.line) ?? []), note])
  }
  return notes
}

/** How many lines of the file are between two stretches; null when neither version says, and when none are. */
function gapBetween(
  before: readonly CodeLine[],
  after: readonly CodeLine[],
  pairOf: (line: CodeLine) => LinePair,
): number | null {
  for (const side of ['right', 'left'] as const) {
    const last = before.map((line) => pairOf(line)[side]).findLast((number) => number !== null)
    const first = after.map((line) => pairOf(line)[side]).find((number) => number !== null)
    if (last !== undefined && last !== null && first !== undefined && first !== null && first > last + 1)
      return first - last - 1
  }
  return null
}

function foldWords(item: InterdiffItem): string | null {
  switch (item.kind) {
    case 'lines':
      return null
    case 'hidden':
      return `${count(item.context + item.headings, 'context-only change')} hidden (rebase)`
    case 'moved':
      return `${count(item.lines.length, 'line')} moved ${item.direction}, otherwise unchanged`
    default:
      return assertNever(item)
  }
}

/** The prefix of element ids of a patch on a page of several. */
export function patchPrefix(number: number): string {
  return `p${number}-`
}
