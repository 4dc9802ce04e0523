import { describe, expect, it } from 'vitest'
import { listSeries, summariseSeries } from '../../db/queries/lists/seriesList'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { databaseOf } from '../support/ingest'
import { type MailParts, mail } from '../support/mail'

const DIFF = 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-old\n+new\n'
const SAM = 'Sam Stable <sam@example.org>'

const patch = (id: string, prefix: string, from: string, minutes: number): MailParts => ({
  id,
  subject: `[${prefix}] tool: fix a leak in the parser`,
  body: `From: Ada Author <ada@example.org>\n\nWhy.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\n\n${DIFF}`,
  from,
  minutes,
})

describe('the backports of one patch', () => {
  const mails = [
    patch('a@x', 'PATCH', 'Ada Author <ada@example.org>', 0),
    patch('b@x', 'PATCH AUTOSEL 5.15 26/217', SAM, 100),
    patch('c@x', 'PATCH AUTOSEL 5.10 09/65', SAM, 101),
    patch('d@x', 'PATCH AUTOSEL 5.4 03/30', SAM, 102),
  ].map(mail)

  it('are in no queue, and one row with the trees that they went to', async () => {
    const db = await databaseOf(mails)
    const { rows, total, groups } = listSeries(db)
    expect(rows.map(({ id, group, backport }) => [id, group, backport])).toEqual([
      ['d@x', 'backport', ['5.4', '5.10', '5.15']],
      ['a@x', 'waiting-on-review', []],
    ])
    expect(total).toBe(2)
    expect(rows.map(({ turn }) => turn.whose)).toEqual(['nobody', 'reviewers'])
    expect(groups).toEqual([
      { value: 'waiting-on-review', count: 1 },
      { value: 'backport', count: 1 },
    ])
    expect(listSeries(db, { group: 'backport' }).rows.map(({ id }) => id)).toEqual(['d@x'])
  })

  it('are each in the JSON, with their own tree', async () => {
    const found = [...summariseSeries(await databaseOf(mails), { group: 'backport' })]
    expect(found.map(({ id, group, backport }) => [id, group, backport])).toEqual([
      ['d@x', 'backport', ['5.4']],
      ['c@x', 'backport', ['5.10']],
      ['b@x', 'backport', ['5.15']],
    ])
  })

  it('are named by the series that they copy, and name it', async () => {
    const db = await databaseOf(mails)
    const original = getSeriesDocument(db, 'a@x')
    expect(original?.backports).toMatchObject({ trees: ['5.4', '5.10', '5.15'], count: 3 })
    expect(original?.backports.series.map(({ id, trees }) => [id, trees])).toEqual([
      ['b@x', ['5.15']],
      ['c@x', ['5.10']],
      ['d@x', ['5.4']],
    ])
    expect(original?.backportOf).toEqual([])
    const copy = getSeriesDocument(db, 'c@x')
    expect(copy?.backportOf).toEqual([{ id: 'a@x', title: 'tool: fix a leak in the parser' }])
    expect(copy?.backports.count).toBe(0)
  })

  it('are found by words that only one of them has', async () => {
    const db = await databaseOf(mails)
    expect(listSeries(db, { query: 'c@x' }).rows.map(({ id }) => id)).toEqual(['c@x'])
  })
})
