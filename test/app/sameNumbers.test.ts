import { describe, expect, it } from 'vitest'
import { openObjections, openRemarks } from '../../app/_model/seriesSummary'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { listSeries } from '../../db/queries/lists/seriesList'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { databaseOf, ingestFiles } from '../support/ingest'
import { mail } from '../support/mail'

/** The numbers in the list for each series of its first page, and those on the page of the series. */
function listNumbers(db: Db) {
  return listSeries(db).rows.map(({ id, total, standings }) => {
    const series = getSeriesDocument(db, id)
    if (series === undefined) throw new Error(`${id} is listed and has no page`)
    const objected = openObjections(series).length
    return {
      list: { id, total, ...standings },
      page: { id, total: series.versions.at(-1)?.total, ...series.sums },
      // Counted from what the page shows.
      shown: { objections: objected, remarks: openRemarks(series).length - objected },
    }
  })
}

const REX = 'Rex Reader <rex@example.net>'

const patch = (id: string, of: string, code: string, minutes: number, inReplyTo: string, tag: string) =>
  mail({
    id,
    subject: `[PATCH ${of}] gadget: part ${of.slice(-3, -2)}`,
    body: `Why.\n\n${tag}Signed-off-by: Ada Author <ada@example.org>\n---\ndiff --git a/g${of.slice(-3, -2)}.c b/g${of.slice(-3, -2)}.c\n--- a/g${of.slice(-3, -2)}.c\n+++ b/g${of.slice(-3, -2)}.c\n@@ -1,2 +1,3 @@ int f(void)\n one\n+${code};\n two\n`,
    minutes,
    inReplyTo,
  })

const version = (number: number, code: string, minutes: number, tag = '') => {
  const mark = number === 1 ? '' : `v${number} `
  const cover = `cover-${number}@example.org`
  return [
    mail({ id: cover, subject: `[PATCH ${mark}0/2] gadget: two parts`, body: 'What it does.\n', minutes }),
    patch(`one-${number}@example.org`, `${mark}1/2`, `one_${code}()`, minutes + 1, cover, tag),
    patch(`two-${number}@example.org`, `${mark}2/2`, `two_${code}()`, minutes + 2, cover, tag),
  ]
}

const reply = (id: string, to: string, body: string, minutes: number) =>
  mail({ id, subject: `Re: [PATCH 0/2] gadget: two parts`, body, from: REX, minutes, inReplyTo: to })

describe('the list and the page of a series', () => {
  it('count a tag on each of its patches, and do not count a tested patch as reviewed', async () => {
    const db = await databaseOf([
      ...version(1, 'old', 0),
      reply('tag@example.org', 'cover-1@example.org', `For the series:\n\nReviewed-by: ${REX}\n`, 60),
      ...version(2, 'new', 1_000, `Reviewed-by: ${REX}\n`),
      mail({
        id: 'alone@example.org',
        subject: '[PATCH 0/3] widget: three parts',
        body: 'Not all came.\n',
        minutes: 5_000,
      }),
      mail({
        id: 'tested@example.org',
        subject: '[PATCH] thing: begin',
        body: 'Why.\n---\ndiff --git a/t.c b/t.c\n--- a/t.c\n+++ b/t.c\n@@ -1 +1,2 @@\n one\n+two\n',
        minutes: 6_000,
      }),
      mail({
        id: 'test@example.org',
        subject: 'Re: [PATCH] thing: begin',
        body: `Tested-by: ${REX}\n`,
        from: REX,
        minutes: 6_100,
        inReplyTo: 'tested@example.org',
      }),
    ])
    const numbers = listNumbers(db)
    for (const { list, page, shown } of numbers) expect({ ...page, ...shown }).toEqual(list)
    expect(numbers.map(({ list: { id, total, reviewed, stale } }) => [id, total, reviewed, stale])).toEqual([
      ['tested@example.org', 1, 0, 0],
      ['alone@example.org', 3, 0, 0],
      ['cover-1@example.org', 2, 2, 2],
    ])
  })
})

describeWithCorpus('the list and the page of real series', () => {
  it('show the same numbers', async () => {
    const db = openWriter(':memory:')
    await ingestFiles(db, corpusPath('vfio-device-life-cycle.mbox'), corpusPath('iommufd-rfc.mbox'))
    const numbers = listNumbers(db)
    expect(numbers.length).toBeGreaterThan(1)
    for (const { list, page, shown } of numbers) expect({ ...page, ...shown }).toEqual(list)
  })
})
