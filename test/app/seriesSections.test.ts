import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { SeriesHead } from '../../app/_components/series/SeriesHead'
import { SeriesSections } from '../../app/_components/series/SeriesSections'
import { seriesChapters } from '../../app/_model/chapters'
import type { SeriesDocument } from '../../db/queries/views'
import { series, standing } from './fixtures'

const threads = { threads: [], left: 0 }
const idsOf = (more: Partial<SeriesDocument>) => seriesChapters({ ...series, ...more }).map(({ id }) => id)

describe('the first screen of a series', () => {
  const head = (more: Partial<SeriesDocument>) =>
    renderToString(createElement(SeriesHead, { series: { ...series, ...more } }))

  it('shows a hostile title as text', () => {
    expect(head({ title: '<script>\u202Ex</script>' })).toContain('&lt;script>&lt;U+202E>x&lt;/script>')
  })

  it('has the prefixes of the subject before the title, and the size of the newest version', () => {
    const html = head({
      prefixes: ['RFC', 'net-next'],
      size: { files: 2, added: 7, removed: 3, paths: ['a.c', 'b.c'] },
    })
    expect(html).toMatch(/<h1><span[^>]*>RFC<\/span> <span[^>]*>net-next<\/span> Three parts/)
    expect(html).toContain('2 files +7 −3')
    expect(html).toContain('href="/path/b.c"')
  })

  it('says what the series is about, with a link to the rest', () => {
    const about = { text: 'It counts <parts>.', rest: true, messageId: 'v2-0@example.org' }
    expect(head({ about })).toContain('It counts &lt;parts>.')
    expect(head({ about })).toMatch(/href="\/message\/v2-0%40example.org">whole cover letter/)
    expect(head({ about: { ...about, rest: false } })).not.toContain('whole cover letter')
  })

  it('says that there is no cover letter, and where the title is from', () => {
    const versions = series.versions.map((version) => ({ ...version, cover: null }))
    expect(head({ versions })).toContain('No cover letter archived here; named after patch 1.')
    const title = series.versions.at(-1)?.patches[1]?.title ?? ''
    expect(head({ versions, title })).toContain('named after patch 2.')
    expect(head({})).not.toContain('No cover letter')
  })
})

describe('the sections of the page', () => {
  it('are left out when they are empty, and the jump links lead to the others', () => {
    const known = { ...series.versions[0], link: { to: 1, toLabel: 'v1', evidence: ['title'] } }
    const html = renderToString(
      createElement(SeriesSections, {
        series: {
          ...series,
          versions: [...series.versions.slice(0, 1), { ...series.versions[1], ...known, key: '2' }],
        } as SeriesDocument,
        threads,
        single: null,
      }),
    )
    const targets = [...html.matchAll(/<a href="#([a-z]+)">/g)].map(([, id]) => id)
    expect(targets).toEqual(['evolution', 'known'])
    for (const id of targets) expect(html).toContain(`id="${id}"`)
    expect(html).toContain('v1 continues v1: same title')
  })

  it('count the open comments as the head and the lists do, whether they were made before or after the merge', () => {
    const remark = (received: string) => ({ received, status: 'open' }) as SeriesDocument['remarks'][number]
    const remarks = [remark('2024-01-02'), remark('2024-01-03'), remark('2024-02-02')]
    const size = (state: Partial<SeriesDocument['state']>) =>
      seriesChapters({ ...series, remarks, state: { ...series.state, ...state } }).find(({ id }) => id === 'remarks')
        ?.size
    expect(size({})).toBe('3 open')
    expect(size({ kind: 'applied', received: '2024-02-01' })).toBe('3 left open')
    expect(size({ kind: 'applied', received: '2024-03-01' })).toBe('3 left open')
  })

  it('have a timeline from five mails on', () => {
    const position = (index: number) => ({
      ...standing({}),
      version: 1,
      label: 'v1',
      line: 1,
      received: '2024-01-02T10:00:00Z',
      scope: null,
      scopeUnclear: false,
      fits: true,
      messageId: `${index}@example.org`,
    })
    const said = (size: number) => Array.from({ length: size }, (_, index) => position(index))
    expect(idsOf({ positions: said(4) })).toEqual(['evolution'])
    expect(idsOf({ positions: said(5) })).toEqual(['evolution', 'timeline'])
  })

  it('have no picture for a series that never had more than one patch, and its versions instead', () => {
    const single = series.versions.map((version) => ({ ...version, total: 1, patches: version.patches.slice(0, 1) }))
    const tracks = series.tracks.slice(0, 1)
    expect(idsOf({ versions: single, tracks })).toEqual(['versions'])
    expect(idsOf({ versions: single.slice(0, 1), tracks })).toEqual([])
  })
})
