import { cleanName } from '../address'
import { parseMessageIds } from '../header'
import { restoreLine } from '../pipermailMonth'
import type { MessageId } from '../types'
import { between, decodeEntities, elementText, textOf } from './htmlText'
import type { ShownMail } from './shownMail'

/**
 * Reads a page of Mailman 2: the text is between `<!--beginarticle-->` and `<!--endarticle-->`, and the link to reply
 * (`mailto:...&In-Reply-To=...`) has the Message-ID of the mail. The page does not name the parent. Undefined for any other page.
 */
export function readPipermailPage(html: string): ShownMail | undefined {
  const article = between(html, '<!--beginarticle-->', '<!--endarticle-->')
  if (article === undefined) return undefined
  const head = html.slice(0, html.indexOf('<!--beginarticle-->'))
  const answer = /mailto:[^"?]{0,400}\?[^"]{0,2000}In-Reply-To=([^"&]{1,500})/i.exec(head)?.[1]
  const address = /<a\s+href="mailto:[^"]{0,3000}"[^>]{0,2000}>\s*([^<]{1,300})/i.exec(head)?.[1] ?? ''
  const email = decodeEntities(address).trim().replace(' at ', '@')
  return {
    messageId: answer === undefined ? null : idOf(decodeQuery(decodeEntities(answer))),
    from: { name: cleanName(elementText(head, 'B') ?? ''), email: email.includes('@') ? email.toLowerCase() : '' },
    date: (elementText(head, 'I') ?? '').trim(),
    subject: (elementText(head, 'H1') ?? '').trim(),
    inReplyTo: null,
    body: textOf(article).replace(/^\n/, '').split('\n').map(restoreLine).join('\n'),
  }
}

function decodeQuery(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', '%2B'))
  } catch {
    return text
  }
}

function idOf(text: string): MessageId | null {
  const id = parseMessageIds(text.trim().replace(' at ', '@'))[0]
  return id ?? null
}
