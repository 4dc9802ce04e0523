import type { PullFilter } from '../../db/queries/pulls/pullGroups'
import type { PullGroup } from '../../db/queries/views'

/** The filters of the list of pull requests, as they are named in addresses and in the order in which they are shown. */
export const PULL_FILTERS = ['group', 'q', 'from', 'list'] as const

type PullFilterName = (typeof PULL_FILTERS)[number]

/** The filters that are set, as typed. */
export type PullFilterValues = Readonly<Partial<Record<PullFilterName, string>>>

/** The groups by their headings. */
export const PULL_GROUP_NAMES: Readonly<Record<PullGroup, string>> = {
  open: 'Open',
  pulled: 'Pulled',
  quiet: 'Quiet',
  superseded: 'Superseded',
  withdrawn: 'Withdrawn',
  declined: 'Declined',
}

/** What a request of this group has to do with. */
export const PULL_GROUP_NOTES: Readonly<Record<PullGroup, string>> = {
  open: 'no answer is archived here; longest wait first',
  pulled: 'newest request first',
  quiet: 'no answer is archived here, and the request is over 90 days older than the newest mail',
  superseded: 'the sender asked again',
  withdrawn: 'the sender took it back',
  declined: 'whoever was asked did not pull it, or left it to another tree',
}

/** Reads the filters from a query string; blank ones are ignored. The filter has no group when there is no such group (`unknownGroup`), so that nothing can match. */
export function readPullFilters(params: PullFilterValues): {
  readonly values: PullFilterValues
  readonly filter: PullFilter
  readonly unknownGroup: boolean
} {
  const values: Partial<Record<PullFilterName, string>> = {}
  for (const name of PULL_FILTERS) {
    const text = params[name]?.trim() ?? ''
    if (text !== '') values[name] = text
  }
  const { group, q, from, list } = values
  return {
    values,
    unknownGroup: group !== undefined && !isGroup(group),
    filter: {
      ...(group !== undefined && isGroup(group) && { group }),
      ...(q !== undefined && { query: q }),
      ...(from !== undefined && { from }),
      ...(list !== undefined && { list }),
    },
  }
}

function isGroup(text: string): text is PullGroup {
  return Object.hasOwn(PULL_GROUP_NAMES, text)
}

/** The address of the list with these filters; blank ones are left out. */
export function pullsHref(values: PullFilterValues): string {
  const params = PULL_FILTERS.flatMap((name) => {
    const value = values[name] ?? ''
    return value === '' ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%40', '@')}`]
  })
  return params.length === 0 ? '/pulls' : `/pulls?${params.join('&')}`
}
