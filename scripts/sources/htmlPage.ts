import { parseMailPage } from '../../lib/mail/pages/mailPage'
import type { SourceContext } from './context'
import { collectSeries } from './lore/collect'
import { openLoreArchive, serverOf } from './lore/lookup'
import { SourceError, type SourceItem } from './source'

/** Whether bytes start like an HTML page. */
export function isPage(bytes: Buffer): boolean {
  return /^\s{0,100}<(?:!doctype|!--|html|head|body|\?xml)/i.test(bytes.toString('latin1', 0, 300))
}

/**
 * The mail that a page of a web archive shows. If the page gives its Message-ID, the original mail and its series are fetched
 * from the archive; otherwise, or if the archive does not have it, the mail is taken from the page. Throws SourceError if the
 * page shows no mail.
 */
export async function* readPage(context: SourceContext, name: string, html: string): AsyncGenerator<SourceItem> {
  const page = parseMailPage(html)
  if (page === undefined) throw new SourceError(`${name}: this is ${describePage(html)}, not mail`)
  const mails = page.messageId === null ? [] : await lookUp(context, name, page)
  for (const [position, raw] of mails.entries())
    yield { kind: 'mail', raw, position, archivedMs: null, server: serverOf(context.lore) }
  if (mails.length === 0 && page.raw !== null) yield { kind: 'mail', raw: page.raw, position: 0, archivedMs: null }
}

type Page = NonNullable<ReturnType<typeof parseMailPage>>

async function lookUp(context: SourceContext, name: string, { messageId, raw }: Page): Promise<readonly Buffer[]> {
  if (messageId === null) return []
  try {
    const { mails } = await collectSeries(openLoreArchive(context.http, context.lore), [messageId])
    if (mails.length > 0 || raw !== null) return mails
    throw new SourceError(
      `${name}: ${context.lore} does not have <${messageId}>, the mail on this page`,
      'unknown-mail',
    )
  } catch (error) {
    if (!(error instanceof SourceError) || raw === null) throw error
    context.warn(`${name}: imported from the page, because the original could not be fetched: ${error.message}`)
    return []
  }
}

/** The page in words, with its title, by which a reader recognises a challenge page or an error. */
function describePage(html: string): string {
  const title = /<title[^>]{0,200}>([^<]{0,120})/i.exec(html.slice(0, 8_192))?.[1]?.replace(/\s+/g, ' ').trim()
  return title === undefined || title === '' ? 'an HTML page' : `an HTML page ("${title}")`
}
