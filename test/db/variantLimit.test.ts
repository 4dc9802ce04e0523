import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { getMessage } from '../../db/queries/mail/messagePage'
import { listRejections } from '../../db/queries/status/status'
import { rebuild } from '../../db/store/rebuild'
import { dump } from '../support/dump'
import { ingestMails, shuffle } from '../support/ingest'
import { mail } from '../support/mail'

const variant = (number: number) =>
  mail({ id: 'same@example.org', subject: 'Hello', minutes: number, body: `Text ${number}.\n` })
const variants = (count: number) => Array.from({ length: count }, (_, index) => variant(index + 1))
const OTHER = mail({
  id: 'other@example.org',
  subject: 'Re: Hello',
  inReplyTo: 'same@example.org',
  minutes: 900,
  body: 'Hi.\n',
})

async function open(mails: readonly Buffer[]) {
  const db = openWriter(':memory:')
  const summary = await ingestMails(db, mails)
  return { db, summary }
}

describe('mails with one Message-ID', () => {
  it('are all kept up to a hundred', async () => {
    const { db, summary } = await open(variants(100))
    expect(summary).toMatchObject({ new: 1, variant: 99, rejected: 0 })
    db.close()
  })

  it('are refused above a hundred, with a reason, and nothing else is lost', async () => {
    const { db, summary } = await open([...variants(103), OTHER])
    expect(summary).toMatchObject({ read: 104, new: 2, variant: 99, rejected: 3 })
    expect(listRejections(db, 10)).toEqual(
      [100, 101, 102].map((position) => ({
        source: 'memory',
        position,
        reason: 'same@example.org: 100 mails with different content and this Message-ID are stored already',
      })),
    )
    expect(getMessage(db, 'other@example.org')).toBeDefined()
    db.close()
  })

  it('are never pushed out by others that claim to have been received before', async () => {
    const { db } = await open([variant(200), OTHER])
    await ingestMails(db, variants(130), 'forged')
    const mails = db.prepare("SELECT count(*) FROM messages WHERE message_id = 'same@example.org'").pluck().get()
    expect(mails).toBe(100)
    const sent = db.prepare<[], number>("SELECT sent_ms FROM messages WHERE message_id = 'same@example.org'").pluck()
    expect(sent.all()).toContain(Date.UTC(2024, 2, 1, 10) + 200 * 60_000)
    expect(listRejections(db, 100)).toHaveLength(31)
    db.close()
  })

  it('stay the same hundred when they are read again', async () => {
    const { db } = await open(shuffle(variants(120), 3))
    const { rejections: _, ...before } = dump(db)
    await rebuild(db, { resume: false, batch: 10 })
    const { rejections: __, ...after } = dump(db)
    expect(after).toEqual(before)
    db.close()
  })
})
