import { figure } from '../../../lib/text'
import type { Row } from '../../_model/code/codeRows'
import { type Block, type FileLayout, MAX_PAGE_LINES, MAX_PAGE_REMARKS, MAX_PAGE_TEXT } from '../../_model/code/layout'
import type { RemarkNote } from '../../_model/code/sources'
import { count, joinWords } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { ScrollBox } from '../shell/ScrollBox'
import { CodeRows } from './CodeRows'
import { Remark } from './Remark'

interface Props {
  readonly file: FileLayout<RemarkNote>
  /** Address of the raw mail, for files that the page does not show. */
  readonly rawHref: string
  /** Whether the file is shown unfolded. */
  readonly open: boolean
}

/** One file of a patch or an interdiff: its path, then its lines in a box that scrolls sideways. */
export function CodeFile({ file, rawHref, open }: Props) {
  const name = visible(file.path)
  const title = (
    <>
      {file.oldPath === null ? '' : `${visible(file.oldPath)} → `}
      {name}
      {file.onlyIn === null ? null : <span className="code-only"> only in {file.onlyIn}</span>}
    </>
  )
  if (file.level === 'left-out') {
    return (
      <section className="code-file" id={file.id} aria-label={name} data-item="">
        <h3 className="code-path">{title}</h3>
        <p className="code-note" role="note">
          {count(file.lineCount, 'line')} not shown: a page shows {figure(MAX_PAGE_LINES)} lines of code, or{' '}
          {figure(MAX_PAGE_TEXT)} characters. <a href={rawHref}>Read the raw mail</a>.
        </p>
        <Notes notes={file.notes} quoted />
      </section>
    )
  }
  return (
    <details className="code-file" id={file.id} open={open} data-item="">
      <summary className="code-path">
        <h3>{title}</h3>
        {open ? null : <span className="code-only"> {count(file.lineCount, 'line')}</span>}
      </summary>
      <Notes notes={file.notes} quoted />
      <ScrollBox label={`Code of ${name}, scrolls sideways`}>
        <div className={`code code-gutter${gutterOf(file)}`}>
          {file.blocks.map((block) => (
            <CodeBlock block={block} bulk={file.level === 'bulk'} />
          ))}
        </div>
      </ScrollBox>
    </details>
  )
}

function CodeBlock({ block, bulk }: { readonly block: Block<RemarkNote>; readonly bulk: boolean }) {
  const { heading, fold, rows, notes } = block
  if (fold !== null && rows.length === 0) return <p className="code-folded">{fold}</p>
  if (fold !== null) {
    return (
      <details className="code-fold" open={notes.size > 0}>
        <summary>{fold}</summary>
        <Stretches rows={rows} notes={notes} bulk={bulk} />
      </details>
    )
  }
  return (
    <>
      {heading === null ? null : (
        <p className="code-heading" id={heading.id}>
          <a href={`#${heading.id}`}>{visible(heading.text) || '@@'}</a>
        </p>
      )}
      <Stretches rows={rows} notes={notes} bulk={bulk} />
    </>
  )
}

/** The lines in stretches, with each review comment below the line it quotes. */
function Stretches(props: Pick<Block<RemarkNote>, 'rows' | 'notes'> & { readonly bulk: boolean }) {
  const { rows, notes, bulk } = props
  const stops = [...notes.keys()].map((at) => at + 1).sort((a, b) => a - b)
  return [0, ...stops].map((from, place) => {
    const stretch = rows.slice(from, stops[place] ?? rows.length)
    return (
      <div>
        <Notes notes={from === 0 ? [] : (notes.get(from - 1) ?? [])} quoted={false} />
        {stretch.length === 0 ? null : <CodeRows rows={stretch} bulk={bulk} />}
      </div>
    )
  })
}

/** A list of review comments. */
export function Notes({ notes, quoted }: { readonly notes: readonly RemarkNote[]; readonly quoted: boolean }) {
  return notes.map((note) => <Remark note={note} quoted={quoted} />)
}

/** More comments than this would push the code off the first screen. */
const MAX_OPEN = 3

/** Comments that quote no line of code. Many are folded under the names of the reviewers. */
export function LooseNotes({ notes }: { readonly notes: readonly RemarkNote[] }) {
  if (notes.length <= MAX_OPEN) return <Notes notes={notes} quoted />
  const names = [...new Set(notes.map(({ remark: { person } }) => person.name || (person.emails[0] ?? '')))]
  return (
    <details className="code-loose">
      <summary>
        {count(notes.length, 'general comment')} by {visible(joinWords(names))}
      </summary>
      <Notes notes={notes} quoted />
    </details>
  )
}

/** Says how many review comments the page does not show. */
export function RemarksLeftOut({ left }: { readonly left: number }) {
  return left === 0 ? null : (
    <p className="code-note" role="note">
      {count(left, 'older comment')} not shown: a page shows {MAX_PAGE_REMARKS}; the thread has all of them.
    </p>
  )
}

const MAX_GUTTER = 16

/** Length of the longest label; lines without a label are indented by that much. */
function gutterOf({ blocks }: FileLayout<RemarkNote>): number {
  const width = (row: Row) => row.label.length
  const widest = blocks.reduce((most, { rows }) => rows.reduce((own, row) => Math.max(own, width(row)), most), 0)
  return Math.min(widest, MAX_GUTTER)
}
