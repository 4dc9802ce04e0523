import { SEARCH_HELP } from '../../_model/href'
import { visible } from '../../_model/visible'

/** What is wrong with a search; what is listed below it was found with its words alone. */
export function SearchProblem({ problem }: { readonly problem: string | undefined }) {
  if (problem === undefined) return null
  return (
    <div className="list-problem" role="alert">
      <p>{visible(problem)}</p>
      <p>
        Results below, if there are any, match the words alone. <SearchHelp />
      </p>
    </div>
  )
}

/** What a search can ask for, in one line. */
export function SearchHint() {
  return (
    <p className="list-sum">
      As on lore: words, "phrases", beginnin*, AND, OR, NOT, and prefixes such as <code>s:</code> <code>f:</code>{' '}
      <code>d:</code> <code>dfn:</code>. <SearchHelp />
    </p>
  )
}

function SearchHelp() {
  return <a href={SEARCH_HELP}>All prefixes and operators</a>
}
