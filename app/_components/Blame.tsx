import type { BlameView } from '../../db/queries/views'
import { diffHref, messageHref, patchHref } from '../_model/href'
import { visible } from '../_model/visible'
import { count } from '../_model/words'
import styles from './blame.module.css'
import comparison from './comparison.module.css'
import diff from './diff.module.css'
import { Section } from './Page'
import { Remark } from './Remark'
import { ScrollBox } from './ScrollBox'

type File = BlameView['files'][number]
type Line = File['lines'][number]

/** Title, the versions the patch went through with what each left in it, and the neighbours. */
export function BlameHead({ view }: { readonly view: BlameView }) {
  return (
    <header>
      <p className={comparison.eyebrow}>
        Patch {view.number} of {view.version.label}, line by line
      </p>
      <h1>{visible(view.patchTitle)}</h1>
      <ol className={styles.chain} aria-label="Versions of this patch">
        {view.chain.map((step, index) => {
          const before = view.chain[index - 1]
          return (
            <li key={step.version.key}>
              <a href={messageHref(step.messageId)}>{step.version.label}</a>{' '}
              {step.lines === 0 ? 'no line that stands' : `${count(step.lines, 'changed line')} since then`}
              {before === undefined ? null : (
                <>
                  {', '}
                  <a href={diffHref(view.seriesId, before.version.key, step.version.key, step.number)}>what changed</a>
                </>
              )}
            </li>
          )
        })}
      </ol>
      <nav className={comparison.neighbours} aria-label="Neighbouring patches">
        {view.previous === null ? (
          <span />
        ) : (
          <a href={patchHref(view.seriesId, view.version.key, view.previous.number)} rel="prev">
            <span aria-hidden="true">← </span>
            {view.previous.number} {visible(view.previous.title)}
          </a>
        )}
        {view.next === null ? (
          <span />
        ) : (
          <a href={patchHref(view.seriesId, view.version.key, view.next.number)} rel="next">
            {view.next.number} {visible(view.next.title)}
            <span aria-hidden="true"> →</span>
          </a>
        )}
      </nav>
    </header>
  )
}

/** The code, with the version in the first column wherever a line is younger than the patch. */
export function BlameBody({ view }: { readonly view: BlameView }) {
  const width = Math.max(...view.chain.map(({ version }) => version.label.length), 0)
  return (
    <Section
      id="code"
      title="Code"
      note={view.chain.length > 1 ? 'the first column names the version a line came or last changed in' : undefined}
    >
      {view.files.length === 0 ? <p className={comparison.empty}>The patch has no lines of code.</p> : null}
      <Unplaced view={view} />
      {view.files.map((file) => (
        <section key={file.path} className={diff.file} aria-label={visible(file.path)}>
          <h3 className={diff.path}>{visible(file.path)}</h3>
          <ScrollBox label={`Code of ${visible(file.path)}, scrolls sideways`}>
            <FileLines view={view} file={file} width={width} />
          </ScrollBox>
        </section>
      ))}
    </Section>
  )
}

/** The lines of a file in runs, each remark below the line it quotes. */
function FileLines({ view, file, width }: { readonly view: BlameView; readonly file: File; readonly width: number }) {
  const index = view.files.indexOf(file)
  const remarks = view.remarks.filter((remark) => remark.file === index)
  const stops = [...new Set(remarks.map(({ at }) => (at === null ? 0 : at + 1)))].sort((a, b) => a - b)
  const runs = [0, ...stops.filter((stop) => stop > 0)].map((from, place, all) => ({
    from,
    to: all[place + 1] ?? file.lines.length,
  }))
  return (
    <>
      {remarks
        .filter(({ at }) => at === null)
        .map((remark) => (
          <Remark key={`${remark.messageId} ${remark.line}`} remark={remark} quoted />
        ))}
      {runs.map(({ from, to }) => (
        <div key={from}>
          {remarks
            .filter(({ at }) => at !== null && from > 0 && at + 1 === from)
            .map((remark) => (
              <Remark key={`${remark.messageId} ${remark.line}`} remark={remark} quoted={false} />
            ))}
          <pre className={diff.code}>
            {file.lines.slice(from, to).map((line, offset) => (
              <BlameLine
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
                key={offset}
                line={line}
                label={(line.since === 0 ? '' : (view.chain[line.since]?.version.label ?? '')).padEnd(width + 1)}
                gap={startsHunk(file, from + offset)}
              />
            ))}
          </pre>
        </div>
      ))}
    </>
  )
}

/** Remarks on the message, the whole patch, or lines that are not found: listed, never dropped. */
function Unplaced({ view }: { readonly view: BlameView }) {
  const remarks = view.remarks.filter(({ file }) => file === null)
  if (remarks.length === 0) return null
  return (
    <section className={styles.unplaced} aria-label="Remarks that quote no line of code">
      <h3>Not on a line of code</h3>
      {remarks.map((remark) => (
        <Remark key={`${remark.messageId} ${remark.line}`} remark={remark} quoted />
      ))}
    </section>
  )
}

const SIGNS = { context: ' ', minus: '-', plus: '+' } as const

function BlameLine({ line, label, gap }: { readonly line: Line; readonly label: string; readonly gap: boolean }) {
  const young = line.since > 0 && line.kind !== 'context'
  return (
    <span
      className={`${diff.line} ${diff[line.kind]} ${young ? diff.new : line.kind === 'context' ? diff.both : ''} ${gap ? styles.gap : ''}`}
    >
      <span className={diff.gutter}>{label}</span>
      <span className={diff.sign}>{SIGNS[line.kind]}</span>
      <span className={diff.text}>
        {visible(line.text)}
        {'\n'}
      </span>
    </span>
  )
}

/** Whether lines of the file are left out above this one: the next hunk. */
function startsHunk(file: File, index: number): boolean {
  const [line, above] = [file.lines[index], file.lines[index - 1]]
  if (line?.kind !== 'context' || above === undefined || line.line === null) return false
  const before = file.lines.slice(0, index).findLast(({ kind }) => kind !== 'plus')
  return before?.line !== undefined && before.line !== null && line.line > before.line + 1
}
