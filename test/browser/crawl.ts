import { expect, it } from 'vitest'
import { SECURITY_HEADERS } from '../../scripts/server/httpAnswer'
import { linksOf, openPage, type Site } from './site'

/** Tabs that crawl in parallel. */
const TABS = 4

/** What a page of hostile mail must not contain after the browser has parsed it. */
const FOREIGN = `(() => {
  const bad = []
  for (const element of document.querySelectorAll('*')) {
    if (['IMG', 'IFRAME', 'OBJECT', 'EMBED', 'BASE'].includes(element.tagName)) bad.push(element.outerHTML)
    if (element.tagName === 'SCRIPT' && !/^\\/assets\\/[0-9a-f]{16}\\.js$/.test(element.getAttribute('src') ?? '')) bad.push(element.outerHTML)
    for (const { name, value } of element.attributes) {
      if (/^on|^style$/i.test(name)) bad.push(element.outerHTML)
      if (/^(?:href|src|action|formaction)$/.test(name) && !/^(?:\\/|#|https?:|data:image\\/svg)/.test(value)) bad.push(element.outerHTML)
    }
  }
  const hidden = /[\\u202a-\\u202e\\u2066-\\u2069\\u200b\\u0007]/.test(document.documentElement.outerHTML)
  const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth
  return { bad, hidden, wide, elements: document.querySelectorAll('*').length }
})()`

const HIDDEN = /[\u202a-\u202e\u2066-\u2069\u200b\u0007]/

interface Visit {
  readonly bad: readonly string[]
  readonly hidden: boolean
  readonly wide: boolean
  readonly elements: number
}

/** No kind of page violates the content security policy, and violations would be noticed. */
export function policyTests(site: () => Site, paths: Readonly<Record<string, string>>): void {
  it('no kind of page violates its policy, and the policy blocks what is injected', async () => {
    const { page, complaints } = await openPage(site())
    for (const path of Object.values(paths)) {
      const response = await page.goto(site().url + path, { waitUntil: 'load' })
      if (!/nope|%00|3\.\.9/.test(path)) expect([path, response?.status()]).toEqual([path, 200])
      expect([path, response?.headers()['content-security-policy']]).toEqual([
        path,
        SECURITY_HEADERS['content-security-policy'],
      ])
    }
    // The browser logs statuses 400 and 404 as errors; here they are expected.
    expect(
      complaints.filter((one) => !/Failed to load resource: the server responded with a status of 40[04]/.test(one)),
    ).toEqual([])
    for (const [planted, directive] of [
      [
        "const one = document.createElement('script'); one.textContent = 'globalThis.ran = 1'; document.head.append(one)",
        'script-src-elem',
      ],
      ["document.body.setAttribute('onclick', 'globalThis.ran = 1'); document.body.click()", 'script-src-attr'],
      ["document.body.append(Object.assign(new Image(), { src: 'https://example.org/x.png' }))", 'img-src'],
      ["document.body.setAttribute('style', 'color: red')", 'style-src-attr'],
      ["fetch('https://example.org/').catch(() => 0)", 'connect-src'],
      ["document.body.append(Object.assign(document.createElement('iframe'), { src: '/' }))", 'frame-src'],
    ] as const) {
      complaints.splice(0)
      await page.evaluate(planted)
      await expect.poll(() => complaints.join('\n')).toContain(`policy violated: ${directive}`)
    }
    expect(await page.evaluate('globalThis.ran')).toBeUndefined()
    await page.context().close()
  })
}

/** Follows every link from `/` in Chromium with scripts on, at the width of a small phone. */
export function crawlTests(site: () => Site): void {
  it('every link from / leads to a page that exists, runs nothing foreign and has no invisible characters', async () => {
    const { url } = site()
    const seen = new Set<string>(['/'])
    const open = ['/']
    const found: string[] = []
    let pages = 0
    const work = async () => {
      const { page, complaints } = await openPage(site(), { viewport: { width: 320, height: 640 } })
      for (let idle = 0; idle < 40; ) {
        const path = open.shift()
        if (path === undefined) {
          idle++
          await new Promise((resolve) => setTimeout(resolve, 50))
          continue
        }
        idle = 0
        const response = await fetch(url + path)
        const text = await response.text()
        if (response.status !== 200) found.push(`${path}: status ${response.status}`)
        if (response.headers.get('content-security-policy') === null) found.push(`${path}: no policy`)
        const type = response.headers.get('content-type') ?? ''
        // A feed may contain markup only as escaped text. Only raw mails are unchanged.
        if (type.includes('xml') && (/<(?:script|img|svg)/i.test(text) || HIDDEN.test(text)))
          found.push(`${path}: markup`)
        if (!type.startsWith('text/html')) continue
        pages++
        for (const link of linksOf(text)) {
          if (seen.has(link) || isFile(link)) continue
          seen.add(link)
          open.push(link)
        }
        await page.goto(url + path, { waitUntil: 'load' })
        const visit = (await page.evaluate(FOREIGN)) as Visit
        if (visit.bad.length > 0) found.push(`${path}: ${visit.bad[0]}`)
        if (visit.hidden) found.push(`${path}: holds characters that cannot be seen`)
        if (visit.wide) found.push(`${path}: scrolls sideways at 320 px`)
        if (visit.elements > 6_000) found.push(`${path}: ${visit.elements} elements`)
      }
      found.push(...complaints)
      await page.context().close()
    }
    await Promise.all(Array.from({ length: TABS }, work))
    expect(found).toEqual([])
    // Four versions of fifteen patches: with fewer pages the crawl has stopped early.
    expect(pages).toBeGreaterThan(300)
  }, 600_000)
}

/** Script and stylesheet, which every page loads anyway. */
function isFile(link: string): boolean {
  return link.startsWith('/assets/')
}
