import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { DatabaseError, openReader, SCHEMA_VERSION } from '../../db/open'
import { getMessage } from '../../db/queries/mail/messagePage'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { dump } from '../support/dump'
import { dumpOf, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

function diff(line: string): string {
  return `---\n a.c | 2 +-\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1,3 +1,3 @@\n one\n-two\n+${line}\n three\n`
}

const PATCH = mail({
  id: 'patch@example.org',
  subject: '[PATCH] alpha: count to three',
  body: `Counts.\n\nSigned-off-by: Ada Author <ada@example.org>\n${diff('zwei')}`,
})
const REPLY = mail({
  id: 'reply@example.org',
  subject: 'Re: [PATCH] alpha: count to three',
  body: '> Counts.\n\nReviewed-by: Rita Reader <rita@example.org>\n',
  from: 'Rita Reader <rita@example.org>',
  minutes: 30,
  inReplyTo: 'patch@example.org',
})
const SECOND = mail({
  id: 'patch-2@example.org',
  subject: '[PATCH v2] alpha: count to three',
  body: `Counts.\n\nSigned-off-by: Ada Author <ada@example.org>\n${diff('deux')}`,
  minutes: 90,
})
const NO_FROM = Buffer.from('Message-ID: <nobody@example.org>\nSubject: who am I\n\ntext\n')

describe('importing mails', () => {
  it('makes a series of a patch, a second version and a review', async () => {
    const db = openWriter(':memory:')
    const summary = await ingestMails(db, [SECOND, REPLY, PATCH])
    expect(summary).toMatchObject({ read: 3, new: 3, duplicate: 0, variant: 0, rejected: 0, series: 1, versions: 2 })
    const [first] = getSeriesDocument(db, 'reply@example.org')?.versions ?? []
    expect(first?.patches[0]?.trailers.map(({ name, source }) => `${name} ${source}`)).toEqual([
      'Signed-off-by body',
      'Reviewed-by reply',
    ])
  })

  it('keeps a second mail with the same id and other content as a variant', async () => {
    const other = mail({ id: 'reply@example.org', subject: 'Something else', body: 'Other words.\n', minutes: 60 })
    const db = openWriter(':memory:')
    expect(await ingestMails(db, [PATCH, REPLY, other])).toMatchObject({ new: 2, variant: 1, duplicate: 0 })
    const keys = db
      .prepare<[], string>("SELECT key FROM messages WHERE message_id = 'reply@example.org' ORDER BY key")
      .pluck()
      .all()
    expect(keys).toEqual(['reply@example.org', expect.stringMatching(/^reply@example\.org~[0-9a-f]{10}$/)])
    expect(getMessage(db, keys[0] ?? '')?.subject).toBe('Re: [PATCH] alpha: count to three')
    expect(getMessage(db, keys[1] ?? '')?.body).toBe('Other words.\n')
    expect(await dumpOf([other], [REPLY, PATCH])).toEqual(dump(db))
    expect(await ingestMails(db, [other, REPLY])).toMatchObject({ new: 0, variant: 0, duplicate: 2 })
  })

  it('keeps the copy that was received first, with the lists of both', async () => {
    const copy = (list: string, minutes: number) => {
      const text = mail({ id: 'copy@example.org', subject: 'Twice', body: 'Words.\n', minutes: 5 }).toString()
      const received = text.replace(/; .*:00 \+0000$/m, `; Fri, 01 Mar 2024 10:${minutes}:00 +0000`)
      return Buffer.from(`List-Id: <${list}.example.org>\n${received}`)
    }
    const [early, late] = [copy('beta', 20), copy('alpha', 40)]
    const db = openWriter(':memory:')
    expect(await ingestMails(db, [late, early])).toMatchObject({ new: 1, duplicate: 1 })
    expect(getMessage(db, 'copy@example.org')).toMatchObject({ received: '2024-03-01T10:20:00Z' })
    expect(getMessage(db, 'copy@example.org')?.lists).toHaveLength(2)
    expect(await dumpOf([early, late])).toEqual(dump(db))
    expect(await dumpOf([early], [late])).toEqual(dump(db))
  })

  it('lists a mail that it cannot keep, with position and reason, and imports the rest', async () => {
    const db = openWriter(':memory:')
    const summary = await ingestMails(db, [PATCH, NO_FROM, REPLY], 'some.mbox')
    const rejection = { source: 'some.mbox', position: 1, reason: 'it has no readable From' }
    expect(summary).toMatchObject({ read: 3, new: 2, rejected: 1, rejections: [rejection], series: 1 })
    expect(db.prepare('SELECT * FROM rejections').all()).toEqual([rejection])
    const before = dump(db)
    expect(await ingestMails(db, [PATCH, NO_FROM, REPLY], 'some.mbox')).toMatchObject({ new: 0, rejected: 1 })
    expect(dump(db)).toEqual(before)
    const mended = Buffer.concat([Buffer.from('From: Rita Reader <rita@example.org>\n'), NO_FROM])
    expect(await ingestMails(db, [PATCH, mended, REPLY], 'some.mbox')).toMatchObject({ new: 1, rejected: 0 })
    expect(db.prepare('SELECT * FROM rejections').all()).toEqual([])
  })
})

describe('opening a database', () => {
  it('refuses a newer schema, for reading and for writing, and changes nothing', () => {
    const path = join(tempFolder(), 'newer.sqlite')
    openWriter(path).close()
    const db = new Database(path)
    db.pragma(`user_version = ${SCHEMA_VERSION + 1}`)
    db.close()
    for (const open of [openReader, openWriter]) {
      expect(() => open(path)).toThrow(DatabaseError)
      expect(() => open(path)).toThrow(/newer\.sqlite: schema \d+, .*newer version of Reroll: update the program/)
    }
    const after = new Database(path)
    expect(after.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION + 1)
    after.close()
  })

  it('refuses a file that is not a database', () => {
    expect(() => openWriter(join(__dirname, 'ingest.test.ts'))).toThrow(DatabaseError)
    expect(() => openReader(join(__dirname, 'ingest.test.ts'))).toThrow(/it is not a Reroll database/)
  })

  it('refuses to read a missing database and says how to make one', () => {
    expect(() => openReader(join(tempFolder(), 'none.sqlite'))).toThrow(/import mail first: npm run ingest/)
  })
})
