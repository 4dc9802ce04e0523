import { Readable } from 'node:stream'
import type { SourceContext } from './context'
import { openGathered } from './gathered'
import { isPage, readPage } from './htmlPage'
import { type Fetching, parseUrl } from './http'
import type { Fetched } from './httpCache'
import { readMboxBytes, unpackBytes } from './mboxStream'
import { type Source, SourceError, type SourceItem } from './source'
import { openStdin } from './stdin'

const MAX_DOCUMENT_BYTES = 512 * 1024 * 1024

/** Opens the file at a URL: an mbox, plain or gzipped, an HTML page that shows a mail, or a single mail. */
export function openDocument(context: SourceContext, url: string): Source {
  return openGathered(url, 'mail at a URL', parseUrl(url).host, async function* () {
    yield* readDocument(context, url, await fetchDocument(context, url))
  })
}

/** Fetches a file. Throws SourceError for any status but 200. */
export async function fetchDocument({ http }: SourceContext, url: string, fetching?: Fetching): Promise<Fetched> {
  const fetched = await http.fetch(url, fetching)
  if (fetched.status === 200) return fetched
  throw new SourceError(`${url}: the server answered ${fetched.status}${fetched.status === 404 ? ' (not found)' : ''}`)
}

/** The mails in a fetched file. Throws SourceError if it contains none. */
export async function* readDocument(
  context: SourceContext,
  name: string,
  { body }: Fetched,
): AsyncGenerator<SourceItem> {
  const bytes = await unpackBytes(name, body, MAX_DOCUMENT_BYTES)
  if (isPage(bytes)) yield* readPage(context, name, bytes.toString('utf8'))
  else if (/^[!-9;-~]{1,80}:[ \t]/.test(bytes.toString('latin1', 0, 200)))
    yield* openStdin(Readable.from([bytes])).items(null)
  else yield* readMboxBytes(name, bytes)
}
