import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { searchMbox } from '../../db/queries/mail/searchMbox'
import { databaseOf } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const ID = '20260408-pump-cecd2ca3a61b'
const HEADER = [`X-Change-ID: ${ID}`]

/** Three versions by one author that have nothing in common but the change-id, in the text or in the header that newer versions of b4 write. */
const MAILS = [
  mail({
    id: 'v1@x',
    subject: '[PATCH] pump: drip',
    body: addLine('a.c', 'drip').replace('Why.', `Why.\n\nchange-id: ${ID}`),
  }),
  mail({
    id: 'v2@x',
    subject: '[PATCH v2] valve: open slowly',
    body: addLine('b.c', 'open'),
    headers: HEADER,
    minutes: 60,
  }),
  mail({
    id: 'v3@x',
    subject: '[PATCH v3 0/1] tank: never overflow',
    body: 'One tank.\n',
    headers: HEADER,
    minutes: 120,
  }),
  mail({
    id: 'v3.1@x',
    subject: '[PATCH v3 1/1] tank: add a float',
    body: addLine('c.c', 'float'),
    inReplyTo: 'v3@x',
    minutes: 121,
  }),
  mail({
    id: 'other@x',
    subject: '[PATCH] tank: rename it',
    body: addLine('d.c', 'rename'),
    headers: ['X-Change-ID: 20260409-tank-0a1b2c3d4e5f'],
    minutes: 180,
  }),
]

describe('a change-id in the header of a mail', () => {
  let db: Db
  beforeAll(async () => {
    db = await databaseOf(MAILS)
  })

  it('joins versions as one in the text does', () => {
    const series = db
      .prepare(
        'SELECT group_concat(messages.key) FROM versions JOIN messages ON messages.id = versions.head GROUP BY series',
      )
      .pluck()
      .all()
    expect(series.toSorted()).toEqual(['other@x', 'v1@x,v2@x,v3@x'])
  })

  it.each([
    [`changeid:${ID}`, ['v3@x', 'v2@x', 'v1@x']],
    [`changeid:${ID.toUpperCase()} s:tank`, ['v3@x']],
    [`s:tank NOT changeid:${ID}`, ['other@x', 'v3.1@x']],
    [`s:float OR changeid:${ID}`, ['v3.1@x', 'v3@x', 'v2@x', 'v1@x']],
    ['changeid:20260408-pump', []],
  ])('is searched: %s', (query, found) => {
    const result = searchMbox(db, { list: 'all', query, threads: false }, 0)
    const mails = result.kind === 'mbox' ? [...result.mails] : []
    expect(mails.map((one) => /^Message-ID: <(.*)>$/m.exec(one.toString())?.[1])).toEqual(found)
  })
})
