import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { hideMessage, unhideMessage } from '../../db/store/hide'
import { rebuild } from '../../db/store/rebuild'
import type { MessageId } from '../../lib/mail/types'
import { dump } from '../support/dump'
import { databaseOf, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const id = (name: string) => `${name}@example.org` as MessageId
const diff = '---\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-old\n+new\n'
const PATCH = mail({ id: id('p'), subject: '[PATCH] x: turn it', body: `Why.\n${diff}` })
const REPLY = mail({
  id: id('r'),
  subject: 'Re: [PATCH] x: turn it',
  body: 'Remarkable nonsense.\n',
  minutes: 5,
  from: 'Rex Roe <rex@example.org>',
  inReplyTo: id('p'),
})
const OTHER_TEXT = mail({
  id: id('r'),
  subject: 'Re: [PATCH] x: turn it',
  body: 'Edited on the way.\n',
  minutes: 5,
  from: 'Rex Roe <rex@example.org>',
  inReplyTo: id('p'),
})

const people = (db: Db) => getSeriesDocument(db, id('p'))?.positions.map(({ person }) => person.name)
const mails = (db: Db) => db.prepare('SELECT count(*) FROM mails').pluck().get()

describe('a mail hidden by hand', () => {
  it('is gone with everything derived from it, and the series is as if it had never been imported', async () => {
    const db = await databaseOf([PATCH, REPLY])
    expect(people(db)).toEqual(['Rex Roe'])
    expect(hideMessage(db, id('r'))).toBe(1)
    expect(people(db)).toEqual([])
    expect(mails(db)).toBe(1)
    const never = await databaseOf([PATCH])
    db.exec('DELETE FROM hidden')
    expect(dump(db)).toEqual(dump(never))
  })

  it('stays out when it is imported again, also with other content, and after a rebuild', async () => {
    const db = await databaseOf([PATCH, REPLY])
    hideMessage(db, id('r'))
    await ingestMails(db, [REPLY, OTHER_TEXT])
    await rebuild(db, { resume: false })
    expect(people(db)).toEqual([])
    expect(mails(db)).toBe(1)
  })

  it('is kept out when it was never imported', async () => {
    const db = await databaseOf([PATCH])
    expect(hideMessage(db, id('r'))).toBe(0)
    await ingestMails(db, [REPLY])
    expect(people(db)).toEqual([])
  })

  it('removes the whole series when it was the only patch', async () => {
    const db = await databaseOf([PATCH, REPLY])
    hideMessage(db, id('p'))
    expect(db.prepare('SELECT count(*) FROM series').pluck().get()).toBe(0)
    expect(mails(db)).toBe(1)
  })

  it('is let in again after unhide', async () => {
    const db = await databaseOf([PATCH, REPLY])
    const before = dump(db)
    hideMessage(db, id('r'))
    expect(unhideMessage(db, id('r'))).toEqual(['by hand'])
    expect(unhideMessage(db, id('r'))).toEqual([])
    await ingestMails(db, [REPLY])
    expect(people(db)).toEqual(['Rex Roe'])
    expect(dump(db)).toEqual(before)
  })

  it('is not in the file any more, word by word: neither its text nor its sender nor its subject', async () => {
    const path = join(tempFolder(), 'hidden.sqlite')
    const secret = mail({
      id: id('secret'),
      subject: 'Re: [PATCH] x: turn xylophones',
      from: 'Zebulon Quirk <zebulon@quirk.example>',
      inReplyTo: id('p'),
      minutes: 5,
      body: 'Flibbertigibbet.\n\nPlease call gobbledygook().\n\nReviewed-by: Zebulon Quirk <zebulon@quirk.example>\n',
    })
    const others = Array.from({ length: 40 }, (_, at) =>
      mail({ id: id(`o${at}`), subject: `Talk ${at}`, body: `${at}\n` }),
    )
    const db = openWriter(path)
    await ingestMails(db, [PATCH, secret, ...others])
    const found = () => {
      const text = [path, `${path}-wal`]
        .map((file) => readFileSync(file, 'latin1'))
        .join('')
        .toLowerCase()
      return ['xylophone', 'zebulon', 'quirk', 'flibberti', 'gobbledygook'].filter((word) => text.includes(word))
    }
    expect(found()).toHaveLength(5)
    hideMessage(db, id('secret'))
    expect(found()).toEqual([])
    db.close()
  })
})
