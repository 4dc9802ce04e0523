import type { AppliedPageView, CommitView } from '../../../db/queries/views'
import type { PageBudget } from '../../_model/code/layout'
import { changedWords } from '../../_model/commitWords'
import { asSentence } from '../../_model/pageWords'
import { CommitLink, Committed } from '../commits/CommitParts'
import { ComparisonBody } from './ComparisonBody'

interface Props {
  readonly commit: CommitView
  /** Null when the two cannot be compared. */
  readonly view: AppliedPageView | null
  readonly budget: PageBudget
}

/** The patch as posted against the commit that was made from it, or how they differ as far as that is known. */
export function Applied({ commit, view, budget }: Props) {
  return (
    <>
      <p className="comparison-commit">
        <CommitLink sha={commit.sha} /> <Committed commit={commit} />
      </p>
      {view === null ? (
        <p className="comparison-empty">{unknownWords(commit)}</p>
      ) : (
        <ComparisonBody view={view} shown="interdiff" budget={budget} />
      )}
    </>
  )
}

/** What is known of a commit that is not compared line by line, and why it is not. */
function unknownWords(commit: CommitView): string {
  const words = changedWords(commit)
  const known = words === '' ? '' : `${asSentence(words)} `
  return commit.squashedWith.length > 0
    ? `${known}No comparison is shown, because the commit has more than this patch.`
    : `${known}The text of the commit has not been read yet, so the lines cannot be shown.`
}
