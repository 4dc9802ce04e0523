import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET as getInbox } from '../../app/[list]/route'
import { GET as getApi } from '../../app/api/search/route'
import { GET as getSeriesApi } from '../../app/api/series/route'
import { GET as getAtom } from '../../app/atom/route'
import { GET as getPulls } from '../../app/pulls/route'
import { GET as getQueue } from '../../app/route'
import { GET as getFeed } from '../../app/search/atom/route'
import { GET as getSearch } from '../../app/search/route'
import { openWriter } from '../../db/migrate'
import { ingestMails } from '../support/ingest'
import { mail, replaceLine } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const patch = (id: string, title: string, list: string, minutes: number) =>
  mail({
    id: `${id}@example.org`,
    subject: `[PATCH] ${title}`,
    body: replaceLine(`${id}.c`, id),
    headers: [`List-Id: <${list}.example.org>`],
    minutes,
    cc: `${list}@example.org`,
  })
const replies = Array.from({ length: 5 }, (_, index) =>
  mail({
    id: `r${index}@example.org`,
    subject: 'Re: [PATCH] beta: map the pump',
    body: 'Which gasket is this?\n',
    from: 'Rita Reader <rita@example.net>',
    minutes: 20 + index,
    inReplyTo: 'beta@example.org',
    headers: ['List-Id: <pumps.example.org>'],
  }),
)

describe('the search page', () => {
  const before = process.env.REROLL_DB

  beforeAll(async () => {
    const path = join(tempFolder(), 'search.sqlite')
    const db = openWriter(path)
    await ingestMails(db, [
      patch('beta', 'beta: map the pump', 'pumps', 0),
      patch('gamma', 'gamma: mapping of valves', 'valves', 10),
      ...replies,
    ])
    db.close()
    process.env.REROLL_DB = path
  })
  afterAll(() => {
    if (before === undefined) delete process.env.REROLL_DB
    else process.env.REROLL_DB = before
  })

  type Get = (request: Request) => Promise<Response>
  async function ask(get: Get, query: Readonly<Record<string, string>>) {
    const response = await get(new Request(`http://localhost/?${new URLSearchParams(query)}`))
    return { status: response.status, text: await response.text(), location: response.headers.get('location') }
  }

  it('finds the series of mails, by any form of a word, and marks what was found', async () => {
    const { status, text } = await ask(getSearch, { q: 's:maps' })
    expect(status).toBe(200)
    expect(text).toContain('beta: <mark class="hits-mark">map</mark> the pump')
    expect(text).toContain('gamma: <mark class="hits-mark">mapping</mark> of valves')
    expect(text).toContain('href="/all/_/text/help/"')
  })

  it('shows mails by series, and leads to all of one', async () => {
    const { text } = await ask(getSearch, { q: 'gasket' })
    expect(text.match(/class="hits-hit"/g)).toHaveLength(3)
    expect(text).toContain('href="/search?q=gasket&amp;series=beta%40example.org"')
    const all = await ask(getSearch, { q: 'gasket', series: 'beta@example.org' })
    expect(all.text.match(/class="hits-hit"/g)).toHaveLength(5)
    expect((await ask(getSearch, { q: 'gasket', series: 'none@example.org' })).status).toBe(404)
  })

  it('finds a person by name or by f:, first', async () => {
    for (const q of ['rita', 'f:rita', 'rita@example.net']) {
      const { text } = await ask(getSearch, { q })
      expect([q, text.indexOf('id="people"') > 0]).toEqual([q, true])
      expect([q, text.includes('has not been imported')]).toEqual([q, false])
    }
  })

  it.each([
    ['pump:map', '&quot;pump:&quot; is not a prefix of a search'],
    ['NOT pump', 'NOT alone would have to read every mail'],
    ['pump AND', 'AND needs something'],
    ['d:whenever pump', 'is not a date or time'],
    ['pu* pump', 'would match too much'],
  ])('says what is wrong with %s above what its words find, and keeps the text', async (q, problem) => {
    const { status, text } = await ask(getSearch, { q })
    expect(status).toBe(400)
    expect(text).toContain(problem)
    expect(text).toContain(`value="${q}"`)
    for (const [get, where] of [
      [getFeed, 'feed'],
      [getApi, 'API'],
      [getSeriesApi, 'series'],
      [getAtom, 'filtered feed'],
    ] as const) {
      const refused = await ask(get, { q })
      expect([where, refused.status, refused.text]).toEqual([where, 400, expect.stringContaining(problem.slice(-12))])
    }
    for (const get of [getQueue, getPulls]) {
      const page = await ask(get, { q })
      expect([page.status, page.text.includes(problem)]).toEqual([400, true])
      expect(page.text).toContain('<h1')
    }
  })

  it('lists series for the words of a query that is not understood', async () => {
    expect((await ask(getSearch, { q: 'pump:map' })).text).toContain('href="/series/beta%40example.org"')
    expect((await ask(getQueue, { q: 'pump:map' })).text).toContain('href="/series/beta%40example.org"')
  })

  it('reads a pasted title as words', async () => {
    for (const q of ['beta: map the pump', '[PATCH] beta: map the pump', 'Re: [PATCH] beta: map the pump']) {
      const { status, text } = await ask(getSearch, { q })
      expect([q, status, text.includes('href="/series/beta%40example.org"')]).toEqual([q, 200, true])
    }
  })

  it('filters the queue to the series that have such mails', async () => {
    const links = (text: string) =>
      [...text.matchAll(/<th scope="row"[^>]*>.*?href="\/series\/([^"/]+)"/g)].map(([, id]) => id)
    expect(links((await ask(getQueue, { q: 'f:rita gasket' })).text)).toEqual(['beta%40example.org'])
    expect(links((await ask(getQueue, { q: 'dfb:gamma' })).text)).toEqual(['gamma%40example.org'])
    expect(links((await ask(getQueue, { q: 'f:rita s:valves' })).text)).toEqual([])
  })

  it('is limited to a list, as the address of an inbox leads to it', async () => {
    const inbox = async (list: string, query: string) => {
      const response = await getInbox(new Request(`http://localhost/?${query}`), { params: Promise.resolve({ list }) })
      return [response.status, response.headers.get('location')]
    }
    expect(await inbox('pumps', 'q=map')).toEqual([307, '/search?q=map&list=pumps'])
    expect(await inbox('pumps', 'q=map&x=A')).toEqual([307, '/search/atom?q=map&list=pumps'])
    expect(await inbox('all', 'q=map')).toEqual([307, '/search?q=map'])
    expect(await inbox('pumps', '')).toEqual([307, '/list/pumps.example.org'])
    const { text } = await ask(getSearch, { q: 'map', list: 'pumps' })
    expect(text).toContain('href="/series/beta%40example.org"')
    expect(text).not.toContain('gamma')
    expect(text).toContain('<input type="hidden" name="list" value="pumps"')
    const feed = await ask(getFeed, { q: 'map', list: 'pumps' })
    expect([feed.text.includes('beta: map'), feed.text.includes('gamma')]).toEqual([true, false])
    expect((await ask(getSearch, { q: 'map', list: 'nobody' })).status).toBe(404)
    expect(JSON.parse((await ask(getApi, { q: 'map', list: 'valves' })).text)).toMatchObject({
      seriesTotal: 1,
      messagesTotal: 1,
      messages: [{ messageId: 'gamma@example.org' }],
    })
  })
})
