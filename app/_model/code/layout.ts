import { at } from '../../../lib/at'
import type { CodeLine } from '../../../lib/evolution/types'
import type { ThreadNote } from '../threads'
import { createIds } from './anchor'
import { type LineNames, type Row, rowElements, toRows } from './codeRows'

/** What is above consecutive lines: the function they are in ('' if unknown), and how many lines of the file are left out before them. */
export interface BlockHeading {
  readonly text: string
  readonly gap: number | null
  readonly id: string
}

/** Consecutive lines of a file. `notes` go below lines, by index. */
export interface SourceBlock<Note> {
  readonly heading: BlockHeading | null
  /** The summary under which they are folded; null if they are not. */
  readonly fold: string | null
  readonly lines: readonly CodeLine[]
  readonly notes: ReadonlyMap<number, readonly Note[]>
}

/** A file before `layoutFiles` decides how much of it the page shows. */
export interface SourceFile<Note> {
  readonly path: string
  readonly oldPath: string | null
  /** Label of the only version that has the file; null if both have it. */
  readonly onlyIn: string | null
  readonly id: string
  readonly names: LineNames
  readonly notes: readonly Note[]
  readonly blocks: readonly SourceBlock<Note>[]
}

export interface Block<Note> extends Omit<SourceBlock<Note>, 'lines'> {
  readonly rows: readonly Row[]
}

/** A file as the page shows it: `rows` line by line, `bulk` with as few elements as possible, `left-out` not at all. */
export interface FileLayout<Note> extends Omit<SourceFile<Note>, 'blocks' | 'names'> {
  readonly level: 'rows' | 'bulk' | 'left-out'
  readonly lineCount: number
  readonly blocks: readonly Block<Note>[]
}

/** What a page can still show. It is spent file by file, in order. */
export interface PageBudget {
  readonly ids: (wanted: string) => string
  /** Whether old and new text are side by side. */
  readonly columns: boolean
  /** Elements for lines of code, and how many of them may be coloured. A page has at most 6,000 elements in all. */
  elements: number
  coloured: number
  /** Characters of code that are highlighted. */
  characters: number
  lines: number
  /** Characters of code that are shown at all. */
  text: number
  remarks: number
}

/** Lines and characters of code on one page. */
export const MAX_PAGE_LINES = 6_000
export const MAX_PAGE_TEXT = 500_000
/** Review comments on one page. Most patches have a handful; the longest real threads have a few hundred mails. */
export const MAX_PAGE_REMARKS = 150

/** Files longer than this are folded, unless they are alone. */
export const OPEN_LINES = 400

/** The budget of an empty page; `elements` is the share of its 6,000 elements that goes to code. */
export function createBudget(elements = 5_000, columns = false): PageBudget {
  return {
    ids: createIds(),
    columns,
    elements,
    coloured: 3_600,
    characters: 80_000,
    lines: MAX_PAGE_LINES,
    text: MAX_PAGE_TEXT,
    remarks: MAX_PAGE_REMARKS,
  }
}

/** Elements of a thread without its replies, of a reply, and of what is above the code of a patch. */
const THREAD_ELEMENTS = 24
const REPLY_ELEMENTS = 9
const HEAD_ELEMENTS = 60

/** The last threads of a patch, as many as the page can still show by the comments in them, and how many earlier ones it leaves out. Spends the budget. */
export function takeThreads<T extends { readonly note: ThreadNote }>(
  all: readonly T[],
  budget: PageBudget,
): { readonly shown: readonly T[]; readonly left: number } {
  budget.elements -= HEAD_ELEMENTS
  let left = all.length
  while (left > 0) {
    const { replies } = at(all, left - 1).note.thread
    if (replies.length + 1 > budget.remarks) break
    budget.remarks -= replies.length + 1
    budget.elements -= THREAD_ELEMENTS + REPLY_ELEMENTS * replies.length
    left--
  }
  return { shown: all.slice(left), left }
}

/** Decides how much of each file the page shows, and spends the budget: coloured lines if possible, else plain lines, else runs, else a note. */
export function layoutFiles<Note>(files: readonly SourceFile<Note>[], budget: PageBudget): FileLayout<Note>[] {
  return files.map((file) => layoutFile(file, budget))
}

/** Elements around the lines of a file, and around those of a block. */
const FILE_ELEMENTS = 8
const BLOCK_ELEMENTS = 6

function layoutFile<Note>(file: SourceFile<Note>, budget: PageBudget): FileLayout<Note> {
  budget.elements -= FILE_ELEMENTS
  const lineCount = file.blocks.reduce((sum, { lines }) => sum + lines.length, 0)
  const base = { path: file.path, oldPath: file.oldPath, onlyIn: file.onlyIn, id: budget.ids(file.id), lineCount }
  const below = file.blocks.flatMap((block) => [...block.notes.values()].flat())
  const leftOut = { ...base, level: 'left-out' as const, notes: [...file.notes, ...below], blocks: [] }
  if (lineCount > budget.lines) return leftOut
  const characters = sum(file.blocks, ({ lines }) => sum(lines, ({ spans }) => sum(spans, ({ text }) => text.length)))
  if (characters > budget.text) return leftOut
  budget.lines -= lineCount
  budget.text -= characters
  const names: LineNames = {
    ...file.names,
    id: (line) => {
      const wanted = file.names.id(line)
      return wanted === null ? null : budget.ids(wanted)
    },
  }
  const coloured = characters <= budget.characters && budget.coloured > lineCount
  if (coloured) budget.characters -= characters
  const blocks = file.blocks.map((block) => toBlock(block, file.path, names, coloured))
  const elements = countElements(blocks, budget.columns)
  if (elements <= budget.elements && (!coloured || elements <= budget.coloured)) {
    budget.elements -= elements
    if (coloured) budget.coloured -= elements
    return { ...base, level: 'rows', notes: file.notes, blocks }
  }
  const plain = blocks.map((block) => ({ ...block, rows: block.rows.map(withoutColour) }))
  const plainElements = countElements(plain, budget.columns)
  if (plainElements <= budget.elements) {
    budget.elements -= plainElements
    return { ...base, level: 'rows', notes: file.notes, blocks: plain }
  }
  const runs = sum(plain, ({ rows }) => BLOCK_ELEMENTS + countRuns(rows))
  if (runs > budget.elements) return leftOut
  budget.elements -= runs
  return { ...base, level: 'bulk', notes: file.notes, blocks: plain }
}

function toBlock<Note>(source: SourceBlock<Note>, path: string, names: LineNames, coloured: boolean): Block<Note> {
  const { lines, ...rest } = source
  return { ...rest, rows: toRows(lines, path, names, coloured) }
}

function withoutColour(row: Row): Row {
  const marked = row.parts.some(({ mark }) => mark !== null)
  const text = row.parts.map((part) => part.text).join('')
  return {
    ...row,
    parts: marked ? row.parts.map((part) => ({ ...part, kind: null })) : [{ kind: null, mark: null, text }],
  }
}

/** Elements of the lines when consecutive lines of the same kind share one. */
function countRuns(rows: readonly Row[]): number {
  return rows.filter((row, at) => at === 0 || !isSameRun(row, rows[at - 1])).length
}

/** Whether two lines can share an element, because only their text differs. */
export function isSameRun(row: Row, other: Row | undefined): boolean {
  return row.kind === other?.kind && row.tone === other.tone
}

function countElements<Note>(blocks: readonly Block<Note>[], columns: boolean): number {
  return sum(blocks, ({ rows }) => BLOCK_ELEMENTS + sum(rows, (row) => rowElements(row, columns)))
}

function sum<T>(values: readonly T[], size: (value: T) => number): number {
  return values.reduce((total, value) => total + size(value), 0)
}
