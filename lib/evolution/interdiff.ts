import { at } from '../at'
import type { Budget, Steps } from './budget'
import type { FileDelta } from './delta'
import { lineOf } from './files'
import { createWorder, findEdited, type WordedLine } from './group'
import type { MovedBlock } from './moved'
import type { TextLine } from './patchText'
import { MAX_EDITS } from './sequence'
import { findStretches } from './stretch'
import type { CodeLine, InterdiffFile, InterdiffItem, Side, Span } from './types'
import { markWords } from './words'

/** In longer lines words are not marked: a reader would not find the marks. */
const MAX_LINE = 500

/** What is shown besides the changes: unchanged lines, named by their step, with context; or `all` lines, with nothing folded. */
export type Wanted = ((step: number) => boolean) | 'all'

/** An interdiff, and the line that was written for each step of its delta; steps that are left out have none. */
export interface TracedInterdiff {
  readonly file: InterdiffFile
  readonly lines: ReadonlyMap<number, CodeLine>
}

/**
 * What a reader sees of one file: stretches in which the patch itself changed, with three lines of context and with the words that
 * differ marked; blocks that moved, folded; and what only moved with the base, counted and carried along so that it can be opened.
 * A run of changes that holds a changed line of the patch is always shown whole. Never fails; bounded.
 */
export function interdiffFile(delta: FileDelta, budget: Budget): InterdiffFile {
  return showInterdiff(delta, budget).file
}

/** Like interdiffFile, for a reader who wants to see more lines, with the line that was written for each step. */
export function showInterdiff(delta: FileDelta, budget: Budget, wanted?: Wanted): TracedInterdiff {
  const { path, left, right, groups } = delta
  const side: Side = left === undefined ? 'new' : right === undefined ? 'old' : 'both'
  const oldPath = side === 'both' && left !== undefined && left.path !== path ? left.path : null
  const lines = new Map<number, CodeLine>()
  const items = groups.length === 0 && wanted === undefined ? [] : collectItems(delta, budget, wanted, lines)
  return { file: { path, oldPath, side, items }, lines }
}

/** What happens to a step of a file; `same` is shown as context only. */
type Fate = 'shown' | 'hidden' | 'moved' | 'same'

/** Collects the items of a file in order and enters the line that is written for each step into `written`. */
function collectItems(
  delta: FileDelta,
  budget: Budget,
  wanted: Wanted | undefined,
  written: Map<number, CodeLine>,
): InterdiffItem[] {
  const moved = wanted === 'all' ? [] : delta.moved
  const fates = decideFates(delta, moved, wanted)
  const spans = markChanged(delta, fates, budget.words)
  const stretches = findStretches(fates.length, (index) => fates[index] === 'shown')
  const blocks = new Map(moved.map((block) => [block.newFrom, block]))
  const items: InterdiffItem[] = []
  let shown: CodeLine[] = []
  let shownHeading = ''
  // Hidden lines are collected until something is shown, so that the note about them is where they were.
  let hidden: CodeLine[] = []
  let hiddenHeadings = 0
  const write = (index: number): CodeLine => {
    const step = at(delta.steps, index)
    const line = toCodeLine(lineOf(delta, step), step.side, spans.get(index))
    written.set(index, line)
    return line
  }
  const endShown = () => {
    if (shown.length > 0) items.push({ kind: 'lines', heading: shownHeading, lines: shown })
    shown = []
  }
  const endHidden = () => {
    const counts = { context: hidden.length, headings: hiddenHeadings }
    if (counts.context + counts.headings > 0) items.push({ kind: 'hidden', ...counts, lines: hidden })
    hidden = []
    hiddenHeadings = 0
  }
  let heading = ''
  let stretch = 0
  for (const [index, fate] of fates.entries()) {
    for (; (stretches[stretch]?.to ?? Number.POSITIVE_INFINITY) <= index; stretch++) endShown()
    const block = blocks.get(index)
    if (block !== undefined) {
      endShown()
      endHidden()
      const places = Array.from({ length: block.newTo - block.newFrom }, (_, line) => block.newFrom + line)
      items.push({ kind: 'moved', direction: block.direction, lines: places.map(write) })
    }
    const step = at(delta.steps, index)
    const line = lineOf(delta, step)
    const inStretch = (stretches[stretch]?.from ?? Number.POSITIVE_INFINITY) <= index
    if (line.kind === 'heading') {
      endShown()
      if (fate === 'hidden') hiddenHeadings++
      if (step.side !== 'old') heading = line.key.slice('@@ '.length)
    } else if (fate === 'hidden') {
      endShown()
      hidden.push(write(index))
    } else if (fate === 'shown' || (fate === 'same' && inStretch)) {
      endHidden()
      if (shown.length === 0) shownHeading = heading
      shown.push(write(index))
    }
  }
  endShown()
  endHidden()
  return items
}

function decideFates({ steps, groups }: FileDelta, moved: readonly MovedBlock[], wanted: Wanted | undefined): Fate[] {
  const fates = new Array<Fate>(steps.length).fill('same')
  for (const { from, to, cause } of groups) fates.fill(cause === 'code' ? 'shown' : 'hidden', from, to)
  for (const { oldFrom, oldTo, newFrom, newTo } of moved) {
    fates.fill('moved', oldFrom, oldTo)
    fates.fill('moved', newFrom, newTo)
  }
  if (wanted === undefined) return fates
  return fates.map((fate, index) => (wanted === 'all' || (fate === 'same' && wanted(index)) ? 'shown' : fate))
}

function toCodeLine({ kind, text, line }: TextLine, side: Side, spans: readonly Span[] | undefined): CodeLine {
  const mark = side === 'both' ? 'same' : side === 'old' ? 'removed' : 'added'
  return {
    side,
    kind: kind === 'heading' ? 'context' : kind,
    spans: spans ?? [{ kind: mark, text: text.slice(1) }],
    line,
  }
}

/**
 * Marks the words that differ between an old line and the new line that replaced it. In a run of changes, similar old and new lines
 * of the same kind are paired, in order. A run that is too long to be aligned is removed and added as a whole. When `work` is used up, the
 * remaining lines are left as they are.
 */
function markChanged(delta: FileDelta, fates: readonly Fate[], work: Steps): Map<number, readonly Span[]> {
  const spans = new Map<number, readonly Span[]>()
  for (const { from, to, old, now } of delta.groups) {
    if (old.length === 0 || now.length === 0 || old.length + now.length > MAX_EDITS) continue
    const toWorded = createWorder()
    const olds: (WordedLine & { readonly index: number })[] = []
    // The lines before a partner are given up: pairs do not cross.
    let open = 0
    for (let index = from; index < to && work.left > 0; index++) {
      const step = at(delta.steps, index)
      const line = lineOf(delta, step)
      if (fates[index] === 'moved' || line.kind === 'heading') continue
      const worded = toWorded(line)
      if (step.side === 'old') {
        olds.push({ ...worded, index })
        continue
      }
      const found = findEdited(olds, open, worded, work)
      if (found < 0) continue
      open = found + 1
      const partner = at(olds, found)
      const [before, after] = [partner.line.text.slice(1), line.text.slice(1)]
      if (Math.max(before.length, after.length) > MAX_LINE) continue
      const marked = markWords(before, after, work)
      if (marked === undefined) continue
      spans.set(partner.index, marked.old)
      spans.set(index, marked.now)
    }
  }
  return spans
}
