import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConnections } from '../../lib/derive/mailKeys'
import { parseMessage } from '../../lib/mail/message'
import type { Message } from '../../lib/mail/types'
import { timeRangeDiff } from '../../scripts/tools/bench/commits'
import { medianCost } from '../../scripts/tools/bench/inTurn'
import { makeReroll } from '../../scripts/tools/bench/madeUp'
import { renewMail } from '../../scripts/tools/bench/mails'
import { loadFromNode } from '../../scripts/tools/bench/requests'
import { ROOT } from '../support/cli'

interface Document {
  readonly machine: string
  readonly rows: readonly {
    readonly section: string
    readonly what: string
    readonly figure: string
    readonly ratio?: string
  }[]
}

/** The first words of the titles of all sections. */
const SECTIONS = [
  'First import',
  'Growth',
  'Database of',
  'Search in',
  'Searches in',
  'A list with a maintainer',
  'Derivation',
  'Comparison of versions',
  'A git tree of',
  'Pages',
  'Hostile mail',
]

const run = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['scripts/run.mjs', 'tools/bench/bench', ...words], { cwd: ROOT, encoding: 'utf8' })

describe('the benchmark', () => {
  it('measures every section and names the machine', { timeout: 600_000 }, () => {
    const { stdout, stderr } = run('--quick', '--json')
    expect(stderr.split('\n').filter((line) => line.startsWith('bench:'))).toEqual([])
    const { machine, rows } = JSON.parse(stdout) as Document
    expect(machine).toContain(process.version)
    for (const title of SECTIONS)
      expect(
        rows.some(({ section }) => section.startsWith(title)),
        title,
      ).toBe(true)
    for (const { what, figure } of rows) expect(figure, what).toMatch(/\d|left out|skipped/)
  })

  it('measures only the requested sections', { timeout: 300_000 }, () => {
    const { rows } = JSON.parse(run('--quick', '--json', '--only', 'derive').stdout) as Document
    expect(new Set(rows.map(({ section }) => section)).size).toBe(1)
    expect(run('--only', 'nothing').status).toBe(2)
  })

  it('makes copies of mails that are not connected to the originals', async () => {
    const raw = Buffer.from(
      'From: "Doe, Jane" <jane@example.org>\nSubject: [PATCH 1/2] a thing\n of two lines\nMessage-ID: <1@example.org>\n\nSigned-off-by: Jane <jane@example.org>\n',
    )
    expect(renewMail(raw, 0)).toBe(raw)
    const [first, copy] = [await parseMessage(raw), await parseMessage(renewMail(raw, 3))]
    if (first.kind === 'rejected' || copy.kind === 'rejected') throw new Error('a mail was rejected')
    expect(copy.message).toMatchObject({
      messageId: '1@example.org.k3',
      subject: '[PATCH 1/2] a thing of two lines unit3',
      from: { name: 'K3 Doe, Jane', email: 'jane@example.org.k3' },
    })
    const keys = (mail: Message) => readConnections(mail, 0, false).keys
    expect(keys(first.message).filter((key) => keys(copy.message).includes(key))).toEqual([])
  })

  it('measures two checkouts in turn, here this one and itself', { timeout: 600_000 }, () => {
    const { stdout, stderr } = run('--quick', '--json', '--against', ROOT)
    expect(stderr.split('\n').filter((line) => line.startsWith('bench:'))).toEqual([])
    const { rows } = JSON.parse(stdout) as Document
    const figures = (title: string) => rows.filter(({ section }) => section.startsWith(title))
    expect(figures('First import').map(({ what }) => what)).toEqual([
      'CPU',
      'time',
      'peak memory',
      'bytes a mail in the database',
    ])
    expect(figures('First import')[3]?.ratio).toBe('1.00 x there')
    for (const title of ['Start', 'Fresh pages', 'Kept pages']) expect(figures(title), title).toHaveLength(1)
    for (const { what, figure } of rows) expect(figure, what).toMatch(/^(?:p50 \d+, p90 |[\d.,]+ ?\S+, )?[\d.,]+/)
  })

  it('exits with 2 on wrong usage', () => {
    expect(run('--slow').status).toBe(2)
    expect(run('--only', 'derive', '--against', ROOT).status).toBe(2)
    expect(run('--against', join(ROOT, 'docs')).stderr).toContain('--against needs a checkout of this project')
  })

  it('gives every request its own address where a server must not answer from memory', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end('a page')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await loadFromNode({ url: `${url}/search?q=a`, unique: true }, 2, 50)
    await loadFromNode({ url: `${url}/plain` }, 1, 50)
    server.close()
    const unique = asked.filter((path) => path.startsWith('/search?q=a&bench='))
    expect(new Set(unique).size).toBe(unique.length)
    expect(unique.length).toBeGreaterThan(1)
    expect(new Set(asked.filter((path) => !unique.includes(path)))).toEqual(new Set(['/plain']))
  })

  it('takes the median of the rounds, for CPU and rate separately', () => {
    const cost = (cpuMs: number, perSecond: number) => ({
      cpuMs,
      load: { perSecond, p50Ms: 1, p95Ms: 1, p99Ms: 1, requests: 1 },
    })
    expect(medianCost([cost(9, 10), cost(2, 500), cost(3, 20)])).toMatchObject({ cpuMs: 3, load: { perSecond: 20 } })
  })

  it('turns its made-up series into commits that git range-diff accepts', () => {
    const { left, right } = makeReroll(10)
    expect(timeRangeDiff([left, right])).toBeGreaterThan(0)
  })
})
