import type { CodeLine, Side } from '../../../lib/evolution/types'
import { highlight, type Token } from './highlight'
import { languageOf } from './language'

/** A part of a line: a token, and whether its words differ between the versions. */
export interface Part extends Token {
  readonly mark: 'removed' | 'added' | null
}

/** A line of code as the page shows it: `kind` is what the patch does with it, `tone` which version has it. */
export interface Row {
  readonly kind: CodeLine['kind']
  readonly tone: Side
  /** Where it is when old and new text are side by side. */
  readonly column: Side
  /** The version shown before the sign, '' for none. */
  readonly label: string
  /** Element id, the address of the line on the page; null for a line without a number. */
  readonly id: string | null
  /** Its number in the older and in the newer text, padded to one width; blank where it has none. */
  readonly numbers: { readonly left: string; readonly right: string }
  readonly parts: readonly Part[]
}

/** What surrounds the lines of a file: labels, element ids and line numbers. */
export interface LineNames {
  readonly label: (line: CodeLine) => string
  readonly id: (line: CodeLine) => string | null
  readonly numbers: (line: CodeLine) => Row['numbers']
  readonly column: (line: CodeLine) => Side
}

/** Turns consecutive lines of a file into rows, highlighted if `coloured` is set and the file name implies a language. */
export function toRows(lines: readonly CodeLine[], path: string, names: LineNames, coloured: boolean): Row[] {
  const tokens = coloured ? colourSides(lines, path) : undefined
  return lines.map((line, at) => ({
    kind: line.kind,
    tone: line.side,
    column: names.column(line),
    label: names.label(line),
    id: names.id(line),
    numbers: names.numbers(line),
    parts: mergeMarks(line, tokens?.[at]),
  }))
}

/**
 * Highlights the newer version with the patch applied as one text, and everything else as another, so that both halves of a change
 * are read with the lines around them.
 */
function colourSides(lines: readonly CodeLine[], path: string): (Token[] | undefined)[] | undefined {
  const language = languageOf(path)
  if (language === undefined) return undefined
  const result: (Token[] | undefined)[] = new Array(lines.length)
  const isNew = ({ side, kind }: CodeLine) => side !== 'old' && kind !== 'minus'
  const read = (wanted: (line: CodeLine) => boolean, around: (line: CodeLine) => boolean) => {
    const at = lines.flatMap((line, index) => (wanted(line) || around(line) ? [index] : []))
    const texts = at.map((index) => textOf(lines[index]))
    for (const [place, tokens] of highlight(language, texts).entries()) {
      const index = at[place]
      const line = index === undefined ? undefined : lines[index]
      if (index !== undefined && line !== undefined && wanted(line)) result[index] = tokens
    }
  }
  read(isNew, () => false)
  if (!lines.every(isNew)) {
    read(
      (line) => !isNew(line),
      ({ kind }) => kind === 'context',
    )
  }
  return result
}

function textOf(line: CodeLine | undefined): string {
  return line?.spans.map(({ text }) => text).join('') ?? ''
}

/** Cuts the tokens of a line where its marks begin and end. A line that only one version has needs no marks: its colour shows it. */
function mergeMarks({ spans }: CodeLine, tokens: readonly Token[] | undefined): Part[] {
  const marks = spans.map(({ kind, text }) => ({ text, mark: kind === 'same' || spans.length === 1 ? null : kind }))
  if (tokens === undefined) return marks.map(({ text, mark }) => ({ kind: null, text, mark }))
  const parts: Part[] = []
  let token = 0
  let used = 0
  for (const { text, mark } of marks) {
    let rest = text
    while (rest !== '') {
      const { kind, text: whole } = tokens[token] ?? { kind: null, text: '' }
      const piece = whole === '' ? rest : rest.slice(0, whole.length - used)
      parts.push({ kind, text: piece, mark })
      rest = rest.slice(piece.length)
      used += piece.length
      if (used >= whole.length) {
        token++
        used = 0
      }
    }
  }
  return parts
}

/** How many elements a row takes: its own, its link, and its coloured or marked parts; side by side twice as many where both texts have it. */
export function rowElements({ kind, column, parts }: Row, columns: boolean): number {
  const drawn = parts.filter((part) => part.kind !== null || part.mark !== null).length
  const once = 1 + (kind === 'context' ? 0 : 1) + (drawn === 0 ? 0 : 1) + drawn
  return columns ? (column === 'both' ? 2 * once + 1 : once + 1) : once
}
