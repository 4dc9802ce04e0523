import type { BlamePageView, BlameView } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { shortLabel } from '../../../lib/series/label'
import { blameSources } from '../../_model/code/blameSources'
import { layoutFiles, type PageBudget, takeThreads } from '../../_model/code/layout'
import { patchHref, rawHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { threadNote } from '../../_model/threads'
import { Section } from '../shell/Page'
import { Notes, RemarksLeftOut } from './CodeFile'
import { CodeFileList } from './CodeFileList'

/** How many lines of the patch last changed in which version; nothing for a patch of one version. */
export function BlameChain({ view }: { readonly view: BlameView }) {
  if (view.chain.length < 2) return null
  return (
    <ol className="blame-chain" aria-label="Versions that its lines last changed in">
      {view.chain
        .filter(({ lines }) => lines > 0)
        .map(({ version, number, lines }) => (
          <li>
            <a href={patchHref(view.seriesId, version.key, number)}>{shortLabel(version.label)}</a>{' '}
            {count(lines, 'line')}
          </li>
        ))}
    </ol>
  )
}

/** The code with the review comments at their lines, then the general ones. A column names the version that last changed a line, if not the first. */
export function BlameBody({ view, budget }: { readonly view: BlamePageView; readonly budget: PageBudget }) {
  const all = view.threads.threads.map((thread, index) => ({
    note: threadNote(thread, budget.ids),
    place: at(view.discussed, index),
  }))
  const { shown, left } = takeThreads(all, budget)
  const loose = shown.flatMap(({ note, place }) => (place.file === null ? [note] : []))
  const files = layoutFiles(blameSources(view, shown), budget)
  return (
    <>
      <RemarksLeftOut left={left} />
      <div id="code">
        {files.length === 0 ? <p className="comparison-empty">The patch has no lines of code.</p> : null}
        <CodeFileList
          files={files}
          rawHref={rawHref(view.messageId)}
          style={{ columns: budget.columns, signed: true }}
          note={view.chain.length > 1 ? 'column before +/−: version that last changed the line' : undefined}
        />
      </div>
      {loose.length === 0 ? null : (
        <Section id="remarks" title="General comments">
          <Notes notes={loose} quoted />
        </Section>
      )}
    </>
  )
}
