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
        reason:
          'same@example.org: more than 100 mails with different content have this Message-ID, and 100 of them were received before this one',
      })),
    )
    expect(getMessage(db, 'other@example.org')).toBeDefined()
    db.close()
  })

  it('are kept by their time of receipt: whichever order they are imported in, the first hundred stay', async () => {
    const all = [...variants(130), OTHER]
    const { db } = await open(all)
    const { rejections: _, ...wanted } = dump(db)
    expect(wanted.messages?.filter((row) => row.includes('["message_id","same@example.org"]'))).toHaveLength(100)
    for (const seed of [1, 2]) {
      const { db: other } = await open([])
      const shuffled = seed === 1 ? [...all].reverse() : shuffle(all, seed)
      // In two imports, so that mails that are derived already have to go as well.
      await ingestMails(other, shuffled.slice(0, 115), 'first')
      await ingestMails(other, shuffled.slice(115), 'second')
      const { rejections, ...tables } = dump(other)
      expect(tables).toEqual(wanted)
      expect(rejections).toHaveLength(30)
      other.close()
    }
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
