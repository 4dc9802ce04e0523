import type { AnnotatedComparisonView, ComparisonView } from '../../../db/queries/views'
import { diffHref, messageHref, patchHref } from '../../_model/href'
import { asSentence, verdictSentence } from '../../_model/pageWords'
import { type CompareView, viewQuery } from '../../_model/view'
import { visible } from '../../_model/visible'
import { CompareForm } from './CompareForm'
import { Neighbours } from './Neighbours'
import { StepLinks } from './StepLinks'
import { ViewLinks } from './ViewLinks'

interface Props {
  readonly view: AnnotatedComparisonView
  readonly shown: CompareView
}

/** Title, what changed in words, the choice of versions and views, and links to the neighbouring patches. */
export function ComparisonHead({ view, shown }: Props) {
  const query = viewQuery(shown)
  return (
    <header>
      <p className="comparison-eyebrow">
        Patch {view.new?.number ?? view.old?.number}
        {view.old !== null && view.new !== null && view.old.number !== view.new.number
          ? ` (was ${view.old.number} in ${view.from.label})`
          : ''}
        , {view.from.label} to {view.to.label}
      </p>
      <h1>{visible(view.patchTitle)}</h1>
      <ChangeSummary view={view} />
      <div className="comparison-bar">
        <CompareForm
          id={view.seriesId}
          versions={view.versions}
          from={view.from.key}
          to={view.to.key}
          patch={view.number}
          view={shown}
        />
        <ViewLinks here={diffHref(view.seriesId, view.from.key, view.to.key, view.number)} current={shown} />
      </div>
      <div className="comparison-bar">
        <StepLinks
          versions={view.versions}
          from={view.from}
          to={view.to}
          href={(from, to) => stepHref(view, from.key, to.key) + query}
        />
        <Elsewhere view={view} />
      </div>
      <Neighbours
        previous={view.previous}
        next={view.next}
        href={(number) => diffHref(view.seriesId, view.from.key, view.to.key, number) + query}
      />
    </header>
  )
}

/** The same patch in another step, by its number there; the whole step if the newer version does not have it. */
function stepHref(view: AnnotatedComparisonView, from: string, to: string): string {
  return diffHref(view.seriesId, from, to, view.numbers[to])
}

/** What changed, in words, with a note on the cause and the limit at which the comparison stopped, if any. */
export function ChangeSummary({ view }: { readonly view: ComparisonView }) {
  const { verdict, cut } = view.comparison
  return (
    <>
      <p className="comparison-verdict">
        {verdictSentence(verdict, view.from.label, view.to.label)} {visible(asSentence(view.note))}
      </p>
      {cut === null ? null : (
        <p className="comparison-cut" role="note">
          {visible(cut)}
        </p>
      )}
    </>
  )
}

/** The same patch on other pages: with review comments, and as it was sent. */
function Elsewhere({ view }: { readonly view: ComparisonView }) {
  const sides = [
    { version: view.from, patch: view.old },
    { version: view.to, patch: view.new },
  ]
  return (
    <ul className="comparison-views" aria-label="The patch by itself">
      {sides.map(({ version, patch }) =>
        patch === null ? null : (
          <li>
            <a href={patchHref(view.seriesId, version.key, patch.number)}>{version.label} patch with comments</a> (
            <a href={messageHref(patch.messageId)}>mail</a>)
          </li>
        ),
      )}
    </ul>
  )
}
