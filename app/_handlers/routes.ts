import { FILTER_NAMES, type FilterName } from '../_model/filters'
import { PULL_FILTERS } from '../_model/pullFilters'
import { readPage, readSize } from '../_model/searchParams'
import { readColumns, readView, viewQuery } from '../_model/view'

const FILTERED = [...FILTER_NAMES, 'page'] as const
/** The same without the filter that is in the path of the page. */
const WITHOUT_LIST = [
  ...FILTER_NAMES.filter((name): name is Exclude<FilterName, 'list'> => name !== 'list'),
  'page',
] as const

/** The parameter with the address of the site. Only scripts/server sets it, and only if it knows the address; what a client sends is dropped. */
export const SITE = 'site'

/**
 * Every route of the site, named after its folder in `app`, with the query parameters that it reads. A parameter that is not
 * listed here reaches no handler and creates no entry in the cache. The keys of the cache have the parameters in this order.
 */
export const ROUTES = {
  '/': FILTERED,
  '/api': [],
  '/api/commit/[sha]': [],
  '/api/health': [],
  '/api/message/[id]': [],
  '/api/openapi.json': [],
  '/api/people': ['q', 'page'],
  '/api/people/[address]': ['page'],
  '/api/pull/[id]': [],
  '/api/pulls': ['page', 'size'],
  '/api/queue': FILTERED,
  '/api/search': ['q', 'list', 'page'],
  '/api/series': [...FILTERED, 'size'],
  '/api/series/[id]': [],
  '/api/series/[id]/diff': ['from', 'to', 'patch'],
  '/api/series/[id]/patch': ['version', 'number'],
  '/api/series/[id]/threads': [],
  '/api/series/[id]/since/[address]': [],
  '/atom': FILTER_NAMES,
  '/commit/[sha]': [],
  '/list': [],
  '/list/[list]': WITHOUT_LIST,
  '/list/[list]/atom': [],
  '/message/[id]': [],
  '/message/[id]/file/[place]': [],
  '/message/[id]/raw': [],
  '/message/[id]/t.mbox.gz': [],
  '/path-atom/[...path]': [],
  '/path/[[...path]]': FILTERED,
  '/people': ['q', 'page'],
  '/people/[address]': ['page'],
  '/people/[address]/atom': [],
  '/pull/[id]': [],
  '/pulls': [...PULL_FILTERS, 'page'],
  '/r/[id]': [],
  '/robots.txt': [SITE],
  '/search': ['q', 'list', 'series', 'page'],
  '/search/atom': ['q', 'list'],
  '/series/[id]': [],
  '/series/[id]/atom': [],
  '/series/[id]/diff': ['from', 'to', 'patch', 'view'],
  '/series/[id]/diff/[range]': ['view', 'columns'],
  '/series/[id]/diff/[range]/[patch]': ['view', 'columns'],
  '/series/[id]/mbox': ['version', 'trailers'],
  '/series/[id]/patch/[version]/[number]': ['view', 'columns'],
  '/series/[id]/since/[address]': [],
  '/sitemap.xml': [SITE],
  '/sitemap/[part]': [SITE],
  '/status': [],
  // The addresses of a public-inbox (scripts/server/archiveAddress.ts), which come after all others.
  '/[list]': ['q', 'x'],
  '/[list]/[id]': [],
  '/[list]/[id]/raw': [],
  '/[list]/[id]/t.atom': [],
  '/[list]/[id]/t.mbox.gz': [],
  '/[list]/help': [],
  '/[list]/manifest.js.gz': [],
  '/[list]/new.atom': [],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Route = keyof typeof ROUTES

/** A route that is answered as a public-inbox answers it. */
export type ArchiveRoute = Extract<Route, `/[list]${string}`>

/** Whether a route is answered as a public-inbox answers it. */
export function isArchive(route: Route): route is ArchiveRoute {
  return route.startsWith('/[list]')
}

/** Routes that are not cached, because they show the present time and running imports, too. */
export const UNKEPT: ReadonlySet<Route> = new Set<Route>(['/status', '/api/health'])

/**
 * Routes whose pages may take long: comparisons, whole mailboxes and searches. One worker never renders them, so that other pages do not wait,
 * and robots.txt keeps crawlers off them, except for the sitemap.
 */
export const COSTLY: ReadonlySet<Route> = new Set<Route>([
  '/api/search',
  '/api/series',
  '/api/series/[id]',
  '/api/series/[id]/diff',
  '/api/series/[id]/patch',
  '/api/series/[id]/since/[address]',
  '/api/series/[id]/threads',
  '/message/[id]/t.mbox.gz',
  '/search',
  '/search/atom',
  '/sitemap.xml',
  '/sitemap/[part]',
  '/series/[id]/diff/[range]',
  '/series/[id]/diff/[range]/[patch]',
  '/series/[id]/mbox',
  '/series/[id]/patch/[version]/[number]',
  '/series/[id]/since/[address]',
  '/[list]',
  '/[list]/[id]/t.atom',
  '/[list]/[id]/t.mbox.gz',
])

type ParamName<Path extends string> = Path extends `${string}/[[...${infer Name}]]`
  ? `?${Name}`
  : Path extends `${string}/[...${infer Name}]`
    ? `...${Name}`
    : Path extends `${string}[${infer Name}]${infer Rest}`
      ? Name | ParamName<Rest>
      : never

/** The parameters in the path of a route: a string, or for `[...path]` the strings between slashes. `[[...path]]` may be absent. */
export type Params<Path extends Route> = {
  readonly [Name in ParamName<Path> as Name extends `${'?' | '...'}${string}` ? never : Name]: string
} & {
  readonly [Name in ParamName<Path> as Name extends `...${infer Rest}` ? Rest : never]: readonly string[]
} & {
  readonly [Name in ParamName<Path> as Name extends `?${infer Rest}` ? Rest : never]?: readonly string[]
}

/** The query parameters of a route; undefined if the address does not have them. */
export type Query<Path extends Route> = { readonly [Name in (typeof ROUTES)[Path][number]]?: string }

/** Longest value of a query parameter. */
const MAX_VALUE = 1_000

/**
 * Parameters for which most values have no effect, and whether a value has one. Values without effect are dropped, so that one page has one key
 * in the cache, whatever a client adds to its address. Search words and filters are not listed: every value of theirs counts.
 */
const MEANT: Readonly<Record<string, (value: string) => boolean>> = {
  view: (value) => viewQuery(readView(value)) !== '',
  columns: readColumns,
  trailers: (value) => value === '0',
  page: (value) => readPage(value) > 1,
  size: (value) => `${readSize(value)}` === value,
}

/**
 * The query parameters that a route reads, in the order of ROUTES, without those that have no effect. If one is repeated, the first counts.
 * NULs and unpaired surrogates, which no address can contain, are dropped, and long values are cut.
 */
export function readQuery<Path extends Route>(route: Path, search: URLSearchParams): Query<Path> {
  const names: readonly string[] = ROUTES[route]
  const values = names.flatMap((name) => {
    const value = search.get(name)
    return value === null || MEANT[name]?.(value) === false ? [] : [[name, cleanValue(value)]]
  })
  return Object.fromEntries(values)
}

/** The same as the end of an address: `?q=vfio&page=2`, or '' when there is none. */
export function formatQuery(route: Route, search: URLSearchParams): string {
  const entries: [string, string][] = Object.entries(readQuery(route, search))
  const query = new URLSearchParams(entries).toString()
  return query === '' ? '' : `?${query}`
}

function cleanValue(value: string): string {
  return value
    .replaceAll('\0', '')
    .slice(0, MAX_VALUE)
    .replace(/\p{Surrogate}/gu, '')
}
