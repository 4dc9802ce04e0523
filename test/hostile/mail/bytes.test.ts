import { describe, expect, it } from 'vitest'
import { getVersionMbox } from '../../../db/queries/mail/versionMbox'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { mail } from '../../support/mail'
import { pageText, publish, renderPage } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { codes, DIFF, kept, odd, openMessage, PATCH, patches } from './odd'

const folder = tempFolder()
const ID = 'odd@example.org'
const ONE = ['v1 1/1 let the driver sleep for once +1']
const publishOne = (body: string | Buffer, lines: readonly string[] = []) => publish(folder, [odd(lines, body)])
const page = async () => pageText(await openMessage(ID))

describe('lines that look like a separator', () => {
  it('stay in the text of a mail, quoted or not, and in the mbox that is served', async () => {
    const text = `From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: Jane Doe <jane@example.org>\n\nIt is tired.\n>From afar.\n---\n${DIFF}`
    const db = await publishOne(text)
    expect(patches(db)).toEqual(ONE)
    expect(await page()).toContain('Mon Sep 17 00:00:00 2001')
    expect(await page()).toContain('>From afar.')
    const back = getVersionMbox(db, ID, undefined, { trailers: true })?.text.toString() ?? ''
    expect(back.match(/^From /gm)).toHaveLength(1)
  })
})

describe('invisible characters', () => {
  it('do not hide a patch: a byte order mark, no-break spaces and a NUL', async () => {
    const db = await publishOne(
      `\ufeff${PATCH.replace('Signed-off-by: Jane', 'Reviewed-by:\u00a0Rex\u00a0Roe <rex@example.org>\nSigned-off-by: Jane')}`,
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'],
    )
    expect(patches(db)).toEqual(ONE)
    const found = getSeriesDocument(db, ID)?.versions[0]?.patches[0]?.trailers.map(({ name }) => name)
    expect(found).toEqual(['Reviewed-by', 'Signed-off-by'])
    const nul = await publishOne(PATCH.replace('a while', 'a\0 while'))
    expect(patches(nul)).toEqual(ONE)
    expect(codes(nul)).toEqual(['charset'])
    expect(
      nul
        .prepare('SELECT count(*) FROM messages WHERE instr(subject, char(0)) OR instr(from_name, char(0))')
        .pluck()
        .get(),
    ).toBe(0)
  })

  it.each([
    ['a zero-width space', '[PATCH] let\u200b it sleep', '<U+200B>'],
    ['an override of the direction', '[PATCH] let \u202etpircs it sleep', '<U+202E>'],
    ['an escape', '[PATCH] let \u001b[31m it sleep', '<U+001B>'],
  ])('are shown as code points in a subject: %s', async (_, subject, shown) => {
    await publishOne(PATCH, [`Subject: ${subject}`])
    for (const text of [await page(), pageText(await renderPage('series', ID))]) {
      expect(text).toContain(shown)
      expect(text).not.toMatch(/[\u200b\u202e\u001b]/)
    }
  })

  it('are shown as code points in a body and in a diff', async () => {
    await publishOne(PATCH.replace('a while', 'a \u202e\u2066while\u001b[2J'), [
      'Content-Type: text/plain; charset=utf-8',
    ])
    const text = await page()
    expect(text).toContain('<U+202E><U+2066>')
    expect(text).not.toMatch(/[\u202e\u2066\u001b]/)
  })

  it('cannot add a header through a subject with a NUL or encoded line ends', async () => {
    const db = await publish(folder, [
      odd(['Subject: [PATCH] let\0 it sleep'], PATCH),
      odd(['Message-ID: <b@example.org>', 'Subject: =?utf-8?q?x=0D=0ABcc=3A_eve=40example=2Eorg?='], 'Words.\n'),
    ])
    expect(
      kept(db)
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(['[PATCH] let it sleep', 'x Bcc: eve@example.org'])
    const back = getVersionMbox(db, ID, undefined, { trailers: true })?.text.toString() ?? ''
    expect(back).not.toContain('\0')
  })
})

describe('large mails', () => {
  it('are read whole: 1,328 characters in a line, 319 recipients, an attachment of 300 kB beside the patch', async () => {
    const people = Array.from({ length: 319 }, (_, n) => `P${n} <p${n}@example.org>`).join(',\n ')
    const long = PATCH.replace('int nap = 1;', `int nap = ${'1'.repeat(1_328)};`)
    const db = await publishOne(long, [`Cc: ${people}`])
    expect(patches(db)).toEqual(ONE)
    expect(await page()).toContain('and 311 more')
    const parts = [
      '--b',
      'Content-Type: text/plain',
      '',
      PATCH,
      '--b',
      'Content-Type: application/octet-stream; name="log.bin"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.alloc(300_000, 7)
        .toString('base64')
        .replace(/(.{76})/g, '$1\n'),
      '--b--',
      '',
    ]
    expect(patches(await publishOne(parts.join('\n'), ['Content-Type: multipart/mixed; boundary=b']))).toEqual(ONE)
  })
})

describe('odd headers', () => {
  it.each([
    ['a continuation that is not indented', ['Subject: [PATCH] let it', 'sleep'], '[PATCH] let it sleep'],
    [
      'several authors: the one in Sender counts',
      ['From: Rex Roe <rex@example.org>, Jane Doe <jane@example.org>', 'Sender: jane@example.org'],
      null,
    ],
    ['raw UTF-8', ['Subject: [PATCH] schläfrig'], '[PATCH] schläfrig'],
    ['a broken encoded word', ['Subject: =?utf-8?b?W1BBVENIXSBz!!!?= rest'], null],
    ['a word in a charset nobody knows', ['Subject: =?x-unknown?q?caf=E9?= au lait'], 'café au lait'],
    ['no subject', ['Subject: '], ''],
  ])('are kept: %s', async (_, lines, subject) => {
    const db = await publish(folder, [odd(lines)])
    expect(kept(db)).toHaveLength(1)
    expect(kept(db)[0]?.from_email).toBe('jane@example.org')
    if (subject !== null) expect(kept(db)[0]?.subject).toBe(subject)
    expect(await page()).toContain(subject === '' ? '(no subject)' : 'Words.')
  })

  it('with a second From are kept, and nobody is their sender', async () => {
    const db = await publish(folder, [odd(['From: Rex Roe <rex@example.org>', 'From: Jane Doe <jane@example.org>'])])
    expect(kept(db).map(({ from_email }) => from_email)).toEqual([''])
    expect(await page()).toContain('Words.')
  })

  it('without a subject get an issue', async () => {
    const db = await publish(folder, [odd([], 'Words.\n', ['subject'])])
    expect(codes(db)).toEqual(['no-subject'])
    expect(await page()).toContain('The mail has no subject.')
  })

  it.each([
    ['Reply-To', ['From: Jane Doe via List <list@example.org>', 'Reply-To: Jane Doe <jane@example.org>']],
    [
      'X-Original-From',
      ["From: 'Jane Doe' via List <list@example.org>", 'X-Original-From: Jane Doe <jane@example.org>'],
    ],
    [
      'Cc',
      ['From: "Jane Doe via List" <list@example.org>', 'Cc: Rex <rex@example.org>, "Doe, Jane" <jane@example.org>'],
    ],
  ])('from a list that rewrites From show the sender by %s', async (_, lines) => {
    const db = await publish(folder, [odd(['List-Id: <list.example.org>', ...lines], PATCH)])
    expect(kept(db)[0]).toMatchObject({ from_name: 'Jane Doe', from_email: 'jane@example.org' })
    const copies = [odd(lines, PATCH), odd([], PATCH)]
    expect(kept(await publish(folder, copies))).toHaveLength(1)
  })

  it('without a readable From are rejected with the reason, and the others are kept', async () => {
    const db = await publish(folder, [
      odd(['From: '], PATCH),
      mail({ id: 'x@example.org', subject: 'x', body: 'Words.\n' }),
    ])
    expect(kept(db)).toHaveLength(1)
    expect(db.prepare('SELECT reason FROM rejections').pluck().all()).toEqual(['it has no readable From'])
  })
})
