import type { ComparisonView } from '../../db/queries/views'
import type { PatchComparison, ProseLine } from '../../lib/evolution/types'
import { patchHref } from '../_model/href'
import { count } from '../_model/words'
import styles from './comparison.module.css'
import { InterdiffFileView } from './InterdiffFileView'
import { Section } from './Page'
import { ProseDiff } from './ProseDiff'
import { RangeDiff } from './RangeDiff'
import { Remark } from './Remark'
import { TrailerChips } from './TrailerChips'

/** Message, trailers and code compared; or the range-diff for those who read that. */
export function ComparisonBody({ view, rangeDiff }: { readonly view: ComparisonView; readonly rangeDiff: boolean }) {
  const { comparison } = view
  if (rangeDiff) {
    return (
      <Section id="range-diff" title="Range-diff" note="as git range-diff prints it">
        <RangeDiff lines={comparison.rangeDiff} />
      </Section>
    )
  }
  const { verdict, title } = comparison
  const messageChanged = titleLines(title).length > 0 || comparison.message.some((line) => line.side !== 'both')
  const trailers = <TrailerChips added={verdict.trailersAdded} removed={verdict.trailersRemoved} />
  return (
    <>
      <Section id="message" title="Commit message" note={messageChanged ? <SideKey view={view} /> : undefined}>
        {messageChanged ? (
          <ProseDiff lines={[...titleLines(title), ...comparison.message]} from={view.from.label} to={view.to.label} />
        ) : (
          <details className={styles.unchanged}>
            <summary>unchanged, {count(comparison.message.length, 'line')}</summary>
            <ProseDiff lines={comparison.message} from={view.from.label} to={view.to.label} />
          </details>
        )}
        {trailers}
      </Section>
      <Remarks view={view} />
      <Section id="code" title="Code" note={comparison.files.length === 0 ? undefined : <SideKey view={view} code />}>
        {comparison.files.length === 0 ? (
          <p className={styles.empty}>No line of code differs.</p>
        ) : (
          comparison.files.map((file) => (
            <InterdiffFileView key={file.path} file={file} from={view.from.label} to={view.to.label} />
          ))
        )}
      </Section>
    </>
  )
}

/** What was said about the patch in either version; in place beside the lines on the page of that version. */
function Remarks({ view }: { readonly view: ComparisonView }) {
  const sides = [
    { version: view.from, patch: view.old, remarks: view.remarks.from },
    { version: view.to, patch: view.new, remarks: view.remarks.to },
  ]
  if (sides.every(({ remarks }) => remarks.length === 0)) return null
  return (
    <Section id="remarks" title="Remarks">
      {sides.map(({ version, patch, remarks }) =>
        patch === null || remarks.length === 0 ? null : (
          <details key={version.key} className={styles.remarks} open={version === view.from}>
            <summary>
              {count(remarks.length, 'remark')} on {version.label}
            </summary>
            <p>
              <a href={patchHref(view.seriesId, version.key, patch.number)}>beside the lines they quote</a>
            </p>
            {remarks.map((remark) => (
              <Remark key={`${remark.messageId} ${remark.line}`} remark={remark} quoted />
            ))}
          </details>
        ),
      )}
    </Section>
  )
}

/** The title of both versions above the message, when they differ. */
function titleLines(title: PatchComparison['title']): readonly ProseLine[] {
  if (title.old === null || title.new === null || title.old === title.new) return []
  return [
    { side: 'old', spans: [{ kind: 'same', text: title.old }] },
    { side: 'new', spans: [{ kind: 'same', text: title.new }] },
    { side: 'both', spans: [{ kind: 'same', text: '' }] },
  ]
}

/** What the first column of a comparison means; a side the pair does not have is left out. */
function SideKey({ view, code = false }: { readonly view: ComparisonView; readonly code?: boolean }) {
  if (view.old === null || view.new === null) return null
  return (
    <>
      <span className={styles.keyOld}>−{view.from.label}</span> only there,{' '}
      <span className={styles.keyNew}>+{view.to.label}</span> only there
      {code ? '; then the sign of the patch itself' : ''}
    </>
  )
}
