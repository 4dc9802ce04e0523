import { isValidElement, type ReactNode } from 'react'
import type { DrawPage } from '../../_model/pages'
import type { SearchParams } from '../../_model/searchParams'
import { drawPage, Page, type PageProps } from './Page'

/** The names in a route: `id` and `range` in `/series/[id]/diff/[range]`. */
type ParamName<Route extends string> = Route extends `${string}[${infer Name}]${infer Rest}`
  ? Name | ParamName<Rest>
  : never

type Params<Route extends string> = Readonly<Record<ParamName<Route>, string>>

type PageOf<Route extends string> = (props: {
  readonly params: Promise<Params<Route>>
  readonly searchParams: Promise<SearchParams>
}) => ReactNode | Promise<ReactNode>

/**
 * Makes the pages of a route known to the server, which then draws them itself, in the frame that Next made for the first of them.
 * Gives the page back for Next. What a page throws, as notFound() does, and what is no <Page>, goes to Next again.
 */
export function definePage<Route extends string, Own extends PageOf<Route>>(route: Route, page: Own): Own {
  const draw: DrawPage = async (params, search) => {
    if (!hasNames(route, params)) return undefined
    const element = await page({ params: Promise.resolve(params), searchParams: Promise.resolve(search) })
    return isValidElement<PageProps>(element) && element.type === Page ? drawPage(element.props) : undefined
  }
  globalThis.rerollPages ??= new Map()
  globalThis.rerollPages.set(route, draw)
  return page
}

function hasNames<Route extends string>(
  route: Route,
  params: Readonly<Record<string, string>>,
): params is Params<Route> & Readonly<Record<string, string>> {
  return [...route.matchAll(/\[(\w+)\]/g)].every(([, name]) => name !== undefined && name in params)
}
