import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import type { SeriesSummary } from '../../db/queries/views'
import { linksOf, openPage, type Site } from './site'

const MAX_SERIES_BYTES = 60_000
/** A series of dozens of patches in a dozen versions. What does not fit is folded away or left out, and counted. */
const MAX_LONG_BYTES = 80_000
const MAX_PATCH_BYTES = 100_000
const MAX_ELEMENTS = 6_000
const MAX_LONG_ELEMENTS = 7_000
/** Every seventh patch gives 500 pages; a larger sample takes minutes and finds nothing more. */
const EVERY = 7
/** Time to read a thousand pages on a busy machine. */
const LONG_MS = 600_000

/** A series as the JSON API lists it. */
export type SeriesRow = Pick<SeriesSummary, 'id' | 'title' | 'author' | 'messages' | 'versions'>

interface Weighed {
  readonly path: string
  readonly bytes: number
  readonly elements: number
}

/** The size of a page with the usual gzip compression, and its number of elements. */
async function weigh(site: Site, path: string): Promise<Weighed> {
  const response = await fetch(site.url + path)
  const html = await response.text()
  expect([path, response.status]).toEqual([path, 200])
  return { path, bytes: gzipSync(html).length, elements: html.match(/<[a-z]/g)?.length ?? 0 }
}

/** All series of an archive. */
export async function listSeries(site: Site): Promise<SeriesRow[]> {
  const all: SeriesRow[] = []
  for (let page = 1; ; page++) {
    const rows = (await (await fetch(`${site.url}/api/series?page=${page}`)).json()) as SeriesRow[]
    if (rows.length === 0) return all
    all.push(...rows)
  }
}

const seriesPath = (id: string) => `/series/${encodeURIComponent(id)}`

/** The page of one series is light: at most 60 kB of HTML, gzipped, and 6,000 elements. */
export function lightTests(site: () => Site, path: string): void {
  it('the page of a series of four versions is at most 60 kB of HTML, gzipped, with at most 6,000 elements', async () => {
    const { bytes, elements } = await weigh(site(), path)
    expect([bytes <= MAX_SERIES_BYTES, elements <= MAX_ELEMENTS, elements > 500]).toEqual([true, true, true])
  })
}

/** No page is heavy: measured over all series of an archive. */
export function weightTests(site: () => Site, series: () => readonly SeriesRow[]): void {
  it(
    'the page of every series is at most 80 kB of HTML, gzipped, with fewer than 7,000 elements',
    async () => {
      expect(series().length).toBeGreaterThan(300)
      const heavy: Weighed[] = []
      for (const { id } of series()) {
        const page = await weigh(site(), seriesPath(id))
        if (page.bytes > MAX_LONG_BYTES || page.elements > MAX_LONG_ELEMENTS) heavy.push(page)
      }
      expect(heavy).toEqual([])
    },
    LONG_MS,
  )

  it(
    '99 of 100 pages of a patch are at most 100 kB, gzipped, and each has fewer than 6,000 elements',
    async () => {
      const patches = series().flatMap(({ id, versions }) =>
        versions.flatMap(({ key, patches: own }) =>
          own.map(({ number, added, removed }) => ({
            path: `${seriesPath(id)}/patch/${encodeURIComponent(key)}/${number}`,
            size: added + removed,
          })),
        ),
      )
      const bySize = patches.toSorted((a, b) => b.size - a.size)
      const largest = bySize.slice(0, Math.ceil(patches.length / 100))
      const sample = bySize.filter((_, at) => at % EVERY === 0)
      const heavy: Weighed[] = []
      for (const { path } of new Set([...largest, ...sample])) {
        const page = await weigh(site(), path)
        expect([path, page.elements <= MAX_ELEMENTS]).toEqual([path, true])
        if (page.bytes > MAX_PATCH_BYTES) heavy.push(page)
      }
      expect(heavy.length).toBeLessThanOrEqual(patches.length / 100)
    },
    LONG_MS,
  )

  it(
    'the pages that compare the largest patches of a series keep to the same bounds',
    async () => {
      const stepped = series().filter(({ versions }) => versions.length > 1)
      const bySize = stepped.toSorted((a, b) => sizeOf(b) - sizeOf(a))
      for (const { id, versions } of [...bySize.slice(0, 12), ...stepped.filter((_, at) => at % 40 === 0)]) {
        const [from, to] = [versions.at(0)?.key ?? '', versions.at(-1)?.key ?? '']
        const step = `${seriesPath(id)}/diff/${encodeURIComponent(from)}..${encodeURIComponent(to)}`
        for (const query of ['', '?view=range-diff', '?view=full']) {
          const page = await weigh(site(), step + query)
          expect([page.path, page.elements <= MAX_ELEMENTS, page.bytes <= 2 * MAX_PATCH_BYTES]).toEqual([
            page.path,
            true,
            true,
          ])
        }
      }
    },
    LONG_MS,
  )

  it('a series page loads the stylesheet, with scripts also the script, and nothing from elsewhere', async () => {
    for (const javaScriptEnabled of [false, true]) {
      const { page, complaints, requests } = await openPage(site(), { javaScriptEnabled })
      for (const { id } of series().filter((_, at) => at % 60 === 0)) {
        requests.splice(0)
        await page.goto(site().url + seriesPath(id))
        expect(requests.length).toBeLessThanOrEqual(javaScriptEnabled ? 3 : 2)
        expect(requests.filter((url) => /\.(?:woff2?|ttf|otf)$/.test(url))).toEqual([])
      }
      expect(complaints).toEqual([])
      await page.context().close()
    }
  })

  it('a page carries one script of at most 20 kB', async () => {
    const html = await (await fetch(`${site().url}/`)).text()
    const scripts = [...html.matchAll(/<script[^>]*src="([^"]*)"/g)].map((match) => match[1] ?? '')
    expect(scripts).toHaveLength(1)
    const script = await (await fetch(site().url + scripts[0])).text()
    expect(Buffer.byteLength(script)).toBeLessThanOrEqual(20_000)
    expect(linksOf(html).length).toBeGreaterThan(20)
  })
}

function sizeOf({ versions }: SeriesRow): number {
  return Math.max(
    ...versions.map(({ patches }) => patches.reduce((sum, { added, removed }) => sum + added + removed, 0)),
  )
}
