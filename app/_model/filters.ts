import { AGES, type Age, type SeriesFilter, TURNS, WHYS } from '../../db/queries/lists/filter'
import { QUEUES } from '../../lib/review/queue'
import { SERIES_STATES } from '../../lib/review/states'

/** The filters of a list of series, as they are named in addresses and in the order in which they are shown. */
export const FILTER_NAMES = [
  'q',
  'group',
  'state',
  'turn',
  'why',
  'list',
  'person',
  'author',
  'reviewer',
  'path',
  'age',
  'release',
  'tree',
  'since',
] as const

/** Those that came after the first feeds: the name that a feed has for good does not have them unless they are set. */
export const LATER_FILTERS: readonly FilterName[] = ['person', 'release', 'tree', 'since']

export type FilterName = (typeof FILTER_NAMES)[number]

/** The filters that are set, as typed. */
export type FilterValues = Readonly<Partial<Record<FilterName, string>>>

export interface ReadFilters {
  readonly values: FilterValues
  /** undefined when a filter has a value that it does not know, so that nothing can match. */
  readonly filter: SeriesFilter | undefined
}

/** Reads the filters from a query string; blank ones are ignored. Any value is accepted; one that makes no sense matches nothing. */
export function readFilters(params: FilterValues): ReadFilters {
  const values: Partial<Record<FilterName, string>> = {}
  for (const name of FILTER_NAMES) {
    const text = params[name]?.trim()
    if (text !== undefined && text !== '') values[name] = text
  }
  // Age was a state until groups came: an old address leads to the group.
  if (values.state === 'stale') {
    delete values.state
    values.group = 'quiet'
  }
  return { values, filter: toFilter(values) }
}

function toFilter({
  q,
  group,
  state,
  turn,
  why,
  list,
  person,
  author,
  reviewer,
  path,
  age,
  release,
  tree,
  since,
}: FilterValues): SeriesFilter | undefined {
  const known = {
    group: find(QUEUES, group),
    state: find(SERIES_STATES, state),
    turn: find(TURNS, turn),
    why: find(WHYS, why),
    age: findAge(age),
  }
  const committedMs = since === undefined ? undefined : readDay(since)
  if (known.group === null || known.state === null || known.turn === null || known.why === null) return undefined
  if (known.age === null || committedMs === null) return undefined
  return {
    ...(q === undefined ? {} : { query: q }),
    ...(list === undefined ? {} : { list: list.toLowerCase() }),
    ...(person === undefined ? {} : { person }),
    ...(author === undefined ? {} : { author }),
    ...(reviewer === undefined ? {} : { reviewer }),
    ...(path === undefined ? {} : { path: trimPath(path) }),
    ...(known.state === undefined ? {} : { state: known.state }),
    ...(known.group === undefined ? {} : { group: known.group }),
    ...(known.turn === undefined ? {} : { turn: known.turn }),
    ...(known.why === undefined ? {} : { why: known.why }),
    ...(known.age === undefined ? {} : { age: known.age }),
    ...(release === undefined ? {} : { release }),
    ...(tree === undefined ? {} : { tree }),
    ...(committedMs === undefined ? {} : { committedMs }),
  }
}

/** null for an unknown value. */
function find<Value extends string>(known: readonly Value[], text: string | undefined): Value | undefined | null {
  return text === undefined ? undefined : (known.find((value) => value === text) ?? null)
}

const AGE_VALUES: readonly string[] = Object.keys(AGES)

function isAge(text: string): text is Age {
  return AGE_VALUES.includes(text)
}

function findAge(text: string | undefined): Age | undefined | null {
  return text === undefined ? undefined : isAge(text) ? text : null
}

/** The start of a day such as 2022-09-01, in milliseconds, UTC; null for anything else. */
export function readDay(text: string): number | null {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return Number.isNaN(ms) ? null : ms
}

/** Normalises a path: `/drivers/vfio/` and `drivers//vfio` become `drivers/vfio`. */
export function trimPath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '')
    .join('/')
}

/** An address with these filters; blank ones are left out. */
export function filterHref(path: string, values: FilterValues): string {
  const params = FILTER_NAMES.flatMap((name) => {
    const value = values[name] ?? ''
    return value === '' ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%40', '@')}`]
  })
  return params.length === 0 ? path : `${path}?${params.join('&')}`
}
