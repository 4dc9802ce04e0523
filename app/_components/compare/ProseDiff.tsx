import type { ProseLine, Side, Span } from '../../../lib/evolution/types'
import { shortLabel } from '../../../lib/series/label'
import { foldProse, type ProseBlock } from '../../_model/foldProse'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { ScrollBox } from '../shell/ScrollBox'

interface Props {
  readonly lines: readonly ProseLine[]
  readonly from: string
  readonly to: string
}

/** What changed in a commit message, with a line around it; a long change is folded after its first lines. */
export function ProseDiff({ lines, from, to }: Props) {
  const { shown, rest, hidden } = foldProse(lines)
  return (
    <ScrollBox label="Text of the commit message, scrolls sideways">
      <Blocks blocks={shown} from={from} to={to} />
      {rest.length === 0 ? null : (
        <details className="code-fold">
          <summary>{count(hidden, 'more changed line')} of the message</summary>
          <Blocks blocks={rest} from={from} to={to} />
        </details>
      )}
    </ScrollBox>
  )
}

/** A whole commit message, without marks. */
export function Prose({ lines }: { readonly lines: readonly ProseLine[] }) {
  if (lines.length === 0) return <p className="diff-none">The patch has no commit message.</p>
  return (
    <ScrollBox label="Text of the commit message, scrolls sideways">
      <pre className="diff-code">
        {lines.map(({ spans }) => `${visible(spans.map(({ text }) => text).join(''))}\n`).join('')}
      </pre>
    </ScrollBox>
  )
}

/** `−v3 ` or `+v4 ` for a line that only one version has, spaces of the same width for a line in both. */
function sideSign(side: Side, from: string, to: string): string {
  const [left, right] = [`−${shortLabel(from)}`, `+${shortLabel(to)}`]
  const width = Math.max(left.length, right.length) + 1
  return (side === 'both' ? '' : side === 'old' ? left : right).padEnd(width)
}

function Blocks({
  blocks,
  from,
  to,
}: {
  readonly blocks: readonly ProseBlock[]
  readonly from: string
  readonly to: string
}) {
  return (
    <pre className="diff-code">
      {blocks.map(({ gap, lines }) => (
        <>
          {gap === 0 ? null : (
            <span className="diff-line code-gap">
              ⋯ {count(gap, 'line')}
              {'\n'}
            </span>
          )}
          {lines.map((line) => (
            <Line line={line} gutter={sideSign(line.side, from, to)} />
          ))}
        </>
      ))}
    </pre>
  )
}

/** One line: the version that has it, then the text with changed words marked. */
function Line({ line, gutter }: { readonly line: ProseLine; readonly gutter: string }) {
  return (
    <span className={`diff-line diff-${line.side}`}>
      <span className="diff-gutter">{gutter}</span>
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
