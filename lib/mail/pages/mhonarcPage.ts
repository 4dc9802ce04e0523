import { parseAddress } from '../address'
import { parseMessageIds } from '../header'
import type { MessageId } from '../types'
import { between, decodeEntities, textOf } from './htmlText'
import type { ShownMail } from './shownMail'

/** Reads a page of MHonArc (lkml.iu.edu today, mail-archive.com): headers are in comments, `<!--X-Message-Id: ... -->`, and the sender is rotated (X-From-R13). Undefined for any other page. */
export function readMhonarc(html: string): ShownMail | undefined {
  const field = (name: string): string => decodeComment(between(html, `<!--X-${name}:`, '-->') ?? '')
  const body = between(html, '<!--X-Body-of-Message-->', '<!--X-Body-of-Message-End-->')
  if (body === undefined && field('Message-Id') === '') return undefined
  const id = (value: string): MessageId | null => parseMessageIds(value)[0] ?? null
  const rotated = field('From-R13')
  const text = textOf(body ?? '')
    .replace(/^\s*\n/, '')
    .trimEnd()
  return {
    messageId: id(field('Message-Id')),
    from: parseAddress(rotated === '' ? field('From') : rotate(rotated)),
    date: field('Date'),
    subject: field('Subject'),
    inReplyTo: id(field('Reference')),
    body: `${text}\n`,
  }
}

/** In comments `-` is written `&#45;`, so that none ends early. */
function decodeComment(text: string): string {
  return decodeEntities(text).trim()
}

/** Undoes MHonArc's ROT13, which rotates the 28 characters `@A..Z[` and the 26 small letters by half a turn (mhonarc, mhrot13). */
function rotate(text: string): string {
  return text.replace(/[@-[a-z]/g, (char) => {
    const code = char.charCodeAt(0)
    if (code >= 0x61) return String.fromCharCode(0x61 + ((code - 0x61 + 13) % 26))
    return String.fromCharCode(0x40 + ((code - 0x40 + 14) % 28))
  })
}
