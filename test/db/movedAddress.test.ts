import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { hideMessage } from '../../db/store/hide'
import type { MessageId } from '../../lib/mail/types'
import { dump } from '../support/dump'
import { databaseOf, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

const diff = (line: string) =>
  `Why.\n---\nchange-id: 20240301-drip-0123456789ab\n\ndiff --git a/p.c b/p.c\n--- a/p.c\n+++ b/p.c\n@@ -1 +1 @@\n-old\n+${line}\n`
const OLD = mail({ id: 'a@x', subject: '[PATCH] teach the pump to drip', body: diff('one') })
const NEW = mail({
  id: 'b@x',
  subject: '[PATCH v2] teach the pump to drip',
  body: diff('two'),
  from: 'Ada Author <ada@newjob.example>',
  minutes: 10,
})
const CONFIRMED = mail({
  id: 'r@x',
  subject: 'Re: [PATCH v2] teach the pump to drip',
  body: 'I changed employers, this v2 is mine.\n',
  inReplyTo: 'b@x',
  minutes: 20,
})

function series(db: Db): string[] {
  return db
    .prepare<[], string>('SELECT group_concat(versions.label) FROM versions GROUP BY series ORDER BY 1')
    .pluck()
    .all()
}

describe('the confirmation of a new address', () => {
  it('joins the versions whenever it comes, and parts them again when it is hidden', async () => {
    const db = await databaseOf([OLD, NEW])
    const before = dump(db)
    expect(series(db)).toEqual(['v1', 'v2'])
    await ingestMails(db, [CONFIRMED])
    expect(series(db)).toEqual(['v1,v2'])
    hideMessage(db, 'r@x' as MessageId)
    expect(series(db)).toEqual(['v1', 'v2'])
    expect(dump(db).relations).toEqual(before.relations)
  })

  it('joins the versions when the old one comes last', async () => {
    const db = openWriter(':memory:')
    for (const raw of [CONFIRMED, NEW, OLD]) await ingestMails(db, [raw])
    expect(series(db)).toEqual(['v1,v2'])
  })
})
