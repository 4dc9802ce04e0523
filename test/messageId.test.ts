import { describe, expect, it } from 'vitest'
import { getSeriesDocument } from '../db/queries/series/seriesDocument'
import { withOwnIds } from '../lib/messageId'
import { databaseOf } from './support/ingest'
import { mail } from './support/mail'

const patch = (title: string, minutes: number) =>
  mail({
    id: 'again@example.org',
    subject: `[PATCH] ${title}`,
    minutes,
    body: `Why.\n---\ndiff --git a/${title} b/${title}\n--- a/${title}\n+++ b/${title}\n@@ -1 +1 @@\n-one\n+two\n`,
  })

describe('a mail whose Message-ID was used before', () => {
  it('has its own id in JSON, with its key beside it', async () => {
    const db = await databaseOf([patch('first', 0), patch('second', 5)])
    const key = db.prepare<[], string>("SELECT key FROM messages WHERE subject LIKE '%second'").pluck().get() ?? ''
    const document = getSeriesDocument(db, key)
    db.close()
    expect(key).toMatch(/^again@example\.org~[0-9a-f]{10}$/)
    const read = JSON.parse(JSON.stringify(document, withOwnIds))
    expect(read.id).toBe(key)
    expect(read.versions[0].patches[0]).toMatchObject({ title: 'second', messageId: 'again@example.org', key })
  })

  it('is not looked for inside of texts, and another id stays', () => {
    const value = { text: '"messageId": "a@example.org~0123456789"', messageId: 'b~c@example.org', cover: null }
    expect(JSON.parse(JSON.stringify(value, withOwnIds))).toEqual(value)
    const held = { cover: 'c@example.org~0123456789', remark: 'r@example.org~0123456789' }
    expect(JSON.parse(JSON.stringify(held, withOwnIds))).toEqual({
      cover: 'c@example.org',
      coverKey: held.cover,
      remark: 'r@example.org',
      remarkKey: held.remark,
    })
  })
})
