import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { readConnections } from '../../lib/derive/clusterKeys'
import { parseMessage } from '../../lib/mail/message'
import type { Message } from '../../lib/mail/types'
import { renewMail } from '../../scripts/tools/bench/archive'
import { CASES, describeBound } from '../../scripts/tools/bench/engine/cases'
import { timeRangeDiff } from '../../scripts/tools/bench/engine/commits'
import { makeReroll } from '../../scripts/tools/bench/engine/synthetic'
import { ROOT } from '../support/cli'

interface Document {
  readonly machine: string
  readonly rows: readonly { readonly section: string; readonly what: string; readonly figure: string }[]
}

/** Sections as they are printed, by the first words of their titles. */
const SECTIONS = [
  'First import',
  'Growth',
  'Database of',
  'Search in',
  'Derivation',
  'Comparison of versions',
  'Pages',
  'mbox of',
]

const run = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/tools/bench/bench.ts', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
  })

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
    for (const { what, figure } of rows) expect(figure, what).toMatch(/\d|left out/)
  })

  it('measures the sections it is asked for alone', { timeout: 300_000 }, () => {
    const { rows } = JSON.parse(run('--quick', '--json', '--only', 'export').stdout) as Document
    expect(new Set(rows.map(({ section }) => section)).size).toBe(1)
    expect(run('--only', 'nothing').status).toBe(2)
  })

  it('makes copies of mails that nothing connects with the first', async () => {
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

  it('exits with 2 when it is called wrongly', () => {
    const run = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/tools/bench/bench.ts', '--slow'], {
      cwd: ROOT,
    })
    expect(run.status).toBe(2)
  })

  it('names bounds that the engine has, with their values', () => {
    for (const { bound } of CASES) expect(describeBound(bound)).not.toContain('$')
    expect(describeBound('$MAX_EDITS (sequence.ts) edits')).toMatch(
      /^[\d,]+ \(MAX_EDITS, lib\/evolution\/sequence\.ts\) edits$/,
    )
    expect(() => describeBound('$MAX_NOTHING (sequence.ts)')).toThrow('has no constant MAX_NOTHING')
  })

  it('makes commits of its made-up series that git compares', () => {
    const { left, right } = makeReroll(10)
    const found = timeRangeDiff([left, right])
    expect(found?.git).toMatch(/^git version/)
    expect(found?.wallMs).toBeGreaterThan(0)
  })
})
