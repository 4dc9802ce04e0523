import { parseMessage } from '../../lib/mail/message'
import type { Message } from '../../lib/mail/types'

const HEADERS: Readonly<Record<string, string>> = {
  From: 'Jane Doe <jane@example.org>',
  Subject: '[PATCH] thing',
  'Message-ID': '<1@example.org>',
  Date: 'Thu, 01 Sep 2022 07:18:10 +0000',
}

/** A mail with these headers over the usual ones; '' leaves one out. */
export function rawMail(headers: Readonly<Record<string, string>>, body: string | Buffer = 'text\n'): Buffer {
  const lines = Object.entries({ ...HEADERS, ...headers }).filter(([, value]) => value !== '')
  return Buffer.concat([
    Buffer.from(`${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n`),
    Buffer.from(body),
  ])
}

/** The mail with these headers and this body as parseMessage reads it; throws when it is rejected. */
export async function read(headers: Readonly<Record<string, string>>, body?: string | Buffer): Promise<Message> {
  const parsed = await parseMessage(rawMail(headers, body))
  if (parsed.kind === 'rejected') throw new Error(parsed.reason)
  return parsed.message
}

/** What parseMessage found wrong with it. */
export const codes = (message: Message) => message.issues.map(({ code }) => code)
