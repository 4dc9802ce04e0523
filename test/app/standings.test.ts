import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { PersonSeries } from '../../app/_components/lists/PersonSeries'
import { Standings } from '../../app/_components/series/Standings'
import { groupStandings, isOpen, waitsFor } from '../../app/_model/standings'
import type { PersonDetail, PersonSeriesView, SeriesDocument } from '../../db/queries/views'
import { objection, RITA, reviewed, series, standing } from './fixtures'

describe('the table of reviewers', () => {
  const html = renderToString(createElement(Standings, { series: reviewed }))

  it('puts reviewers who object first, and links every mark to its quote and every quote to its mail', () => {
    expect(groupStandings(reviewed).map(({ person }) => person.name)).toEqual(['Ari Archer', 'Rita <b>Reader</b>'])
    const targets = [...html.matchAll(/href="#(said-[\d-]+)"/g)].map((match) => match[1] ?? '')
    expect(targets).toHaveLength(3)
    for (const target of targets) expect(html).toContain(`id="${target}"`)
    expect(html).toContain('href="/message/no%40example.org"')
  })

  it('lists a comment that the reviewer has to confirm before one that is resolved', () => {
    const comments = (['cleared', 'addressed', 'declined', 'open'] as const).map((status) =>
      standing({ position: 'asks', status, quote: `${status}?` }),
    )
    const [reviewer] = groupStandings({ ...series, standings: comments })
    expect(reviewer?.groups.map(({ standings: [{ status }] }) => status)).toEqual([
      'open',
      'declined',
      'addressed',
      'cleared',
    ])
  })

  it('has words for what the marks show', () => {
    expect(html).toContain('Reviewed-by on v1, code changed since')
    expect(html).toContain('code changed since (patch 1)')
    expect(html).toContain('carried forward (patch 2)')
    expect(html).toContain('applied over this objection')
    expect(html).toContain('<caption')
  })

  it('shows hostile names and sentences as text', () => {
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('<b>Reader')
    expect(html).toContain('What is the point of &lt;script>?')
  })

  it('says so when there are no reviews', () => {
    expect(renderToString(createElement(Standings, { series }))).toContain('No reviews yet')
  })

  it('counts the patches that have no column', () => {
    const [version] = series.versions
    const [first] = version?.patches ?? []
    if (version === undefined || first === undefined) throw new Error('the fixture has no patch')
    const numbers = Array.from({ length: 102 }, (_, index) => index + 1)
    const long: SeriesDocument = {
      ...series,
      versions: [{ ...version, patches: numbers.map((number) => ({ ...first, number })) }],
      standings: numbers.map((patch) => standing({ patch })),
    }
    const html = renderToString(createElement(Standings, { series: long }))
    expect(html).toContain('2 more patches not shown')
    expect(renderToString(createElement(Standings, { series: reviewed }))).not.toContain('not shown')
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
    expect(html).toContain('on patch 1, 2, v1')
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
