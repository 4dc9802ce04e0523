import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { type RunningServer, startServer } from '../../scripts/server/serve'
import { openMboxFile } from '../../scripts/sources/mboxFile'
import { ensureBuilt } from '../support/built'
import { describeWithCorpus } from '../support/corpus'
import { importSources } from '../support/ingest'

const VFIO = '../shared/corpus/vfio-device-life-cycle.mbox'
const COVER = '20220827171037.30297-1-kevin.tian@intel.com'
const V4_PATCH_6 = '20220921104401.38898-7-kevin.tian@intel.com'

/** The script element of every page. */
const OWN_SCRIPT = /<script src="\/assets\/[0-9a-f]{16}\.js" defer><\/script>/

const TITLE = `<script>alert(1)</script> "'></title><!-- \u202E`
const IDS = [
  'a/b%c@example.org',
  `"&'+\u00fc=?#@example.org`,
  '/../../foo@example.org',
  'onclick="alert(1)"@example.org',
]

/** Hostile mail, one series per ID: markup in subject, name and diff, and a Message-ID that must be encoded in a URL. */
function writeHostileMail(path: string): void {
  const mails = IDS.map((id, index) =>
    [
      'From mboxrd@z Thu Jan  1 00:00:00 1970',
      `From: "<img src=x onerror=alert(${index})>" <eve${index}@example.org>`,
      `Subject: [PATCH] ${TITLE} ${index}`,
      `Message-ID: <${id}>`,
      'Date: Mon, 1 Jan 2024 10:00:00 +0000',
      'Content-Type: text/plain; charset=utf-8',
      '',
      '<script>alert(2)</script> javascript:alert(3) https://example.org/"onmouseover="alert(4)',
      '',
      'Reviewed-by: </bdi><script>alert(5)</script> <eve@example.org>',
      '---',
      'diff --git a/<script> b/<script>',
      '--- a/<script>',
      '+++ b/<script>',
      '@@ -1 +1 @@',
      '-</pre><script>alert(6)</script>',
      '+\u202E</pre><script>alert(7)</script>',
      '',
      '',
    ].join('\n'),
  )
  writeFileSync(path, mails.join(''))
}

const folder = mkdtempSync(join(tmpdir(), 'reroll-site-'))
let server: RunningServer

beforeAll(async () => {
  await ensureBuilt()
  const path = join(folder, 'reroll.sqlite')
  writeHostileMail(join(folder, 'hostile.mbox'))
  const db = openWriter(path)
  const paths = [...(existsSync(VFIO) ? [VFIO] : []), join(folder, 'hostile.mbox')]
  const sources = await Promise.all(paths.map((source) => openMboxFile(source)))
  await importSources(db, ...sources)
  db.close()
  process.env.REROLL_DB = path
  writeFileSync(`${path}-pages`, 'rendered pages of an older release')
  server = await startServer({ port: 0, host: '127.0.0.1' })
})

afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true })
})

async function get(path: string): Promise<{ status: number; location: string | null; type: string; text: string }> {
  const response = await fetch(server.url + path, { redirect: 'manual' })
  return {
    status: response.status,
    location: response.headers.get('location'),
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  }
}

const series = (id: string) => `/series/${encodeURIComponent(id)}`
const message = (id: string) => `/message/${encodeURIComponent(id)}`

describeWithCorpus('the site over the vfio series', () => {
  it('shows four versions and fifteen patches within 60 kB', async () => {
    const { status, text } = await get(series(COVER))
    expect(status).toBe(200)
    expect(text.match(/<tr id="patch-\d+"/g)?.length).toBe(15)
    for (const step of ['1..2', '2..3', '3..4']) expect(text).toContain(`/diff/${step}/15"`)
    expect(gzipSync(text).length).toBeLessThan(60_000)
    expect(text.match(/<h1/g)?.length).toBe(1)
    expect(text).toContain('<html lang="en">')
  })

  it('redirects from any mail of the series to its address', async () => {
    expect(await get(series(V4_PATCH_6))).toMatchObject({ status: 308, location: series(COVER) })
    expect(await get(`/r/${V4_PATCH_6}`)).toMatchObject({ status: 308, location: message(V4_PATCH_6) })
    const pasted = encodeURIComponent(`https://lore.kernel.org/all/${V4_PATCH_6}/`)
    expect(await get(`/search?q=${pasted}`)).toMatchObject({ status: 307, location: series(COVER) })
    const words = await get('/search?q=tidy+vfio')
    expect(words.status).toBe(200)
    expect(words.text).toContain(`href="${series(COVER)}"`)
    const chosen = await get(`${series(COVER)}/diff?from=v1&to=4&patch=6`)
    expect(chosen).toMatchObject({ status: 307, location: `${series(COVER)}/diff/1..4/6` })
  })

  it('answers 404 with a search form for what is not imported, and 400 for what cannot be an ID', async () => {
    for (const path of [
      series('nope@example.org'),
      message('nope@example.org'),
      '/nope',
      `${series(COVER)}/diff/1..9`,
      `${series(COVER)}/diff/1..2/99`,
    ]) {
      const { status, text } = await get(path)
      expect([path, status]).toEqual([path, 404])
      expect(text).toContain('action="/search"')
    }
    for (const path of ['/series/%00', '/message/%E0%A4%A', '/message/']) expect((await get(path)).status).toBe(400)
    expect(await get('/api/series/nope%40example.org')).toMatchObject({
      status: 404,
      type: 'application/json; charset=utf-8',
    })
  })

  it('serves the same data as JSON, and raw mail as text', async () => {
    const document = JSON.parse((await get(`/api${series(V4_PATCH_6)}`)).text)
    expect([document.id, document.versions.length, document.tracks.length]).toEqual([COVER, 4, 15])
    const step = JSON.parse((await get(`/api${series(COVER)}/diff?from=3&to=4`)).text)
    expect(step.rows.length).toBe(15)
    const patch = JSON.parse((await get(`/api${series(COVER)}/diff?from=3&to=4&patch=6`)).text)
    expect(patch.comparison.verdict.change).toBe('code')
    expect(JSON.parse((await get('/api/series')).text).length).toBe(1 + IDS.length)
    expect(JSON.parse((await get('/api/health')).text)).toMatchObject({ ok: true })
    const raw = await get(`${message(V4_PATCH_6)}/raw`)
    expect([raw.type, raw.text.includes('Subject: [PATCH v4 06/15]')]).toEqual(['text/plain; charset=utf-8', true])
  })

  it('gives a version as an mbox', async () => {
    const { status, type, text } = await get(`${series(COVER)}/mbox?version=4`)
    expect([status, type]).toEqual([200, 'application/mbox'])
    expect(text.match(/^From /gm)?.length).toBeGreaterThanOrEqual(15)
  })
})

it('removes the rendered pages of an older release, which may show hidden mail', () => {
  expect(existsSync(join(folder, 'reroll.sqlite-pages'))).toBe(false)
})

describe('hostile mail', () => {
  it('is reachable by the links of the list, whatever the Message-ID', async () => {
    const { text } = await get('/')
    for (const id of IDS) {
      expect(text).toContain(`href="${series(id)}"`)
      expect([id, (await get(series(id))).status]).toEqual([id, 200])
      expect([id, (await get(message(id))).status]).toEqual([id, 200])
      expect([id, (await get(`${message(id)}/raw`)).status]).toEqual([id, 200])
    }
  })

  it('is shown as text: no script, no event handler, no embedded element', async () => {
    for (const path of ['/', ...IDS.map(series), ...IDS.map(message)]) {
      const { text } = await get(path)
      expect(text.replace(OWN_SCRIPT, '')).not.toMatch(/<script/i)
      expect(text).not.toMatch(/<[^>]* (?:on\w+|style)=/i)
      expect(text).not.toMatch(/<(?:img|iframe|object|base)/i)
      expect(text).not.toMatch(/href="(?!\/|#|https?:|data:image\/svg)/)
      expect(text).not.toContain('\u202E')
      expect(text).toContain('&lt;script>alert(1)&lt;/script>')
    }
  })
})
