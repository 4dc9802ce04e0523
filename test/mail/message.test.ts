import { describe, expect, it } from 'vitest'
import { parseMessage } from '../../lib/mail/message'
import type { Message } from '../../lib/mail/types'

const HEADERS: Readonly<Record<string, string>> = {
  From: 'Jane Doe <jane@example.org>',
  Subject: '[PATCH] thing',
  'Message-ID': '<1@example.org>',
  Date: 'Thu, 01 Sep 2022 07:18:10 +0000',
}

/** A mail with these headers over the usual ones; '' leaves one out. */
function raw(headers: Readonly<Record<string, string>>, body: string | Buffer = 'text\n'): Buffer {
  const lines = Object.entries({ ...HEADERS, ...headers }).filter(([, value]) => value !== '')
  return Buffer.concat([
    Buffer.from(`${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n`),
    Buffer.from(body),
  ])
}

async function read(headers: Readonly<Record<string, string>>, body?: string | Buffer): Promise<Message> {
  const parsed = await parseMessage(raw(headers, body))
  if (parsed.kind === 'rejected') throw new Error(parsed.reason)
  return parsed.message
}

const codes = (message: Message) => message.issues.map(({ code }) => code)

describe('parseMessage', () => {
  it('rejects a mail without a readable From, and bytes without headers, with the reason', async () => {
    expect(await parseMessage(raw({ From: '' }))).toEqual({ kind: 'rejected', reason: 'it has no readable From' })
    expect(await parseMessage(Buffer.from('\n\nbody'))).toMatchObject({ kind: 'rejected' })
  })

  it('makes an id from the content when the header is empty or missing, and says so', async () => {
    const missing = await read({ 'Message-ID': '' })
    const empty = await read({ 'Message-ID': '<>' })
    expect(missing.messageId).toBe(empty.messageId)
    expect(codes(missing)).toEqual(['no-message-id'])
    expect(codes(await read({}))).toEqual([])
  })

  it('decodes an id that was encoded and folded', async () => {
    const message = await read({ 'Message-ID': '=?utf-8?q?=3C20230101=2E1?=\n =?utf-8?q?=40example=2Eorg=3E?=' })
    expect(message.messageId).toBe('20230101.1@example.org')
  })

  it('takes the parent from In-Reply-To whatever stands beside it, then the references, nearest first', async () => {
    const message = await read({
      'In-Reply-To': `<p@example.org> (Jane's message of "Thu, 1 Sep 2022")`,
      References: '<a@example.org>, <b@example.org>\n\t<p@example.org> <1@example.org>',
    })
    expect(message.references).toEqual(['p@example.org', 'b@example.org', 'a@example.org'])
  })

  it('ignores an In-Reply-To of "y"', async () => {
    expect((await read({ 'In-Reply-To': 'y' })).references).toEqual([])
  })

  it('names the sender behind a list that rewrote From', async () => {
    const munged = { From: 'Jane Doe via Things <things@lists.example.org>' }
    expect((await read({ ...munged, 'Reply-To': 'Jane Doe <jane@example.org>' })).from.email).toBe('jane@example.org')
    expect((await read({ ...munged, Cc: 'Jane Doe <jane@example.org>' })).from).toEqual({
      name: 'Jane Doe',
      email: 'jane@example.org',
    })
    expect((await read(munged)).from).toEqual({ name: 'Jane Doe', email: 'things@lists.example.org' })
  })

  it('reads the time of receipt from the newest hop and keeps the claim of the author apart', async () => {
    const message = await read({
      Received: 'from a by b; Thu, 1 Sep 2022 00:17:37 -0700',
      Date: 'Thu, 01 Sep 2022 22:37:32 +0800',
    })
    expect(new Date(message.receivedAtMs ?? 0).toISOString()).toBe('2022-09-01T07:17:37.000Z')
    expect(new Date(message.sentAtMs ?? 0).toISOString()).toBe('2022-09-01T14:37:32.000Z')
    expect(message.sentZoneMinutes).toBe(480)
  })

  it('reads text of an unknown charset and drops NULs', async () => {
    const message = await read({ 'Content-Type': 'text/plain; charset=y' }, 'gr\u00fcn\n')
    expect(message.body).toContain('gr')
    const nul = await read({}, 'a\0b\r\nc\n')
    expect(nul.body).toBe('ab\nc\n')
    expect(codes(nul)).toEqual(['charset'])
  })

  it('appends an attached diff, and no other attachment', async () => {
    const part = (type: string, text: string) =>
      `--x\nContent-Type: ${type}\nContent-Disposition: attachment\n\n${text}\n`
    const diff = 'diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b'
    const body = `--x\nContent-Type: text/plain\n\nhello\n${part('text/x-patch', diff)}${part('application/pdf', 'PDF')}--x--\n`
    const message = await read({ 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=x' }, body)
    expect(message.body).toContain('hello')
    expect(message.body).toContain('+b')
    expect(message.body).not.toContain('PDF')
  })

  it('turns HTML into text as a last resort, and says so', async () => {
    const message = await read({ 'Content-Type': 'text/html' }, '<p>Hello <b>there</b></p><script>alert(1)</script>')
    expect(message.body).toContain('Hello there')
    expect(message.body).not.toContain('<')
    expect(codes(message)).toEqual(['html-only'])
  })

  it('finds the same content behind a list tag, a footer and other wrapping, and other content behind another subject', async () => {
    const plain = await read({}, 'some words here\n')
    const listed = await read(
      { Subject: '[things] [PATCH] thing' },
      `some words\nhere\n\n${'_'.repeat(47)}\nthings mailing list\nthings@lists.example.org\n`,
    )
    const other = await read({ Subject: '[PATCH v2] thing' }, 'some words here\n')
    expect(listed.contentHash).toBe(plain.contentHash)
    expect(other.contentHash).not.toBe(plain.contentHash)
  })
})

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

  it('keeps the lines that can be read, the sign U+FFFD of the mail itself, and a known charset', async () => {
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

  it('quotes a mail attached beside text, and takes its text where there is no other', async () => {
    const both = multi('mixed', part('text/plain', 'See below.'), part('message/rfc822', FORWARDED))
    expect((await read(both.headers, both.body)).body).toBe('See below.\n> Reviewed-by: Rex Roe <rex@example.org>')
    const alone = await read({ 'Content-Type': 'message/rfc822' }, FORWARDED)
    expect(alone).toMatchObject({ body: 'Reviewed-by: Rex Roe <rex@example.org>', from: { name: 'Jane Doe' } })
  })
})

describe('odd headers', () => {
  it('decodes an encoded id of other than ASCII letters, cut between two words', async () => {
    expect((await read({ 'Message-ID': '=?utf-8?q?=3C=C3=BC=40example=2Eorg=3E?=' })).messageId).toBe('ü@example.org')
    expect((await read({ 'Message-ID': '=?utf-8?q?=3C=C3?=\n =?utf-8?q?=BC=40example=2Eorg=3E?=' })).messageId).toBe(
      'ü@example.org',
    )
  })

  it('takes no id from a comment or a quoted string', async () => {
    expect((await read({ 'Message-ID': '(comment (nested) <no@example.org>) <1@example.org>' })).messageId).toBe(
      '1@example.org',
    )
    expect((await read({ 'In-Reply-To': '"<no@example.org>" <2@example.org> (a "<x@y>" b)' })).references).toEqual([
      '2@example.org',
    ])
    expect((await read({ 'In-Reply-To': 'a ( that never ends <3@example.org>' })).references).toEqual(['3@example.org'])
  })

  it('finds the sender behind a list when his name is turned round', async () => {
    const headers = {
      From: '"Doe, Jane via List" <list@example.org>',
      Cc: 'Jane Doe <jane@example.org>, list@example.org',
    }
    expect((await read(headers)).from).toEqual({ name: 'Doe, Jane', email: 'jane@example.org' })
  })

  it('flags a Date that is more than an hour from the time of receipt, either way', async () => {
    const received = (time: string) => ({ Received: `by list.example.org; Thu, 01 Sep 2022 ${time} +0000` })
    expect(codes(await read(received('08:18:10')))).toEqual([])
    const ahead = await read(received('00:01:10'))
    expect(ahead.issues).toEqual([
      {
        code: 'date-skew',
        text: 'The Date header is 7 h 17 min ahead of the time of receipt, which is what counts here.',
      },
    ])
    expect((await read(received('09:20:10'))).issues[0]?.text).toMatch(/2 h 2 min before/)
  })
})
