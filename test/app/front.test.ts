import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { type RunningServer, startServer } from '../../scripts/server/serve'
import { readAtom } from '../support/atom'
import { ensureBuilt } from '../support/built'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const DIFF = (path: string) =>
  `Why.\n---\ndiff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,2 +1,3 @@ int f(void)\n one\n+two;\n three\n`
const HOSTILE = '<script>alert(1)</script> & \u202e'

const MAILS = [
  mail({ id: 'v1@example.org', subject: '[PATCH] beta: start the pump', body: DIFF('drivers/beta/pump.c') }),
  Buffer.from(
    `X-Mailing-List: pumps@example.org\n${mail({
      id: 'other@example.org',
      subject: `[PATCH] gamma: ${HOSTILE}`,
      body: DIFF('drivers/gamma/<b>&.c'),
      from: `"${HOSTILE}" <eve@example.org>`,
      minutes: 60,
    }).toString()}`,
  ),
  mail({
    id: 'reply@example.org',
    subject: 'Re: [PATCH] beta: start the pump',
    body: 'Reviewed-by: Rita Reader <rita@example.net>\n',
    from: 'Rita Reader <rita@example.net>',
    minutes: 90,
    inReplyTo: 'v1@example.org',
  }),
]

const folder = tempFolder()
let server: RunningServer

beforeAll(async () => {
  await ensureBuilt()
  const path = join(folder, 'front.sqlite')
  const db = openWriter(path)
  await ingestMails(db, MAILS)
  db.close()
  process.env.REROLL_DB = path
  server = await startServer({ port: 0, host: '127.0.0.1' })
}, 300_000)

afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function get(path: string): Promise<{ status: number; type: string; text: string }> {
  const response = await fetch(server.url + path, { redirect: 'manual' })
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() }
}

const seriesLinks = (html: string) =>
  [...html.matchAll(/<th scope="row"[^>]*><a href="\/series\/([^"/]+)"/g)].map((match) => match[1])

describe('finding things on the site', () => {
  it('filters the front page by a form that needs no script, and each filter can be removed', async () => {
    const { text } = await get('/?path=drivers/beta&author=ada')
    expect(seriesLinks(text)).toEqual(['v1%40example.org'])
    expect(text).toMatch(/<form[^>]*action="\/" method="get"/)
    expect(text).toContain('href="/?author=ada"')
    expect(text).toContain('href="/?path=drivers/beta"')
    expect(text).toContain('href="/atom?author=ada&amp;path=drivers/beta"')
    expect(text).toContain('no new review seen')
  })

  it('accepts any words in a filter, with an empty list if nothing matches', async () => {
    for (const query of ['turn=%00', 'author=%22', 'q=%00', 'path=..%2f..', 'list=%3Cb%3E', 'page=-1', 'page=99999']) {
      expect([query, (await get(`/?${query}`)).status]).toEqual([query, 200])
    }
  })

  it('refuses a filter with a value that it does not know', async () => {
    for (const query of ['state=x', 'turn=x', 'age=-1', 'group=zzz', 'since=yesterday'])
      expect([query, (await get(`/?${query}`)).status]).toEqual([query, 400])
    expect((await get('/?state=x')).text).toContain('There is no state “x”.')
    expect((await get('/atom?state=x')).status).toBe(400)
    expect((await get('/api/series?state=x')).status).toBe(400)
  })

  it('searches series and mails, and marks the words found', async () => {
    const { text } = await get('/search?q=pump')
    expect(seriesLinks(text)[0]).toBe('v1%40example.org')
    expect(text).toContain('href="/search/atom?q=pump"')
    expect((await get('/search?q=why')).text).toMatch(/<mark[^>]*>Why<\/mark>/)
    expect(text).toMatch(/<a href="#series">\d+ series<\/a>.* for “pump”/)
    expect((await get('/search?q=%22why%22')).text).toContain(' for &quot;why&quot;<')
    expect((await get('/search?q=nowhere')).text).toContain('No results')
  })

  it('has pages for paths, lists and people, and answers 404 for unknown ones', async () => {
    for (const path of [
      '/path',
      '/people/rita%2Bwork%40example.net',
      '/path/drivers',
      '/path/drivers/beta/pump.c',
      '/path/drivers/gamma/%3Cb%3E%26.c',
      '/list',
      '/list/pumps%40example.org',
      '/people/rita%40example.net',
      '/api',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 200])
    }
    for (const path of [
      '/path/nowhere',
      '/list/nobody%40example.org',
      '/people/nobody%40example.org',
      '/list/nobody/atom',
      '/path/nowhere/atom',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404])
    }
    expect((await get('/path/drivers')).text).toContain('href="/path/drivers/beta"')
  })

  it('serves a valid feed wherever a page links one', async () => {
    for (const page of [
      '/',
      '/search?q=pump',
      '/people/rita%40example.net',
      '/list/pumps%40example.org',
      '/path/drivers/gamma',
      '/series/v1%40example.org',
    ]) {
      const { text } = await get(page)
      const href =
        /<link rel="alternate" type="application\/atom\+xml" href="([^"]+)"/
          .exec(text)?.[1]
          ?.replaceAll('&amp;', '&') ?? ''
      const feed = await get(href)
      expect([page, feed.status, feed.type]).toEqual([page, 200, 'application/atom+xml; charset=utf-8'])
      const read = readAtom(feed.text)
      expect(read.self).toBe(href)
      expect(read.entries.length).toBeGreaterThan(0)
    }
  })

  it('shows hostile names, titles and paths as text', async () => {
    for (const page of [
      '/',
      '/path/drivers/gamma',
      '/people/eve%40example.org',
      '/search?q=alert',
      '/?author=%3Cscript%3E',
    ]) {
      const { text } = await get(page)
      expect(text.replace(/<script src="\/assets\/[0-9a-f]{16}\.js" defer><\/script>/, '')).not.toMatch(/<script|<b>/)
    }
  })
})
