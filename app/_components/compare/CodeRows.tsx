import type { Part, Row } from '../../_model/code/codeRows'
import { isSameRun } from '../../_model/code/layout'
import { visible } from '../../_model/visible'

const SIGNS = { context: ' ', minus: '-', plus: '+' } as const

/** Lines of code, with as few elements as possible. With `bulk`, consecutive lines of the same kind share an element. */
export function CodeRows({ rows, bulk }: { readonly rows: readonly Row[]; readonly bulk: boolean }) {
  return (
    <pre>
      {bulk
        ? gatherRuns(rows).map((run) => <span className={`code-line code-${run.row.tone}`}>{run.text}</span>)
        : rows.map((row) => <CodeRow row={row} />)}
    </pre>
  )
}

/** One line: the version that has it and the sign of the patch, as a link to the line, then its text. */
function CodeRow({ row }: { readonly row: Row }) {
  const drawn = row.parts.some(({ kind, mark }) => kind !== null || mark !== null)
  const text = drawn ? row.parts.map(drawPart) : visible(row.parts.map((part) => part.text).join(''))
  return (
    <span className={`code-line ${rowClass(row)}`} id={row.id ?? undefined}>
      <Gutter row={row} />
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
function Gutter({ row: { kind, label, id } }: { readonly row: Row }) {
  if (kind === 'context' && label.trim() === '') return null
  const sign = <b>{SIGNS[kind]}</b>
  if (id === null || kind === 'context')
    return (
      <span className="code-gutter">
        {label}
        {sign}
      </span>
    )
  return (
    <a className="code-gutter" href={`#${id}`} tabIndex={-1}>
      {label}
      {sign}
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

function gatherRuns(rows: readonly Row[]): { readonly row: Row; readonly text: string }[] {
  const runs: { row: Row; lines: string[] }[] = []
  for (const row of rows) {
    const last = runs.at(-1)
    const line = `${row.label}${SIGNS[row.kind]} ${visible(row.parts.map((part) => part.text).join(''))}\n`
    if (last !== undefined && isSameRun(row, last.row)) last.lines.push(line)
    else runs.push({ row, lines: [line] })
  }
  return runs.map(({ row, lines }) => ({ row, text: lines.join('') }))
}

function rowClass({ kind, tone }: Row): string {
  return `code-${kind} code-${tone}`
}
