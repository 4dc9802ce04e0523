import { diffWordsWithSpace } from 'diff'
import { findStretches } from './cost'
import type { FileDelta } from './delta'
import { type ChangeGroup, groupChanges, isSameLine } from './group'
import { findMovedLines, type MovedBlock } from './moved'
import type { TextLine } from './patchText'
import { whole } from './prose'
import type { CodeLine, InterdiffFile, InterdiffItem, Side, Span } from './types'

/** Longer lines are marked as a whole: jsdiff's word diff is quadratic in what differs. */
const MAX_LINE = 500
/** Line pairs of one file whose words are compared. */
const MAX_MARKED = 1_000

/**
 * What a reader sees of one file: stretches of the patch where the patch itself changed, with three lines of context and
 * words marked; blocks that moved, folded; and what only moved with the base, counted and carried so that it can be opened.
 * A run of changes that holds a changed line of the patch is always shown as a whole. Never fails; bounded.
 */
export function interdiffFiles(delta: FileDelta): InterdiffFile {
  return interdiffShowing(delta, NOTHING).file
}

const NOTHING = (): boolean => false

/** An interdiff, and the line that stands for each step of its delta; steps that are left out have none. */
export interface TracedInterdiff {
  readonly file: InterdiffFile
  readonly lines: ReadonlyMap<number, CodeLine>
}

/** What else is shown: unchanged lines named by step, with their context; or `all`: every line, and nothing folded. */
export type Wanted = ((step: number) => boolean) | 'all'

/** The same for a reader who wants more, with the line that stands for each step. */
export function interdiffShowing(delta: FileDelta, wanted: Wanted): TracedInterdiff {
  const path = delta.right?.path ?? delta.left?.path ?? ''
  const side: Side = delta.left === undefined ? 'new' : delta.right === undefined ? 'old' : 'both'
  const oldPath = side === 'both' && delta.left?.path !== path ? (delta.left?.path ?? null) : null
  const { items, lines } = buildItems(delta, wanted)
  return { file: { path, oldPath, side, items }, lines }
}

/** What to do with each step of a file. */
type Fate = 'shown' | 'hidden' | 'moved' | 'same'

function buildItems(delta: FileDelta, wanted: Wanted) {
  const groups = groupChanges(delta)
  if (groups.length === 0 && wanted === NOTHING) return { items: [], lines: new Map<number, CodeLine>() }
  const moved = wanted === 'all' ? [] : findMovedLines(delta)
  const fates = decideFates(delta, groups, moved).map((fate, at) =>
    wanted === 'all' || (fate === 'same' && wanted(at)) ? 'shown' : fate,
  )
  const stretches = findStretches(delta.steps.length, (at) => fates[at] === 'shown')
  const spans = markWords(delta, groups, fates)
  const starts = new Map(moved.map((block) => [block.newFrom, block]))
  const writer = new ItemWriter(delta, spans)
  let stretch = 0
  delta.steps.forEach((_, at) => {
    while ((stretches[stretch]?.to ?? Number.POSITIVE_INFINITY) <= at) {
      stretch++
      writer.endLines()
    }
    const block = starts.get(at)
    if (block !== undefined) writer.moved(block)
    const inside = (stretches[stretch]?.from ?? Number.POSITIVE_INFINITY) <= at
    if (fates[at] === 'hidden') writer.hide(at)
    else if (fates[at] === 'shown' || (fates[at] === 'same' && inside)) writer.show(at)
    else if (fates[at] === 'same') writer.pass(at)
  })
  return { items: writer.finish(), lines: writer.written }
}

function decideFates(delta: FileDelta, groups: readonly ChangeGroup[], moved: readonly MovedBlock[]): Fate[] {
  const fates = new Array<Fate>(delta.steps.length).fill('same')
  for (const { from, to, cause } of groups) fates.fill(cause === 'code' ? 'shown' : 'hidden', from, to)
  for (const { oldFrom, oldTo, newFrom, newTo } of moved) {
    fates.fill('moved', oldFrom, oldTo)
    fates.fill('moved', newFrom, newTo)
  }
  return fates
}

/** Collects items in order. Hidden lines are gathered until something is shown, so that a note stands where its lines were. */
class ItemWriter {
  readonly written = new Map<number, CodeLine>()
  readonly #items: InterdiffItem[] = []
  #lines: CodeLine[] = []
  #hidden: CodeLine[] = []
  #hiddenHeadings = 0
  #heading = ''
  #linesHeading = ''
  readonly #delta: FileDelta
  readonly #spans: ReadonlyMap<number, readonly Span[]>

  constructor(delta: FileDelta, spans: ReadonlyMap<number, readonly Span[]>) {
    this.#delta = delta
    this.#spans = spans
  }

  show(at: number): void {
    const line = this.#lineAt(at)
    if (line === undefined) return
    if (line.kind === 'heading') {
      this.endLines()
      if (this.#delta.steps[at]?.side !== 'old') this.#heading = headingOf(line)
      return
    }
    this.#endHidden()
    if (this.#lines.length === 0) this.#linesHeading = this.#heading
    this.#lines.push(this.#codeLine(at, line))
  }

  /** An unchanged line that is not shown; only headings are remembered. */
  pass(at: number): void {
    const line = this.#lineAt(at)
    if (line?.kind === 'heading') this.#heading = headingOf(line)
  }

  hide(at: number): void {
    const line = this.#lineAt(at)
    if (line === undefined) return
    this.endLines()
    if (line.kind === 'heading') {
      this.#hiddenHeadings++
      if (this.#delta.steps[at]?.side !== 'old') this.#heading = headingOf(line)
    } else this.#hidden.push(this.#codeLine(at, line))
  }

  moved({ newFrom, newTo, direction }: MovedBlock): void {
    this.endLines()
    this.#endHidden()
    const lines: CodeLine[] = []
    for (let at = newFrom; at < newTo; at++) {
      const line = this.#lineAt(at)
      if (line !== undefined) lines.push(this.#codeLine(at, line))
    }
    this.#items.push({ kind: 'moved', direction, lines })
  }

  endLines(): void {
    if (this.#lines.length > 0) this.#items.push({ kind: 'lines', heading: this.#linesHeading, lines: this.#lines })
    this.#lines = []
  }

  finish(): InterdiffItem[] {
    this.endLines()
    this.#endHidden()
    return this.#items
  }

  #endHidden(): void {
    if (this.#hidden.length > 0 || this.#hiddenHeadings > 0) {
      const item = { kind: 'hidden', context: this.#hidden.length, headings: this.#hiddenHeadings } as const
      this.#items.push({ ...item, lines: this.#hidden })
    }
    this.#hidden = []
    this.#hiddenHeadings = 0
  }

  #lineAt(at: number): TextLine | undefined {
    const step = this.#delta.steps[at]
    if (step === undefined) return undefined
    return step.side === 'old' ? this.#delta.left?.lines[step.left] : this.#delta.right?.lines[step.right]
  }

  #codeLine(at: number, line: TextLine): CodeLine {
    const side = this.#delta.steps[at]?.side ?? 'both'
    const kind = line.kind === 'add' ? 'plus' : line.kind === 'del' ? 'minus' : 'context'
    const mark = side === 'both' ? 'same' : side === 'old' ? 'removed' : 'added'
    const spans = this.#spans.get(at) ?? whole(mark, line.text.slice(1))
    const written: CodeLine = { side, kind, spans, line: line.line }
    this.written.set(at, written)
    return written
  }
}

function headingOf(line: TextLine): string {
  return line.key.slice('@@ '.length)
}

/** Marks the words of lines that became one another: of a group, the old and new lines of one kind, in order, that are alike. */
function markWords(
  delta: FileDelta,
  groups: readonly ChangeGroup[],
  fates: readonly Fate[],
): Map<number, readonly Span[]> {
  const spans = new Map<number, readonly Span[]>()
  let left = MAX_MARKED
  for (const { from, to } of groups) {
    const open: { at: number; line: TextLine }[] = []
    for (let at = from; at < to && left > 0; at++) {
      if (fates[at] === 'moved') continue
      const step = delta.steps[at]
      const old = step?.side === 'old' ? delta.left?.lines[step.left] : undefined
      const now = step?.side === 'new' ? delta.right?.lines[step.right] : undefined
      if (old !== undefined && old.kind !== 'heading') open.push({ at, line: old })
      if (now === undefined) continue
      const found = open.findIndex(({ line }) => line.kind === now.kind && isSameLine(line, now))
      const partner = open[found]
      if (partner === undefined) continue
      // Lines before the partner are passed over: pairs do not cross.
      open.splice(0, found + 1)
      left--
      const marked = markPair(partner.line.text.slice(1), now.text.slice(1))
      if (marked === undefined) continue
      spans.set(partner.at, marked.old)
      spans.set(at, marked.now)
    }
  }
  return spans
}

function markPair(old: string, now: string): { old: Span[]; now: Span[] } | undefined {
  if (old.length > MAX_LINE || now.length > MAX_LINE) return undefined
  const result: { old: Span[]; now: Span[] } = { old: [], now: [] }
  for (const { added, removed, value } of diffWordsWithSpace(old, now)) {
    if (added) result.now.push({ kind: 'added', text: value })
    else if (removed) result.old.push({ kind: 'removed', text: value })
    else {
      result.old.push({ kind: 'same', text: value })
      result.now.push({ kind: 'same', text: value })
    }
  }
  return result
}
