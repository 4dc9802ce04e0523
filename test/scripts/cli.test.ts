import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { SeriesDocument, SeriesSummary, StepView } from '../../db/queries/views'
import { COMMANDS } from '../../scripts/cli/commands'
import { reroll } from '../support/cli'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { tempFolder } from '../support/tempFolder'

const V4 = '20220921104401.38898-1-kevin.tian@intel.com'
const V1 = '20220827171037.30297-1-kevin.tian@intel.com'

const folder = tempFolder()

/** Runs a command that must succeed and parses its standard output as one JSON document. */
function json<T>(words: readonly string[], database: string): T {
  const { code, stdout, stderr } = reroll([...words, '--json'], database)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout) as T
}

describe('the command line', () => {
  it('has help for every command', () => {
    const commands = Object.keys(COMMANDS)
    for (const command of commands) {
      const { code, stdout, stderr } = reroll([command, '--help'])
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout.startsWith(`reroll ${command}`)).toBe(true)
    }
    const { code, stdout } = reroll(['--help'])
    expect(code).toBe(0)
    expect(commands.filter((command) => !new RegExp(` {2}${command} {2}`).test(stdout))).toEqual([])
  })

  it('exits with 2 on wrong usage and says what is wrong', () => {
    const database = join(folder, 'wrong.sqlite')
    const wrong = [
      ['frobnicate'],
      ['ingest'],
      ['show'],
      ['show', 'a@example.org', 'b@example.org'],
      ['show', 'two words'],
      ['show', V4, '--colour'],
      ['list', '--query'],
      ['diff', V4],
      ['diff', V4, 'v3'],
      ['diff', V4, 'v3..v4', '--format', 'html'],
      ['mbox'],
    ]
    for (const words of wrong) {
      const { code, stdout, stderr } = reroll(words, database)
      expect({ words, code, stdout }).toEqual({ words, code: 2, stdout: '' })
      expect(stderr).toMatch(/^reroll: /)
    }
  })

  it('exits with 1 if there is no database and says how to create one', () => {
    const database = join(folder, 'none.sqlite')
    for (const words of [['list'], ['status'], ['show', V4], ['diff', V4, 'v3..v4'], ['mbox', V4], ['rebuild']]) {
      const { code, stdout, stderr } = reroll(words, database)
      expect({ words, code, stdout }).toEqual({ words, code: 1, stdout: '' })
      expect(stderr).toContain(`reroll: ${database}: `)
    }
  })

  it('lists nothing of a database without mail, and says how to import some and how to see the sample', () => {
    const database = join(folder, 'empty.sqlite')
    openWriter(database).close()
    const text = `${database}: no mail imported yet; npm run ingest -- FILE.mbox imports some, `
    expect(reroll(['list'], database)).toEqual({ code: 0, stdout: `${text}npm start shows a sample\n`, stderr: '' })
    const sample = join(folder, 'empty-sample.sqlite')
    openWriter(sample).close()
    expect(reroll(['list'], database).stdout).toBe(`${text}--db ${sample} lists the sample\n`)
    expect(reroll(['list', '--json'], database).stdout).toBe('[]\n')
  })

  it('exits with 1 if the database is a directory', () => {
    const database = join(folder, 'directory')
    mkdirSync(database)
    const { code, stderr } = reroll(['list', '--db', database])
    expect(code).toBe(1)
    expect(stderr).toContain(`reroll: ${database}: not a file`)
  })
})

describeWithCorpus('the commands on the vfio series', () => {
  const database = join(folder, 'vfio.sqlite')
  let summary: Record<string, unknown>

  beforeAll(() => {
    summary = json(['ingest', corpusPath('vfio-device-life-cycle.mbox')], database)
  })

  it('ingest prints JSON with the keys of the interface', () => {
    expect(summary).toEqual({
      read: 119,
      new: 119,
      duplicate: 0,
      variant: 0,
      rejected: 0,
      rejections: [],
      withdrawn: 0,
      kept: 0,
      ignored: 0,
      withdrawals: [],
      series: 1,
      versions: 4,
      seconds: expect.any(Number),
    })
  })

  it('ingest prints one line of text, without control characters', () => {
    const run = reroll(['ingest', corpusPath('vfio-device-life-cycle.mbox'), '--db', database])
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toMatch(
      /^read 119: 0 new, 119 already imported, 0 variants, 0 rejected; 1 series in 4 versions; [\d.]+ s\n$/,
    )
  })

  it('show finds the series by any of its mails, however the ID is written', () => {
    const reply = 'Yw6sqidAP7puXApd@ziepe.ca'
    const words = [
      V4,
      `<${V4}>`,
      reply,
      `https://lore.kernel.org/kvm/${V4}/`,
      `https://lore.kernel.org/all/${reply}/T/#u`,
    ]
    const documents = words.map((word) => json<SeriesDocument>(['show', word], database))
    for (const document of documents) expect(document).toEqual(documents[0])
    expect(documents[0]).toMatchObject({
      id: V1,
      title: 'Tidy up vfio_device life cycle',
      author: { name: 'Kevin Tian', email: 'kevin.tian@intel.com' },
    })
  })

  it('show has the keys of the interface', () => {
    const { versions, tracks } = json<SeriesDocument>(['show', V4], database)
    const [version, patch] = [versions[1], versions[1]?.patches[0]]
    const interfaceKeys = 'version label rfc resend date received cover total missing link patches'.split(' ')
    expect(Object.keys(version ?? {})).toEqual(expect.arrayContaining(interfaceKeys))
    expect(Object.keys(patch ?? {})).toEqual(
      expect.arrayContaining('number title messageId author added removed files trailers'.split(' ')),
    )
    expect(Object.keys(patch?.trailers[0] ?? {})).toEqual(['name', 'value', 'source', 'messageId'])
    expect(Object.keys(tracks[0]?.cells[1] ?? {})).toEqual(
      expect.arrayContaining('version number change facts added removed note'.split(' ')),
    )
    expect(version).toMatchObject({ version: 2, label: 'v2', date: '2022-09-01T14:37:32Z', link: { to: 1 } })
    expect(patch).toMatchObject({ number: 1, added: 116, removed: 1 })
    expect(patch?.files).toEqual(['drivers/vfio/vfio_main.c', 'include/linux/vfio.h'])
  })

  it('list finds the series by words, patch title and ID, and nothing by other words', () => {
    for (const query of ['vfio_device', 'TIDY kevin.tian', 'vfio/ccw: Use the new', V4, `<${V4}>`]) {
      expect(json<SeriesSummary[]>(['list', '--query', query], database).map(({ id }) => id)).toEqual([V1])
    }
    expect(json(['list', '--query', 'no such thing'], database)).toEqual([])
    expect(json(['list', '--query', '%'], database)).toEqual([])
    expect(json<SeriesSummary[]>(['list'], database)).toHaveLength(1)
  })

  it('diff shows every pair of two versions, or one', () => {
    interface Diff extends StepView {
      readonly comparisons: readonly { readonly number: number }[]
    }
    const all = json<Diff>(['diff', V4, 'v3..v4'], database)
    expect(all).toMatchObject({ seriesId: V1, from: { label: 'v3' }, to: { label: 'v4' } })
    expect(all.rows).toHaveLength(15)
    expect(all.comparisons).toHaveLength(15)
    const one = json<Diff>(['diff', `<${V4}>`, 'v3..v4', '--patch', '6'], database)
    expect(one.comparisons.map(({ number }) => number)).toEqual([6])
    expect(one.comparisons[0]).toEqual(all.comparisons[5])
    for (const format of ['interdiff', 'range-diff']) {
      const text = reroll(['diff', V4, '1..3', '--format', format], database)
      expect(text).toMatchObject({ code: 0, stderr: '' })
      expect(text.stdout).toContain('v1 to v3')
    }
  })

  it('status prints counts and health', () => {
    expect(json(['status'], database)).toEqual({
      database,
      messages: 119,
      series: 1,
      versions: 4,
      rejected: 0,
      withdrawn: expect.objectContaining({ count: 0 }),
      outdated: 0,
      databaseBytes: expect.any(Number),
      newestMail: expect.stringMatching(/^2022-/),
      ok: true,
      largest: expect.objectContaining({ mails: [expect.objectContaining({ mails: 119 })] }),
      sources: [],
      nightly: null,
      replica: null,
    })
  })

  it('rebuild derives the same rows again', () => {
    const before = json<SeriesDocument>(['show', V4], database)
    expect(json(['rebuild'], database)).toEqual({ messages: 119, series: 1, versions: 4 })
    expect(json(['show', V4], database)).toEqual(before)
  })

  it('prints text for people without --json', () => {
    for (const words of [['list'], ['show', V4], ['status'], ['diff', V4, 'v3..v4']]) {
      const { code, stdout, stderr } = reroll(words, database)
      expect({ words, code, stderr }).toEqual({ words, code: 0, stderr: '' })
      expect(stdout).not.toMatch(/[\0-\x08\x0b-\x1f\x7f]/)
      expect(stdout.endsWith('\n')).toBe(true)
    }
  })

  it('exits with 1 and names the mail, version or patch that was not imported', () => {
    const unknown = [
      [['show', 'nobody@example.org'], 'nobody@example.org'],
      [['show', 'nobody@example.org', '--json'], 'nobody@example.org'],
      [['mbox', 'nobody@example.org'], 'nobody@example.org'],
      [['diff', 'nobody@example.org', 'v1..v2'], 'nobody@example.org'],
      [['diff', V4, 'v3..v9'], 'the series has versions v1, v2, v3, v4'],
      [['diff', V4, 'v3..v4', '--patch', '99'], 'no patch 99'],
      [['mbox', V4, '--version', '9'], 'version 9'],
    ] as const
    for (const [words, expected] of unknown) {
      const { code, stdout, stderr } = reroll(words, database)
      expect({ words, code, stdout }).toEqual({ words, code: 1, stdout: '' })
      expect(stderr).toContain(expected)
    }
  })

  it('prefers the database of --db to that of REROLL_DB', () => {
    expect(reroll(['status', '--db', database], join(folder, 'none.sqlite')).code).toBe(0)
  })
})
