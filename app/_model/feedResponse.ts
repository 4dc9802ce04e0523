import { type Feed, renderFeed } from './atom'

/** Most entries of a feed: more than a reader fetches between two visits. */
export const FEED_ENTRIES = 50

/** An Atom document. REROLL_URL, where the site can be reached, makes its links absolute. */
export function feedResponse(feed: Feed): Response {
  const base = (process.env.REROLL_URL ?? '').replace(/\/+$/, '')
  const body = renderFeed(
    { ...feed, entries: feed.entries.slice(0, FEED_ENTRIES) },
    /^https?:\/\//.test(base) ? base : '',
  )
  return new Response(body, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}
