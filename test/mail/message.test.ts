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
