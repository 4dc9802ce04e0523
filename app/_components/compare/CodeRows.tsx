import { isSameRun } from '../../_model/code/layout'
import type { Part, Row } from '../../_model/code/rows'
import { visible } from '../../_model/visible'

const SIGNS = { context: ' ', minus: '-', plus: '+' } as const

/** Lines of code with as few elements as they can have; in `bulk` neighbours that look alike share one. */
export function CodeRows({ rows, bulk }: { readonly rows: readonly Row[]; readonly bulk: boolean }) {
  return (
    <pre>
      {bulk
        ? gatherRuns(rows).map((run, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            <span key={index} className={`code-line code-${run.row.tone}`}>
              {run.text}
            </span>
          ))
        : // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          rows.map((row, index) => <CodeRow key={index} row={row} />)}
    </pre>
  )
}

/** The version that has the line and what the patch does with it, which lead to the line, then its text. */
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

/** Not in the tab order: a thousand stops would bury the page. The lines are reached by their addresses and by the headings. */
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

/** Words that differ are marked; what they are in the language is a colour of the letters only, so that marks and signs stay. */
function drawPart({ kind, mark, text }: Part, index: number) {
  const shown = visible(text)
  const colour = kind === null ? undefined : `code-${kind}`
  if (mark === 'removed')
    return (
      <del key={index} className={colour}>
        {shown}
      </del>
    )
  if (mark === 'added')
    return (
      <ins key={index} className={colour}>
        {shown}
      </ins>
    )
  return colour === undefined ? (
    shown
  ) : (
    <span key={index} className={colour}>
      {shown}
    </span>
  )
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
