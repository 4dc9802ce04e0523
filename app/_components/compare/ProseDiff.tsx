import type { ProseLine, Side, Span } from '../../../lib/evolution/types'
import { shortLabel } from '../../../lib/series/label'
import { visible } from '../../_model/visible'
import { ScrollBox } from '../shell/ScrollBox'

/** The commit message of both versions, with changed words marked. */
export function ProseDiff(props: { readonly lines: readonly ProseLine[]; readonly from: string; readonly to: string }) {
  if (props.lines.length === 0) return <p className="diff-none">The patch has no commit message.</p>
  return (
    <ScrollBox label="Text of the commit message, scrolls sideways">
      <DiffLines lines={props.lines} from={props.from} to={props.to} />
    </ScrollBox>
  )
}

/** `−v3 ` or `+v4 ` for a line that only one version has, spaces of the same width for a line in both. */
function sideSign(side: Side, from: string, to: string): string {
  const [left, right] = [`−${shortLabel(from)}`, `+${shortLabel(to)}`]
  const width = Math.max(left.length, right.length) + 1
  return (side === 'both' ? '' : side === 'old' ? left : right).padEnd(width)
}

/** The compared lines. The column of versions is left out when every line is in both. */
function DiffLines(props: { readonly lines: readonly ProseLine[]; readonly from: string; readonly to: string }) {
  const sided = props.lines.some((line) => line.side !== 'both')
  return (
    <pre className="diff-code">
      {props.lines.map((line) => (
        <Line line={line} gutter={sided ? sideSign(line.side, props.from, props.to) : ''} />
      ))}
    </pre>
  )
}

/** One line: the version that has it, then the text with changed words marked. */
function Line({ line, gutter }: { readonly line: ProseLine; readonly gutter: string }) {
  return (
    <span className={`diff-line diff-${line.side}`}>
      {gutter === '' ? null : <span className="diff-gutter">{gutter}</span>}
      <span className="diff-text">
        {line.spans.map((span) => (
          <Words span={span} whole={line.spans.length === 1} />
        ))}
        {'\n'}
      </span>
    </span>
  )
}

/** A run of words, marked if they differ. A line that only one version has needs no marks: its colour shows it. */
function Words({ span, whole }: { readonly span: Span; readonly whole: boolean }) {
  const text = visible(span.text)
  if (span.kind === 'same' || whole) return text
  return span.kind === 'removed' ? <del>{text}</del> : <ins>{text}</ins>
}
