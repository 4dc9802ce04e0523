import { isUrl } from '../../lib/url'
import { type Feed, renderFeed } from './atom'

/** Limits a feed to more entries than readers miss between two fetches. */
const FEED_ENTRIES = 50

interface FeedOptions {
  readonly maxEntries?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers with an Atom document. Its links are absolute if REROLL_URL has the address of the site. */
export function feedResponse(feed: Feed, { maxEntries = FEED_ENTRIES, headers = {} }: FeedOptions = {}): Response {
  const base = (process.env.REROLL_URL ?? '').replace(/\/+$/, '')
  const body = renderFeed({ ...feed, entries: feed.entries.slice(0, maxEntries) }, isUrl(base) ? base : '')
  return new Response(body, { headers: { 'content-type': 'application/atom+xml; charset=utf-8', ...headers } })
}
