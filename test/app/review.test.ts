import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { BlameBody } from '../../app/_components/compare/Blame'
import { PersonSeries } from '../../app/_components/lists/PersonSeries'
import { Changelog } from '../../app/_components/series/Changelog'
import { Findings } from '../../app/_components/series/Findings'
import { Relations } from '../../app/_components/series/Relations'
import { Standings } from '../../app/_components/series/Standings'
import { Summary } from '../../app/_components/series/Summary'
import { createBudget } from '../../app/_model/code/layout'
import { positionWords, stateSentence, stateWords, turnWords } from '../../app/_model/reviewWords'
import { groupStandings, isOpen, waitsFor } from '../../app/_model/standings'
import type { BlameView, PersonDetail, PersonSeriesView, SeriesDocument, StandingView } from '../../db/queries/views'
import { series } from './fixtures'

const RITA = { name: 'Rita <b>Reader</b>', emails: ['rita@example.org'] }
const ARI = { name: 'Ari Archer', emails: ['ari@example.org', 'ari@other.example.org'] }

const standing = (more: Partial<StandingView>): StandingView => ({
  person: RITA,
  alias: '',
  patch: 1,
  position: 'approves',
  severity: null,
  since: 1,
  sinceLabel: 'v1',
  status: 'stale',
  messageId: 'reply-1@example.org',
  quote: 'Reviewed-by: Rita Reader',
  rule: 'approves',
  answered: false,
  changedIn: null,
  mergedOver: false,
  ...more,
})

const objection = standing({
  person: ARI,
  position: 'objects',
  status: 'open',
  messageId: 'no@example.org',
  quote: 'What is the point of <script>?',
  mergedOver: true,
})
const reviewed: SeriesDocument = {
  ...series,
  standings: [standing({}), standing({ patch: 2, status: 'carried' }), objection],
  sums: { reviewed: 2, stale: 1, objections: 1, remarks: 0, unanswered: 1 },
}

const render = renderToString

describe('the table of reviewers', () => {
  const html = render(createElement(Standings, { series: reviewed }))

  it('puts reviewers who object first, and links every mark to its quote and every quote to its mail', () => {
    expect(groupStandings(reviewed).map(({ person }) => person.name)).toEqual(['Ari Archer', 'Rita <b>Reader</b>'])
    const targets = [...html.matchAll(/href="#(said-[\d-]+)"/g)].map((match) => match[1] ?? '')
    expect(targets).toHaveLength(3)
    for (const target of targets) expect(html).toContain(`id="${target}"`)
    expect(html).toContain('href="/message/no%40example.org"')
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
    expect(render(createElement(Standings, { series }))).toContain('No reviews yet')
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
    const html = render(createElement(Standings, { series: long }))
    expect(html).toContain('2 more patches not shown')
    expect(render(createElement(Standings, { series: reviewed }))).not.toContain('not shown')
  })
})

describe('the state of a series', () => {
  it('names tree and release, who has to act, and what is open', () => {
    const state = {
      kind: 'applied',
      messageId: 'no@example.org',
      by: { name: 'Mia Maintainer', email: 'mia@example.org' },
      received: '2024-01-09T10:00:00Z',
      quote: 'Applied, <thanks>',
      applied: null,
      tree: 'next',
      release: 'v6.1',
      patches: [],
    } as const
    const html = render(createElement(Summary, { series: { ...reviewed, state } }))
    expect(html.replace(/<[^>]*>/g, '')).toContain('Applied to next for v6.1 by Mia Maintainer, 2024-01-09')
    expect(html).toContain('Applied, &lt;thanks>')
    expect(html).toContain('href="/message/no%40example.org"')
    expect(html.replace(/<[^>]*>/g, '')).toContain('reviewers, 5 days: under review')
    expect(html).toContain('under review: 2 of 2 patches reviewed')
    expect(html).toContain('1 tag predates the current code')
    expect(html).toContain('No objections')
  })

  it('shows since when a series has been quiet', () => {
    const state = { ...series.state, kind: 'stale' } as const
    expect(stateWords({ state, lastActivity: '2022-08-15T10:00:00Z' })).toBe('Quiet since 2022-08-15')
  })

  it('names the author when a series waits on them, and is empty when nobody has to act', () => {
    const people = [{ name: 'Ada Author', emails: ['ada@example.org'] }]
    const facts = { newest: 'v2' }
    const counts = { unanswered: 2, reviewed: 0, total: 2 }
    expect(turnWords({ ...facts, turn: { whose: 'author', people, why: 'open-remarks' }, counts })).toBe(
      'Waiting on Ada Author (author): 2 review comments to answer',
    )
    const unreviewed = { ...facts, turn: { whose: 'reviewers', people: [], why: 'unreviewed' } } as const
    expect(turnWords(unreviewed)).toContain('v2 has had no review')
    expect(turnWords({ ...unreviewed, counts: { ...counts, reviewed: 1 } })).toContain('v2 has had no new review')
    expect(turnWords({ ...facts, turn: { whose: 'nobody', people: [], why: 'settled' } })).toBe('')
  })

  it('names the reviewers a series waits on, counts them beyond three, and says the role when nobody is known', () => {
    const person = (name: string) => ({ name, emails: [`${name.toLowerCase()}@example.org`] })
    const words = (...people: readonly { name: string; emails: string[] }[]) =>
      turnWords({ newest: 'v2', turn: { whose: 'reviewers', people, why: 'answered' } })
    expect(words()).toBe('Waiting on reviewers: author replied')
    expect(words(person('Rita'))).toBe('Waiting on Rita (reviewer): author replied')
    expect(words(person('Rita'), { name: '', emails: ['sam@example.org'] })).toBe(
      'Waiting on Rita and sam@example.org (reviewers): author replied',
    )
    const five = ['Ann', 'Ben', 'Cat', 'Dan', 'Eve'].map(person)
    expect(words(...five.slice(0, 4))).toBe('Waiting on Ann, Ben, Cat and Dan (reviewers): author replied')
    expect(words(...five)).toBe('Waiting on Ann, Ben, Cat and 2 others (reviewers): author replied')
  })

  it('says who applied a series and when, as one phrase', () => {
    const by = { name: '', email: 'mia@example.org' }
    const state = { ...series.state, kind: 'applied', tree: 'next', by, received: '2024-01-09T10:00:00Z' } as const
    const phrase = (more: Partial<typeof series.state>) =>
      stateSentence({ state: { ...state, ...more }, lastActivity: '2024-02-01T10:00:00Z' })
    expect(phrase({})).toBe('Applied to next by mia@example.org, 2024-01-09')
    expect(phrase({ kind: 'superseded' })).toBe('Superseded by another series according to mia@example.org, 2024-01-09')
    const applied = {
      messageId: 'a@example.org',
      by: { name: 'Ann', email: 'ann@example.org' },
      received: '2024-01-05T10:00:00Z',
    }
    expect(phrase({ kind: 'regression-reported', applied })).toBe(
      'Applied to next by Ann, 2024-01-05; regression reported by mia@example.org, 2024-01-09',
    )
    expect(phrase({ kind: 'under-review', by: null, received: null })).toBe('Under review')
  })

  it('names a review tag as it was given', () => {
    expect(positionWords({ position: 'approves', severity: null, quote: 'acked-by: Rita <rita@example.org>' })).toBe(
      'Acked-by',
    )
    expect(
      positionWords({
        position: 'approves-with-condition',
        severity: 'request',
        quote: 'With that fixed: Reviewed-by: Rita',
      }),
    ).toBe('Reviewed-by with comments')
    expect(positionWords({ position: 'objects', severity: 'objection', quote: 'Do not add Reviewed-by: me' })).toBe(
      'objects',
    )
    expect(positionWords({ position: 'requests-changes', severity: 'nit', quote: 'A typo.' })).toBe('has a nit')
  })
})

describe('a changelog', () => {
  const html = render(
    createElement(Changelog, {
      series: {
        ...series,
        changelog: [
          {
            version: 2,
            label: 'v2',
            text: 'fix <it> (Rita)',
            credits: ['Rita'],
            remark: 'reply-1@example.org',
            patches: [1],
            dropped: [3],
            tiedBy: 'number',
            messageId: 'v2-0@example.org',
            line: 4,
          },
        ],
        audit: [
          {
            kind: 'unannounced-change',
            version: 2,
            label: 'v2',
            patch: 3,
            person: null,
            messageId: null,
            text: 'gone',
          },
        ],
      },
    }),
  )

  it('links an item to the patch it changed, to the mail that requested it, and to its own mail', () => {
    const id = encodeURIComponent(series.id)
    expect(html).toContain('fix &lt;it> (Rita)')
    expect(html).toContain(`href="/series/${id}/diff/1..2/1"`)
    expect(html).toContain('href="/message/reply-1%40example.org"')
    expect(html).toContain('href="/message/v2-0%40example.org"')
  })

  it('lists changes that it does not mention, a dropped patch by its old number', () => {
    expect(html).toContain('Not in the changelog:')
    expect(html).toContain('dropped <')
    expect(html).toContain('diff/1..2/-3')
  })
})

describe('findings and relations', () => {
  it('show tags that no mail backs, and not what other sections show', () => {
    const audit = (['mismatch', 'stale-tag'] as const).map((kind) => ({
      kind,
      version: 2,
      label: 'v2',
      patch: 1,
      person: { name: 'Ari', email: 'ari@example.org' },
      messageId: 'no@example.org',
      text: `about ${kind}`,
    }))
    const html = render(createElement(Findings, { series: { ...series, audit } }))
    expect(html).toContain('about mismatch')
    expect(html).not.toContain('about stale-tag')
    expect(render(createElement(Findings, { series }))).toBe('')
  })

  it('mark a proposed link as not confirmed', () => {
    const other = {
      id: 'x@example.org',
      title: 'Other',
      author: { name: 'Ari', email: 'ari@example.org' },
      version: 'v3',
      messageId: 'x@example.org',
    }
    const relation = { kind: 'propose', direction: 'to', version: 'v2', evidence: ['title'], other } as const
    const html = render(createElement(Relations, { series: { ...series, relations: [relation], relationCount: 1 } }))
    expect(html).toContain('possibly continued in v3 of')
    expect(html).toContain('not confirmed')
    expect(html).toContain('same title')
    expect(html).not.toContain('more')
    expect(render(createElement(Relations, { series }))).toBe('')
  })

  it('name the sender of a fixup with the address when it is somebody else', () => {
    const other = {
      id: 'x@example.org',
      title: 'fixup! one',
      author: { name: 'Ari', email: 'ari@example.org' },
      version: 'v1',
      messageId: 'x@example.org',
    }
    const show = (evidence: readonly string[]) => {
      const relation = { kind: 'fixup', direction: 'to', version: 'v2', evidence, other } as const
      return render(createElement(Relations, { series: { ...series, relations: [relation], relationCount: 1 } }))
    }
    expect(show(['title', 'sender'])).toContain('has a fixup in v1 of')
    expect(show(['title', 'sender'])).not.toContain('different sender')
    expect(show(['in-reply-to', 'title'])).toContain('ari@example.org')
    expect(show(['in-reply-to', 'title'])).toContain('a different sender')
  })

  it('count the related series that are not listed', () => {
    const html = render(createElement(Relations, { series: { ...series, relations: [], relationCount: 1_190 } }))
    expect(html).toContain('and 1,190 more')
  })
})

describe('a patch with comments', () => {
  const line = (text: string, since: number, kind: 'plus' | 'context' = 'plus') => ({
    kind,
    text,
    line: 1,
    since,
    movedFrom: null,
  })
  const remark = {
    person: RITA,
    messageId: 'reply-1@example.org',
    received: '2024-01-02T10:00:00Z',
    line: 3,
    quoted: ['+two'],
    changedIn: 'v2',
    standings: [],
  }
  const view: BlameView = {
    seriesId: series.id,
    title: 'T',
    version: { version: 2, label: 'v2', key: '2' },
    number: 1,
    patchTitle: 'P',
    messageId: 'v2-1@example.org',
    chain: ['1', '2'].map((key) => ({
      version: { version: Number(key), label: `v${key}`, key },
      number: 1,
      messageId: `v${key}-1@example.org`,
      lines: 1,
    })),
    files: [
      {
        path: 'a.c',
        hunks: [{ at: 0, heading: '@@ -1 +1,3 @@' }],
        lines: [line('one', 0), line('two', 1), line('three', 0, 'context')],
        cut: false,
      },
    ],
    remarks: [
      { ...remark, text: 'on the line', file: 0, at: 1, place: { kind: 'hunk', path: 'a.c', file: 0, hunk: 0 } },
      { ...remark, text: 'on the message', line: 9, file: null, at: null, place: { kind: 'message', line: 0 } },
    ],
    previous: null,
    next: null,
    later: null,
  }
  const html = render(createElement(BlameBody, { view, budget: createBudget() }))

  it('marks lines that came after the first version, and puts a comment right below the line it quotes', () => {
    expect(html.indexOf('on the message')).toBeLessThan(html.indexOf('one'))
    const places = ['two', 'on the line', 'three'].map((text) => html.lastIndexOf(text))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(html).toContain('quoted code changed in v2')
    expect(html.match(/>v2 <b>/g)?.length ?? 0).toBe(1)
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
    expect(waitsFor({ ...view, standings: [{ ...objection, answered: true }] })).toEqual([
      'Author replied to 1 comment',
    ])
    expect(isOpen(objection)).toBe(true)
    expect(isOpen(standing({ status: 'open' }))).toBe(false)
  })

  it('is shown with the quote and its mail', () => {
    const html = render(createElement(PersonSeries, { series: [view], person: RITA }))
    expect(html).toContain('on patch 1, 2, v1')
    expect(html).toContain('href="/message/reply-1%40example.org"')
  })

  it('names the sender of a series, and says if it includes patches by the person', () => {
    const own = { ...view, own: true, author: { name: 'Ada <Author>', email: 'ada@example.org' } }
    const show = (person: PersonDetail) => render(createElement(PersonSeries, { series: [own], person }))
    expect(show({ name: 'Ada', emails: ['ada@example.org'] })).not.toContain('includes patches')
    expect(show(RITA)).toContain(
      'href="/people/ada%40example.org"><bdi>Ada &lt;Author></bdi></a>, includes patches by <bdi>',
    )
  })
})
