import type { Part, Row } from '../../_model/code/codeRows'
import { isSameRun } from '../../_model/code/layout'
import { visible } from '../../_model/visible'

const SIGNS = { context: ' ', minus: '-', plus: '+' } as const

/** Lines of code, with as few elements as possible. With `bulk`, consecutive lines of the same kind share an element. */
export function CodeRows({ rows, bulk }: { readonly rows: readonly Row[]; readonly bulk: boolean }) {
  return (
    <pre>
      {bulk
        ? gatherRuns(rows).map((run) => (
            <span className={`code-line code-${run.row.kind} code-${run.row.tone}`}>{run.text}</span>
          ))
        : rows.map((row) => <CodeRow row={row} />)}
    </pre>
  )
}

/** One line: numbers, the version that has it, the sign of the patch, then its text. What is before the text has one width in all lines. */
function CodeRow({ row }: { readonly row: Row }) {
  const { left, right } = row.numbers
  const numbers = left.length + right.length === 0 ? '' : `${left}${left === '' ? '' : ' '}${right} `
  return <CodeLine row={row} numbers={numbers} label={row.label} id={row.id} />
}

interface LineProps {
  readonly row: Row
  /** What is drawn first, and not copied. */
  readonly numbers: string
  readonly label: string
  readonly id: string | null
  readonly className?: string
}

/** One line of code in one column. */
export function CodeLine({ row, numbers, label, id, className = '' }: LineProps) {
  const { kind, tone, parts } = row
  const drawn = parts.some((part) => part.kind !== null || part.mark !== null)
  const text = drawn ? parts.map(drawPart) : visible(parts.map((part) => part.text).join(''))
  const bare = kind === 'context' && label.trim() === ''
  const blank = bare ? ' '.repeat(label.length + 2) : undefined
  return (
    <span
      className={`code-line code-${kind} code-${tone}${className}`}
      id={id ?? undefined}
      data-n={numbers}
      data-b={blank}
    >
      {bare ? null : <Gutter kind={kind} label={label} id={id} />}
      {drawn ? (
        <span className="code-text">
          {text}
          {'\n'}
        </span>
      ) : (
        `${String(text)}\n`
      )}
    </span>
  )
}

/** The link to a line. It is not in the tab order, where a thousand stops would make the page unusable with a keyboard. */
function Gutter({ kind, label, id }: Pick<Row, 'kind' | 'label' | 'id'>) {
  const signs = `${label}${SIGNS[kind]} `
  if (id === null || kind === 'context') return <span className="code-gutter">{signs}</span>
  return (
    <a className="code-gutter" href={`#${id}`} tabIndex={-1}>
      {signs}
    </a>
  )
}

/** One part of a line: words that differ are marked, syntax only changes the colour of the letters. */
function drawPart({ kind, mark, text }: Part) {
  const shown = visible(text)
  const colour = kind === null ? undefined : `code-${kind}`
  if (mark === 'removed') return <del className={colour}>{shown}</del>
  if (mark === 'added') return <ins className={colour}>{shown}</ins>
  return colour === undefined ? shown : <span className={colour}>{shown}</span>
}

/** Width of a tab stop: what is before the text takes a whole number of them, so that tabs end where they do in the file. */
const TAB = 8

function gatherRuns(rows: readonly Row[]): { readonly row: Row; readonly text: string }[] {
  const runs: { row: Row; lines: string[] }[] = []
  for (const row of rows) {
    const last = runs.at(-1)
    const signs = `${row.label}${SIGNS[row.kind]} `
    const gutter = signs.padEnd(Math.ceil(signs.length / TAB) * TAB)
    const line = `${gutter}${visible(row.parts.map((part) => part.text).join(''))}\n`
    if (last !== undefined && isSameRun(row, last.row)) last.lines.push(line)
    else runs.push({ row, lines: [line] })
  }
  return runs.map(({ row, lines }) => ({ row, text: lines.join('') }))
}
