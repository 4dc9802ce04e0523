import type { ComparisonView } from '../../../db/queries/views'
import type { PatchComparison, ProseLine } from '../../../lib/evolution/types'
import type { Trailer } from '../../../lib/patch/types'
import { count } from '../../_model/pageWords'
import { withoutAddress } from '../../_model/trailerWords'
import { visible } from '../../_model/visible'
import { Prose, ProseDiff } from './ProseDiff'
import { SideKey } from './SideKey'

interface Props {
  readonly view: ComparisonView
}

/** What changed in title, commit message and trailers; nothing when only the code did. */
export function ChangedMessage({ view, id, explained }: Props & { readonly id: string; readonly explained: boolean }) {
  const { verdict, title, message } = view.comparison
  const trailers = <TrailerChips added={verdict.trailersAdded} removed={verdict.trailersRemoved} />
  if (!messageChanged(view.comparison)) return verdict.change === 'trailers' ? trailers : null
  return (
    <div className="code-file" id={id} data-item="message">
      <div className="code-path">
        <h3>Commit message</h3>
        {explained ? null : (
          <span className="code-key">
            <SideKey view={view} />
          </span>
        )}
      </div>
      <ProseDiff lines={[...titleLines(title), ...message]} from={view.from.label} to={view.to.label} />
      {trailers}
    </div>
  )
}

/** The message that is the same in both versions, folded, and the trailers that are not. */
export function UnchangedMessage({ view }: Props) {
  const { comparison } = view
  if (messageChanged(comparison)) return null
  const { change, trailersAdded, trailersRemoved } = comparison.verdict
  return (
    <div className="comparison-rest">
      {change === 'trailers' ? null : <TrailerChips added={trailersAdded} removed={trailersRemoved} />}
      <details className="comparison-unchanged" id="message">
        <summary>Commit message: unchanged, {count(comparison.message.length, 'line')}</summary>
        <Prose lines={comparison.message} />
      </details>
    </div>
  )
}

/** Whether the title or the prose of the message differs. */
export function messageChanged({ title, message }: PatchComparison): boolean {
  return titleLines(title).length > 0 || message.some((line) => line.side !== 'both')
}

/** The titles of both versions, to be shown above the message, when they differ. */
function titleLines(title: PatchComparison['title']): readonly ProseLine[] {
  if (title.old === null || title.new === null || title.old === title.new) return []
  return [
    { side: 'old', spans: [{ kind: 'same', text: title.old }] },
    { side: 'new', spans: [{ kind: 'same', text: title.new }] },
    { side: 'both', spans: [{ kind: 'same', text: '' }] },
  ]
}

/** Added and removed trailers, with their signs. */
function TrailerChips(props: { readonly added: readonly Trailer[]; readonly removed: readonly Trailer[] }) {
  if (props.added.length + props.removed.length === 0) return null
  return (
    <ul className="comparison-chips">
      {props.removed.map((trailer) => (
        <li className="comparison-chip-old">
          <del>
            − {visible(trailer.name)}: {visible(withoutAddress(trailer.value))}
          </del>
        </li>
      ))}
      {props.added.map((trailer) => (
        <li className="comparison-chip-new">
          <ins>
            + {visible(trailer.name)}: {visible(withoutAddress(trailer.value))}
          </ins>
        </li>
      ))}
    </ul>
  )
}
