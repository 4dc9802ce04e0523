import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { ingestSource, newCounts } from '../../scripts/cli/ingest'
import type { SourceContext } from '../../scripts/sources/context'
import { openHttp } from '../../scripts/sources/http'
import { openSourceIn } from '../../scripts/sources/openSource'
import { SILENT } from '../support/ingest'
import { listen } from '../support/listen'

interface Post {
  readonly id: string
  readonly subject: string
  readonly parent?: string
  /** Day of August (month 7) or September (8) 2022. */
  readonly month: number
  readonly day: number
}

/** Writes a mail like Mailman 2 does in the text of a month. */
function asMonth(posts: readonly Post[]): string {
  return posts
    .map(({ id, subject, parent, month, day }) => {
      const date = new Date(Date.UTC(2022, month, day, 10))
      const ctime = date.toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/, '$1 $3 $2 $5 $4')
      const reply = parent === undefined ? '' : `In-Reply-To: <${parent}>\n`
      return `From ada at example.org  ${ctime}\nFrom: ada at example.org (Ada Author)\nDate: ${date.toUTCString().replace('GMT', '+0000')}\nSubject: ${subject}\n${reply}Message-ID: <${id}>\n\nWords of ${id.split('@')[0]}.\n\n`
    })
    .join('')
}

const AUGUST = [{ id: 'old@example.org', subject: 'Old', month: 7, day: 30 }]
const SEPTEMBER = [{ id: 'new@example.org', subject: 'Re: Old', parent: 'old@example.org', month: 8, day: 1 }]
const LATER = [...SEPTEMBER, { id: 'newer@example.org', subject: 'Newer', month: 8, day: 20 }]

async function serveList() {
  const asked: string[] = []
  const months = new Map<string, Buffer>([
    ['2022-July.txt', Buffer.alloc(0)],
    ['2022-August.txt', Buffer.from(asMonth(AUGUST))],
    ['2022-September.txt.gz', gzipSync(asMonth(SEPTEMBER))],
  ])
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const file = months.get(path.replace('/pipermail/linux-example/', ''))
    if (path === '/pipermail/linux-example/') {
      // Like Mailman's index: newest month first, one table row each.
      const rows = [...months.keys()].reverse().map((name) => {
        const month = name.replace(/\.txt.*/, '')
        return `<tr><td>${month}:</td><td><A href="${month}/thread.html">[ Thread ]</a><A href="${month}/date.html">[ Date ]</a></td><td><A href="${name}">[ ${name.endsWith('.gz') ? "Gzip'd " : ''}Text 3 KB ]</a></td></tr>`
      })
      response.end(
        `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">\n<HTML><title>The linux-example Archives</title><table>${rows.join('\n')}</table></HTML>`,
      )
    } else if (file !== undefined) response.end(file)
    else response.writeHead(404).end()
  })
  afterAll(() => void server.close())
  const port = await listen(server)
  return { url: `http://127.0.0.1:${port}/pipermail/linux-example/`, asked, months }
}

function contextFor(url: string): SourceContext {
  const stdin = (async function* () {})()
  return {
    http: openHttp({ backOffMs: [] }),
    lore: new URL(url).origin,
    loreIsNamed: true,
    mirrors: '',
    stdin,
    warn: () => {},
  }
}

/** A nightly run. */
async function refresh(db: Db, url: string) {
  const counts = newCounts()
  await ingestSource(db, await openSourceIn(contextFor(url), url), counts, SILENT, { resume: true })
  return counts
}

const idsIn = (db: Db) => db.prepare<[], string>('SELECT message_id FROM messages ORDER BY 1').pluck().all()

describe('a whole pipermail archive by its URL', () => {
  it('is read from its oldest month; the next run fetches the newest month again and all later ones', async () => {
    const { url, asked, months } = await serveList()
    const db = openWriter(':memory:')
    expect(await refresh(db, url)).toMatchObject({ read: 2, new: 2, rejections: [] })
    expect(idsIn(db)).toEqual(['new@example.org', 'old@example.org'])
    expect(asked.map((path) => path.split('/').pop())).toEqual([
      '',
      '2022-July.txt',
      '2022-August.txt',
      '2022-September.txt.gz',
    ])

    asked.length = 0
    months.set('2022-September.txt.gz', gzipSync(asMonth(LATER)))
    months.set(
      '2022-October.txt.gz',
      gzipSync(asMonth([{ id: 'oct@example.org', subject: 'October', month: 9, day: 2 }])),
    )
    expect(await refresh(db, url)).toMatchObject({ read: 3, new: 2, duplicate: 1 })
    expect(asked.map((path) => path.split('/').pop())).toEqual(['', '2022-September.txt.gz', '2022-October.txt.gz'])
    expect(idsIn(db)).toEqual(['new@example.org', 'newer@example.org', 'oct@example.org', 'old@example.org'])
    const parents = db
      .prepare<[], string>("SELECT refs FROM messages WHERE message_id = 'new@example.org'")
      .pluck()
      .get()
    expect(parents).toBe('["old@example.org"]')
    const sender = db.prepare<[], string>('SELECT DISTINCT from_email FROM messages').pluck().all()
    expect(sender).toEqual(['ada@example.org'])
  })

  it('keeps nothing of a run in which a month fails, and continues from the last complete one', async () => {
    const { url, months } = await serveList()
    const db = openWriter(':memory:')
    const august = months.get('2022-August.txt') ?? Buffer.alloc(0)
    months.set('2022-August.txt', gzipSync(august).subarray(0, 60))
    await expect(refresh(db, url)).rejects.toThrow(/2022-August\.txt: the gzip file is truncated/)
    expect(idsIn(db)).toEqual([])
    months.set('2022-August.txt', august)
    expect(await refresh(db, url)).toMatchObject({ new: 2 })
  })

  it('is read for a single month by the URL of its page or file', async () => {
    const { url, asked } = await serveList()
    for (const end of ['2022-September.txt.gz', '2022-September/thread.html', '2022-September/']) {
      asked.length = 0
      expect(await refresh(openWriter(':memory:'), `${url}${end}`)).toMatchObject({ new: 1 })
      expect(asked.map((path) => path.split('/').pop())).toEqual(['2022-September.txt.gz'])
    }
  })
})
