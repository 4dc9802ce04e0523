import { describe, expect, it } from 'vitest'
import { COSTLY, ROUTES } from '../../app/_handlers/routes'
import { robotsText } from '../../app/_model/robots'
import { EXAMPLES } from '../web/oddRequests'

/** The rules, read as RFC 9309 says: `*` is any run of characters, `$` the end. */
const rules = [...robotsText(undefined).matchAll(/^Disallow: (.+)$/gm)].map(
  ([, path = '']) => new RegExp(`^${path.replace(/[.?+()[\]]/g, '\\$&').replaceAll('*', '.*')}`),
)
const isKeptOff = (target: string) => rules.some((rule) => rule.test(target))
const FEEDS = Object.keys(ROUTES).filter((route) => /atom|\/raw$|mbox/.test(route))

describe('robots.txt', () => {
  it('keeps crawlers off everything that costs much, and off feeds and files', () => {
    const sitemaps = ['/sitemap.xml', '/sitemap/[part]']
    const allowed = [...COSTLY, ...FEEDS].filter(
      (route) => !sitemaps.includes(route) && !isKeptOff(EXAMPLES[route] ?? ''),
    )
    expect(allowed).toEqual([])
    for (const target of ['/?q=vfio', '/people?q=a', '/people?page=2', '/series/a%40b/diff/1..2', '/api/series'])
      expect([target, isKeptOff(target)]).toEqual([target, true])
  })

  it('lets them read series, mails, people, lists, paths, commits and pull requests', () => {
    for (const target of [
      '/',
      '/api',
      '/list',
      '/people',
      '/pulls',
      '/status',
      '/sitemap.xml',
      '/sitemap/1',
      ...['/series/[id]', '/message/[id]', '/people/[address]', '/list/[list]', '/path/[[...path]]', '/pull/[id]'].map(
        (route) => EXAMPLES[route] ?? '',
      ),
    ])
      expect([target, isKeptOff(target)]).toEqual([target, false])
  })

  it('names the sitemap if the address of the site is known', () => {
    expect(robotsText(undefined)).toMatch(/^User-agent: \*\n/)
    expect(robotsText(undefined)).not.toContain('Sitemap')
    expect(robotsText('https://reroll.example.org')).toMatch(
      /\n\nSitemap: https:\/\/reroll\.example\.org\/sitemap\.xml\n$/,
    )
  })
})
