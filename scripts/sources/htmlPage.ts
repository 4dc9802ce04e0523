import { parseMailPage } from '../../lib/mail/pages/mailPage'
import type { SourceContext } from './context'
import { collectSeries } from './lore/collect'
import { openLoreArchive } from './lore/lookup'
import { SourceError, type SourceItem } from './source'

/** Whether bytes begin as HTML does. */
export function isPage(bytes: Buffer): boolean {
  return /^\s{0,100}<(?:!doctype|!--|html|head|body|\?xml)/i.test(bytes.toString('latin1', 0, 300))
}

/**
 * The mail that a page shows: by its Message-ID from the archive, whole and with its series; where the archive does not have it, or
 * the page tells no id, as the page shows it. Throws SourceError for a page that shows none.
 */
export async function* readPage(context: SourceContext, name: string, html: string): AsyncGenerator<SourceItem> {
  const page = parseMailPage(html)
  if (page === undefined) throw new SourceError(`${name}: this is ${describePage(html)}, not mail`)
  const mails = page.messageId === null ? [] : await lookUp(context, name, page)
  for (const [position, raw] of mails.entries()) yield { kind: 'mail', raw, position, archivedMs: null }
  if (mails.length === 0 && page.raw !== null) yield { kind: 'mail', raw: page.raw, position: 0, archivedMs: null }
}

type Page = NonNullable<ReturnType<typeof parseMailPage>>

async function lookUp(context: SourceContext, name: string, { messageId, raw }: Page): Promise<readonly Buffer[]> {
  if (messageId === null) return []
  try {
    const { mails } = await collectSeries(openLoreArchive(context.http, context.lore), [messageId])
    if (mails.length > 0 || raw !== null) return mails
    throw new SourceError(`${name}: ${context.lore} does not have the mail <${messageId}> of this page`)
  } catch (error) {
    if (!(error instanceof SourceError) || raw === null) throw error
    context.warn(`${name}: imported as the page shows it: ${error.message}`)
    return []
  }
}

/** A page as a clause for a person: its title tells a challenge from an error. */
export function describePage(html: string): string {
  const title = /<title[^>]{0,200}>([^<]{0,120})/i.exec(html.slice(0, 8_192))?.[1]?.replace(/\s+/g, ' ').trim()
  return title === undefined || title === '' ? 'an HTML page' : `an HTML page ("${title}")`
}
