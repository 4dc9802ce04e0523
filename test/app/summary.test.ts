import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Summary } from '../../app/_components/series/Summary'
import { standingWords } from '../../app/_model/reviewWords'
import { remarkPlace } from '../../app/_model/seriesSummary'
import type { HeadlineView, SeriesDocument, SeriesRemarkView } from '../../db/queries/views'
import { series } from './fixtures'

const render = renderToString
const page = encodeURIComponent(series.id)

const remark = (more: Partial<SeriesRemarkView>): SeriesRemarkView => ({
  person: { name: 'Ari <i>Archer</i>', emails: ['ari@example.org'] },
  messageId: 'no@example.org',
  received: '2024-01-02T12:00:00Z',
  position: 'requests-changes',
  severity: null,
  regression: false,
  quote: 'Please drop <script>.',
  label: 'v1',
  versionKey: '1',
  patch: 2,
  patches: [2],
  status: 'open',
  answered: false,
  answeredBy: null,
  mergedOver: false,
  counts: true,
  changedIn: null,
  messageOnly: false,
  announcedIn: null,
  line: 7,
  place: { path: 'drivers/alpha/core.c', line: 12 },
  quoted: null,
  ...more,
})
const objection = remark({ position: 'objects', quote: 'This is wrong.', mergedOver: true })
const withRemarks = (...remarks: readonly SeriesRemarkView[]): SeriesDocument => ({ ...series, remarks })

describe('the summary of a series', () => {
  it('shows who objects, where and in which words, and how many comments are open besides', () => {
    const html = render(createElement(Summary, { series: withRemarks(objection, remark({ counts: false })) }))
    expect(html).toContain('Ari &lt;i>Archer&lt;/i></bdi> objects</strong> on patch 2, v1, applied over this objection')
    expect(html).toContain('This is wrong.')
    expect(html).toContain('1 open comment</a>')
  })

  it('quotes the strongest open comment, and says who has how many open', () => {
    const person = { name: 'Matthew Rosato', emails: ['matthew@example.org'] }
    const of = (
      position: 'requests-changes' | 'asks',
      severity: 'request' | 'nit',
      comments: HeadlineView['people'][0]['comments'],
    ) =>
      render(
        createElement(Summary, {
          series: {
            ...withRemarks(remark({ person, position })),
            headline: {
              person,
              position,
              severity,
              regression: false,
              quote: 'Please keep it.',
              messageId: 'q@example.org',
              unanswered: 1,
              promised: 0,
              people: [{ person, comments }],
            },
          },
        }),
      )
    const request = of('requests-changes', 'request', { request: 1, nit: 2 })
    expect(request).toMatch(
      /summary-against"><bdi>Matthew Rosato<\/bdi> requests a change<\/strong>: <q><bdi>Please keep it/,
    )
    expect(request).toContain('Matthew Rosato: 1 request, 2 nits')
    const nit = of('requests-changes', 'nit', { nit: 1 })
    expect(nit).toContain('Matthew Rosato: 1 nit')
    expect(nit).not.toContain('summary-against')
  })

  it('folds what was left open once the patches are applied, and says what happened after that', () => {
    const person = { name: 'Alex', emails: ['alex@example.org'] }
    const applied = { ...series.state, kind: 'applied' } as const
    const regression = { person, messageId: 'reg@example.org', patch: 2, quote: 'This broke the build.', fix: null }
    const html = render(
      createElement(Summary, { series: { ...withRemarks(objection), state: applied, regressions: [regression] } }),
    )
    expect(html).toMatch(/<dt>After that<\/dt>.*Alex<\/bdi> reported a regression<\/strong> in patch 2/)
    expect(html).toMatch(/<dt>Left open<\/dt><dd><details[^>]*><summary>1 comment left open<\/summary>/)
    expect(html).not.toContain('<dt>Open</dt>')
    const received = '2024-01-02T18:00:00Z'
    const late = remark({ received: '2024-01-03T12:00:00Z' })
    const since = render(
      createElement(Summary, { series: { ...withRemarks(objection, late), state: { ...applied, received } } }),
    )
    expect(since).toContain('<summary>2 comments left open, 1 of them made after the merge</summary>')
    const table = standingWords({
      standings: { ...series.sums, objections: 1, remarks: 1 },
      total: 2,
      state: { ...applied, comments: {} },
      versionLabels: ['v1'],
    })
    expect(table.map(({ text }) => text)).toContain('2 comments left open')
  })

  it('shows no objection when all objections are resolved', () => {
    const html = render(createElement(Summary, { series: withRemarks(remark({ position: 'nak', status: 'cleared' })) }))
    expect(html).toContain('No objections. No open comments.')
  })

  it('shows the latest change: the step to the newest version, and the newest mail', () => {
    const newestMail = {
      messageId: 'late@example.org',
      from: { name: 'Zoe', email: 'zoe@example.org' },
      received: '2024-01-03T10:00:00Z',
      kind: 'reply',
      label: 'v2',
      patch: 2,
    } as const
    const html = render(createElement(Summary, { series: { ...series, newestMail } }))
    expect(html).toContain(`href="/series/${page}/diff/1..2"`)
    expect(html).toContain('code changed in 1 of 2, 1 dropped')
    expect(html).toContain('href="/message/late%40example.org"')
    expect(html).toContain('on patch 2')
  })

  it('names an open comment by the number that the newest version gives its patch, and by its own where that was another', () => {
    expect(remarkPlace(remark({}), 'v1')).toBe('on patch 2')
    expect(remarkPlace(remark({}), 'v2')).toBe('on patch 2, v1')
    expect(remarkPlace(remark({ patches: [3] }), 'v2')).toBe('on patch 3 (2 of v1)')
    expect(remarkPlace(remark({ patches: [2, 5] }), 'v2')).toBe('on patches 2, 5, v1')
    expect(remarkPlace(remark({ patches: [] }), 'v2')).toBe('on patch 2 of v1')
    expect(remarkPlace(remark({ patches: [], patch: null }), 'v2')).toBe('on the series, v1')
  })

  it('waits on nobody for a backport, which is not under review here', () => {
    const turn = { ...series.turn, whose: 'nobody', why: 'settled' } as const
    const html = render(createElement(Summary, { series: { ...series, turn, backport: ['6.1'] } }))
    expect(html).toContain('nobody here: a backport to 6.1')
    expect(html).not.toContain('was under review')
  })

  it('shows for how many whole days a series has been waiting', () => {
    const html = (waitingDays: number | null) => render(createElement(Summary, { series: { ...series, waitingDays } }))
    expect(html(1)).toContain('title="since 2024-01-03">1 day<')
    expect(html(0)).not.toContain(' day')
    expect(html(null)).not.toContain(' day')
  })
})
