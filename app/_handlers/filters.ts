import type { SeriesFilter } from '../../db/queries/lists/filter'
import { findSearchProblem } from '../../db/queries/lists/hits'
import type { QueueView } from '../../db/queries/views'
import { type FilterValues, readFilters } from '../_model/filters'
import { findUnknown, type UnknownFilter } from '../_model/filterWords'
import { readPage } from '../_model/searchParams'
import { EMPTY_QUEUE, listQueue } from '../data'
import { badRequest } from './handler'

/** The queue that the filters of an address ask for. */
interface FilteredQueue {
  readonly values: FilterValues
  readonly queue: QueueView
  /** What is wrong with the words of the filter, as a sentence. */
  readonly problem: string | undefined
  /** Why the address is refused: for these words, or for a filter with a value that it does not know. */
  readonly refusal: string | undefined
}

/** Reads the queue that the filters of an address ask for, of all series or of those on a list or path; empty for an unknown value. */
export function filteredQueue(
  query: FilterValues & { readonly page?: string },
  within: Pick<SeriesFilter, 'list' | 'path'> = {},
): FilteredQueue {
  const { values, filter } = readFilters(query)
  const queue = filter === undefined ? EMPTY_QUEUE : listQueue({ ...filter, ...within, page: readPage(query.page) })
  const problem = findSearchProblem(values.q)
  return { values, queue, problem, refusal: problem ?? findUnknown(values)?.problem }
}

/** The filters of an address, for answers that cannot say what is wrong with one beside the others: answers 400 then. */
export function checkFilters(query: FilterValues): { readonly values: FilterValues; readonly filter: SeriesFilter } {
  const { values, filter } = readFilters(query)
  const unknown = findUnknown(values)
  if (filter === undefined || unknown !== undefined) return badRequest(unknownWords(unknown))
  const problem = findSearchProblem(filter.query)
  if (problem !== undefined) badRequest(problem)
  return { values, filter }
}

/** `There is no age “xx”. Choose one of 7d, 30d.`: what is wrong with a filter, with the values that it knows as an address has them. */
function unknownWords(unknown: UnknownFilter | undefined): string {
  if (unknown === undefined) return 'a filter has an unknown value'
  const { problem, choices } = unknown
  return choices.length === 0 ? problem : `${problem} Choose one of ${choices.map(([value]) => value).join(', ')}.`
}
