import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { getBlame } from '../../db/queries/compare/blame'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { databaseOf, ingestFiles } from '../support/ingest'
import { mail } from '../support/mail'

const diff = (...lines: readonly string[]) =>
  `Why.\n---\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,${lines.length + 2} @@\n first line\n${lines
    .map((line) => `+${line}\n`)
    .join('')} last line\n`

const version = (number: number, ...lines: readonly string[]) =>
  mail({
    id: `v${number}@example.org`,
    subject: `[PATCH v${number}] alpha: count`,
    body: diff(...lines),
    minutes: number * 60,
  })

describe('the lines of a patch', () => {
  it('name the version that last changed each line, also when a version changed it back', async () => {
    const db = await databaseOf([
      version(1, 'one of them', 'two of them'),
      version(2, 'one of them', 'TWO of them', 'three of them'),
      version(3, 'one of them', 'two of them', 'three of them'),
    ])
    const view = getBlame(db, 'v1@example.org', undefined, 1)
    const since = view?.files[0]?.lines.flatMap(({ kind, text, since }) =>
      kind === 'plus' ? [`v${since + 1} ${text}`] : [],
    )
    expect(since).toEqual(['v1 one of them', 'v3 two of them', 'v2 three of them'])
    expect(view?.chain.map(({ version: { label }, lines }) => `${label} ${lines}`)).toEqual(['v1 1', 'v2 1', 'v3 1'])
    expect(getBlame(db, 'v1@example.org', '2', 1)?.chain).toHaveLength(2)
  })

  it('are undefined for an unknown patch, version or series', async () => {
    const db = await databaseOf([version(1, 'one of them')])
    expect(getBlame(db, 'v1@example.org', '1', 2)).toBeUndefined()
    expect(getBlame(db, 'v1@example.org', '2', 1)).toBeUndefined()
    expect(getBlame(db, 'nowhere@example.org', undefined, 1)).toBeUndefined()
  })
})

describe('what is wrong with the mail of a series', () => {
  it('is in its document, with the patch whose hunk does not fit', async () => {
    const part = (number: number, line: string) =>
      mail({
        id: `p${number}@example.org`,
        subject: `[PATCH ${number}/2] part ${number}`,
        body: `Why.\n---\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n first line\n${line}`,
        minutes: number,
        ...(number === 1 ? {} : { inReplyTo: 'p1@example.org' }),
      })
    const db = await databaseOf([part(1, '-old line\n+new line\n'), part(2, '-other line\n+newer line\n')])
    expect(getSeriesDocument(db, 'p1@example.org')?.issues).toEqual([
      {
        code: 'base-conflict',
        text: 'Hunk 1 of x.c does not apply after the patches before it: at line 2 it has "other line" where they leave "new line".',
        messageId: 'p2@example.org',
        version: 'v1',
        patch: 2,
      },
    ])
  })
})

describeWithCorpus('the vfio series', () => {
  it('has one line of v4 6/15 that changed in v4, and no conflict between its patches', async () => {
    const db = openWriter(':memory:')
    await ingestFiles(db, corpusPath('vfio-device-life-cycle.mbox'))
    const view = getBlame(db, '20220921104401.38898-1-kevin.tian@intel.com', undefined, 6)
    expect(view?.chain.map(({ version: { label }, lines }) => `${label} ${lines}`)).toEqual([
      'v1 66',
      'v2 0',
      'v3 0',
      'v4 1',
    ])
    const document = getSeriesDocument(db, '20220921104401.38898-1-kevin.tian@intel.com')
    expect(document?.issues.filter(({ code }) => code === 'base-conflict')).toEqual([])
  })
})
