import type { ComponentChildren } from 'preact'
import { figure } from '../../../lib/text'
import { type Block, type FileLayout, MAX_PAGE_LINES, MAX_PAGE_REMARKS, MAX_PAGE_TEXT } from '../../_model/code/layout'
import { count } from '../../_model/pageWords'
import type { ThreadNote } from '../../_model/threads'
import { visible } from '../../_model/visible'
import { ScrollBox } from '../shell/ScrollBox'
import { Thread } from '../threads/Thread'
import { CodePairs } from './CodePairs'
import { CodeRows } from './CodeRows'

/** How the code of a page is drawn. */
export interface CodeStyle {
  /** Whether old and new text are side by side. */
  readonly columns: boolean
  /** Whether lines are tinted by the patch's own sign; otherwise only by the version that has them. */
  readonly signed: boolean
}

interface Props {
  readonly file: FileLayout<ThreadNote>
  /** Address of the raw mail, for files that the page does not show. */
  readonly rawHref: string
  /** Whether the file is shown unfolded. */
  readonly open: boolean
  readonly style: CodeStyle
  /** What the signs mean, beside the name of the file. */
  readonly note?: ComponentChildren
}

/** One file of a patch or an interdiff: its path, which stays in view, then its lines in a box that scrolls sideways. */
export function CodeFile({ file, rawHref, open, style, note }: Props) {
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
      <section className="code-file" id={file.id} aria-label={name} data-item="file">
        <h3 className="code-path">{title}</h3>
        <p className="code-note" role="note">
          {count(file.lineCount, 'line')} not shown: a page shows {figure(MAX_PAGE_LINES)} lines of code, or{' '}
          {figure(MAX_PAGE_TEXT)} characters. <a href={rawHref}>Read the raw mail</a>.
        </p>
        <Notes notes={file.notes} quoted />
      </section>
    )
  }
  const first = file.blocks[0]?.heading ?? null
  const classes = `code${style.signed ? ' code-signed' : ''}${style.columns ? ' code-wide' : ''}`
  return (
    <details className="code-file" id={file.id} open={open} data-item="file">
      <summary className="code-path">
        <h3>{title}</h3>
        {first === null ? null : (
          <span className="code-function" id={first.id}>
            {visible(first.text)}
          </span>
        )}
        {open ? null : <span className="code-only"> {count(file.lineCount, 'line')}</span>}
        {note === undefined ? null : <span className="code-key">{note}</span>}
      </summary>
      <ScrollBox label={`Code of ${name}, scrolls sideways`}>
        <div className={classes}>
          {file.blocks.map((block, index) => (
            <CodeBlock block={block} first={index === 0} bulk={file.level === 'bulk'} style={style} />
          ))}
        </div>
      </ScrollBox>
      <Notes notes={file.notes} quoted />
    </details>
  )
}

interface BlockProps {
  readonly block: Block<ThreadNote>
  readonly bulk: boolean
  readonly style: CodeStyle
}

function CodeBlock({ block, first, ...rest }: BlockProps & { readonly first: boolean }) {
  const { heading, fold, rows } = block
  if (fold !== null && rows.length === 0) return <p className="code-folded">{fold}</p>
  if (fold !== null) {
    return (
      <details className="code-fold">
        <summary>{fold}</summary>
        <Stretches block={block} {...rest} />
      </details>
    )
  }
  const { gap = null, text = '', id } = heading ?? {}
  return (
    <>
      {first || (gap === null && text === '') ? null : (
        <p className="code-heading" id={id} data-item="hunk">
          <a href={`#${id}`}>
            {gap === null ? '' : <span className="code-gap">⋯ {count(gap, 'line')}</span>}
            {visible(text)}
          </a>
        </p>
      )}
      <Stretches block={block} {...rest} />
    </>
  )
}

/** The lines in stretches, with each review comment below the line it quotes. */
function Stretches({ block: { rows, notes }, bulk, style }: BlockProps) {
  const stops = [...notes.keys()].map((at) => at + 1).sort((a, b) => a - b)
  return [0, ...stops].map((from, place) => {
    const stretch = rows.slice(from, stops[place] ?? rows.length)
    return (
      <div>
        <Notes notes={from === 0 ? [] : (notes.get(from - 1) ?? [])} quoted={false} />
        {stretch.length === 0 ? null : style.columns && !bulk ? (
          <CodePairs rows={stretch} />
        ) : (
          <CodeRows rows={stretch} bulk={bulk} />
        )}
      </div>
    )
  })
}

/** A list of threads. */
export function Notes({ notes, quoted }: { readonly notes: readonly ThreadNote[]; readonly quoted: boolean }) {
  return notes.map((note) => <Thread note={note} quoted={quoted} />)
}

/** Says how many threads the page does not show. */
export function RemarksLeftOut({ left }: { readonly left: number }) {
  return left === 0 ? null : (
    <p className="code-note" role="note">
      {count(left, 'older thread')} not shown: a page shows {MAX_PAGE_REMARKS} comments; the mails have all of them.
    </p>
  )
}
