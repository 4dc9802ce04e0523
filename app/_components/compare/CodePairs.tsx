import type { Row } from '../../_model/code/codeRows'
import { CodeLine } from './CodeRows'

/** Old and new text side by side: lines that replace each other are in one row. */
export function CodePairs({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <pre className="pairs">
      {pairRows(rows).map(({ left, right }) => (
        <span className="pairs-row">
          {left === undefined ? null : <Cell row={left} side="left" />}
          {right === undefined ? null : <Cell row={right} side="right" />}
        </span>
      ))}
    </pre>
  )
}

/** A line that both texts have is drawn twice, but has its id once, and is hidden once where the page is too narrow for two columns. */
function Cell({ row, side }: { readonly row: Row; readonly side: 'left' | 'right' }) {
  const twin = row.column === 'both' && side === 'right'
  const number = row.numbers[side]
  return (
    <CodeLine
      row={row}
      numbers={number === '' ? '' : `${number} `}
      label=""
      id={twin ? null : row.id}
      className={` pairs-line pairs-${row.column}${side === 'right' ? ' pairs-right' : ''}${twin ? ' pairs-twin' : ''}`}
    />
  )
}

interface Pair {
  readonly left: Row | undefined
  readonly right: Row | undefined
}

function pairRows(rows: readonly Row[]): Pair[] {
  const pairs: Pair[] = []
  let olds: Row[] = []
  let news: Row[] = []
  const flush = () => {
    for (let place = 0; place < Math.max(olds.length, news.length); place++) {
      pairs.push({ left: olds[place], right: news[place] })
    }
    olds = []
    news = []
  }
  for (const row of rows) {
    if (row.column === 'old') olds.push(row)
    else if (row.column === 'new') news.push(row)
    else {
      flush()
      pairs.push({ left: row, right: row })
    }
  }
  flush()
  return pairs
}
