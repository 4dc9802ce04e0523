import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { StepChanges } from '../../app/_components/compare/StepChanges'
import { stepSentence } from '../../app/_model/pageWords'
import { openStepChange, type StepRow, tellStep } from '../../app/_model/stepStory'
import type { SeriesDocument, StepView, StoryAsk } from '../../db/queries/views'
import { ARI, cell, series } from './fixtures'

const row = (number: number, more: Partial<StepRow> = {}): StepRow => ({
  number,
  title: `part ${number}`,
  oldNumber: number,
  newNumber: number,
  change: 'code',
  facts: ['code'],
  added: 1,
  removed: 1,
  note: '',
  trailersAdded: [],
  trailersRemoved: [],
  ...more,
})
const quiet = (change: StepRow['change']) => ({ change, facts: [], added: 0, removed: 0 })
const ref = (version: number) => ({ version, label: `v${version}`, key: `${version}` })
const stepOf = (...rows: readonly StepRow[]): StepView => ({
  seriesId: series.id,
  title: 'T',
  from: ref(1),
  to: ref(2),
  versions: [ref(1), ref(2)],
  rows,
})
const ask = (more: Partial<StoryAsk>): StoryAsk => ({
  person: ARI,
  position: 'requests-changes',
  severity: 'defect',
  regression: false,
  quote: 'Free it last.',
  messageId: 'ask@example.org',
  on: 'v1',
  patch: 6,
  patches: [6],
  outcome: 'done',
  changed: [5, 6],
  announcedAs: 'free it last (Ari)',
  revertedIn: null,
  answeredBy: null,
  promised: false,
  ...more,
})
const continued = series.versions.map((one) => (one.key === '2' ? { ...one, comparedWith: '1' } : one))
const withStory = (asked: readonly StoryAsk[], unannounced: readonly number[] = []): SeriesDocument => ({
  ...series,
  versions: continued,
  story: [
    {
      versionKey: '2',
      label: 'v2',
      hasChangelog: true,
      asked,
      askedCount: asked.length,
      announced: [],
      unannounced,
      dropped: [],
      gained: [],
      lost: [],
    },
  ],
})

describe('the story of a step', () => {
  it('puts patches that changed alike for one reason together, and says who asked on which patch', () => {
    const { groups } = tellStep(withStory([ask({})]), stepOf(row(5), row(6), row(7)))
    expect(groups.map(({ rows }) => rows.map(({ number }) => number))).toEqual([[5, 6], [7]])
    expect(groups[0]?.reasons).toEqual([
      { text: 'free it last (Ari)', messageId: 'ask@example.org', askedBy: ARI, on: 'patch 6 of v1', more: 0 },
    ])
  })

  it('keeps patches apart that changed in different size', () => {
    const { groups } = tellStep(withStory([ask({})]), stepOf(row(5), row(6, { added: 2 })))
    expect(groups).toHaveLength(2)
  })

  it('counts further comments by the same person that no changelog item answers', () => {
    const silent = ['One.', 'Two.', 'Three.'].map((quote) => ask({ quote, announcedAs: null, changed: [5] }))
    expect(tellStep(withStory(silent), stepOf(row(5))).groups[0]?.reasons).toMatchObject([{ text: 'One.', more: 2 }])
  })

  it('lists what did not change by kind, and what nobody answered', () => {
    const undone = ask({ outcome: 'undone' })
    const { quiet: rest, undone: left } = tellStep(
      withStory([ask({ outcome: 'answered' }), undone]),
      stepOf(row(1, quiet('identical')), row(2, quiet('trailers'))),
    )
    expect(rest.map(({ change, rows }) => [change, rows.length])).toEqual([
      ['trailers', 1],
      ['identical', 1],
    ])
    expect(left).toEqual([undone])
  })

  it('knows no reasons for versions that were not compared at import', () => {
    const step = { ...stepOf(row(5)), from: ref(2), to: ref(1) }
    expect(tellStep(withStory([ask({})]), step).groups[0]?.reasons).toEqual([])
  })
})

describe('a patch that the newer version lacks', () => {
  const gone = [1, 2].map((number) => row(-number, { newNumber: null, oldNumber: number, ...quiet('dropped') }))
  const tracks = [1, 2].map((number) => ({
    title: `part ${number}`,
    cells: [cell(1, number, 'first'), { ...cell(2, number, 'dropped'), applied: number === 1 }],
  }))

  it('is applied, and not dropped, where that is why', () => {
    const { quiet: rest } = tellStep({ ...withStory([]), tracks }, stepOf(...gone))
    expect(rest.map(({ change, rows }) => [change, rows.map(({ title }) => title)])).toEqual([
      ['dropped', ['part -2']],
      ['applied', ['part -1']],
    ])
    const changes = gone.map(openStepChange({ tracks }, stepOf()))
    expect(stepSentence(changes)).toBe('2 patches: 1 dropped, 1 applied.')
  })
})

describe('the changes of a step', () => {
  it('come first, with patches that did not change in one line', () => {
    const rows = [1, 2, 3].map((number) => row(number, quiet('identical')))
    const html = renderToString(
      createElement(StepChanges, {
        series: withStory([], [5]),
        step: stepOf(...rows, row(5), row(7, quiet('identical'))),
      }),
    )
    const text = html.replace(/<[^>]*>/g, '')
    expect(text).toContain('Unchanged: 1–3, 7')
    expect(text).toContain('not named in the changelog')
    expect(html.indexOf('part 5')).toBeLessThan(html.indexOf('Unchanged'))
    expect(html).not.toContain('part 2')
  })

  it('give equal trailers of several patches once, without addresses', () => {
    const rows = [3, 4].map((number) =>
      row(number, { ...quiet('trailers'), trailersAdded: ['Acked-by: Ari Archer <ari@example.org>'] }),
    )
    const text = renderToString(createElement(StepChanges, { series, step: stepOf(...rows) })).replace(/<[^>]*>/g, '')
    expect(text).toContain('Trailers only: 3, 4 + Acked-by: Ari Archer')
    expect(text).not.toContain('ari@example.org')
  })

  it('have many dropped patches in one line, without the tags that went with them', () => {
    const gone = (number: number) =>
      row(-number, { newNumber: null, oldNumber: number, ...quiet('dropped'), trailersRemoved: ['Signed-off-by: Ari'] })
    const draw = (...rows: StepRow[]) =>
      renderToString(createElement(StepChanges, { series: withStory([]), step: stepOf(...rows) }))
    const html = draw(gone(1), gone(2), gone(3), row(4))
    expect(html).toMatch(/<details class="step-quiet"><summary>.*Dropped: 1–3<\/summary>/)
    expect(html.indexOf('part 4')).toBeLessThan(html.indexOf('Dropped'))
    expect(html).toContain('part -2')
    expect(html).not.toContain('Signed-off-by')
    expect(draw(gone(1), row(4))).toMatch(/<details class="step-quiet" open/)
  })
})
