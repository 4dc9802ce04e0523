import { cleanName } from '../address'
import { parseMessageIds } from '../header'
import type { MessageId } from '../types'
import { between, decodeEntities, textOf } from './html'
import type { ShownMail } from './shown'

/** Some archives hide hosts, of ids as well: `jgg@xxxxxxxxx`. */
function isHidden(address: string): boolean {
  return /@x{3,200}[.x]{0,200}$/i.test(address)
}

/** A page of hypermail (older years of lkml.iu.edu): every header stands in a comment, `<!-- id="..." -->`, the text between `<!-- body="start" -->` and `"end"`. */
export function readHypermail(html: string): ShownMail | undefined {
  const body = between(html, '<!-- body="start" -->', '<!-- body="end" -->')
  if (body === undefined) return undefined
  const field = (name: string): string => {
    const value = new RegExp(`<!--\\s?${name}="([^"\\n]{0,1000})"\\s?-->`).exec(html)?.[1] ?? ''
    return decodeEntities(value).trim()
  }
  const id = (name: string): MessageId | null => parseMessageIds(field(name)).find((one) => !isHidden(one)) ?? null
  const text = textOf(body)
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
