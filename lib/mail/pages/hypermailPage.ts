import { cleanName } from '../address'
import { parseMessageIds } from '../header'
import type { MessageId } from '../types'
import { between, decodeEntities, textOf } from './htmlText'
import type { ShownMail } from './shownMail'

/** Some archives hide the host of addresses, and of Message-IDs as well: `jgg@xxxxxxxxx`. */
function isHidden(address: string): boolean {
  return /@x{3,200}[.x]{0,200}$/i.test(address)
}

/** Since version 2.2 the body starts with the headers as shown and the time of receipt. */
function withoutFrame(body: string): string {
  const start = body.indexOf('<pre id="body">')
  const end = body.lastIndexOf('</pre>')
  if (start >= 0 && end > start) return body.slice(start, end)
  const headers = body.indexOf('</address>')
  return headers >= 0 && body.indexOf('<address class="headers">') >= 0 ? body.slice(headers) : body
}

/** Reads a page of hypermail (older years of lkml.iu.edu): each header is in a comment, `<!-- id="..." -->`, and the text between `<!-- body="start" -->` and `"end"`. Undefined for any other page. */
export function readHypermail(html: string): ShownMail | undefined {
  const body = between(html, '<!-- body="start" -->', '<!-- body="end" -->')
  if (body === undefined) return undefined
  const field = (name: string): string => {
    const value = new RegExp(`<!--\\s?${name}="([^"\\n]{0,1000})"\\s?-->`).exec(html)?.[1] ?? ''
    return decodeEntities(value).trim()
  }
  const id = (name: string): MessageId | null => parseMessageIds(field(name)).find((one) => !isHidden(one)) ?? null
  const text = textOf(withoutFrame(body))
    .replace(/^\s*\n/, '')
    .trimEnd()
  return {
    messageId: id('id'),
    from: {
      name: cleanName(field('name')),
      email: isHidden(field('email'))
        ? ''
        : field('email')
            .toLowerCase()
            .replace(/ at |_at_/, '@'),
    },
    date: field('sent') || field('received'),
    subject: field('subject'),
    inReplyTo: id('inreplyto'),
    body: `${text}\n`,
  }
}
