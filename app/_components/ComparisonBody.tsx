import type { ComparisonView } from '../../db/queries/views'
import type { PatchComparison, ProseLine } from '../../lib/evolution/types'
import { count } from '../_model/words'
import styles from './comparison.module.css'
import { InterdiffFileView } from './InterdiffFileView'
import { Section } from './Page'
import { ProseDiff } from './ProseDiff'
import { RangeDiff } from './RangeDiff'
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
