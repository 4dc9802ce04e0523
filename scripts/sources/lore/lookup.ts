import type { MessageId } from '../../../lib/mail/types'
import type { Http } from '../http'
import { parseRepositories } from '../manifest'
import { readMboxBytes, unpackBytes } from '../mboxStream'
import { SourceError } from '../source'

/** Unpacked. The largest of 248,000 real threads has 318 mails and 3 MB; a search may bring more. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024
const MAX_MANIFEST_BYTES = 16 * 1024 * 1024
/** Inboxes of a server without a common index that are asked one after the other. */
const MAX_INBOXES = 20

/** A public-inbox server as a place to look things up. Nothing outside its base URL is ever asked for. */
export interface LoreArchive {
  readonly base: string
  /** Raw mails of the thread that holds this mail; undefined when the server does not know it. */
  readonly findThread: (id: MessageId) => Promise<Buffer[] | undefined>
  /** Raw mails that a search finds; none when nothing is found or the server does not search. */
  readonly search: (query: string) => Promise<Buffer[]>
}

/**
 * A base URL with a path is one inbox; without, it is a server: its `/all`, else each of its inboxes. Both calls throw SourceError when
 * the server cannot be reached or answers with anything but mail (a challenge page, half a gzip).
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
        // public-inbox gives an mbox of results to POST only, to keep crawlers out.
        const url = `${inbox}/?q=${encodeURIComponent(query)}&x=m`
        found.push(...((await fetchMails(http, url, 'POST')) ?? []))
      }
      return found
    },
  }
}

async function fetchMails(http: Http, url: string, method: 'GET' | 'POST'): Promise<Buffer[] | undefined> {
  const { status, body } = await http.fetch(url, { method, maxBytes: MAX_ANSWER_BYTES })
  if (status === 404 || status === 410 || (method === 'POST' && status !== 200)) return undefined
  if (status !== 200) throw new SourceError(`${url}: the server answers ${status}`)
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
