import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Summary } from '../../app/_components/series/Summary'
import { fateWords, positionWords, shortFate, turnWords } from '../../app/_model/reviewWords'
import { stateSentence, stateWords } from '../../app/_model/stateWords'
import { reviewed, series } from './fixtures'

describe('the state of a series', () => {
  it('names tree and release, who has to act, and what is open', () => {
    const state = {
      kind: 'applied',
      messageId: 'no@example.org',
      by: { name: 'Mia Maintainer', email: 'mia@example.org' },
      received: '2024-01-09T10:00:00Z',
      quote: 'Applied, <thanks>',
      source: 'mail',
      commit: null,
      landed: null,
      version: null,
      conflict: null,
      applied: null,
      tree: 'next',
      release: 'v6.1',
      patches: [],
    } as const
    const html = renderToString(createElement(Summary, { series: { ...reviewed, state } }))
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

describe('what became of a review comment', () => {
  const open = { status: 'open', answered: false, changedIn: null, announcedIn: null, mergedOver: false } as const
  const addressed = { ...open, status: 'addressed', changedIn: 'v2' } as const
  const announced = { ...addressed, announcedIn: 'v2' }

  it('is said with the version that changed the code or whose changelog names it', () => {
    expect(fateWords(open)).toBe('unanswered')
    expect(fateWords({ ...open, answered: true, changedIn: 'v3' })).toBe('author replied; quoted code changed in v3')
    expect(fateWords(addressed)).toBe('code changed in v2; reviewer has not confirmed')
    expect(fateWords(announced)).toBe('addressed in v2, by the author’s changelog')
    expect(fateWords({ ...open, mergedOver: true })).toBe('unanswered; applied over this objection')
  })

  it('is said without the version where comments are counted, and tells a changelog apart from changed code', () => {
    expect([open, { ...open, answered: true }, addressed, announced].map(shortFate)).toEqual([
      'unanswered',
      'author replied',
      'code changed; reviewer has not confirmed',
      'addressed, by the author’s changelog',
    ])
  })
})
