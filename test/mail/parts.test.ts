import { describe, expect, it } from 'vitest'
import { parseMessage } from '../../lib/mail/message'
import { codes, read } from './read'

describe('text that is not plain and simple', () => {
  const part = (type: string, body: string) => `--b\nContent-Type: ${type}\n\n${body}\n`
  const multi = (kind: string, ...parts: readonly string[]) => ({
    headers: { 'Content-Type': `multipart/${kind}; boundary=b` },
    body: `${parts.join('')}--b--\n`,
  })
  const FORWARDED = 'From: Rex Roe <rex@example.org>\nSubject: [PATCH] inner\n\nReviewed-by: Rex Roe <rex@example.org>'

  it('reads bytes as windows-1252 that a missing, unknown or habitual charset cannot read, and says so', async () => {
    const bytes = Buffer.from('fr\xfch\nna\xefve\n', 'latin1')
    for (const charset of [
      '',
      'text/plain',
      'text/plain; charset=utf-8',
      'text/plain; charset="x-unknown"',
      'text/plain; charset=y',
    ]) {
      const message = await read({ 'Content-Type': charset }, bytes)
      expect([charset, message.body, codes(message)]).toEqual([charset, 'früh\nnaïve\n', ['charset']])
    }
    const packed = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'base64' }
    expect((await read(packed, `${bytes.toString('base64')}\n`)).body).toBe('früh\nnaïve\n')
  })

  it('keeps readable lines, a U+FFFD of the mail itself, and a known charset', async () => {
    const mixed = Buffer.concat([Buffer.from('gut: früh\n'), Buffer.from('bad: fr\xfch\n', 'latin1')])
    expect((await read({}, mixed)).body).toBe('gut: früh\nbad: früh\n')
    expect((await read({}, 'lost: fr\ufffdh\n')).body).toBe('lost: fr\ufffdh\n')
    const latin2 = { 'Content-Type': 'text/plain; charset=iso-8859-2' }
    expect((await read(latin2, Buffer.from('\xe8as\n', 'latin1'))).body).toBe('čas\n')
  })

  it('turns HTML into text inside multipart/alternative, and beside an attached diff', async () => {
    const html = part('text/html', '<p>Hello <b>you</b></p>')
    const alone = multi('alternative', html)
    expect(await read(alone.headers, alone.body)).toMatchObject({ body: 'Hello you', issues: [{ code: 'html-only' }] })
    const diff = part('text/x-patch', 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b')
    const both = multi('mixed', html, diff)
    expect((await read(both.headers, both.body)).body).toMatch(/^Hello you\ndiff --git a\/x b\/x\n/)
  })

  it('quotes a mail attached to text, and uses its text when there is no other', async () => {
    const both = multi('mixed', part('text/plain', 'See below.'), part('message/rfc822', FORWARDED))
    expect((await read(both.headers, both.body)).body).toBe('See below.\n> Reviewed-by: Rex Roe <rex@example.org>')
    const alone = await read({ 'Content-Type': 'message/rfc822' }, FORWARDED)
    expect(alone).toMatchObject({ body: 'Reviewed-by: Rex Roe <rex@example.org>', from: { name: 'Jane Doe' } })
  })
})

describe('parts that are not what they say', () => {
  const mixed = { 'Content-Type': 'multipart/mixed; boundary="b"' }
  const latin = (text: string) => Buffer.from(text, 'latin1')
  const DIFF = '--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b'

  it('reads a part without headers, or with a folded or extended charset, as windows-1252 where it must', async () => {
    for (const head of [
      '',
      'Content-Transfer-Encoding: 8bit\n',
      'Content-Type:\n\ttext/plain; charset=utf-8\n',
      "Content-Type: text/plain; charset*=utf-8'en'y\n",
      'Content-Type: text/html\n',
    ]) {
      const message = await read(mixed, latin(`--b\n${head}\nfr\xfch\n--b--\n`))
      expect([head, message.body]).toEqual([head, 'früh'])
      expect(codes(message)).toContain('charset')
    }
  })

  it('reads UTF-8 declared as UTF-7, which nobody means, as UTF-8', async () => {
    const message = await read({ 'Content-Type': 'text/plain; charset=utf-7' }, 'früh\n')
    expect([message.body, codes(message)]).toEqual(['früh\n', []])
  })

  it('reads an attached diff in its charset, else as UTF-8, else as windows-1252', async () => {
    const attach = async (charset: string, sign: string) =>
      read(mixed, latin(`--b\n\nhi\n--b\nContent-Type: text/x-patch${charset}\n\n${DIFF}${sign}\n--b--\n`))
    expect((await attach('; charset=iso-8859-2', '\xe8')).body).toMatch(/\+bč$/)
    expect((await attach('', '\xc3\xbc')).body).toMatch(/\+bü$/)
    const wrong = await attach('; charset=y', '\xfc')
    expect([wrong.body.slice(-2), codes(wrong)]).toEqual(['bü', ['charset']])
  })

  it('reads names and subjects of raw bytes and of an unknown charset, and says so', async () => {
    const bytes = latin(
      'From: J\xfcrgen <j@example.org>\nSubject: fr\xfch =?y?q?fr=FCh?=\nMessage-ID: <1@example.org>\n\nx\n',
    )
    const parsed = await parseMessage(bytes)
    expect(parsed).toMatchObject({
      message: { subject: 'früh früh', from: { name: 'Jürgen' }, issues: [{ code: 'charset' }, { code: 'no-date' }] },
    })
  })

  it('shows a multipart without parts, and text of a type from before MIME, as it was sent', async () => {
    for (const type of ['multipart/mixed', 'multipart/mixed; boundary=none']) {
      const message = await read({ 'Content-Type': type }, 'hello\n')
      expect([message.body, codes(message)]).toEqual(['hello\n', ['mime']])
    }
    expect((await read({ 'Content-Type': 'text' }, 'hello\n')).body).toBe('hello\n')
    expect((await read({ 'Content-Type': 'text/plain', 'Content-Disposition': 'attachment' }, 'hello\n')).body).toBe(
      'hello\n',
    )
    expect((await read({ 'Content-Type': 'image/png' }, 'hello\n')).body).toBe('')
  })

  it('says that a multipart without its last boundary may have been cut off', async () => {
    expect(codes(await read(mixed, '--b\n\nhello\n'))).toEqual(['truncated'])
    expect(codes(await read(mixed, '--b\n\nhello\n--b--\n'))).toEqual([])
  })

  it('reads mails within mails, their HTML and their attached diffs, and quotes them all in a reply', async () => {
    const inner = `From: a@example.org\nContent-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: text/html\n\n<p>inner</p>\n--c\nContent-Type: text/x-patch\n\n${DIFF}\n--c--\n`
    const outer = `--b\n\nSee below.\n--b\nContent-Type: message/rfc822\n\n${inner}--b--\n`
    const reply = await read({ ...mixed, Subject: 'Re: thing' }, outer)
    expect(reply.body.split('\n')).toEqual(['See below.', '> inner', ...DIFF.split('\n').map((line) => `> ${line}`)])
    const deep = 'From: a@example.org\nContent-Type: message/rfc822\n\nFrom: b@example.org\n\ndeep\n'
    expect((await read({ 'Content-Type': 'message/rfc822' }, deep)).body).toBe('deep\n')
  })

  it('says once what is wrong with many parts', async () => {
    const part = '--b\nContent-Type: message/rfc822\n\nFrom: a@example.org\n\nfr\xfch\n'
    const message = await read(mixed, latin(`${part.repeat(90)}--b--\n`))
    expect([message.body, codes(message)]).toEqual([Array(90).fill('früh').join('\n'), ['charset']])
  })

  it('gives up soon, and says so, on mails nested a thousand deep', async () => {
    const nested = 'Content-Type: message/rfc822\n\n'.repeat(1_000)
    const message = await read({ 'Content-Type': 'message/rfc822' }, `${nested}deep\n`)
    expect([message.body, codes(message)]).toEqual(['', ['mime-cut']])
  })
})
