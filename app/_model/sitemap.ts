import type { SitemapEntry } from '../../db/queries/lists/sitemap'
import { escapeXml } from './atom'
import { seriesHref } from './href'

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** The series of a part, in the format of sitemaps.org; `site` is the address of the site, without a slash at its end. */
export function renderSitemap(site: string, entries: readonly SitemapEntry[]): string {
  const urls = entries.map(
    ({ key, newest }) =>
      `<url><loc>${escapeXml(site + seriesHref(key))}</loc><lastmod>${escapeXml(newest)}</lastmod></url>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="${NAMESPACE}">\n${urls.join('\n')}\n</urlset>\n`
}

/** The list of this many parts. */
export function renderSitemapIndex(site: string, parts: number): string {
  const maps = Array.from(
    { length: parts },
    (_, index) => `<sitemap><loc>${escapeXml(`${site}/sitemap/${index + 1}`)}</loc></sitemap>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="${NAMESPACE}">\n${maps.join('\n')}\n</sitemapindex>\n`
}
