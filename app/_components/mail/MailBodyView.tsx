import { figure } from '../../../lib/text'
import { rawHref } from '../../_model/href'
import { type BodyRun, MAX_BODY_LENGTH, MAX_BODY_LINES, type MailBody } from '../../_model/mailBody'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { LinkedText } from '../shell/LinkedText'
import { ScrollBox } from '../shell/ScrollBox'

/** The text of a mail, with quotes coloured by depth, diffs coloured by line, and web addresses as links. Nothing in it is rendered as HTML. */
export function MailBodyView({ body, messageId }: { readonly body: MailBody; readonly messageId: string }) {
  return (
    <div className="mail-body">
      {body.blocks.map((block, index) =>
        block.kind === 'diff' ? (
          <ScrollBox label={`Diff ${index + 1}, scrolls sideways`}>
            <pre className="mail-diff">
              <Runs runs={block.runs} />
            </pre>
          </ScrollBox>
        ) : block.kind === 'quote' ? (
          <details className="mail-folded">
            <summary>{count(countLines(block.runs), 'quoted line')}</summary>
            <Prose runs={block.runs} label={`Quote ${index + 1}, scrolls sideways`} />
          </details>
        ) : (
          <Prose runs={block.runs} label={`Text ${index + 1}, scrolls sideways`} />
        ),
      )}
      {body.cutLines === 0 ? null : (
        <p className="mail-cut">
          {count(body.cutLines, 'more line')} not shown: a page shows {figure(MAX_BODY_LINES)} lines of a mail, or{' '}
          {figure(MAX_BODY_LENGTH)} characters. <a href={rawHref(messageId)}>Read the raw mail</a>.
        </p>
      )}
    </div>
  )
}

/** Text that keeps its lines: on a phone they are wider than the page and would break twice. */
function Prose({ runs, label }: { readonly runs: readonly BodyRun[]; readonly label: string }) {
  return (
    <ScrollBox label={label}>
      <pre className="mail-prose">
        <Runs runs={runs} />
      </pre>
    </ScrollBox>
  )
}

function Runs({ runs }: { readonly runs: readonly BodyRun[] }) {
  return runs.map((run) => (
    <span className={runClass(run)} id={run.mark === null ? undefined : lineId(run.mark)}>
      {run.kind === 'text' || run.kind === 'signature' ? <LinkedText text={run.text} /> : visible(run.text)}
      {'\n'}
    </span>
  ))
}

function countLines(runs: readonly BodyRun[]): number {
  return runs.reduce((sum, { text }) => sum + text.split('\n').length, 0)
}

/** The element id of a line of the body, counted from 0. */
export function lineId(line: number): string {
  return `line-${line + 1}`
}

/** Quotes deeper than three levels share a colour. */
function runClass({ kind, depth, mark }: BodyRun): string {
  const quote = depth === 0 ? '' : ` mail-quote${Math.min(depth, 3)}`
  return `mail-run mail-${kind}${quote}${mark === null ? '' : ' mail-marked'}`
}
