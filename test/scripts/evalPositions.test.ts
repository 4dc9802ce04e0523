import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  countConfusion,
  formatConfusion,
  NO_POSITION,
  type Prediction,
  parseLabels,
} from '../../scripts/tools/eval/confusion'
import { ROOT } from '../support/cli'
import { corpusPath, describeWithCorpus, expectedPath } from '../support/corpus'
import { mail } from '../support/mail'

const HEAD = 'message-id\tversion\tpatch\tfrom\treceived_utc\tlabel\tcue\n'
const row = (id: string, label: string) => `${id}\tv1\t01\tRex Roe\t2024-03-01T10:00Z\t${label}\twords\n`
const run = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/tools/eval/evalPositions.ts', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
  })

describe('a labelled file', () => {
  it('is read by the names of its columns', () => {
    expect(parseLabels('label\tmessage-id\nnak\ta@example.org\n')).toEqual([
      { messageId: 'a@example.org', label: 'nak' },
    ])
  })

  it('with an unknown label or without a column is rejected, with the line', () => {
    expect(() => parseLabels(`${HEAD}${row('a', 'nak')}${row('b', 'maybe')}`)).toThrow('line 3: unknown label "maybe"')
    expect(() => parseLabels('message-id\ncue\n')).toThrow('line 1')
  })
})

describe('the confusion matrix', () => {
  const prediction = (...positions: readonly Prediction['primary'][]): Prediction => ({
    primary: positions[0] ?? 'discusses',
    positions: new Set(positions),
  })
  const counted = countConfusion(
    [
      { messageId: 'a', label: 'request' },
      { messageId: 'b', label: 'request' },
      { messageId: 'c', label: 'approve+tested' },
      { messageId: 'd', label: 'nak' },
    ],
    new Map([
      ['a', prediction('requests-changes')],
      ['b', prediction('objects', 'requests-changes')],
      ['c', prediction('approves')],
    ]),
  )

  it('distinguishes a label among the events from the one that sums the mail up', () => {
    expect(counted).toMatchObject({ mails: 3, among: 2, primary: 2, missing: ['d'] })
    expect(counted.mistakes).toEqual([{ messageId: 'b', label: 'requests-changes', predicted: 'objects' }])
  })

  it('counts a reply in which nothing is found as a mistake, unless the reader found nothing, too', () => {
    const labelled = [
      { messageId: 'a', label: 'request' },
      { messageId: 'b', label: 'none' },
    ]
    const { mails, missing, mistakes } = countConfusion(
      labelled,
      new Map([
        ['a', NO_POSITION],
        ['b', NO_POSITION],
      ]),
    )
    expect([mails, missing]).toEqual([2, []])
    expect(mistakes).toEqual([{ messageId: 'a', label: 'requests-changes', predicted: 'none' }])
  })

  it('is printed with precision and recall', () => {
    const text = formatConfusion(counted)
    expect(text).toContain('the label is among the events of 2/3 (67%), sums the mail up in 2/3 (67%)')
    expect(text).toMatch(/requests-changes +precision 1\/1 \(100%\) +recall 1\/2 \(50%\)/)
    expect(text).toMatch(/objects +precision 0\/1 \(0%\) +recall 0\/0/)
    expect(text).toContain('not found: d')
  })
})

describe('the command', () => {
  it('measures a file against an mbox', () => {
    const folder = mkdtempSync(join(tmpdir(), 'reroll-eval-'))
    const diff = 'Why.\n---\ndiff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n'
    const mails = [
      mail({ id: 'p@example.org', subject: '[PATCH] one', body: diff }),
      mail({
        id: 'r@example.org',
        subject: 'Re: [PATCH] one',
        body: 'Please rename this.\n',
        from: 'Rex Roe <rex@example.org>',
        inReplyTo: 'p@example.org',
        minutes: 5,
      }),
    ]
    const mbox = mails.map((raw) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${raw.toString()}\n`).join('')
    writeFileSync(join(folder, 'm.mbox'), mbox)
    writeFileSync(join(folder, 'l.tsv'), `${HEAD}${row('r@example.org', 'request')}`)
    const { status, stdout, stderr } = run(join(folder, 'l.tsv'), join(folder, 'm.mbox'))
    expect(stderr).toBe('')
    expect([status, stdout.split('\n')[0]]).toEqual([
      0,
      '1 mails: the label is among the events of 1/1 (100%), sums the mail up in 1/1 (100%)',
    ])
  })

  it('exits 2 on wrong usage and 1 when a file cannot be read', () => {
    expect(run('only-one').status).toBe(2)
    expect(run('/nowhere.tsv', '/nowhere.mbox').status).toBe(1)
  })
})

describeWithCorpus('the labelled replies of the vfio series', () => {
  it('all have their label among their events', () => {
    const { stdout } = run(expectedPath('vfio-positions.tsv'), corpusPath('vfio-device-life-cycle.mbox'))
    expect(stdout.split('\n')[0]).toMatch(/^55 mails: the label is among the events of 55\/55/)
  })
})
