import type { AnnotatedComparisonView } from '../../../db/queries/views'
import type { PatchComparison, ProseLine } from '../../../lib/evolution/types'
import type { Trailer } from '../../../lib/patch/types'
import { shortLabel } from '../../../lib/series/label'
import { layoutFiles, type PageBudget, takeRemarks } from '../../_model/code/layout'
import { interdiffSources, placeNotes } from '../../_model/code/sources'
import { rawHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import type { CompareView } from '../../_model/view'
import { visible } from '../../_model/visible'
import { Section } from '../shell/Page'
import { LooseNotes, RemarksLeftOut } from './CodeFile'
import { CodeFileList } from './CodeFileList'
import { ProseDiff } from './ProseDiff'
import { RangeDiff } from './RangeDiff'
import { withoutAddress } from './StepTable'

interface Props {
  readonly view: AnnotatedComparisonView
  readonly shown: CompareView
  readonly budget: PageBudget
}

/** One patch compared on its own page: commit message, general comments and code, or the range-diff. */
export function ComparisonBody({ view, shown, budget }: Props) {
  const { comparison } = view
  if (shown === 'range-diff') {
    return (
      <Section id="range-diff" title="Range-diff" note="as git range-diff prints it">
        <RangeDiff lines={comparison.rangeDiff} />
      </Section>
    )
  }
  const code = layoutCode(view, budget, '')
  return (
    <>
      <Section
        id="message"
        title="Commit message"
        note={messageChanged(comparison) ? <SideKey view={view} /> : undefined}
      >
        <Message view={view} />
      </Section>
      {code.loose.length === 0 ? null : (
        <Section id="remarks" title="General comments">
          <LooseNotes notes={code.loose} />
        </Section>
      )}
      <Section id="code" title="Code" note={code.files.length === 0 ? undefined : <SideKey view={view} code />}>
        <CodeFiles code={code} view={view} />
      </Section>
    </>
  )
}

/** One of several compared patches on a page. */
export function ComparisonPart({ view, budget, prefix }: Omit<Props, 'shown'> & { readonly prefix: string }) {
  const code = layoutCode(view, budget, prefix)
  return (
    <>
      {messageChanged(view.comparison) ? <Message view={view} /> : null}
      <LooseNotes notes={code.loose} />
      <CodeFiles code={code} view={view} />
    </>
  )
}

function layoutCode(view: AnnotatedComparisonView, budget: PageBudget, prefix: string) {
  const { shown: placed, left } = takeRemarks(placeNotes(view, budget.ids), budget)
  // The commit message, comments and title take their share of the page.
  budget.elements -= 3 * view.comparison.message.length + 12 * placed.length + 10
  return {
    left,
    loose: placed.flatMap(({ note, place }) => (place === null ? [note] : [])),
    files: layoutFiles(interdiffSources(view, placed, prefix), budget),
  }
}

function CodeFiles({
  code,
  view,
}: {
  readonly code: ReturnType<typeof layoutCode>
  readonly view: AnnotatedComparisonView
}) {
  return (
    <>
      <RemarksLeftOut left={code.left} />
      {code.files.length === 0 ? (
        <p className="comparison-empty">No code changes.</p>
      ) : (
        <CodeFileList files={code.files} rawHref={rawHref((view.new ?? view.old)?.messageId ?? '')} />
      )}
    </>
  )
}

function Message({ view }: { readonly view: AnnotatedComparisonView }) {
  const { verdict, title, message } = view.comparison
  const lines = [...titleLines(title), ...message]
  return (
    <>
      {messageChanged(view.comparison) ? (
        <ProseDiff lines={lines} from={view.from.label} to={view.to.label} />
      ) : (
        <details className="comparison-unchanged">
          <summary>unchanged, {count(message.length, 'line')}</summary>
          <ProseDiff lines={message} from={view.from.label} to={view.to.label} />
        </details>
      )}
      <TrailerChips added={verdict.trailersAdded} removed={verdict.trailersRemoved} />
    </>
  )
}

function messageChanged({ title, message }: PatchComparison): boolean {
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

/** What the first column of a comparison means. Renders nothing for a patch that only one of the versions has. */
export function SideKey({ view, code = false }: { readonly view: AnnotatedComparisonView; readonly code?: boolean }) {
  if (view.old === null || view.new === null) return null
  return (
    <>
      <span className="comparison-key-old">−{shortLabel(view.from.label)}</span> removed since {view.from.label},{' '}
      <span className="comparison-key-new">+{shortLabel(view.to.label)}</span> new in {view.to.label}
      {code ? '; second sign: the patch’s own +/−' : ''}
    </>
  )
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
