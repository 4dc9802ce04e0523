import { SEARCH_HELP } from '../../_model/href'
import { visible } from '../../_model/visible'

/** What is wrong with a search; what is listed below it was found with its words alone. */
export function SearchProblem({ problem }: { readonly problem: string | undefined }) {
  if (problem === undefined) return null
  return (
    <div className="list-problem" role="alert">
      <p>{visible(problem)}</p>
      <p>
        What is below was found with the words alone. <SearchHelp />
      </p>
    </div>
  )
}

/** Where all that a search can ask for is listed. */
export function SearchHelp() {
  return <a href={SEARCH_HELP}>All prefixes and operators</a>
}
