import type { BlameView } from '../../../db/queries/views'
import { layoutFiles, type PageBudget, takeRemarks } from '../../_model/code/layout'
import { blameSources, remarkNote } from '../../_model/code/sources'
import { diffHref, messageHref, patchHref, rawHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { Section } from '../shell/Page'
import { LooseNotes, RemarksLeftOut } from './CodeFile'
import { CodeFileList } from './CodeFileList'
import { Neighbours } from './Neighbours'

/** Title, the versions of the patch with how many of its lines come from each, and links to the neighbouring patches. */
export function BlameHead({ view }: { readonly view: BlameView }) {
  return (
    <header>
      <p className="comparison-eyebrow">
        Patch {view.number} of {view.version.label}, with comments
      </p>
      <h1>{visible(view.patchTitle)}</h1>
      <ol className="blame-chain" aria-label="Versions of this patch">
        {view.chain.map((step, index) => (
          <li>
            <ChainLink view={view} index={index} />: {step.lines === 0 ? 'none left' : count(step.lines, 'line')} (
            <a href={messageHref(step.messageId)}>mail</a>
            <WhatChanged view={view} index={index} />)
          </li>
        ))}
        {view.later === null ? null : (
          <li>
            <a href={patchHref(view.seriesId, view.later.version.key, view.later.number)} aria-keyshortcuts="]">
              {view.later.version.label}
            </a>{' '}
            (newer;{' '}
            <a href={diffHref(view.seriesId, view.version.key, view.later.version.key, view.later.number)}>interdiff</a>
            )
          </li>
        )}
      </ol>
      <Neighbours
        previous={view.previous}
        next={view.next}
        href={(number) => patchHref(view.seriesId, view.version.key, number)}
      />
    </header>
  )
}

/** A link to a version of the patch; the key `[` opens the previous one. */
function ChainLink({ view, index }: { readonly view: BlameView; readonly index: number }) {
  const step = view.chain[index]
  if (step === undefined) return null
  const here = index === view.chain.length - 1
  return (
    <a
      href={patchHref(view.seriesId, step.version.key, step.number)}
      aria-current={here ? 'page' : undefined}
      aria-keyshortcuts={index === view.chain.length - 2 ? '[' : undefined}
    >
      {step.version.label}
    </a>
  )
}

function WhatChanged({ view, index }: { readonly view: BlameView; readonly index: number }) {
  const step = view.chain[index]
  const before = view.chain[index - 1]
  if (step === undefined || before === undefined) return null
  return (
    <>
      {', '}
      <a href={diffHref(view.seriesId, before.version.key, step.version.key, step.number)}>interdiff</a>
    </>
  )
}

/** The code with the review comments at their lines. The first column names the version that last changed a line, if not the first. */
export function BlameBody({ view, budget }: { readonly view: BlameView; readonly budget: PageBudget }) {
  const { shown: remarks, left } = takeRemarks(view.remarks, budget)
  const loose = remarks
    .filter(({ file }) => file === null)
    .map((remark) => remarkNote(remark, view.version, budget.ids))
  const files = layoutFiles(blameSources({ ...view, remarks }, budget.ids), budget)
  return (
    <>
      {loose.length === 0 ? null : (
        <Section id="remarks" title="General comments">
          <LooseNotes notes={loose} />
        </Section>
      )}
      <RemarksLeftOut left={left} />
      <Section
        id="code"
        title="Code"
        note={view.chain.length > 1 ? 'first column: version that last changed the line' : undefined}
      >
        {files.length === 0 ? <p className="comparison-empty">The patch has no lines of code.</p> : null}
        <CodeFileList files={files} rawHref={rawHref(view.messageId)} />
      </Section>
    </>
  )
}
