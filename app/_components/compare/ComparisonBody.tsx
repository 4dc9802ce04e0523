import type { ComparisonView } from '../../../db/queries/views'
import type { CodeLine } from '../../../lib/evolution/types'
import { layoutFiles, type PageBudget, takeThreads } from '../../_model/code/layout'
import { type DrawnComparison, interdiffSources, placeNotes } from '../../_model/code/sources'
import { rawHref } from '../../_model/href'
import type { CompareView } from '../../_model/view'
import { visible } from '../../_model/visible'
import { Section } from '../shell/Page'
import { Notes, RemarksLeftOut } from './CodeFile'
import { CodeFileList } from './CodeFileList'
import { ChangedMessage, messageChanged, UnchangedMessage } from './MessageDiff'
import { RangeDiff } from './RangeDiff'
import { SideKey } from './SideKey'

interface Props {
  readonly view: DrawnComparison
  readonly shown: CompareView
  readonly budget: PageBudget
}

/** One patch compared on its own page: what changed in the message and the code, general comments, and last what did not change; or the range-diff. */
export function ComparisonBody({ view, shown, budget }: Props) {
  if (shown === 'range-diff') {
    return (
      <>
        <RangeDiff lines={view.comparison.rangeDiff} numbers={view.rangeNumbers} />
        <p className="comparison-empty">
          As git range-diff prints it: the first sign is that of the versions, − for {view.from.label} and + for{' '}
          {view.to.label}; the second is the patch’s own.
        </p>
      </>
    )
  }
  const code = layoutCode(view, shown, budget, '')
  return (
    <>
      <Cut view={view} />
      <ChangedMessage view={view} id="message" explained={false} />
      <div id="code">
        <CodeFiles code={code} view={view} shown={shown} budget={budget} explained={false} />
      </div>
      {code.loose.length === 0 ? null : (
        <Section id="remarks" title="General comments">
          <Notes notes={code.loose} quoted />
        </Section>
      )}
      <UnchangedMessage view={view} />
    </>
  )
}

/** One of several compared patches on a page. */
export function ComparisonPart({ view, shown, budget, prefix }: Props & { readonly prefix: string }) {
  const code = layoutCode(view, shown, budget, prefix)
  return (
    <>
      <Cut view={view} />
      <ChangedMessage view={view} id={`${prefix}message`} explained />
      <CodeFiles code={code} view={view} shown={shown} budget={budget} explained />
      <Notes notes={code.loose} quoted />
    </>
  )
}

/** Elements of a line of the commit message. */
const LINE_ELEMENTS = 3

function layoutCode(view: DrawnComparison, shown: CompareView, budget: PageBudget, prefix: string) {
  const all = placeNotes(view, budget.ids)
  const { shown: placed, left } = takeThreads(all, budget)
  budget.elements -= LINE_ELEMENTS * view.comparison.message.length
  return {
    left,
    loose: placed.flatMap(({ note, place }) => (place === null ? [note] : [])),
    files: layoutFiles(interdiffSources(view, placed, { prefix, whole: shown === 'full' }), budget),
  }
}

interface CodeProps extends Props {
  readonly code: ReturnType<typeof layoutCode>
  /** Whether the page explains its signs elsewhere. */
  readonly explained: boolean
}

function CodeFiles({ code, view, shown, budget, explained }: CodeProps) {
  const isChanged = messageChanged(view.comparison)
  const isSame = view.comparison.files.every(({ items }) => items.every(({ lines }) => lines.every(isCommon)))
  return (
    <>
      <RemarksLeftOut left={code.left} />
      {isSame && shown !== 'full' && code.files.length > 0 ? (
        <p className="comparison-empty">The code is the same; these are lines with comments.</p>
      ) : null}
      {code.files.length === 0 ? (
        <p className="comparison-empty">
          {isChanged ? 'The code is the same.' : 'The code and the commit message are the same.'}
        </p>
      ) : (
        <CodeFileList
          files={code.files}
          rawHref={rawHref((view.new ?? view.old)?.messageId ?? '')}
          style={{ columns: budget.columns, signed: shown === 'full' || view.old === null || view.new === null }}
          note={explained || isChanged ? undefined : <SideKey view={view} />}
        />
      )}
    </>
  )
}

function isCommon({ side }: CodeLine): boolean {
  return side === 'both'
}

/** The limit at which the comparison stopped, if any. */
function Cut({ view: { comparison } }: { readonly view: ComparisonView }) {
  if (comparison.cut === null) return null
  return (
    <p className="comparison-cut" role="note">
      {visible(comparison.cut)}
    </p>
  )
}
