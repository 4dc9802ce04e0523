import { notFound } from './handler'

/** Answers with a sitemap. Its addresses must be absolute, so there is none where the address of the site is not known. */
export function sitemapResponse(site: string | undefined, render: (site: string) => string): Response {
  if (site === undefined) return notFound('sitemap: REROLL_URL must have the address of the site,')
  return new Response(render(site), { headers: { 'content-type': 'application/xml; charset=utf-8' } })
}
