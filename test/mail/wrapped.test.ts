import { describe, expect, it } from 'vitest'
import { parseMessage } from '../../lib/mail/message'

const INNER = `From: Ann Author <ann@example.org>
Subject: [PATCH 1/2] pump: stop the drip
Date: Mon, 14 Jul 2025 08:00:00 +0000
Message-ID: <inner@example.org>
References: <cover@example.org>

Text of Ann.
`

const DATE = 'Date: Mon, 14 Jul 2025 10:00:00 +0200'
const LATER = 'Date: Tue, 15 Jul 2025 09:00:00 +0200'

function outer(from: string, subject: string, type: string, body: string, more = DATE): Buffer {
  return Buffer.from(`Received: from mx.example.org by lists.example.org; Mon, 14 Jul 2025 08:01:00 +0000
From: ${from}
Subject: ${subject}
${more}
Message-ID: <outer@lists.example.org>
List-Id: Pumps <pumps.lists.example.org>
MIME-Version: 1.0
Content-Type: ${type}

${body}`)
}

const LIST = '"Ann Author via pumps" <pumps@lists.example.org>'
const SUBJECT = '[PATCH 1/2] pump: stop the drip'

async function read(raw: Buffer) {
  const parsed = await parseMessage(raw)
  if (parsed.kind === 'rejected') throw new Error(parsed.reason)
  return parsed.message
}

function mixed(text: string): string {
  return `--b\nContent-Type: text/plain\n\n${text}\n--b\nContent-Type: message/rfc822\n\n${INNER}\n--b--\n`
}

describe('a mail that a list wrapped', () => {
  it('is read as the inner mail, with the list and the time of receipt of the outer one', async () => {
    const message = await read(outer(LIST, SUBJECT, 'message/rfc822', INNER))
    expect(message).toMatchObject({
      messageId: 'inner@example.org',
      from: { name: 'Ann Author', email: 'ann@example.org' },
      references: ['cover@example.org'],
      lists: ['pumps.lists.example.org'],
      receivedAtMs: Date.UTC(2025, 6, 14, 8, 1),
    })
    expect(message.body.trim()).toBe('Text of Ann.')
  })

  it('is unwrapped beside a footer of the list, and below a [list] tag', async () => {
    const body = mixed(`${'_'.repeat(47)}\npumps mailing list`)
    const message = await read(outer(LIST, `[pumps] ${SUBJECT}`, 'multipart/mixed; boundary="b"', body))
    expect(message.messageId).toBe('inner@example.org')
  })

  it.each([
    ['with its date', DATE],
    ['with replies to its author', `${LATER}\nReply-To: Ann Author <ann@example.org>`],
  ])(
    'is unwrapped below a notice of the list, whatever its words, when the outer mail was made %s',
    async (_, more) => {
      const body = mixed('Die Domain des Absenders verbietet die Weiterleitung.')
      const message = await read(outer(LIST, SUBJECT, 'multipart/mixed; boundary="b"', body, more))
      expect(message.messageId).toBe('inner@example.org')
      expect(message.body.trim()).toBe('Text of Ann.')
    },
  )

  it.each([
    ['of his own', LATER],
    [
      'of his own, with replies to himself',
      `${LATER}\nReply-To: Bob <bob@example.org>\nCc: Ann Author <ann@example.org>`,
    ],
  ])('stays a forward when somebody sent it through the list with words and a date %s', async (_, more) => {
    const body = mixed('Did you see this?')
    const message = await read(outer(LIST, SUBJECT, 'multipart/mixed; boundary="b"', body, more))
    expect(message.messageId).toBe('outer@lists.example.org')
  })

  it('stays a mail of its own when it holds a file beside the mail', async () => {
    const body = mixed('x').replace('text/plain', 'text/x-patch')
    const message = await read(outer(LIST, SUBJECT, 'multipart/mixed; boundary="b"', body))
    expect(message.messageId).toBe('outer@lists.example.org')
  })

  it.each([
    ['Re: [pumps] [PATCH 1/2] pump: stop the drip', 'Re: [PATCH 1/2] pump: stop the drip'],
    ['[pumps] Re: [PATCH 1/2] pump: stop the drip', 'Re: [pumps] [PATCH 1/2] pump: stop the drip'],
    ['[pumps] =?utf-8?q?=5BPATCH=5D_pump=3A_schlie=C3=9Fe?=', '=?UTF-8?B?W1BBVENIXSBwdW1wOiBzY2hsaWXDn2U=?='],
    ['[pumps] [PATCH] pump: a long', '[PATCH] pump:\n a long'],
  ])('is unwrapped when the list wrote "%s" for "%s"', async (written, given) => {
    const inner = INNER.replace(SUBJECT, given)
    expect((await read(outer(LIST, written, 'message/rfc822', inner))).messageId).toBe('inner@example.org')
  })

  it.each([
    ['[pumps] [PATCH 2/2] pump: stop the drip', '[PATCH 1/2] pump: stop the drip'],
    ['[a] [b] [PATCH 1/2] pump: stop the drip', '[PATCH 1/2] pump: stop the drip'],
    ['[pumps] pump: stop the drip', '[PATCH 1/2] pump: stop the drip'],
    ['Re: [pumps]', ''],
  ])('stays as it is when "%s" is no subject that a list makes of "%s"', async (written, given) => {
    const inner = INNER.replace(SUBJECT, given)
    expect((await read(outer(LIST, written, 'message/rfc822', inner))).messageId).toBe('outer@lists.example.org')
  })

  it('is known by the ids of all outer mails beside its own', async () => {
    const once = outer(LIST, SUBJECT, 'message/rfc822', INNER).toString()
    const other = outer('<taps@lists.example.org>', SUBJECT, 'message/rfc822', once).toString()
    const twice = other.replace('<outer@', '<other@').replace('pumps.lists', 'taps.lists')
    expect((await read(Buffer.from(once))).outerIds).toEqual(['outer@lists.example.org'])
    expect(await read(Buffer.from(twice))).toMatchObject({
      messageId: 'inner@example.org',
      outerIds: ['other@lists.example.org', 'outer@lists.example.org'],
    })
    expect((await read(Buffer.from(INNER))).outerIds).toEqual([])
    expect((await read(Buffer.from(once.replace('<outer@lists.', '<inner@')))).outerIds).toEqual([])
  })

  it('stays a forward when its subject is another', async () => {
    const message = await read(outer(LIST, `Fwd: ${SUBJECT}`, 'message/rfc822', INNER))
    expect(message.messageId).toBe('outer@lists.example.org')
  })

  it('is not unwrapped when a person sent it', async () => {
    const message = await read(outer('Eve <eve@example.net>', SUBJECT, 'message/rfc822', INNER))
    expect(message.messageId).toBe('outer@lists.example.org')
  })
})
