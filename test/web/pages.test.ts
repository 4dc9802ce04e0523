import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import type { MessageId } from '../../lib/mail/types'
import { putCommits } from '../support/commits'
import { ATTACHMENT_ID, hostileMails, PULL_ID } from '../support/hostileMails'
import { FIELDS, HOSTILE_IDS, HOSTILE_LIST, payload } from '../support/hostileText'
import { listRoutes } from '../support/routes'
import { type Findings, inspect } from './inspect'
import { type Served, serveMails } from './served'

const [FIRST] = HOSTILE_IDS
/** Encodes an ID as the links of the pages do. */
const encode = (text: string) => encodeURIComponent(text === '..' ? '<..>' : text)
const WORDS = [`"'${payload('subject')}`, "x');alert(1);('@y", '</title><script>\u202E']

const COMMIT = 'c0ffee'.repeat(6).padEnd(40, '0')

/** Addresses that no page links to, by route. */
const SEEDS: Readonly<Record<string, readonly string[]>> = {
  '/': WORDS.flatMap((word) => [
    `/?q=${encode(word)}`,
    `/?author=${encode(word)}&list=${encode(word)}&path=${encode(word)}`,
    `/?state=${encode(word)}&page=${encode(word)}`,
  ]),
  '/search': WORDS.flatMap((word) => [`/search?q=${encode(word)}`, `/search?q=img&page=${encode(word)}`]),
  '/search/atom': ['/search/atom?q=img', ...WORDS.map((word) => `/search/atom?q=${encode(word)}`)],
  '/api/search': ['/api/search?q=img', ...WORDS.map((word) => `/api/search?q=${encode(word)}`)],
  '/api/series': ['/api/series', ...WORDS.map((word) => `/api/series?q=${encode(word)}`)],
  '/api/series/[id]': HOSTILE_IDS.map((id) => `/api/series/${encode(id)}`),
  '/api/message/[id]': HOSTILE_IDS.map((id) => `/api/message/${encode(id)}`),
  '/api/series/[id]/diff': [
    `/api/series/${encode(FIRST)}/diff?from=1&to=2`,
    `/api/series/${encode(FIRST)}/diff?from=1&to=2&patch=1`,
  ],
  '/api/series/[id]/patch': [`/api/series/${encode(FIRST)}/patch?version=2&number=1`],
  '/api/series/[id]/threads': HOSTILE_IDS.map((id) => `/api/series/${encode(id)}/threads`),
  '/api/queue': ['/api/queue', ...WORDS.map((word) => `/api/queue?q=${encode(word)}`)],
  '/api/people': ['/api/people', ...WORDS.map((word) => `/api/people?q=${encode(word)}`)],
  '/api/people/[address]': ['/api/people/rita%40example.org', ...WORDS.map((word) => `/api/people/${encode(word)}`)],
  '/api/series/[id]/since/[address]': HOSTILE_IDS.map((id) => `/api/series/${encode(id)}/since/${encode(id)}`),
  '/series/[id]/since/[address]': HOSTILE_IDS.map((id) => `/series/${encode(id)}/since/rita%40example.org`),
  '/api/health': ['/api/health'],
  '/api/commit/[sha]': [`/api/commit/${COMMIT}`, ...WORDS.map((word) => `/api/commit/${encode(word)}`)],
  '/commit/[sha]': WORDS.map((word) => `/commit/${encode(word)}`),
  '/api/openapi.json': ['/api/openapi.json'],
  '/atom': ['/atom', ...WORDS.map((word) => `/atom?author=${encode(word)}`)],
  '/pulls': ['/pulls'],
  '/pull/[id]': [`/pull/${encode(PULL_ID)}`],
  '/api/pull/[id]': [`/api/pull/${encode(PULL_ID)}`],
  '/api/pulls': ['/api/pulls'],
  '/robots.txt': ['/robots.txt'],
  '/sitemap.xml': ['/sitemap.xml', '/sitemap.xml?site=https://evil.example'],
  '/sitemap/[part]': ['/sitemap/1', '/sitemap/2', '/sitemap/x'],
  '/r/[id]': HOSTILE_IDS.map((id) => `/r/${encode(id)}`),
  '/series/[id]': HOSTILE_IDS.map((id) => `/series/${encode(id)}`),
  '/series/[id]/atom': HOSTILE_IDS.map((id) => `/series/${encode(id)}/atom`),
  '/series/[id]/mbox': HOSTILE_IDS.map((id) => `/series/${encode(id)}/mbox`),
  '/series/[id]/diff': [
    `/series/${encode(FIRST)}/diff?from=1&to=2&view=full`,
    `/series/${encode(FIRST)}/diff?from=//x&to=%0d%0a`,
  ],
  '/message/[id]': HOSTILE_IDS.map((id) => `/message/${encode(id)}`),
  '/message/[id]/raw': HOSTILE_IDS.map((id) => `/message/${encode(id)}/raw`),
  '/message/[id]/t.mbox.gz': HOSTILE_IDS.map((id) => `/message/${encode(id)}/t.mbox.gz`),
  '/message/[id]/file/[place]': [1, 2, 3, 4, 5, 6, 7].map((place) => `/message/${encode(ATTACHMENT_ID)}/file/${place}`),
  '/path-atom/[...path]': ['/path-atom/dir'],
  // Only the server requests it, in place of pages that fail.
  '/problem/[status]': ['/series/%00', '/series/nope%40example.org', '/problem/500'],
  // All hostile mail is below /all/: the name of its list cannot be part of an address.
  '/[list]': [
    '/all/',
    '/nobody/',
    ...WORDS.flatMap((word) => [`/all/?q=${encode(word)}`, `/all/?q=${encode(word)}&x=A`]),
  ],
  '/[list]/help': ['/all/_/text/help/', '/_/text/help/', '/nobody/_/text/help/'],
  '/[list]/manifest.js.gz': ['/manifest.js.gz', '/all/manifest.js.gz'],
  '/[list]/new.atom': ['/all/new.atom', '/nobody/new.atom'],
  '/[list]/[id]': HOSTILE_IDS.flatMap((id) => [
    `/all/${encode(id)}/`,
    `/all/${encode(id)}/T/`,
    `/nobody/${encode(id)}/`,
  ]),
  '/[list]/[id]/raw': HOSTILE_IDS.map((id) => `/all/${encode(id)}/raw`),
  '/[list]/[id]/t.mbox.gz': HOSTILE_IDS.map((id) => `/all/${encode(id)}/t.mbox.gz`),
  '/[list]/[id]/t.atom': HOSTILE_IDS.map((id) => `/all/${encode(id)}/t.atom`),
  '/nowhere': ['/nowhere', '/<script>alert(1)</script>', `/${encode('"><script>alert(1)</script>')}`],
}

/** Hostile text of commits and trees. */
const OF_COMMITS = ['committer', 'tree', 'branch', 'release', 'trailer', 'fix'] as const
const commitPayload = (field: (typeof OF_COMMITS)[number]) => `<img/src=x/onerror=alert('commit-${field}')>`

/** A commit of the first patch and a fix of it, in a repository that says hostile things. */
function putHostileCommits(db: Db): void {
  const subject = db.prepare<[string], string>('SELECT subject FROM messages WHERE message_id = ?').pluck().get(FIRST)
  const title = (subject ?? '').replace('[PATCH] ', '')
  const commit = {
    title,
    sha: COMMIT,
    committer: commitPayload('committer'),
    minutes: 60,
    links: [FIRST as MessageId],
    release: commitPayload('release'),
    text: `${title}\n\nSigned-off-by: ${commitPayload('trailer')} <x@example.org>\n`,
  }
  putCommits(db, [commit, { title: commitPayload('fix'), minutes: 70, fixes: [COMMIT.slice(0, 12)] }], {
    tree: commitPayload('tree'),
    branch: commitPayload('branch'),
    url: 'https://git.kernel.org/pub/"><script>alert(1)</script>.git',
  })
}

/** Statuses for a wrong address. */
const REFUSED = new Set([400, 404])

describe('every page, feed and download over hostile mail', () => {
  let served: Served
  const found = new Map<string, Findings & { readonly status: number }>()

  beforeAll(async () => {
    served = await serveMails({ mails: hostileMails(), fill: putHostileCommits })
    const open = ['/', ...Object.values(SEEDS).flat()]
    const seen = new Set(open)
    for (let path = open.shift(); path !== undefined; path = open.shift()) {
      const response = await fetch(served.url + path, { redirect: 'manual' })
      const { status, headers } = response
      const bytes = Buffer.from(await response.arrayBuffer())
      const findings = inspect({ path, status, headers, bytes, site: served.url })
      found.set(path, { ...findings, status })
      const location = headers.get('location')
      for (const link of [...findings.links, ...(location === null ? [] : [location.replace(served.url, '')])]) {
        // Combinations of filters reach nothing new.
        if (seen.has(link) || /^\/assets\//.test(link) || (/^\/[^/]*\?/.test(link) && path.includes('?'))) continue
        seen.add(link)
        open.push(link)
      }
    }
  }, 300_000)
  afterAll(() => served?.close())

  it('contain nothing that runs, embeds, misleads or hides', () => {
    expect([...found].flatMap(([path, { bad }]) => bad.map((one) => `${path}: ${one}`))).toEqual([])
    expect(found.size).toBeGreaterThan(300)
  })

  it('answer every link of the site without a failure, whatever the Message-ID', () => {
    const seeds = new Set(Object.values(SEEDS).flat())
    const wrong = [...found].filter(([path, { status }]) => status >= 500 || (!seeds.has(path) && REFUSED.has(status)))
    expect(wrong.map(([path, { status }]) => `${status} ${path}`)).toEqual([])
  })

  it('show every series and mail at the address with its ID', () => {
    for (const id of HOSTILE_IDS) {
      for (const kind of ['series', 'message'] as const)
        expect([id, kind, found.get(`/${kind}/${encode(id)}`)?.status]).toEqual([id, kind, 200])
      expect([id, found.get(`/message/${encode(id)}/raw`)?.status]).toEqual([id, 200])
      expect([id, found.get('/')?.links.includes(`/series/${encode(id)}`)]).toEqual([id, true])
    }
  })

  it('answer the same mail as a public-inbox does, and to a POST', async () => {
    for (const id of HOSTILE_IDS) {
      for (const file of ['raw', 't.mbox.gz', 't.atom'])
        expect([id, file, found.get(`/all/${encode(id)}/${file}`)?.status]).toEqual([id, file, 200])
    }
    const path = '/all/?x=m&t=1&q=img'
    const response = await fetch(served.url + path, { method: 'POST' })
    const { status, headers } = response
    const { bad } = inspect({ path, status, headers, bytes: Buffer.from(await response.arrayBuffer()) })
    // It is sent while it is read, so it has no name.
    expect([status, bad]).toEqual([200, ['etag null']])
  })

  it('show every hostile field as text', () => {
    const text = [...found.values()].map((page) => page.text).join('\n')
    expect(FIELDS.filter((field) => !text.includes(payload(field)))).toEqual([])
    expect(OF_COMMITS.filter((field) => !text.includes(commitPayload(field)))).toEqual([])
    expect([HOSTILE_LIST, text.includes(HOSTILE_LIST)]).toEqual([HOSTILE_LIST, true])
    expect(found.get(`/list/${encode(HOSTILE_LIST)}`)?.status).toBe(200)
  })

  it('cover every route; a new route needs an address here', () => {
    const paths = [...found.keys()].map((path) => path.replace(/\?.*$/s, ''))
    const routes = listRoutes()
    const reached = new Set(
      paths.flatMap((path) => {
        if (/^\/path\/.*\/atom$/.test(path)) return ['/path-atom/[...path]']
        return routes.find((route) => route.answers(path))?.path ?? []
      }),
    )
    const missing = routes.map(({ path }) => path).filter((path) => !reached.has(path) && !(path in SEEDS))
    expect(missing).toEqual([])
    expect(routes.length).toBeGreaterThan(30)
  })
})
