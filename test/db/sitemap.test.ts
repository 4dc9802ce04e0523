import { describe, expect, it } from 'vitest'
import { sitemapResponse } from '../../app/_handlers/sitemap'
import { renderSitemap, renderSitemapIndex } from '../../app/_model/sitemap'
import { openWriter } from '../../db/migrate'
import { countParts, listPart } from '../../db/queries/lists/sitemap'
import { ingestMails } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const SITE = 'https://reroll.example.org/a&b'
const MAILS = [1, 2, 3].map((number) =>
  mail({
    id: `pump/${number}&'@example.org`,
    subject: `[PATCH] pump${number}: drip`,
    body: addLine(`pump${number}.c`, `drip${number}();`),
    minutes: number,
  }),
)

describe('the sitemap', () => {
  it('names every series once, the newest first, in parts', async () => {
    const db = openWriter(':memory:')
    expect([countParts(db), listPart(db, 1)]).toEqual([1, []])
    await ingestMails(db, MAILS)
    expect([countParts(db), countParts(db, 2), countParts(db, 3)]).toEqual([1, 2, 1])
    const parts = [1, 2, 3].map((part) => listPart(db, part, 2).map(({ key }) => key))
    expect(parts).toEqual([["pump/3&'@example.org", "pump/2&'@example.org"], ["pump/1&'@example.org"], []])
    db.close()
  })

  it('has absolute addresses and the time of the newest mail', () => {
    const xml = renderSitemap(SITE, [{ key: "pump/1&'@example.org", newest: '2024-01-01T00:01:00.000Z' }])
    expect(xml).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        `<url><loc>https://reroll.example.org/a&amp;b/series/pump%2F1%26&#39;%40example.org</loc><lastmod>2024-01-01T00:01:00.000Z</lastmod></url>`,
        '</urlset>',
        '',
      ].join('\n'),
    )
  })

  it('is a list of its parts if there are several', () => {
    const xml = renderSitemapIndex('https://reroll.example.org', 2)
    expect([...xml.matchAll(/<sitemap><loc>(.*?)<\/loc>/g)].map(([, address]) => address)).toEqual([
      'https://reroll.example.org/sitemap/1',
      'https://reroll.example.org/sitemap/2',
    ])
  })

  it('needs the address of the site, and says so without it', async () => {
    expect(() => sitemapResponse(undefined, () => '')).toThrow(
      'no sitemap: REROLL_URL must be set to the address of this site',
    )
    const response = sitemapResponse(SITE, (site) => `<!-- ${site} -->`)
    expect([response.headers.get('content-type'), await response.text()]).toEqual([
      'application/xml; charset=utf-8',
      `<!-- ${SITE} -->`,
    ])
  })
})
