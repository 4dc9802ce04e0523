import { listRoutes } from './routes'

type Handler = (request: Request, context: { readonly params: Promise<unknown> }) => Promise<Response>

/** Calls the handler of the route that answers a path with a query, as Next does, but in this process. */
export async function requestPage(target: string): Promise<Response> {
  const { pathname, search } = new URL(target, 'http://localhost')
  const route = listRoutes().find(({ answers }) => answers(pathname))
  if (route === undefined) throw new Error(`no route answers ${target}`)
  const { GET } = (await import(route.file)) as { readonly GET: Handler }
  const params = Promise.resolve(paramsOf(route.path, pathname))
  return GET(new Request(`http://localhost${pathname}${search}`), { params })
}

function paramsOf(route: string, pathname: string): Readonly<Record<string, string | readonly string[]>> {
  const [names, values] = [route.split('/'), pathname.split('/').map(decodeURIComponent)]
  return Object.fromEntries(
    names.flatMap((part, at) => {
      const name = /^\[+(\.\.\.)?(\w+)\]+$/.exec(part)
      if (name === null) return []
      return [[name[2] ?? '', name[1] === undefined ? (values[at] ?? '') : values.slice(at)]]
    }),
  )
}
