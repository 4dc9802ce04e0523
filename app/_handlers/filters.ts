import type { SeriesFilter } from '../../db/queries/lists/filter'
import { findSearchProblem } from '../../db/queries/lists/hits'
import type { QueueView } from '../../db/queries/views'
import { type FilterValues, readFilters } from '../_model/filters'
import { readPage } from '../_model/searchParams'
import { EMPTY_QUEUE, listQueue } from '../data'
import { badRequest } from './handler'

/** The queue that the filters of an address ask for. */
interface FilteredQueue {
  readonly values: FilterValues
  readonly queue: QueueView
  /** What is wrong with the words of the filter, as a sentence. */
  readonly problem: string | undefined
}

/** Reads the queue that the filters of an address ask for, of all series or of those on a list or path; empty for an unknown value. */
export function filteredQueue(
  query: FilterValues & { readonly page?: string },
  within: Pick<SeriesFilter, 'list' | 'path'> = {},
): FilteredQueue {
  const { values, filter } = readFilters(query)
  const queue = filter === undefined ? EMPTY_QUEUE : listQueue({ ...filter, ...within, page: readPage(query.page) })
  return { values, queue, problem: findSearchProblem(values.q) }
}

/** The filters of an address, for answers that cannot say what is wrong with one beside the others: answers 400 then. */
export function checkFilters(query: FilterValues): { readonly values: FilterValues; readonly filter: SeriesFilter } {
  const { values, filter } = readFilters(query)
  if (filter === undefined) return badRequest('group, state, turn, why, age or since has an unknown value')
  const problem = findSearchProblem(filter.query)
  if (problem !== undefined) badRequest(problem)
  return { values, filter }
}
