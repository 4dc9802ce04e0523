import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { PersonSeries } from '../../app/_components/lists/PersonSeries'
import { groupBySentence, isOpen, waitsFor } from '../../app/_model/standings'
import type { PersonDetail, PersonSeriesView } from '../../db/queries/views'
import { objection, RITA, reviewed, series, standing } from './fixtures'

describe('what a person said', () => {
  it('has a comment that the reviewer has to confirm before one that is resolved', () => {
    const comments = (['cleared', 'addressed', 'declined', 'open'] as const).map((status) =>
      standing({ position: 'asks', status, quote: `${status}?` }),
    )
    expect(groupBySentence(comments).map(([{ status }]) => status)).toEqual([
      'open',
      'declined',
      'addressed',
      'cleared',
    ])
  })
})

describe('what a series wants from a person', () => {
  const view: PersonSeriesView = {
    id: series.id,
    title: 'T',
    author: series.author,
    newest: 'v2',
    lastActivity: '2024-01-03T10:00:00Z',
    state: series.state,
    turn: series.turn,
    own: false,
    standings: reviewed.standings.filter(({ person }) => person === RITA),
    asked: [],
  }

  it('is a look at code that changed after their tag, unless the series was applied', () => {
    expect(waitsFor(view)).toEqual(['1 tag predates v2'])
    expect(waitsFor({ ...view, state: { ...view.state, kind: 'applied' } })).toEqual([])
    expect(waitsFor({ ...view, state: { ...view.state, kind: 'regression-reported' } })).toEqual([])
  })

  it('is an answer by the author, or a look at the answer to an open comment', () => {
    expect(waitsFor({ ...view, own: true, turn: { ...view.turn, whose: 'author', why: 'open-remarks' } })).toHaveLength(
      1,
    )
    expect(waitsFor({ ...view, own: true })).toEqual([])
    expect(waitsFor({ ...view, standings: [], asked: [{ ...objection, answered: true, counts: true }] })).toEqual([
      'Author replied to 1 comment',
    ])
    expect(isOpen(objection)).toBe(true)
    expect(isOpen(standing({ status: 'open' }))).toBe(false)
  })

  it('is shown with the quote and its mail', () => {
    const html = renderToString(createElement(PersonSeries, { series: [view], person: RITA }))
    expect(html).toContain('on patches 1, 2, v1')
    expect(html).toContain('href="/message/reply-1%40example.org"')
  })

  it('names the sender of a series, and says if it includes patches by the person', () => {
    const own = { ...view, own: true, author: { name: 'Ada <Author>', email: 'ada@example.org' } }
    const show = (person: PersonDetail) => renderToString(createElement(PersonSeries, { series: [own], person }))
    expect(show({ name: 'Ada', emails: ['ada@example.org'] })).not.toContain('includes patches')
    expect(show(RITA)).toContain(
      'href="/people/ada%40example.org"><bdi>Ada &lt;Author></bdi></a>, includes patches by <bdi>',
    )
  })
})
