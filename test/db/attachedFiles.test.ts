import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { getVersionMbox } from '../../db/queries/mail/versionMbox'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { hideMessage } from '../../db/store/hide'
import { rebuild } from '../../db/store/rebuild'
import type { MessageId } from '../../lib/mail/types'
import { databaseOf, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

const diff = (name: string) =>
  `---\n ${name} | 2 +-\n\ndiff --git a/${name} b/${name}\nindex 1..2 100644\n--- a/${name}\n+++ b/${name}\n@@ -1 +1 @@\n-one ${name}\n+two ${name}\n-- \n2.39.5\n\n`
const file = (subject: string, name: string, author = 'Ben <ben@example.net>') =>
  `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: ${author}\nDate: Mon, 14 Jul 2025 07:00:00 +0000\nSubject: ${subject}\n\nWhy ${name}.\n\nSigned-off-by: ${author}\n${diff(name)}`
const part = (content: string, type = 'text/x-patch') =>
  `--b\nContent-Type: ${type}\nContent-Disposition: attachment; filename="x.patch"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(content).toString('base64')}\n`
const posting = (subject: string, parts: readonly string[], id = 'p@example.org') =>
  mail({ id, subject, body: `--b\nContent-Type: text/plain\n\nBoth are needed.\n${parts.join('')}--b--\n` })
    .toString()
    .replace('Content-Type: text/plain; charset=UTF-8\n', 'Content-Type: multipart/mixed; boundary=b\n')

async function archive(...mails: readonly (string | Buffer)[]): Promise<Db> {
  const db = await databaseOf(mails)
  return db
}

const outline = (db: Db) =>
  getSeriesDocument(db, '1.attached.p@example.org')?.versions.map(({ label, total, missing, patches }) => ({
    label,
    total,
    missing,
    patches: patches.map(({ number, title, author }) => `${number} ${title} by ${author.email}`),
  }))
const TWO = ['1 x: one by ben@example.net', '2 y: two by cleo@example.net']

describe('several format-patch files attached to one mail', () => {
  it.each([
    ['[PATCH 0/2] two fixes', '[PATCH 1/2] x: one', '[PATCH 2/2] y: two', 'v1'],
    ['[PATCH 0/2] two fixes', '[PATCH] x: one', '[PATCH] y: two', 'v1'],
    ['[PATCH v3 0/2] two fixes', '[PATCH 1/2] x: one', '[PATCH 2/2] y: two', 'v3'],
    ['Two fixes', '[PATCH 1/2] x: one', '[PATCH 2/2] y: two', 'v1'],
    ['[PATCH] two fixes', '[PATCH 1/2] x: one', '[PATCH 2/2] y: two', 'v1'],
  ])('are the patches of %s when their subjects are %s and %s', async (subject, first, second, label) => {
    const files = [
      part(file(first, 'x')),
      part(file(second, 'y', 'Cleo <cleo@example.net>'), 'application/octet-stream'),
    ]
    const db = await archive(posting(subject, files))
    expect(outline(db)).toEqual([{ label, total: 2, missing: [], patches: TWO }])
    db.close()
  })

  it('are read as well from one file that holds them all', async () => {
    const both = file('[PATCH 1/2] x: one', 'x') + file('[PATCH 2/2] y: two', 'y', 'Cleo <cleo@example.net>')
    const db = await archive(posting('[PATCH 0/2] two fixes', [part(both)]))
    expect(outline(db)).toMatchObject([{ patches: TWO }])
    db.close()
  })

  it('come out of mbox each by its author, and take tags of replies to the mail', async () => {
    const files = [part(file('[PATCH 1/2] x: one', 'x')), part(file('[PATCH 2/2] y: two', 'y'))]
    const reply = mail({
      id: 'r@example.org',
      subject: 'Re: [PATCH 0/2] two fixes',
      from: 'Rita <rita@example.org>',
      inReplyTo: 'p@example.org',
      minutes: 5,
      body: 'Reviewed-by: Rita <rita@example.org>\n',
    })
    const db = await archive(posting('[PATCH 0/2] two fixes', files), reply)
    const mbox = getVersionMbox(db, 'p@example.org', undefined, { trailers: true })?.text.toString() ?? ''
    expect(mbox.match(/^From: Ben <ben@example.net>\n/gm)).toHaveLength(2)
    expect(mbox.match(/^Reviewed-by: Rita/gm)).toHaveLength(2)
    expect(mbox).not.toContain('Both are needed')
    db.close()
  })

  it('stay after a rebuild and a second import, and go when the mail is hidden', async () => {
    const files = [part(file('[PATCH 1/2] x: one', 'x')), part(file('[PATCH 2/2] y: two', 'y'))]
    const raw = posting('[PATCH 0/2] two fixes', files)
    const db = await archive(raw, raw)
    const before = outline(db)
    await rebuild(db, { resume: false })
    expect(outline(db)).toEqual(before)
    hideMessage(db, 'p@example.org' as MessageId)
    expect(db.prepare('SELECT count(*) FROM mails').pluck().get()).toBe(0)
    db.close()
  })

  it('stay hidden one by one when the mail is read again', async () => {
    const files = [part(file('[PATCH 1/2] x: one', 'x')), part(file('[PATCH 2/2] y: two', 'y'))]
    const raw = posting('[PATCH 0/2] two fixes', files)
    const db = await archive(raw)
    hideMessage(db, '2.attached.p@example.org' as MessageId)
    await rebuild(db, { resume: false })
    await ingestMails(db, [raw])
    expect(outline(db)).toMatchObject([{ missing: [2], patches: ['1 x: one by ben@example.net'] }])
    db.close()
  })

  it('are patches in an answer, too, with their own version and not that of what is answered', async () => {
    const files = [
      part(file('[PATCH 1/2] x: one', 'x')),
      part(file('[PATCH 2/2] y: two', 'y', 'Cleo <cleo@example.net>')),
    ]
    const db = await archive(posting('Re: [PATCH v4 3/7] other', files))
    expect(outline(db)).toEqual([{ label: 'v1', total: 2, missing: [], patches: TWO }])
    expect(getSeriesDocument(db, 'p@example.org')).toBeUndefined()
    db.close()
  })

  it('get the replies to that answer, which are about all of them and not about the patch above', async () => {
    const files = [part(file('[PATCH 1/2] x: one', 'x')), part(file('[PATCH 2/2] y: two', 'y'))]
    const reply = (id: string, inReplyTo: string, body: string) =>
      mail({ id, subject: 'Re: [PATCH] other', from: 'Rita <rita@example.org>', inReplyTo, minutes: 5, body })
    const answer = posting('Re: [PATCH] other', files).replace(
      'Message-ID: <p@example.org>',
      'In-Reply-To: <o@example.org>\nMessage-ID: <p@example.org>',
    )
    // The answer comes last.
    const db = await archive(
      mail({ id: 'o@example.org', subject: '[PATCH] other', body: diff('z'), minutes: -60 }),
      reply('r@example.org', 'p@example.org', 'Reviewed-by: Rita <rita@example.org>\n'),
      reply('s@example.org', 'r@example.org', 'Please rename both.\n'),
    )
    await ingestMails(db, [Buffer.from(answer)])
    const saidOn = (id: string) =>
      getSeriesDocument(db, id)?.positions.map(({ position, messageId }) => `${position} ${messageId}`)
    expect(saidOn('1.attached.p@example.org')).toEqual(['approves r@example.org', 'requests-changes s@example.org'])
    expect(saidOn('o@example.org')).toEqual(['author p@example.org'])
    const mbox = getVersionMbox(db, '1.attached.p@example.org', undefined, { trailers: true })?.text.toString() ?? ''
    expect(mbox.match(/^Reviewed-by: Rita/gm)).toHaveLength(2)
    db.close()
  })

  it('get no replies if a stranger sent them as mails with such an id', async () => {
    const reply = (id: string, inReplyTo: string, from: string, body: string) =>
      mail({ id, subject: 'Re: [PATCH] other', from, inReplyTo, minutes: 5, body })
    const db = await archive(
      mail({ id: 'o@example.org', subject: '[PATCH] other', body: diff('z'), minutes: -60 }),
      reply('q@example.org', 'o@example.org', 'Rita <rita@example.org>', 'Nice.\n'),
      mail({
        id: '1.attached.q@example.org',
        subject: '[PATCH] evil',
        from: 'Sam <sam@evil.test>',
        inReplyTo: 'q@example.org',
        minutes: 5,
        body: diff('e'),
      }),
      reply('s@example.org', 'q@example.org', 'Rex <rex@example.net>', 'Reviewed-by: Rex <rex@example.net>\n'),
    )
    expect(getSeriesDocument(db, '1.attached.q@example.org')?.positions).toEqual([])
    db.close()
  })

  it('are left in an answer when one is no patch by its subject, or there is one only', async () => {
    const files = [part(file('[PATCH 1/2] x: one', 'x')), part(file('try this', 'y'))]
    for (const some of [files, files.slice(0, 1)]) {
      const db = await archive(posting('Re: [PATCH] other', some))
      expect(db.prepare('SELECT count(*) FROM mails').pluck().get()).toBe(1)
      db.close()
    }
  })

  it('are the patch of the mail when there is one alone', async () => {
    const files = [part(file('[PATCH 1/2] x: one', 'x'))]
    const single = await archive(posting('[PATCH] z: mail', files.slice(0, 1)))
    const [version] = getSeriesDocument(single, 'p@example.org')?.versions ?? []
    expect(version?.patches).toMatchObject([{ title: 'x: one', author: { email: 'ben@example.net' } }])
    single.close()
  })

  it('are one patch when a file is attached twice', async () => {
    const same = part(file('[PATCH] x: one', 'x'))
    const db = await archive(posting('[PATCH] x: mail', [same, same.replace('text/x-patch', 'text/plain')]))
    const [version] = getSeriesDocument(db, 'p@example.org')?.versions ?? []
    expect(version?.patches).toMatchObject([{ number: 1, title: 'x: one' }])
    db.close()
  })

  it.each([
    ['begins with a byte order mark', (text: string) => `\ufeff${text}`],
    ['has no line with the commit', (text: string) => text.slice(text.indexOf('\n') + 1)],
  ])('give their author and title when a file %s', async (_, change) => {
    const db = await archive(posting('[PATCH] x: mail', [part(change(file('[PATCH] x: one', 'x')))]))
    const [version] = getSeriesDocument(db, 'p@example.org')?.versions ?? []
    expect(version?.patches).toMatchObject([{ title: 'x: one', author: { email: 'ben@example.net' } }])
    db.close()
  })

  it('belong to whoever sent the mail, so they join no series of the author whom they name', async () => {
    const files = [part(file('[PATCH v2 1/2] x: one', 'x')), part(file('[PATCH v2 2/2] y: two', 'y'))]
    const ben = { from: 'Ben <ben@example.net>' }
    const own = mail({ id: 'own@example.net', subject: '[PATCH] x: one', body: `Why x.\n${diff('x')}`, ...ben })
    const db = await archive(own, posting('[PATCH v2 0/2] mine now', files))
    expect(getSeriesDocument(db, 'own@example.net')?.versions).toHaveLength(1)
    db.close()
  })
})
