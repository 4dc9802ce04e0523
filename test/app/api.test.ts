import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENDPOINTS, openApiDocument } from '../../app/_model/openapi/document'
import { GET as getCommit } from '../../app/api/commit/[sha]/route'
import { GET as getHealth } from '../../app/api/health/route'
import { GET as getMessage } from '../../app/api/message/[id]/route'
import { GET as getOpenApi } from '../../app/api/openapi.json/route'
import { GET as getPerson } from '../../app/api/people/[address]/route'
import { GET as getPeople } from '../../app/api/people/route'
import { GET as getPull } from '../../app/api/pull/[id]/route'
import { GET as getPulls } from '../../app/api/pulls/route'
import { GET as getQueue } from '../../app/api/queue/route'
import { GET as getSearch } from '../../app/api/search/route'
import { GET as getDiff } from '../../app/api/series/[id]/diff/route'
import { GET as getPatch } from '../../app/api/series/[id]/patch/route'
import { GET as getSeries } from '../../app/api/series/[id]/route'
import { GET as getSince } from '../../app/api/series/[id]/since/[address]/route'
import { GET as getThreads } from '../../app/api/series/[id]/threads/route'
import { GET as getList } from '../../app/api/series/route'
import { openWriter } from '../../db/migrate'
import { ROOT } from '../support/cli'
import { putCommits, shaOf } from '../support/commits'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { ingestFiles, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const PULL = 'pull@example.org'
const COVER = '20220827171037.30297-1-kevin.tian@intel.com'

type Answer = (url: string, id: string) => Response | Promise<Response>

/** Calls the handler of each endpoint. Must be complete. */
const HANDLERS: Readonly<Record<string, Answer>> = {
  '/api/series': (url) => getList(new Request(url)),
  '/api/series/{id}': (url, id) => getSeries(new Request(url), { params: Promise.resolve({ id }) }),
  '/api/series/{id}/diff': (url, id) => getDiff(new Request(url), { params: Promise.resolve({ id }) }),
  '/api/series/{id}/patch': (url, id) => getPatch(new Request(url), { params: Promise.resolve({ id }) }),
  '/api/series/{id}/threads': (url, id) => getThreads(new Request(url), { params: Promise.resolve({ id }) }),
  '/api/series/{id}/since/{address}': (url, address) =>
    getSince(new Request(url), { params: Promise.resolve({ id: address === '\0' ? address : COVER, address }) }),
  '/api/message/{id}': (url, id) => getMessage(new Request(url), { params: Promise.resolve({ id }) }),
  '/api/people': (url) => getPeople(new Request(url)),
  '/api/people/{address}': (url, address) => getPerson(new Request(url), { params: Promise.resolve({ address }) }),
  '/api/pulls': (url) => getPulls(new Request(url)),
  '/api/pull/{id}': (url, id) => getPull(new Request(url), { params: Promise.resolve({ id }) }),
  '/api/commit/{sha}': (url, sha) => getCommit(new Request(url), { params: Promise.resolve({ sha }) }),
  '/api/queue': (url) => getQueue(new Request(url)),
  '/api/search': (url) => getSearch(new Request(url)),
  '/api/health': () => getHealth(),
  '/api/openapi.json': (url) => getOpenApi(new Request(url)),
}

const COMMIT = { title: 'vfio: Add helpers for unifying vfio_device life cycle', author: 'kevin.tian@intel.com' }
const SHA = shaOf(COMMIT.title)

const REQUESTS: readonly (readonly [string, string, number])[] = [
  ['/api/series', '', 200],
  ['/api/series', '?q=vfio&state=regression-reported&path=drivers/vfio&page=1', 200],
  ['/api/series', '?release=v6.1&tree=maint&since=2024-01-01', 200],
  ['/api/series', '?since=yesterday', 400],
  ['/api/series', '?page=99', 200],
  ['/api/series', '?page=1&size=1', 200],
  ['/api/series', '?state=nonsense', 400],
  ['/api/series/{id}', COVER, 200],
  ['/api/series/{id}', 'nope@example.org', 404],
  ['/api/series/{id}', '\0', 400],
  ['/api/series/{id}/diff', '?from=3&to=4', 200],
  ...Array.from(
    { length: 15 },
    (_, index) => ['/api/series/{id}/diff', `?from=1&to=2&patch=${index + 1}`, 200] as const,
  ),
  ['/api/series/{id}/diff', '?from=1&to=4&patch=6', 200],
  ['/api/series/{id}/diff', '?from=1&to=9', 404],
  ['/api/series/{id}/diff', '', 400],
  ['/api/series/{id}/patch', '?number=6', 200],
  ['/api/series/{id}/patch', '?number=99', 404],
  ['/api/series/{id}/patch', '', 400],
  ['/api/series/{id}/threads', COVER, 200],
  ['/api/series/{id}/threads', 'nope@example.org', 404],
  ['/api/series/{id}/threads', '\0', 400],
  ['/api/series/{id}/since/{address}', 'eric.auger@redhat.com', 200],
  ['/api/series/{id}/since/{address}', 'kevin.tian@intel.com', 200],
  ['/api/series/{id}/since/{address}', 'nobody@example.org', 404],
  ['/api/series/{id}/since/{address}', '\0', 400],
  ['/api/message/{id}', COVER, 200],
  ['/api/message/{id}', 'nope@example.org', 404],
  ['/api/message/{id}', '\0', 400],
  ['/api/people', '', 200],
  ['/api/people', '?q=eric&page=9', 200],
  ['/api/people/{address}', 'eric.auger@redhat.com', 200],
  ['/api/people/{address}', 'kevin.tian@intel.com', 200],
  ['/api/people/{address}', 'nobody@example.org', 404],
  ['/api/people/{address}', '\0', 400],
  ['/api/pulls', '', 200],
  ['/api/pulls', '?page=99&size=1', 200],
  ['/api/pull/{id}', PULL, 200],
  ['/api/pull/{id}', 'nope@example.org', 404],
  ['/api/pull/{id}', '\0', 400],
  ['/api/commit/{sha}', SHA, 200],
  ['/api/commit/{sha}', SHA.slice(0, 12), 200],
  ['/api/commit/{sha}', '0123456789ab', 404],
  ['/api/commit/{sha}', '0000000000', 400],
  ['/api/queue', '', 200],
  ['/api/queue', '?group=done&person=tian&page=9', 200],
  ['/api/queue', '?group=nonsense', 400],
  ['/api/search', '?q=vfio', 200],
  ['/api/search', '?q=s:vfio+f:kevin+d:20220101..', 200],
  ['/api/search', '?q=%22%00*', 200],
  ['/api/search', '?q=vfio:add', 400],
  ['/api/search', '?q=vfio&list=nowhere', 404],
  ['/api/series', '?q=NOT+vfio', 400],
  ['/api/queue', '?q=vfio+AND', 400],
  ['/api/search', '', 200],
  ['/api/health', '', 200],
  ['/api/openapi.json', '', 200],
]

describe('the OpenAPI document', () => {
  it('describes every endpoint there is', () => {
    const files = readdirSync(join(ROOT, 'app/api'), { recursive: true, encoding: 'utf8' })
    const routes = files.filter((name) => name.endsWith('route.ts'))
    const paths = routes.map((name) => `/api/${name.replace(/\/route\.ts$/, '').replace(/\[(\w+)\]/g, '{$1}')}`)
    expect(paths.sort()).toEqual(ENDPOINTS.map(({ path }) => path).sort())
    expect(Object.keys(HANDLERS).sort()).toEqual(paths)
  })

  it('has no reference to a missing schema', () => {
    const text = JSON.stringify(openApiDocument())
    const ajv = new Ajv2020({ strict: false })
    ajv.addSchema({ $id: 'https://example.org/api', ...openApiDocument() })
    for (const [, ref = ''] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
      expect(() => ajv.compile({ $ref: `https://example.org/api${ref}` })).not.toThrow()
    }
  })
})

describeWithCorpus('an answer of the API', () => {
  const folder = tempFolder()
  const before = process.env.REROLL_DB

  beforeAll(async () => {
    const path = join(folder, 'api.sqlite')
    const db = openWriter(path)
    await ingestFiles(db, corpusPath('vfio-device-life-cycle.mbox'))
    await ingestMails(db, [mail({ id: PULL, subject: '[GIT PULL] x', body: 'Ada Author (1):\n  x: y\n' })])
    putCommits(db, [
      { ...COMMIT, minutes: 1, release: 'v6.1-rc1' },
      { title: 'one', sha: '0000000000aa' },
      { title: 'two', sha: '0000000000bb', fixes: [SHA] },
    ])
    db.close()
    process.env.REROLL_DB = path
  })
  afterAll(() => {
    if (before === undefined) delete process.env.REROLL_DB
    else process.env.REROLL_DB = before
    rmSync(folder, { recursive: true, force: true })
  })

  it('matches the document, for every endpoint and status; after a change to a view model run npm run openapi', async () => {
    const document = openApiDocument()
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    ajv.addSchema({ $id: 'https://example.org/api', ...document })
    const seen = new Set<string>()
    for (const [path, tail, status] of REQUESTS) {
      const id = /\/\{(?:id|sha|address)\}(?:\/threads)?$/.test(path) ? tail : COVER
      const url = `http://localhost${path.replace(/\{(?:id|sha)\}/, encodeURIComponent(id))}${tail.startsWith('?') ? tail : ''}`
      const response = await HANDLERS[path]?.(url, id)
      expect([url, response?.status]).toEqual([url, status])
      expect(response?.headers.get('content-type')).toBe('application/json; charset=utf-8')
      const pointer = `/paths/${path.replaceAll('/', '~1')}/get/responses/${status}/content/application~1json/schema`
      const validate = ajv.compile({ $ref: `https://example.org/api#${encodeURI(pointer)}` })
      const valid = validate(await response?.json())
      expect([url, valid ? [] : validate.errors?.slice(0, 3)]).toEqual([url, []])
      seen.add(`${path} ${status}`)
    }
    const documented = ENDPOINTS.flatMap(({ path, failures }) =>
      [200, ...Object.keys(failures)].map((status) => `${path} ${status}`),
    )
    // The damaged database is tested in health.test.ts.
    expect(documented.filter((one) => !seen.has(one))).toEqual(['/api/health 503'])
  })

  it('finds series by words, also in filters', async () => {
    const list = await (
      await getList(new Request('http://localhost/api/series?author=kevin+tian&reviewer=krowiak'))
    ).json()
    expect(list).toHaveLength(1)
    const found = (await (await getSearch(new Request('http://localhost/api/search?q=forward+reference'))).json()) as {
      messages: { snippet: { text: string; hit: boolean }[] }[]
    }
    expect(found.messages[0]?.snippet.some(({ text, hit }) => hit && /forward/i.test(text))).toBe(true)
  })
})
