/**
 * Paths that crawlers should not fetch, in the syntax of RFC 9309: pages that cost much (comparisons, searches, mailboxes), and those that only
 * repeat what other pages show (feeds, raw mail, files, JSON, and every other order or view of a page).
 */
const KEPT_OFF = [
  '/*?',
  '/api/',
  '/search',
  '/series/*/diff',
  '/series/*/mbox',
  '/series/*/patch/',
  '/series/*/since/',
  '/atom$',
  '/*/atom$',
  '/*/t.atom$',
  '/*/new.atom$',
  '/*/t.mbox.gz$',
  '/*/raw$',
  '/message/*/file/',
]

/** The rules for crawlers. They find the series in the sitemap, whose address must be absolute. */
export function robotsText(site: string | undefined): string {
  const map = site === undefined ? [] : ['', `Sitemap: ${site}/sitemap.xml`]
  return [...['User-agent: *', ...KEPT_OFF.map((path) => `Disallow: ${path}`)], ...map, ''].join('\n')
}
