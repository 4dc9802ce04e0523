import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWithPublicInbox } from '../sources/publicInbox'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { readMails } from '../support/ingest'
import { addLine, mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'
import { idsIn, serveBeside } from './beside'
import type { Served } from './served'

const V4 = '20220921104401.38898-1-kevin.tian@intel.com'
const CHANGE = '20240301-pump-cecd2ca3a61b'
/** A series with a change-id in its text, for what asks for that. */
const CHANGED = [
  mail({
    id: 'pump1@example.org',
    subject: '[PATCH] pump: drip',
    body: addLine('pump.c', 'drip();').replace('Why.', `Why.\n\n---\nchange-id: ${CHANGE}`),
  }),
  mail({
    id: 'pump2@example.org',
    subject: '[PATCH v2] pump: drip slowly',
    body: addLine('pump.c', 'drip_slowly();').replace('Why.', `Why.\n\n---\nchange-id: ${CHANGE}`),
    minutes: 90,
  }),
]

/** What Python's requests sends for b4 and liblore, and curl for lei. */
const PYTHON = {
  'User-Agent': 'b4/0.15.0',
  'Accept-Encoding': 'gzip, deflate',
  Accept: '*/*',
  Connection: 'keep-alive',
}
const CURL = { 'User-Agent': 'curl/7.88.1', Accept: '*/*', 'Content-Type': 'application/x-www-form-urlencoded' }

interface Sent {
  readonly what: string
  /** Of an inbox: without `/all`. */
  readonly target: string
  readonly method?: 'GET' | 'HEAD' | 'POST'
  readonly body?: '' | 'x=m'
  readonly headers?: Readonly<Record<string, string>>
  /** How many mails are found at least. */
  readonly least?: number
  /** Whether public-inbox 1.9 answers otherwise: a newer one does as we do. */
  readonly newer?: true
}

/** As urllib.parse.quote_plus writes it. */
function quotePlus(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
}

const post = (what: string, query: string, more: Partial<Sent> = {}): Sent => ({
  what,
  method: 'POST',
  body: '',
  target: `/?x=m&q=${quotePlus(query)}`,
  ...more,
})
const search = (what: string, query: string, more: Partial<Sent> = {}): Sent =>
  post(what, query, { body: 'x=m', target: `/?x=m&t=1&q=${quotePlus(query)}`, least: 1, ...more })
const ofThread = (what: string, query: string, least: number): Sent =>
  post(what, query, { target: `/${quotePlus(V4)}/?x=m&q=${quotePlus(query)}`, least, newer: true })

/** Requests of the clients that were read in their source, or recorded: those that a test with the real client does not send. */
const REQUESTS: readonly Sent[] = [
  { what: 'liblore: is it a public-inbox?', method: 'HEAD', target: '/_/text/help/' },
  { what: 'liblore, b4 am: a thread', target: `/${quotePlus(V4)}/t.mbox.gz`, least: 21 },
  { what: 'b4 of a mail that nobody has', target: '/nobody%40example.org/t.mbox.gz' },
  { what: 'liblore: a mail', target: `/${quotePlus(V4)}/raw` },
  search('b4 am -c', '(s:"Tidy up vfio_device life cycle" AND f:"kevin.tian@intel.com") AND d:20220827..'),
  search('b4 am -v1', '(s:"Tidy up vfio_device life cycle" AND f:"kevin.tian@intel.com") AND d:..20220921'),
  search('b4 am -c of a series with a change-id', `(nq:"change-id: ${CHANGE}") AND d:20240301..`),
  search(
    'b4 am -c of both',
    `(nq:"change-id: ${CHANGE}" OR (s:"pump: drip" AND f:"ada@example.org")) AND d:20240301..`,
  ),
  search('b4 dig: other versions', `nq:"change-id:${CHANGE}" AND d:..20240901`),
  post('b4 dig: by patch-id', 'patchid:8bfd081b8bc833b3b52363c8ac9161cfc0a5da4d AND d:..20220930', { least: 1 }),
  post(
    'b4 dig: by title',
    '(s:"vfio: Add helpers for unifying vfio_device life cycle" AND f:"kevin.tian@intel.com" AND d:..20220930)',
    { least: 1 },
  ),
  post('b4 trailers -u', `"change-id: ${CHANGE}"`, { least: 2 }),
  post(
    'b4 shazam: patches that a series needs',
    `patchid:8bfd081b8bc833b3b52363c8ac9161cfc0a5da4d OR patchid:${'0'.repeat(40)}`,
    { least: 1 },
  ),
  post('b4 of a search that finds nothing', 's:"nobody wrote this title"'),
  post('a script: the mail of a list in the last days', 'l:linux-s390.vger.kernel.org d:last.30.days..', {
    newer: true,
  }),
  ofThread('b4 review: mail that came since', 'rt:1661990400..', 21),
  ofThread('liblore: mail that was sent since', 'dt:20220901000000..', 21),
  ofThread('b4 review: nothing came since', 'rt:1893456000..', 0),
  post('lei up', '(s:life cycle f:kevin.tian) AND dt:20220901000000..', { headers: CURL, least: 1 }),
]

interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
}

/** Sends a request as it is, over the connection of the one before, as a session of Python's requests does. */
function send(agent: Agent, site: string, { method = 'GET', target, body, headers = PYTHON }: Sent): Promise<Answered> {
  const length = method === 'POST' ? { 'Content-Length': `${body?.length ?? 0}` } : {}
  return new Promise((resolve, reject) => {
    const sent = request(site + target, { agent, method, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The text below the headers of a mail. */
function bodyOf({ headers, bytes }: Answered): string {
  const plain = (headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('latin1')
  return plain.slice(plain.indexOf('\n\n'))
}

describeWithPublicInbox('requests of clients', () => {
  describeWithCorpus('on real mail', () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    let ours: Served
    let theirs = ''
    beforeAll(async () => {
      const mails = [...readMails(corpusPath('vfio-device-life-cycle.mbox')), ...CHANGED]
      const sites = await serveBeside(join(tempFolder(), 'inbox'), mails)
      ours = sites.ours
      theirs = sites.theirs
    })
    afterAll(async () => {
      agent.destroy()
      await ours?.close()
    })

    describe('are answered as by a public-inbox', () => {
      it.each(REQUESTS)('$what', async (sent) => {
        const [own, other] = await Promise.all([send(agent, `${ours.url}/all`, sent), send(agent, theirs, sent)])
        if (sent.newer !== true) expect(own.status).toBe(other.status)
        expect([200, 404]).toContain(own.status)
        if (own.status !== 200 || sent.method === 'HEAD') {
          expect(sent.least ?? 0).toBe(0)
          return
        }
        if (sent.target.endsWith('/raw')) {
          const [mine, yours] = [own, other].map(bodyOf)
          expect(mine).toBe(yours)
          return
        }
        // The clients unzip the body themselves, and one with an encoding would be unzipped twice.
        expect(own.headers['content-encoding']).toBeUndefined()
        expect(own.headers['content-type']).toBe('application/gzip')
        const [found, known] = [idsIn(own.bytes), new Set(sent.newer === true ? [] : idsIn(other.bytes))]
        expect(found.length).toBe(new Set(found).size)
        expect(found.length).toBeGreaterThanOrEqual(sent.least ?? 0)
        // Where threads are asked for, ours are those of all versions.
        expect([...known].filter((id) => !found.includes(id))).toEqual([])
        if (!sent.target.includes('t=1') && sent.newer !== true) expect(found.toSorted()).toEqual([...known].toSorted())
      })
    })

    it('that look for the place of a mail are led to its thread', async () => {
      const head = (site: string, target: string) => send(agent, site, { what: '', method: 'HEAD', target })
      expect((await head(ours.url, '/manifest.js.gz')).status).toBe(200)
      const moved = await head(ours.url, `/${quotePlus(V4)}/`)
      const place = moved.headers.location ?? ''
      expect([
        moved.status >= 300 && moved.status < 400,
        place.startsWith(`${ours.url}/`),
        place.endsWith(`/${V4}`),
      ]).toEqual([true, true, true])
      expect((await head(place, '')).status).toBe(200)
      const thread = await send(agent, place, { what: '', target: '/t.mbox.gz' })
      expect(idsIn(thread.bytes)).toHaveLength(21)
      const manifest = await send(agent, ours.url, { what: '', target: '/manifest.js.gz' })
      expect(gunzipSync(manifest.bytes).toString()).toBe('{}')
    })
  })
})
