import { parseArchiveLink } from '../../lib/mail/archiveLink'
import type { MessageId } from '../../lib/mail/types'
import type { SourceContext } from './context'
import { openDocument } from './document'
import { parseUrl } from './http'
import { type Collected, collectSeries } from './lore/collect'
import { openLoreArchive } from './lore/lookup'
import { openCollection } from './lore/threadSource'
import { openClone } from './mirror'
import { openPatchwork, parsePatchworkUrl } from './patchwork'
import { isPipermailArchive, openPipermailArchive } from './pipermailArchive'
import { type Source, SourceError } from './source'

/** Hosts that only redirect, or that refuse programs. Their mail is looked up on lore instead. */
const ID_HOSTS =
  /^(?:lore\.kernel\.org|lkml\.kernel\.org|patch\.msgid\.link|(?:www\.)?mail-archive\.com|marc\.info|(?:www\.)?lkml\.org|(?:www\.)?spinics\.net)$/
/** A month page of a pipermail archive. The text of the month is next to it. */
const MONTH_PAGE = /(\/\d{4}-[A-Z][a-z]{2,8})(?:\/(?:(?:thread|date|subject|author)\.html)?)?$/
const FILE = /\.(?:mbox|mbx|gz|txt|html?|eml)$/i

/** Opens the source that a URL names, recognised by its form; nothing is fetched yet. Throws SourceError for URLs that are not fetched. */
export function openUrl(context: SourceContext, word: string): Source {
  const url = parseUrl(word)
  const patchwork = parsePatchworkUrl(url)
  if (patchwork !== undefined) return openPatchwork(context, word, patchwork)
  if (isPipermailArchive(url)) return openPipermailArchive(context, word)
  const month = MONTH_PAGE.exec(url.pathname)
  if (month !== null)
    return openDocument(context, `${url.origin}${url.pathname.slice(0, month.index)}${month[1]}.txt.gz`)
  const id = parseArchiveLink(word)
  if (id !== undefined) return openLink(context, word, id)
  return FILE.test(url.pathname) ? openDocument(context, word) : openClone(context, word)
}

/** Opens the mail that a link names by Message-ID: from the archive it points to, else from lore. An archive that the user named comes first. */
function openLink(context: SourceContext, word: string, id: MessageId): Source {
  const url = parseUrl(word)
  const own = prefixOf(url)
  const known = ID_HOSTS.test(url.hostname) || url.host === parseUrl(context.lore).host
  const bases = known ? [context.lore] : context.loreIsNamed ? [context.lore, own] : [own, context.lore]
  return openCollection(word, parseUrl(bases[0] ?? own).host, () => collectFrom(context, word, id, bases))
}

async function collectFrom(
  { http }: SourceContext,
  word: string,
  id: MessageId,
  bases: readonly string[],
): Promise<Collected> {
  let failure: SourceError | undefined
  for (const base of bases) {
    try {
      const collected = await collectSeries(openLoreArchive(http, base), [id])
      if (collected.mails.length > 0) return collected
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      failure ??= error
    }
  }
  throw (
    failure ??
    new SourceError(
      `${word}: the mail <${id}> is not in ${bases.join(' or ')}; try another archive with --lore URL`,
      'unknown-mail',
    )
  )
}

/** The base URL of the inbox: the part of a link before the Message-ID. */
function prefixOf(url: URL): string {
  const segments = url.pathname.split('/')
  const at = segments.findIndex((segment) => parseArchiveLink(`${url.origin}/${segment}`) !== undefined)
  const path = at < 0 ? '' : segments.slice(0, at).join('/')
  return `${url.origin}${path.replace(/\/r$/, '')}`.replace(/\/+$/, '')
}
