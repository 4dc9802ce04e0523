import { beforeAll, describe, expect, it } from 'vitest'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { mail } from '../support/mail'
import { pageText, publish, renderPage } from '../support/page'
import { tempFolder } from '../support/tempFolder'

const VERSIONS = 900
/** Characters of a page that docs/reliability.md promises. */
const MAX_PAGE = 600_000

const patch = (version: number) =>
  mail({
    id: `v${version}@example.org`,
    subject: `[PATCH v${version}] thing: do what it does`,
    body: `Why.\n---\ndiff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-old\n+new ${version}\n-- \n2.43.0\n`,
    minutes: version * 1_440,
  })
const reply = (version: number) =>
  mail({
    id: `r${version}@example.org`,
    subject: `Re: [PATCH v${version}] thing: do what it does`,
    body: '> +new\n\nPlease rename it.\n',
    from: 'Rex Roe <rex@example.org>',
    minutes: version * 1_440 + 60,
    inReplyTo: `v${version}@example.org`,
  })

describe(`the page of a series of ${VERSIONS} versions`, () => {
  const folder = tempFolder()
  let html = ''

  beforeAll(async () => {
    const numbers = Array.from({ length: VERSIONS }, (_, index) => index + 1)
    const db = await publish(
      folder,
      numbers.flatMap((version) => [patch(version), ...(version % 9 === 0 ? [reply(version)] : [])]),
    )
    expect(getSeriesDocument(db, 'v1@example.org')?.versions).toHaveLength(VERSIONS)
    html = await renderPage('series', 'v1@example.org')
  }, 300_000)

  it('has fewer than 600,000 characters', () => {
    expect(html.length).toBeLessThan(MAX_PAGE)
  })

  it('says how many versions it leaves out, and links to all of them', () => {
    expect(pageText(html)).toMatch(/Not shown: v1 to v8\d\d; compare any two versions above, or get everything as JSON/)
    expect(html).toContain('href="/api/series/v1%40example.org"')
    expect(pageText(html)).toContain('700 older versions: put two into the address')
    expect(html).toContain('The newest 200 versions as vertical lines')
  })
})

describe('40 versions of which each claims 9,999 patches and has one', () => {
  const folder = tempFolder()

  it('take some hundred numbers each in JSON, and a range on the page', async () => {
    const mails = Array.from({ length: 40 }, (_, index) =>
      mail({
        id: `n${index + 1}@example.org`,
        subject: `[PATCH v${index + 1} 1/9999] thing: do what it does`,
        body: `Why.\n---\ndiff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-old\n+new ${index}\n-- \n2.43.0\n`,
        minutes: index * 1_440,
      }),
    )
    const db = await publish(folder, mails)
    const document = getSeriesDocument(db, 'n1@example.org')
    expect(document?.versions.map(({ missing, missingCount }) => [missing.length, missingCount])).toEqual(
      mails.map(() => [100, 9_998]),
    )
    expect(JSON.stringify(document).length).toBeLessThan(mails.length * 3_000)
    const text = pageText(await renderPage('series', 'n1@example.org'))
    expect(text).toContain('1 of 9,999 patches; not archived here: 2–9,999')
    expect(text).toContain('The subject says that there are 9,999 patches, and only 1 is archived here')
  })
})
