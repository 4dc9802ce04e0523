import type { CodeLine, Side } from '../../../lib/evolution/types'
import { highlight, type Token } from './highlight'
import { languageOf } from './language'

/** A piece of a line: what it is in the language, and whether its words differ between the versions. */
export interface Part extends Token {
  readonly mark: 'removed' | 'added' | null
}

/** A line of code as it is drawn: the sign is what the patch does with it, the tone which version has it. */
export interface Row {
  readonly kind: CodeLine['kind']
  readonly tone: Side
  /** What stands before the sign: the version, '' for none. */
  readonly label: string
  /** Element id, a permanent address within the page; null for lines without a number. */
  readonly id: string | null
  readonly parts: readonly Part[]
}

/** How the lines of a file are named beside its code and in addresses. */
export interface LineNames {
  readonly label: (line: CodeLine) => string
  readonly id: (line: CodeLine) => string | null
}

/** Makes rows of successive lines of a file, coloured when its name tells a language and `coloured` says so. */
export function toRows(lines: readonly CodeLine[], path: string, names: LineNames, coloured: boolean): Row[] {
  const tokens = coloured ? colourSides(lines, path) : undefined
  return lines.map((line, at) => ({
    kind: line.kind,
    tone: line.side,
    label: names.label(line),
    id: names.id(line),
    parts: mergeMarks(line, tokens?.[at]),
  }))
}

/**
 * The newer version with the patch applied is read as one text, everything else as another: each half of a change is
 * then read with the lines around it.
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

/** Cuts the tokens of a line where its marks begin and end. A line that is marked as a whole needs no mark inside: its tone says so. */
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

/** Elements of the page that a row takes: its own, the sign that links to it, and its coloured or marked parts. */
export function rowElements({ kind, parts }: Row): number {
  const drawn = parts.filter((part) => part.kind !== null || part.mark !== null).length
  return 1 + (kind === 'context' ? 0 : 2) + (drawn === 0 ? 0 : 1) + drawn
}
