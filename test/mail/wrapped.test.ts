import { describe, expect, it } from 'vitest'
import { parseMessage } from '../../lib/mail/message'

const INNER = `From: Ann Author <ann@example.org>
Subject: [PATCH 1/2] pump: stop the drip
Date: Mon, 14 Jul 2025 08:00:00 +0000
Message-ID: <inner@example.org>
References: <cover@example.org>

Text of Ann.
`

function outer(from: string, subject: string, type: string, body: string): Buffer {
  return Buffer.from(`Received: from mx.example.org by lists.example.org; Mon, 14 Jul 2025 08:01:00 +0000
From: ${from}
Subject: ${subject}
Date: Mon, 14 Jul 2025 08:00:00 +0000
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

  it('stays a forward when it has words of its own', async () => {
    const message = await read(outer(LIST, SUBJECT, 'multipart/mixed; boundary="b"', mixed('Did you see this?')))
    expect(message.messageId).toBe('outer@lists.example.org')
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
