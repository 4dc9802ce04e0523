import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { rebuild } from '../../db/store/rebuild'
import { ARCHIVE } from '../hostile/trust/archive'
import { databaseOf, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

describe('the limits of what is compared', () => {
  const patch = (id: string, title: string, minutes: number): Buffer =>
    mail({
      id,
      subject: `[PATCH] ${title}`,
      minutes,
      body: 'Why.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\n\ndiff --git a/one.c b/one.c\n--- a/one.c\n+++ b/one.c\n@@ -1 +1,3 @@\n-old\n+int first_of_many(void)\n+return first_value_of_it;\n+static int the_first_one;\n',
    })
  const countSeries = (db: Db) => db.prepare<[], number>('SELECT count(*) FROM series').pluck().get()

  it('give the same series whatever batch goes beyond them', { timeout: 60_000 }, async () => {
    // A line that one sender posts more than twenty times connects nothing.
    const all = Array.from({ length: 26 }, (_, at) => patch(`m${at}@x`, `area${at}: title number ${at} alone`, at * 10))
    const counts: unknown[] = []
    for (const cut of [0, 10, 21, 25]) {
      const db = await databaseOf(all.slice(0, cut))
      await ingestMails(db, all.slice(cut))
      counts.push(countSeries(db))
    }
    expect(counts).toEqual([26, 26, 26, 26])
  })

  it('are not reached by strangers, however many copies they post in the name of others', {
    timeout: 120_000,
  }, async () => {
    const db = await databaseOf(ARCHIVE.map(mail))
    const c2 = ARCHIVE.find(({ id }) => id === 'c2@x')
    if (c2 === undefined) throw new Error('the archive has no c2@x')
    const copies = Array.from({ length: 120 }, (_, at) =>
      mail({ ...c2, id: `e${at}@evil`, from: 'Eve <eve@evil.example>', minutes: 100 + at }),
    )
    await ingestMails(db, copies)
    await rebuild(db, { resume: false })
    const versions = db.prepare(
      "SELECT count(*) FROM versions JOIN series ON series.id = versions.series WHERE series.key = 'c1@x'",
    )
    expect(versions.pluck().get()).toBe(2)
  })
})
