import { describe, expect, it } from 'vitest'
import { unpackMail } from '../../db/mail/packedMail'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { at } from '../../lib/at'
import { openList } from '../../scripts/tools/bench/madeUpList'
import { ingestMails } from '../support/ingest'

const WEEKS = 3

/** The row ids of all series by their keys. A series that is derived again gets another one. */
function seriesIds(db: Db): Map<string, number> {
  const rows = db.prepare<[], { key: string; id: number }>('SELECT key, id FROM series').all()
  return new Map(rows.map(({ key, id }) => [key, id]))
}

/** Imports mails; returns the keys of the series that were derived for it, and how many rows were written. */
async function importMore(db: Db, mails: readonly string[]) {
  const before = seriesIds(db)
  const countRows = () => Number(db.prepare('SELECT total_changes()').pluck().get())
  const start = countRows()
  await ingestMails(db, mails, 'more')
  const rows = countRows() - start
  const derived = [...seriesIds(db)].flatMap(([key, id]) => (before.get(key) === id ? [] : [key]))
  return { derived, rows }
}

/** A database with nothing but the mails of one series of another database, as far as they are no newer than the mail `newest`. */
async function copySeries(db: Db, key: string, newest: number): Promise<Db> {
  const select = db.prepare<{ key: string; newest: number }, { raw: Buffer; body: Buffer }>(
    `SELECT mails.raw, mails.body FROM series JOIN places ON places.series = series.id JOIN mails ON mails.id = places.message
     WHERE series.key = @key AND mails.id <= @newest ORDER BY mails.id`,
  )
  const copy = openWriter(':memory:')
  await ingestMails(copy, select.all({ key, newest }).map(unpackMail))
  return copy
}

describe('a mail that comes to a list whose maintainer posts the patches of everybody again', () => {
  it('derives its own series alone, and writes no more rows than if that were all of the list', async () => {
    const [db, list] = [openWriter(':memory:'), openList()]
    for (let week = 0; week < WEEKS; week++) await ingestMails(db, list.nextWeek(), `week ${week}`)
    for (const mails of [[list.replyToSeries()], [list.replyToCover()], list.respin()]) {
      const newest = Number(db.prepare('SELECT max(id) FROM mails').pluck().get())
      const { derived, rows } = await importMore(db, mails)
      expect(derived).toHaveLength(1)
      const alone = await importMore(await copySeries(db, at(derived, 0), newest), mails)
      expect(alone.derived).toEqual(derived)
      expect(rows).toBeLessThanOrEqual(alone.rows)
    }
  })
})
