import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createMboxSplitter } from '../../lib/mail/mboxSplitter'
import { parseMessage } from '../../lib/mail/message'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { codes, rawMail, read } from './read'

describe('parseMessage', () => {
  it('rejects a mail without a readable From, and bytes without headers, with the reason', async () => {
    expect(await parseMessage(rawMail({ From: '' }))).toEqual({ kind: 'rejected', reason: 'it has no readable From' })
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

  it('takes the parent from In-Reply-To, whatever else is in it, then the references, nearest first', async () => {
    const message = await read({
      'In-Reply-To': `<p@example.org> (Jane's message of "Thu, 1 Sep 2022")`,
      References: '<a@example.org>, <b@example.org>\n\t<p@example.org> <1@example.org>',
    })
    expect(message.references).toEqual(['p@example.org', 'b@example.org', 'a@example.org'])
  })

  it('ignores an In-Reply-To of "y"', async () => {
    expect((await read({ 'In-Reply-To': 'y' })).references).toEqual([])
  })

  it('names the sender when a list rewrote From', async () => {
    const munged = { From: 'Jane Doe via Things <things@lists.example.org>' }
    expect((await read({ ...munged, 'Reply-To': 'Jane Doe <jane@example.org>' })).from.email).toBe('jane@example.org')
    expect((await read({ ...munged, Cc: 'Jane Doe <jane@example.org>' })).from).toEqual({
      name: 'Jane Doe',
      email: 'jane@example.org',
    })
    expect((await read(munged)).from).toEqual({ name: 'Jane Doe', email: '' })
  })

  it('reads the time of receipt from the newest Received field, apart from the Date of the author', async () => {
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

  it('finds the same content despite a list tag, a footer and other wrapping, and other content under another subject', async () => {
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

describe('odd headers', () => {
  it('decodes an encoded id with characters beyond ASCII, split between two words', async () => {
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

  it('finds the sender when a list rewrote From and turned the name around', async () => {
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

describe('ids and senders that are hard to read', () => {
  it('decodes an encoded id in the charset it names, else as windows-1252', async () => {
    for (const charset of ['iso-8859-1', 'ISO-8859-1*en', 'y']) {
      expect((await read({ 'Message-ID': `=?${charset}?q?=3C=FC=40example=2Eorg=3E?=` })).messageId).toBe(
        'ü@example.org',
      )
    }
    expect((await read({ 'Message-ID': '=?iso-8859-2?b?PPhAZXhhbXBsZS5vcmc+?=' })).messageId).toBe('ř@example.org')
  })

  it('treats a bracket after a backslash as part of the comment or quoted string', async () => {
    const headers = { References: '(a \\) <no@example.org>) <2@example.org> "b \\" <no@example.org>" <3@example.org>' }
    expect((await read(headers)).references).toEqual(['3@example.org', '2@example.org'])
  })

  it('never treats another person or a list as the sender when a list rewrote From', async () => {
    const from = 'Jane Doe via Things <things@example.org>'
    const sender = async (headers: Readonly<Record<string, string>>) =>
      (await read({ From: from, ...headers })).from.email
    expect(await sender({ 'Reply-To': 'things@example.org', Cc: 'Rex Roe <rex@example.org>' })).toBe('')
    expect(await sender({ 'Reply-To': 'other@example.org', To: 'other@example.org' })).toBe('')
    expect(await sender({ 'Reply-To': 'jd@example.org', To: 'other@example.org' })).toBe('jd@example.org')
    expect(await sender({ Cc: 'John Doe <john@example.org>' })).toBe('')
  })

  it('recognises the sender by a company in brackets, a bare address and an address as name when a list rewrote From', async () => {
    const sender = async (From: string, Cc: string) => (await read({ From, Cc })).from
    const bare = await sender('"Doe, Jane via L" <l@example.org>', 'jane.doe@example.org')
    expect(bare.email).toBe('jane.doe@example.org')
    const company = await sender('"\'Doe, Jane (Corp)\' via L" <l@example.org>', 'Jane Doe <jane@example.org>')
    expect(company.email).toBe('jane@example.org')
    const nameless = await sender('"\'jane@example.org\' via L" <l@example.org>', 'Rex Roe <rex@example.org>')
    expect(nameless).toEqual({ name: '', email: 'jane@example.org' })
  })

  it('has no time of sending when the day does not exist, and keeps the time of receipt', async () => {
    const message = await read({
      Date: 'Mon, 31 Feb 2022 10:00:00 +0000',
      Received: 'by list.example.org; Tue, 01 Mar 2022 10:00:05 +0000',
    })
    expect(message).toMatchObject({ sentAtMs: null, receivedAtMs: Date.UTC(2022, 2, 1, 10, 0, 5) })
    expect(codes(message)).toEqual(['no-date'])
  })

  it('reads a header of one repeated character quickly', async () => {
    for (const sign of ['(', '"', '\\', '(<', '=?', '=?utf-8?q?a?= '])
      expect((await read({ References: sign.repeat(40_000) })).references).toEqual([])
  })
})

describeWithCorpus('parseMessage on real mail', () => {
  it('flags every patch of the vfio series, whose author had a clock that ran seven hours ahead', () => {
    const splitter = createMboxSplitter()
    const items = [...splitter.push(readFileSync(corpusPath('vfio-device-life-cycle.mbox'))), ...splitter.end()]
    return Promise.all(items.map((item) => (item.kind === 'mail' ? parseMessage(item.raw) : undefined))).then(
      (mails) => {
        const patches = mails.flatMap((mail) =>
          mail?.kind === 'message' && /^\[PATCH/.test(mail.message.subject) ? [mail.message] : [],
        )
        expect(patches.length).toBeGreaterThan(50)
        for (const { issues } of patches)
          expect(issues.map(({ text }) => text)).toEqual([expect.stringMatching(/ 7 h 1?\d?\d min ahead /)])
      },
    )
  })
})
