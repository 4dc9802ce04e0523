import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { readConnections } from '../../lib/derive/clusterKeys'
import { parseMessage } from '../../lib/mail/message'
import type { Message } from '../../lib/mail/types'
import { timeRangeDiff } from '../../scripts/tools/bench/commits'
import { makeReroll } from '../../scripts/tools/bench/madeUp'
import { renewMail } from '../../scripts/tools/bench/mails'
import { ROOT } from '../support/cli'

interface Document {
  readonly machine: string
  readonly rows: readonly { readonly section: string; readonly what: string; readonly figure: string }[]
}

/** The first words of the titles of all sections. */
const SECTIONS = ['First import', 'Growth', 'Database of', 'Search in', 'Derivation', 'Comparison of versions', 'Pages']

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
      messageId: '1@k3.example.org',
      subject: '[PATCH 1/2] a thing of two lines unit3',
      from: { name: 'K3 Doe, Jane', email: 'jane@k3.example.org' },
    })
    const keys = (mail: Message) => readConnections(mail, 0, false).keys
    expect(keys(first.message).filter((key) => keys(copy.message).includes(key))).toEqual([])
  })

  it('exits with 2 on wrong usage', () => {
    expect(run('--slow').status).toBe(2)
  })

  it('turns its made-up series into commits that git range-diff accepts', () => {
    const { left, right } = makeReroll(10)
    expect(timeRangeDiff([left, right])).toBeGreaterThan(0)
  })
})
