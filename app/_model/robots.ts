/**
 * What crawlers are kept off, in the syntax of RFC 9309: what costs much (comparisons, searches, mailboxes), and what has nothing of its own
 * (feeds, raw mail, files, JSON, and every other order or view of a page).
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
