import { describe, expect, it } from 'vitest'
import { GET } from '../../app/status/route'
import { getLargest } from '../../db/queries/status/largest'
import { getStatus } from '../../db/queries/status/status'
import { mail } from '../support/mail'
import { pageText, publish } from '../support/page'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const DIFF = 'Why.\n---\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1,2 @@\n old\n+int new;\n'

const MAILS = [
  mail({ id: 'long-1@example.org', subject: '[PATCH 1/2] long: one', body: DIFF }),
  mail({ id: 'long-2@example.org', subject: '[PATCH 2/2] long: two', body: DIFF, inReplyTo: 'long-1@example.org' }),
  mail({ id: 'busy@example.org', subject: '[PATCH] busy: three', body: DIFF, minutes: 100 }),
  ...[1, 2, 3].map((number) =>
    mail({
      id: `r${number}@example.org`,
      subject: 'Re: [PATCH] busy: three',
      body: 'Hm.\n',
      inReplyTo: 'busy@example.org',
      minutes: 100 + number,
    }),
  ),
  mail({
    id: 'keys@example.org',
    subject: 'Re: everything',
    body: 'Thanks.\n',
    minutes: 200,
    headers: [`References: ${Array.from({ length: 30 }, (_, index) => `<id-${index}@example.org>`).join(' ')}`],
  }),
]

describe('status', () => {
  it('names the mails with the most keys, and the series with the most mails and with the most patches', async () => {
    const db = await publish(folder, MAILS)
    const long = { id: 'long-1@example.org', title: 'long: one', mails: 2, patches: 2 }
    const busy = { id: 'busy@example.org', title: 'busy: three', mails: 4, patches: 1 }
    expect(getLargest(db, 2)).toEqual({
      keys: [{ messageId: 'keys@example.org', subject: 'Re: everything', keys: 30 }],
      mails: [busy, long],
      patches: [long, busy],
    })
    expect(getLargest(db, 1)).toMatchObject({ mails: [busy], patches: [long] })
    db.close()
  })

  it('says how many mails an interrupted upgrade has left', async () => {
    const db = await publish(folder, MAILS)
    const page = async () =>
      pageText(await (await GET(new Request('http://localhost/status'), { params: Promise.resolve({}) })).text())
    expect(await page()).not.toContain('derived again')
    db.exec('INSERT INTO outdated (message) SELECT id FROM mails LIMIT 3')
    expect(getStatus(db).outdated).toBe(3)
    expect(await page()).toContain('3 mails still to be derived again.')
    db.close()
  })
})
