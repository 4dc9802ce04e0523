import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../../db/migrate'
import { dump } from '../../support/dump'
import { ingestFiles, ingestMails } from '../../support/ingest'
import { mail } from '../../support/mail'
import { pageText, publish } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { codes, DIFF, kept, odd, openMessage, PATCH, patches } from './odd'

const folder = tempFolder()
const id = (lines: readonly string[]) => [...lines, 'Subject: an odd id']
const keysOf = async (...mails: readonly Buffer[]) => kept(await publish(folder, mails)).map(({ key }) => key)

describe('the same mail again', () => {
  it('writes nothing, in one import and in the next', async () => {
    const db = await publish(folder, [odd([], PATCH)])
    const rows = dump(db)
    const again = await ingestMails(db, [odd([], PATCH), odd([], PATCH)])
    expect(again).toMatchObject({ read: 2, new: 0, duplicate: 2, variant: 0, rejected: 0 })
    expect(dump(db)).toEqual(rows)
  })

  it('from other lists, with a footer, a list tag or other wrapping, is one mail with all lists', async () => {
    const footer = `${PATCH}\n_______________________________________________\nlist mailing list\nlist@lists.example.org\n`
    const copies = [
      odd(['List-Id: <one.example.org>'], PATCH),
      odd(['List-Id: <two.example.org>', 'Subject: [two] [PATCH] let the driver sleep for once'], footer),
      odd(['List-Id: <three.example.org>', 'X-Trace: another way'], PATCH.replaceAll('\n', '\r\n')),
    ]
    const one = await publish(folder, copies)
    expect(kept(one)).toHaveLength(1)
    expect(one.prepare('SELECT lists FROM mails').pluck().get()).toBe(
      '["one.example.org","three.example.org","two.example.org"]',
    )
    expect(dump(await publish(folder, [...copies].reverse()))).toEqual(dump(one))
  })
})

describe('one Message-ID with different contents', () => {
  it('keeps three versions that share the id of their cover', async () => {
    const posting = (version: number) => {
      const cover = mail({
        id: 'cover@example.org',
        subject: `[PATCH v${version} 0/2] let the whole machine sleep`,
        body: `Version ${version}.\n`,
        minutes: version * 100,
      })
      const parts = [1, 2].map((number) =>
        mail({
          id: `v${version}-${number}@example.org`,
          subject: `[PATCH v${version} ${number}/2] part ${number} of the whole machine`,
          body: PATCH.replace('int nap = 1', `int nap_${version}_${number} = 1`),
          minutes: version * 100 + number,
          inReplyTo: 'cover@example.org',
        }),
      )
      return [cover, ...parts]
    }
    const mails = [5, 6, 7].flatMap(posting)
    const db = await publish(folder, mails)
    expect(patches(db).map((line) => line.slice(0, 6))).toEqual(
      [5, 6, 7].flatMap((version) => [1, 2].map((number) => `v${version} ${number}/2`)),
    )
    const covers = db.prepare('SELECT label FROM versions WHERE cover IS NOT NULL ORDER BY position').pluck().all()
    expect(covers).toEqual(['v5', 'v6', 'v7'])
    expect(dump(await publish(folder, [...mails].reverse()))).toEqual(dump(db))
  })

  it('keeps a patch and a reply, and three unrelated mails', async () => {
    const db = await publish(folder, [
      odd([], PATCH),
      odd(
        ['Subject: Re: [PATCH] let it wake', 'From: Rex Roe <rex@example.org>', 'In-Reply-To: <x@example.org>'],
        'No.\n',
      ),
      odd(['Message-ID: <t@ub.hpns>', 'Subject: one'], 'One.\n'),
      odd(['Message-ID: <t@ub.hpns>', 'Subject: two'], 'Two.\n'),
      odd(['Message-ID: <t@ub.hpns>', 'Subject: three'], 'Three.\n'),
    ])
    expect(kept(db)).toHaveLength(5)
    expect(new Set(kept(db).map(({ key }) => key)).size).toBe(5)
    expect(patches(db)).toHaveLength(1)
    for (const { key, subject } of kept(db)) expect(pageText(await openMessage(key))).toContain(subject)
    expect(codes(db)).toContain('reused-message-id')
  })
})

describe('a Message-ID that is', () => {
  it.each([
    ['empty', ['Message-ID: ']],
    ['brackets with nothing in them', ['Message-ID: <>']],
    ['nothing but blanks', ['Message-ID: <  >']],
    ['too long', [`Message-ID: <${'x'.repeat(300)}@example.org>`]],
  ])('%s is replaced by a hash of the content, with an issue', async (_, lines) => {
    const db = await publish(folder, [odd(id(lines), 'One.\n'), odd(id(lines), 'Two.\n'), odd(id(lines), 'One.\n')])
    const keys = kept(db).map(({ key }) => key)
    expect(keys).toHaveLength(2)
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}@no-message-id\.invalid$/)
    expect(codes(db)).toEqual(['no-message-id'])
    expect(pageText(await openMessage(keys[0] ?? ''))).toContain('one was made from its content')
  })

  it('missing is replaced by a hash of the content', async () => {
    expect(await keysOf(odd(id([]), 'One.\n', ['message-id']))).toEqual([
      expect.stringMatching(/@no-message-id\.invalid$/),
    ])
  })

  it.each([
    ['without brackets', ['Message-ID: bare@example.org'], 'bare@example.org'],
    [
      'encoded over two lines',
      ['Message-ID: =?utf-8?q?=3C20230101=2Efold?=', ' =?utf-8?q?ed=40example=2Eorg=3E?='],
      '20230101.folded@example.org',
    ],
    ['in base64 words', ['Message-ID: =?utf-8?b?PGI2NEBleGFtcGxlLm9yZz4=?='], 'b64@example.org'],
    ['folded', ['Message-ID:', '\t<below@example.org>'], 'below@example.org'],
    ['followed by a comment', ['Message-ID: <noted@example.org> (Jane\'s message of "Fri")'], 'noted@example.org'],
    ['split by a blank, perhaps from folding,', ['Message-ID: <two words@example.org>'], 'twowords@example.org'],
    ['191 characters long', [`Message-ID: <${'l'.repeat(179)}@example.org>`], `${'l'.repeat(179)}@example.org`],
    ['of UTF-8', ['Message-ID: <schläfrig@example.org>'], 'schläfrig@example.org'],
    ['a path upwards', ['Message-ID: </../../../../foo@example.org>'], '/../../../../foo@example.org'],
    ['markup', ['Message-ID: <"onclick="alert(1)"@example.org>'], '"onclick="alert(1)"@example.org'],
    ['percent signs', ['Message-ID: <100%25%E0%A4%A@example.org>'], '100%25%E0%A4%A@example.org'],
    ['a name of ours', ['Message-ID: <x/raw>'], 'x/raw'],
    ['a question', ['Message-ID: <a?b#c&d=e@example.org>'], 'a?b#c&d=e@example.org'],
  ])('%s is read, and the link to the mail opens its page', async (_, lines, expected) => {
    expect(await keysOf(odd(id(lines)))).toEqual([expected])
    expect(pageText(await openMessage(expected))).toContain('an odd id')
  })

  it('given twice is the first one, in any order of arrival, and replies to either are in the thread', async () => {
    const twice = odd(['Message-ID: <first@example.org>', 'Message-ID: <second@example.org>'], PATCH)
    const answers = ['first', 'second'].map((name) =>
      mail({
        id: `to-${name}@example.org`,
        subject: 'Re: [PATCH] let the driver sleep for once',
        body: 'Why?\n',
        from: 'Rex Roe <rex@example.org>',
        inReplyTo: `${name}@example.org`,
        headers: ['References: <first@example.org>'],
      }),
    )
    const db = await publish(folder, [...answers, twice])
    expect(db.prepare("SELECT count(*) FROM places WHERE kind = 'reply' AND series IS NOT NULL").pluck().get()).toBe(2)
    expect(dump(await publish(folder, [twice, ...answers]))).toEqual(dump(db))
  })
})

describe('an mbox file', () => {
  const bodies = [
    'One line.\nFrom here on it sleeps.\n',
    `It is tired.\n---\n${DIFF}`,
    'From Jane to Rex, with love.\n\nFrom there.\n',
  ]
  const mails = bodies.map((body, at) =>
    odd([`Message-ID: <m${at}@example.org>`, `Subject: [PATCH] number ${at}`], body).toString(),
  )
  const separator = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'
  const plain = 'From jane@example.org Fri Mar  1 10:00:00 2024\n'
  const lengthOf = (text: string) => Buffer.byteLength(text.slice(text.indexOf('\n\n') + 2))
  const withLength = (text: string) => text.replace('\n\n', `\nContent-Length: ${lengthOf(text)}\n\n`)
  const VARIANTS: Readonly<Record<string, string>> = {
    mboxrd: mails
      .map((text) => `${separator}${text.replace(/^(>*From )/gm, '>$1').replace(/^>(From: )/gm, '$1')}\n`)
      .join(''),
    mboxo: mails.map((text) => `${plain}${text.replace(/^From (?!:)/gm, '>From ')}\n`).join(''),
    mboxcl: mails.map((text) => `${plain}${withLength(text.replace(/^From (?!:)/gm, '>From '))}\n`).join(''),
    mboxcl2: mails.map((text) => `${plain}${withLength(text)}\n`).join(''),
  }

  it.each(
    Object.entries(VARIANTS).flatMap(([name, text]) => [
      [name, 'LF', text],
      [name, 'CRLF', text.replaceAll('\n', '\r\n')],
    ]),
  )('of the kind %s with %s gives the same mails', async (name, end, text) => {
    const path = join(folder, `${name}-${end}.mbox`)
    writeFileSync(path, text ?? '')
    const db = openWriter(':memory:')
    expect(await ingestFiles(db, path)).toMatchObject({ read: 3, new: 3, rejected: 0 })
    const hashes = db.prepare('SELECT message_id, content_hash FROM messages ORDER BY message_id').all()
    const direct = openWriter(':memory:')
    await ingestMails(direct, mails)
    expect(hashes).toEqual(direct.prepare('SELECT message_id, content_hash FROM messages ORDER BY message_id').all())
  })
})
