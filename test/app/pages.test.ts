import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ROUTES, type Route } from '../../app/_handlers/routes'
import { openWriter } from '../../db/migrate'
import { ROOT } from '../support/cli'
import { readHtml } from '../support/html'
import { ingestFiles } from '../support/ingest'
import { listRoutes } from '../support/routes'
import { tempFolder } from '../support/tempFolder'

const SAMPLE = join(ROOT, 'sample/vfio-device-life-cycle.mbox')
/** Only the server requests these. */
const INTERNAL = ['/problem/[status]']

/** A value for each parameter in a path, from the bundled sample. A new parameter needs one here. */
const PARAMS: Readonly<Record<string, string | readonly string[]>> = {
  id: '20220827171037.30297-1-kevin.tian@intel.com',
  range: '3..4',
  patch: '6',
  version: '4',
  number: '6',
  place: '1',
  address: 'kevin.tian@intel.com',
  list: 'linux-s390@vger.kernel.org',
  path: ['drivers', 'vfio'],
  sha: 'fcdf0e8b10a1',
  part: '1',
}
/** Query parameters without which a route has nothing to show. */
const QUERIES: Readonly<Partial<Record<Route, string>>> = {
  '/api/series/[id]/diff': 'from=3&to=4',
  '/api/series/[id]/patch': 'number=6',
  '/search': 'q=vfio',
  '/search/atom': 'q=vfio',
  '/sitemap.xml': 'site=https://reroll.example',
  '/sitemap/[part]': 'site=https://reroll.example',
}
/** Routes for which the sample has no data. */
const ABSENT: readonly string[] = [
  '/message/[id]/file/[place]',
  '/pull/[id]',
  '/api/pull/[id]',
  '/commit/[sha]',
  '/api/commit/[sha]',
]
const REDIRECTS: readonly string[] = ['/r/[id]', '/series/[id]/diff', '/[list]', '/[list]/[id]']

type Handler = (request: Request, context: { readonly params: Promise<unknown> }) => Promise<Response>

/** Calls the handler of a route as Next does, with the query parameters it needs and some that no route reads. */
async function ask(route: { readonly path: string; readonly file: string }, query = ''): Promise<Response> {
  const names = [...route.path.matchAll(/\[+(?:\.\.\.)?(\w+)\]+/g)].map(([, name = '']) => name)
  const params = Object.fromEntries(names.map((name) => [name, PARAMS[name]]))
  expect([route.path, Object.values(params).every((value) => value !== undefined)]).toEqual([route.path, true])
  const { GET } = (await import(route.file)) as { readonly GET: Handler }
  return GET(new Request(`http://localhost/?${query}`), { params: Promise.resolve(params) })
}

describe('every route of app/', () => {
  const folder = tempFolder()
  const before = process.env.REROLL_DB
  const routes = listRoutes().filter(({ path }) => !INTERNAL.includes(path))
  const queryOf = (path: string) => Object.entries(QUERIES).find(([route]) => route === path)?.[1] ?? ''

  beforeAll(async () => {
    const path = join(folder, 'pages.sqlite')
    const db = openWriter(path)
    await ingestFiles(db, SAMPLE)
    db.close()
    process.env.REROLL_DB = path
  })
  afterAll(() => {
    if (before === undefined) delete process.env.REROLL_DB
    else process.env.REROLL_DB = before
  })

  it('is in the table of routes, and the table has no other', () => {
    expect(routes.map(({ path }) => path).sort()).toEqual(Object.keys(ROUTES).sort())
  })

  it.each(routes)('$path answers over the sample', async (route) => {
    const response = await ask(route, queryOf(route.path))
    const status = ABSENT.includes(route.path) ? 404 : REDIRECTS.includes(route.path) ? [307, 308] : 200
    expect([status].flat()).toContain(response.status)
    const text = await response.text()
    if (response.headers.get('content-type')?.startsWith('text/html') !== true) return
    const { elements } = readHtml(text)
    const named = (name: string) => elements.filter((element) => element.name === name)
    expect(text.startsWith('<!DOCTYPE html><html lang="en">')).toBe(true)
    for (const one of ['h1', 'main', 'footer']) expect([one, named(one).length]).toEqual([one, 1])
    const ids = elements.flatMap(({ attributes }) => attributes.get('id') ?? [])
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    const targets = elements.flatMap(({ attributes }) => [
      ...(attributes.get('aria-labelledby')?.split(' ') ?? []),
      ...((attributes.get('for') ?? '') ? [attributes.get('for') ?? ''] : []),
      ...(attributes.get('href')?.startsWith('#') === true ? [attributes.get('href')?.slice(1) ?? ''] : []),
    ])
    expect(targets.filter((id) => !ids.includes(id))).toEqual([])
    // Names of props that are not HTML attributes, and values that were rendered without being formatted.
    expect(text).not.toMatch(/ (?:className|htmlFor|key|defaultValue|dateTime)=|\[object |undefined|NaN/)
  })

  it.each(routes)('$path answers the same whatever else the query holds', async (route) => {
    const query = queryOf(route.path)
    const [plain, more] = [await ask(route, query), await ask(route, `_rsc=1&${query}&utm_source=x&id=y&path=z`)]
    expect([more.status, more.headers.get('location')]).toEqual([plain.status, plain.headers.get('location')])
    if (route.path === '/api/health' || (ROUTES as Record<string, readonly string[]>)[route.path]?.includes('path'))
      return
    expect(Buffer.from(await more.arrayBuffer()).equals(Buffer.from(await plain.arrayBuffer()))).toBe(true)
  })

  it('that names a mail answers 400 to what cannot be a Message-ID, 404 to one that was not imported', async () => {
    for (const [id, status] of [
      ['\0', 400],
      ['nope@example.org', 404],
    ] as const) {
      for (const route of routes.filter(({ path }) => path.includes('[id]'))) {
        const { GET } = (await import(route.file)) as { readonly GET: Handler }
        const params = Promise.resolve({ ...PARAMS, id })
        const response = await GET(new Request(`http://localhost/?${queryOf(route.path)}`), { params })
        const redirects = route.path === '/series/[id]/diff' && status === 404
        expect([route.path, id, response.status]).toEqual([route.path, id, redirects ? 307 : status])
      }
    }
  })

  it('explains a database that cannot be read with status 500, and health with 503', async () => {
    const path = process.env.REROLL_DB
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    process.env.REROLL_DB = join(folder, 'none.sqlite')
    try {
      for (const route of routes) {
        const { status } = await ask(route, queryOf(route.path))
        const expected = route.path === '/api/health' ? 503 : 500
        const still = ['/api', '/api/openapi.json', '/series/[id]/diff', '/robots.txt'].includes(route.path)
        if (!still) expect([route.path, status]).toEqual([route.path, expected])
      }
    } finally {
      process.env.REROLL_DB = path
      log.mockRestore()
    }
  })
})
