import { assertNever } from '../../lib/assertNever'
import type { CodeLine, InterdiffFile, InterdiffItem } from '../../lib/evolution/types'
import { visible } from '../_model/visible'
import { count, joinWords } from '../_model/words'
import { DiffLines } from './DiffLine'
import styles from './diff.module.css'
import { ScrollBox } from './ScrollBox'

interface Labels {
  readonly from: string
  readonly to: string
}

/** One file of an interdiff: its path, then the lines that matter, folds for what moved and what is only noise. */
export function InterdiffFileView({ file, from, to }: { readonly file: InterdiffFile } & Labels) {
  return (
    <section className={styles.file} aria-label={visible(file.path)}>
      <h3 className={styles.path}>
        {file.oldPath === null ? '' : `${visible(file.oldPath)} → `}
        {visible(file.path)}
        {file.side === 'both' ? null : <span className={styles.only}> only in {file.side === 'old' ? from : to}</span>}
      </h3>
      <ScrollBox label={`Changes in ${visible(file.path)}, scrolls sideways`}>
        {file.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
          <Item key={index} item={item} from={from} to={to} />
        ))}
      </ScrollBox>
    </section>
  )
}

function Item({ item, from, to }: { readonly item: InterdiffItem } & Labels) {
  switch (item.kind) {
    case 'lines':
      return (
        <>
          {item.heading === '' ? null : <p className={styles.heading}>{visible(item.heading)}</p>}
          <DiffLines lines={item.lines} from={from} to={to} />
        </>
      )
    case 'hidden':
      return (
        <Fold
          summary={`hidden: ${hiddenWords(item.context, item.headings)} moved with the base`}
          lines={item.lines}
          from={from}
          to={to}
        />
      )
    case 'moved':
      return (
        <Fold
          summary={`${count(item.lines.length, 'line')} moved ${item.direction}, otherwise unchanged`}
          lines={item.lines}
          from={from}
          to={to}
        />
      )
    default:
      return assertNever(item)
  }
}

/** `14 context lines and 2 headings` */
export function hiddenWords(context: number, headings: number): string {
  return joinWords([
    ...(context > 0 ? [count(context, 'context line')] : []),
    ...(headings > 0 ? [count(headings, 'hunk heading')] : []),
  ])
}

function Fold({
  summary,
  lines,
  from,
  to,
}: { readonly summary: string; readonly lines: readonly CodeLine[] } & Labels) {
  if (lines.length === 0) return <p className={styles.folded}>{summary}</p>
  return (
    <details className={styles.fold}>
      <summary>{summary}</summary>
      <DiffLines lines={lines} from={from} to={to} />
    </details>
  )
}
