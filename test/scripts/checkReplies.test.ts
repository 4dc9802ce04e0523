import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getVersionMbox } from '../../db/queries/mail/versionMbox'
import type { CheckResult } from '../../scripts/tools/eval/replies/finding'
import { checkFlowedTags } from '../../scripts/tools/eval/replies/flowedTags'
import { checkFormLetters } from '../../scripts/tools/eval/replies/formLetters'
import { checkMboxTags } from '../../scripts/tools/eval/replies/mboxTags'
import { readRawMail } from '../../scripts/tools/eval/replies/rawText'
import { decodeRfc3676 } from '../../scripts/tools/eval/replies/rfc3676'
import { checkUnmarkedQuotes } from '../../scripts/tools/eval/replies/unmarkedQuotes'
import { ROOT } from '../support/cli'
import { databaseOf, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const REX = 'Rex Roe <rex@example.org>'
const ANN = 'Ann Poe <ann@example.org>'
const FORM = 'Thank you for the patch, which is in the queue now. Please send later changes on top of it.'
const LETTER = `Applied to for-next, thanks!\n\n[1/1] x0: count\n      commit: 0123456789abcdef\n\n${FORM}`

const patch = (index: number) =>
  mail({
    id: `p${index}@example.org`,
    subject: `[PATCH] x${index}: count`,
    minutes: index,
    body: `Count what ${index} devices hold,\nfor the driver has no other way to know.\n---\ndiff --git a/x${index} b/x${index}\n--- a/x${index}\n+++ b/x${index}\n@@ -1 +1 @@\n-a\n+b\n`,
  })
const reply = (id: string, from: string, body: string, index = 0, headers: readonly string[] = []) =>
  mail({
    id: `${id}@example.org`,
    subject: `Re: [PATCH] x${index}: count`,
    from,
    inReplyTo: `p${index}@example.org`,
    minutes: 60,
    body,
    headers,
  })
const flowed = (raw: Buffer) => Buffer.from(raw.toString().replace('charset=UTF-8', 'charset=UTF-8; format=flowed'))

const MAILS = [
  ...[0, 1, 2, 3, 4].flatMap((index) => [patch(index), reply(`form${index}`, 'Max <max@example.org>', FORM, index)]),
  reply('ask', REX, '> +b\n\nPlease rename b.\n'),
  flowed(
    reply(
      'tag',
      ANN,
      '> +b\n> \n\nI looked at all of it, and\nall is \nwell.\n\nReviewed-by: Ann Poe <ann@example.org>\n',
    ),
  ),
  reply('auto', 'Bob <bob@example.org>', 'I am away.\n', 0, ['Auto-Submitted: auto-replied']),
  reply('robot', 'kernel test robot <lkp@example.org>', 'There is an error.\n'),
  reply('letter', 'Max <max@example.org>', LETTER),
]

let db: Db
beforeAll(async () => {
  db = await databaseOf(MAILS)
})
afterAll(() => db.close())

/** Makes the change, checks, and undoes it. */
function plant(check: (db: Db) => CheckResult, ...statements: readonly string[]): string[] {
  db.exec('BEGIN')
  try {
    for (const statement of statements) db.exec(statement)
    return check(db).findings.map(({ kind, id }) => `${kind} ${id}`)
  } finally {
    db.exec('ROLLBACK')
  }
}

const row = (id: string) => `(SELECT id FROM messages WHERE message_id = '${id}@example.org')`

describe('in mail that was read right', () => {
  it.each([
    ['quotations', checkUnmarkedQuotes, /^[1-9]\d* of/],
    ['form letters', checkFormLetters, /^[1-9]\d* standings/],
    ['flowed tags', checkFlowedTags, /^1 tags in 1 flowed/],
    ['tags of the mbox', (one: Db) => checkMboxTags(one), /^1 tags added to 5 patches of 5 versions of 5 series/],
  ])('the check of %s compares something and finds nothing', (_, check, counts) => {
    expect(check(db)).toMatchObject({ findings: [], counts: expect.stringMatching(counts) })
  })
})

describe('a position', () => {
  const say = (quote: string) => `UPDATE positions SET quote = '${quote}' WHERE message = ${row('ask')}`

  it('with eight words of the mail that it answers is wrong, whatever its case and line breaks', () => {
    const quote = 'devices hold, FOR the driver has no other way'
    expect(plant(checkUnmarkedQuotes, say(quote))).toEqual(['wrong ask@example.org'])
    expect(plant(checkUnmarkedQuotes, say('the driver has no other way to see'))).toEqual([])
  })

  it('that cites them among words of its own is listed', () => {
    const quote = 'Please say why in “for the driver has no other way to know”, and where.'
    expect(plant(checkUnmarkedQuotes, say(quote))).toEqual(['cited ask@example.org'])
  })

  it('that says again what is quoted right above it is none of that mail', async () => {
    const other = openWriter(':memory:')
    const body = '> Is it counted?\n> +1\n\n+1\n\n> The rest is fine.\n'
    const again = mail({
      id: 'b@example.org',
      subject: 'Re: [PATCH] x0: count',
      from: REX,
      inReplyTo: 'a@example.org',
      body,
    })
    await ingestMails(other, [patch(0), reply('a', ANN, 'Is it counted?\n+1\nThe rest is fine.\n'), again])
    expect(other.prepare("SELECT quote FROM positions WHERE quote = '+1'").all()).not.toEqual([])
    expect(checkUnmarkedQuotes(other).findings).toEqual([])
    other.close()
  })

  it('that is a trailer of that mail is listed', () => {
    const quote = 'Reviewed-by: for the driver has no other way to know'
    expect(plant(checkUnmarkedQuotes, say(quote))).toEqual(['repeated trailer ask@example.org'])
  })

  it('in a line that is, with the line beside it, in that mail is wrong', async () => {
    const other = openWriter(':memory:')
    const lines = '+b\nPlease rename b.\n'
    await ingestMails(other, [patch(0), reply('a', ANN, `> ${lines}`), reply('b', REX, lines)])
    expect(checkUnmarkedQuotes(other).findings).toEqual([])
    other.exec(
      "UPDATE messages SET message_id = iif(message_id = 'a@example.org', 'p0@example.org', message_id || 'x')",
    )
    expect(checkUnmarkedQuotes(other).findings.map(({ kind, id }) => `${kind} ${id}`)).toContain('wrong b@example.orgx')
    other.close()
  })
})

describe('a standing', () => {
  const from = (id: string, quote: string) =>
    `UPDATE standings SET message = ${row(id)}, quote = '${quote}', position = 'requests-changes'`

  it.each([
    ['an out-of-office note', 'auto', 'I am away.'],
    ['a bot', 'robot', 'There is an error.'],
    ['a list of commits', 'letter', 'in the queue now'],
    ['a paragraph that is repeated in five threads', 'form1', 'Please send later changes on top of it.'],
  ])('from %s is wrong', (_, id, quote) => {
    expect(plant(checkFormLetters, from(id, quote))).toContain(`wrong ${id}@example.org`)
  })

  it('of few words, or that is a tag or an application, is none of a form', () => {
    expect(plant(checkFormLetters, from('form1', 'Please send later changes'))).toEqual([])
    expect(plant(checkFormLetters, from('letter', 'x'), "UPDATE standings SET position = 'applied'")).toEqual([])
  })
})

describe('a tag in a flowed reply', () => {
  it('that no position has is wrong', () => {
    const lose = `DELETE FROM positions WHERE message = ${row('tag')}`
    expect(plant(checkFlowedTags, lose)).toEqual(['wrong tag@example.org'])
  })
})

describe('the mbox', () => {
  const faulty =
    (change: (text: string, trailers: boolean) => string): typeof getVersionMbox =>
    (one, id, key, options) => {
      const mbox = getVersionMbox(one, id, key, options)
      if (mbox === undefined) return undefined
      return { ...mbox, text: Buffer.from(change(mbox.text.toString(), options.trailers)) }
    }
  const texts = (change: Parameters<typeof faulty>[0]) =>
    checkMboxTags(db, faulty(change)).findings.map(({ text }) => text)

  it('that lacks a tag of the page, or has another, is wrong', () => {
    const tag = 'Reviewed-by: Ann Poe <ann@example.org>'
    expect(texts((text) => text.replace(`${tag}\n`, ''))).toContain(`only on the page: ${tag}`)
    const more = texts((text, tagged) => (tagged ? text.replace(tag, `${tag}\nAcked-by: Eve <eve@example.org>`) : text))
    expect(more).toContain('only in the mbox: Acked-by: Eve <eve@example.org>')
    expect(more).toContain('not in force on the page: Acked-by: Eve <eve@example.org>')
  })

  it('that changes the patch is wrong', () => {
    expect(texts((text, tagged) => (tagged ? text.replace('+b', '+c') : text))).toContain(
      'the mbox changes more than the tags',
    )
  })

  it('is wrong together with the page when standings and positions say something else', () => {
    const check = (one: Db) => checkMboxTags(one)
    expect(plant(check, "DELETE FROM standings WHERE position = 'approves'")).toEqual(['wrong p0@example.org'])
    expect(plant(check, "UPDATE positions SET fits = 0 WHERE position = 'approves'")).toEqual(['wrong p0@example.org'])
    expect(plant(check, "DELETE FROM trailers WHERE source = 'reply'")).toEqual(['wrong tag@example.org'])
  })
})

describe('the decoder of RFC 3676', () => {
  const decode = (text: string, delSp = false) =>
    decodeRfc3676(text, delSp).map(({ depth, text: words }) => `${depth}:${words}`)

  it('joins flowed lines of one depth, and ends a paragraph where the depth changes', () => {
    expect(decode('> a \n> b\n>> c \nd \n\ne')).toEqual(['1:a b', '2:c ', '0:d ', '0:e'])
    expect(decode('a \nb', true)).toEqual(['0:ab'])
  })

  it('removes stuffed spaces and leaves the signature mark alone', () => {
    expect(decode(' > a\n From b \n-- \nc')).toEqual(['0:> a', '0:From b ', '0:-- ', '0:c'])
  })
})

describe('the reader of raw mail', () => {
  it('decodes transfer encodings and character sets, and reads the texts of a multipart', () => {
    const part = (type: string, encoding: string, body: string) =>
      `--b\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`
    const raw = `Subject: a\r\n b\r\nContent-Type: multipart/mixed;\r\n boundary="b"\r\n\r\n${part('text/plain; charset=iso-8859-1', 'quoted-printable', 'gr=FC=\r\nn')}${part('text/plain; format=flowed', 'base64', btoa('x '))}${part('text/html', '7bit', '<p>')}--b--\r\n`
    const { header, text, flowed: isFlowed } = readRawMail(Buffer.from(raw, 'latin1'))
    expect([header('subject'), text, isFlowed]).toEqual(['a b', 'grün\nx ', true])
  })
})

describe('the command', () => {
  const run = (...words: readonly string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/tools/eval/checkReplies.ts', ...words], {
      cwd: ROOT,
      encoding: 'utf8',
    })

  it('exits 0 when nothing is wrong, 1 when something is or there is nothing to check, 2 on wrong usage', async () => {
    const folder = tempFolder()
    const file = join(folder, 'right.sqlite')
    const own = openWriter(file)
    expect(run(file)).toMatchObject({ status: 1, stderr: expect.stringMatching('no series') })
    await ingestMails(own, MAILS)
    expect(run(file)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/4 {2}tags that the mbox adds .*: 0 wrong/),
    })
    own.exec('DELETE FROM positions')
    own.close()
    expect(run(file)).toMatchObject({ status: 1, stdout: expect.stringMatching(/wrong {2}<tag@example.org>/) })
    expect([run('--help').status, run().status]).toEqual([0, 2])
  })
})
