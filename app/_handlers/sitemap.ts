import { RequestError } from './handler'

/** Answers with a sitemap, or 404 if the address of the site is not known, because addresses in a sitemap must be absolute. */
export function sitemapResponse(site: string | undefined, render: (site: string) => string): Response {
  if (site === undefined) throw new RequestError(404, 'no sitemap: REROLL_URL must be set to the address of this site')
  return new Response(render(site), { headers: { 'content-type': 'application/xml; charset=utf-8' } })
}
