import { gunzipSync } from 'node:zlib'
import { findPipermailMonths } from '../../lib/mail/pipermailMonth'
import type { SourceContext } from './context'
import { fetchDocument, readDocument } from './document'
import { openGathered } from './gathered'
import { parseUrl } from './http'
import { type Source, SourceError } from './source'

/** Whether a URL names the index of a list on a pipermail server: `https://host/pipermail/LIST/`. */
export function isPipermailArchive(url: URL): boolean {
  return /\/pipermail\/[^/]+\/?(?:index\.html)?$/.test(url.pathname)
}

/**
 * All months of a list, from its index page. Its cursor is the newest month that was read: the next run asks for it again and for
 * what came after. Only files below the named URL are fetched.
 */
export function openPipermailArchive(context: SourceContext, word: string): Source {
  const url = parseUrl(word)
  const base = `${url.origin}${url.pathname.replace(/index\.html$/, '').replace(/\/*$/, '/')}`
  return openGathered(word, 'pipermail archive', url.host, async function* (cursor) {
    const page = await fetchDocument(context, base)
    const html = (
      page.body[0] === 0x1f ? gunzipSync(page.body, { maxOutputLength: 16 * 1024 * 1024 }) : page.body
    ).toString('utf8')
    const months = findPipermailMonths(html)
    if (months.length === 0) throw new SourceError(`${word}: this page links no month of mail (2022-September.txt.gz)`)
    const from = Math.max(0, months.indexOf(cursor ?? ''))
    for (const month of months.slice(from)) {
      const fetched = await fetchDocument(context, `${base}${month}`)
      // The first days of a month may have no mail yet.
      if (fetched.body.length > 0) yield* readDocument(context, `${base}${month}`, fetched)
      yield { kind: 'cursor', cursor: month }
    }
  })
}
