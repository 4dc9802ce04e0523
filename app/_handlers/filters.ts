import type { SeriesFilter } from '../../db/queries/lists/filter'
import { findSearchProblem } from '../../db/queries/lists/hits'
import { type FilterValues, readFilters } from '../_model/filters'
import { badRequest } from './handler'

/** The filters of an address, for answers that cannot say what is wrong with one beside the others: answers 400 then. */
export function checkFilters(query: FilterValues): { readonly values: FilterValues; readonly filter: SeriesFilter } {
  const { values, filter } = readFilters(query)
  if (filter === undefined) return badRequest('group, state, turn, why, age or since has an unknown value')
  checkSearch(filter.query)
  return { values, filter }
}

/** Answers 400 for a search that is not understood. */
function checkSearch(text: string | undefined): void {
  const problem = findSearchProblem(text)
  if (problem !== undefined) badRequest(problem)
}
