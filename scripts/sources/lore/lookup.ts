import type { MessageId } from '../../../lib/mail/types'
import type { Http } from '../http'
import { parseRepositories } from '../manifest'
import { readMboxBytes, unpackBytes } from '../mboxStream'
import { SourceError } from '../source'

/** Decompressed. The largest of 248,000 real threads has 318 mails and 3 MB; a search may return more. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024
const MAX_MANIFEST_BYTES = 16 * 1024 * 1024
/** On a server without a common index, at most this many inboxes are tried one after the other. */
const MAX_INBOXES = 20

/** A public-inbox server where mails are looked up. Nothing outside its base URL is ever fetched. */
export interface LoreArchive {
  readonly base: string
  /** The raw mails of the thread that contains this mail; undefined if the server does not have it. */
  readonly findThread: (id: MessageId) => Promise<Buffer[] | undefined>
  /** The raw mails that a search finds; none if nothing matches or the server has no search. */
  readonly search: (query: string) => Promise<Buffer[]>
}

/**
 * Opens a server for look-ups. A base URL with a path is one inbox; without one, the inbox `/all` is used, or each inbox if
 * there is no `/all`. Both functions throw SourceError if the server cannot be reached or returns something other than mail (a
 * challenge page, a truncated gzip).
 */
export function openLoreArchive(http: Http, base: string): LoreArchive {
  let known: Promise<string[]> | undefined
  const inboxes = () => {
    known ??= findInboxes(http, base)
    return known
  }
  return {
    base,
    async findThread(id) {
      for (const inbox of await inboxes()) {
        const url = `${inbox}/${encodeURIComponent(id)}/t.mbox.gz`
        const mails = await fetchMails(http, url, 'GET')
        if (mails !== undefined) return mails
      }
      return undefined
    },
    async search(query) {
      const found: Buffer[] = []
      for (const inbox of await inboxes()) {
        // public-inbox returns an mbox of results to POST only, to keep crawlers away.
        const url = `${inbox}/?q=${encodeURIComponent(query)}&x=m`
        found.push(...((await fetchMails(http, url, 'POST')) ?? []))
      }
      return found
    },
  }
}

/** Who delivers what is looked up at a base URL: the inbox, or the whole server if it looks in all of its inboxes. */
export function serverOf(base: string): string {
  return base.replace(/\/+$/, '').replace(/\/all$/, '')
}

async function fetchMails(http: Http, url: string, method: 'GET' | 'POST'): Promise<Buffer[] | undefined> {
  const { status, body } = await http.fetch(url, { method, maxBytes: MAX_ANSWER_BYTES })
  if (status === 404 || status === 410 || (method === 'POST' && status !== 200)) return undefined
  if (status !== 200) throw new SourceError(`${url}: the server answered ${status}`)
  const mbox = await unpackBytes(url, body, MAX_ANSWER_BYTES)
  const mails: Buffer[] = []
  for await (const item of readMboxBytes(url, mbox)) if (item.kind === 'mail') mails.push(item.raw)
  return mails
}

async function findInboxes(http: Http, base: string): Promise<string[]> {
  const url = new URL(base)
  if (url.pathname.replace(/\/+$/, '') !== '') return [base.replace(/\/+$/, '')]
  const all = `${url.origin}/all`
  if (url.hostname === 'lore.kernel.org') return [all]
  if ((await http.fetch(`${all}/`)).status === 200) return [all]
  const { status, body } = await http.fetch(`${url.origin}/manifest.js.gz`, { maxBytes: MAX_MANIFEST_BYTES })
  if (status !== 200) return [all]
  const repositories = parseRepositories((await unpackBytes(base, body, MAX_MANIFEST_BYTES)).toString('utf8'))
  const names = new Set(
    repositories.flatMap(({ path }) => /^(\/[\w.@+-]{1,200})(?:\/git\/\d+\.git)?$/.exec(path)?.[1] ?? []),
  )
  return names.size === 0 ? [all] : [...names].slice(0, MAX_INBOXES).map((name) => `${url.origin}${name}`)
}
