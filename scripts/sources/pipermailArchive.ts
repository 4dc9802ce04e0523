import { findPipermailMonths } from '../../lib/mail/pipermailMonth'
import type { SourceContext } from './context'
import { fetchDocument, readDocument } from './document'
import { openGathered } from './gathered'
import { parseUrl } from './http'
import { unpackBytes } from './mboxStream'
import { type Source, SourceError } from './source'

const MAX_INDEX_BYTES = 16 * 1024 * 1024

/** Whether a URL is the index of a list on a pipermail server: `https://host/pipermail/LIST/`. */
export function isPipermailArchive(url: URL): boolean {
  return /\/pipermail\/[^/]+\/?(?:index\.html)?$/.test(url.pathname)
}

/**
 * Opens all months of a list, found on its index page. The cursor is the newest month that was read: the next run fetches that
 * month again and all later ones. Only files below the given URL are fetched.
 */
export function openPipermailArchive(context: SourceContext, word: string): Source {
  const url = parseUrl(word)
  const base = `${url.origin}${url.pathname.replace(/index\.html$/, '').replace(/\/*$/, '/')}`
  return openGathered(word, 'pipermail archive', url.host, async function* (cursor) {
    const page = await fetchDocument(context, base)
    const html = (await unpackBytes(base, page.body, MAX_INDEX_BYTES)).toString('utf8')
    const months = findPipermailMonths(html)
    if (months.length === 0)
      throw new SourceError(`${word}: this page has no links to months of mail (2022-September.txt.gz); check the URL`)
    const from = Math.max(0, months.indexOf(cursor ?? ''))
    for (const month of months.slice(from)) {
      const fetched = await fetchDocument(context, `${base}${month}`)
      // In the first days of a month the file may still be empty.
      if (fetched.body.length > 0) yield* readDocument(context, `${base}${month}`, fetched)
      yield { kind: 'cursor', cursor: month }
    }
  })
}
