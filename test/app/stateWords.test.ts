import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Summary } from '../../app/_components/series/Summary'
import { basisWords } from '../../app/_model/basisWords'
import { appliedWords, stateSentence } from '../../app/_model/stateWords'
import type { LandedView, SeriesDocument } from '../../db/queries/views'
import { pageText } from '../support/page'
import { commitOf, reviewed, series } from './fixtures'

describe('the state of a series', () => {
  it('names tree and release, and who has to act, without a word about objections after the merge', () => {
    const state = {
      kind: 'applied',
      quietSince: null,
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
      basis: 'addressed',
      otherAddress: null,
      pull: null,
      severity: null,
      comments: {},
      patches: [],
    } as const
    const html = renderToString(createElement(Summary, { series: { ...reviewed, state } }))
    expect(html.replace(/<[^>]*>/g, '')).toContain('Applied to next for v6.1 by Mia Maintainer, 2024-01-09')
    expect(html).toContain('Applied, &lt;thanks>')
    expect(html).toContain('href="/message/no%40example.org"')
    expect(html.replace(/<[^>]*>/g, '')).toContain('reviewers, 5 days: under review')
    expect(html).toContain('under review: 2 of 2 reviewed')
    expect(html).not.toContain('predates the current code')
    const open = renderToString(createElement(Summary, { series: reviewed }))
    expect(open).toContain('1 tag predates the current code')
    expect(html).not.toContain('No objections')
  })

  it('shows since when a series has been quiet', () => {
    const state = { ...series.state, quietSince: '2022-08-15T10:00:00Z' } as const
    expect(stateSentence({ state })).toBe('Under review; quiet since 2022-08-15')
  })

  it('says who applied a series and when, as one phrase', () => {
    const by = { name: '', email: 'mia@example.org' }
    const state = { ...series.state, kind: 'applied', tree: 'next', by, received: '2024-01-09T10:00:00Z' } as const
    const phrase = (more: Partial<typeof series.state>) => stateSentence({ state: { ...state, ...more } })
    expect(phrase({})).toBe('Applied to next by mia@example.org, 2024-01-09')
    const requested = { kind: 'changes-requested', tree: null } as const
    expect(phrase({ ...requested, basis: 'addressed' })).toBe('Changes requested by mia@example.org, 2024-01-09')
    expect(phrase({ ...requested, basis: 'author' })).toBe('Changes announced by mia@example.org, 2024-01-09')
    const pull = {
      messageId: 'p@example.org',
      by: { name: 'Mia', email: 'mia@example.org' },
      received: '2024-01-10T10:00:00Z',
    }
    expect(phrase({ pull })).toBe(
      'Applied to next by mia@example.org, 2024-01-09; in a pull request by Mia, 2024-01-10',
    )
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

  it('calls patches pulled where the mail says so, and names a bot as a source', () => {
    const by = { name: 'Pia', email: 'pia@example.org' }
    const pulled = { ...series.state, kind: 'applied', by, received: '2024-01-09T10:00:00Z' } as const
    const phrase = (more: Partial<typeof series.state>) => stateSentence({ state: { ...pulled, ...more } })
    expect(phrase({ quote: 'Pulled, thanks.' })).toBe('Pulled by Pia, 2024-01-09')
    expect(phrase({ quote: 'Pulled, thanks.', tree: 'next' })).toBe('Pulled into next by Pia, 2024-01-09')
    expect(phrase({ quote: 'Applied, thanks.' })).toBe('Applied by Pia, 2024-01-09')
    const bot = { name: 'pr-tracker-bot', email: 'pr-tracker-bot@example.org' }
    expect(phrase({ quote: 'The pull request you sent has been merged', by: bot })).toBe(
      'Pulled according to pr-tracker-bot, 2024-01-09',
    )
    const reported = { kind: 'regression-reported', quote: 'I pulled it, and the fan stops.', applied: null } as const
    expect(phrase({ ...reported, applied: { messageId: 'a@example.org', by, received: '2024-01-05T10:00:00Z' } })).toBe(
      'Applied by Pia, 2024-01-05; regression reported by Pia, 2024-01-09',
    )
  })

  it('says why somebody may decide without a word that reads as an answer to the objection', () => {
    const words = (basis: NonNullable<typeof series.state.basis>, email?: string) =>
      basisWords({ basis, by: null, otherAddress: email === undefined ? null : { email, mailmap: null } })
    expect(words('addressed')).toBe('was sent the patches')
    expect(words('asked')).toBe('was asked to pull them by somebody who has a say')
    const bot = { name: 'pr-tracker-bot', email: 'pr-tracker-bot@example.org' }
    const ofBot = (basis: 'bot' | 'known') => basisWords({ basis, by: bot, otherAddress: null })
    expect([ofBot('bot'), ofBot('known')]).toEqual([
      'is the bot of that repository',
      'reports what was applied on this list',
    ])
    expect(words('known', 'old@example.org')).toBe('applies patches of this list as old@example.org')
    const all = ['addressed', 'addressed-known', 'addressed-only', 'addressed-tree', 'open-list', 'known'] as const
    expect(all.map((basis) => words(basis)).join()).not.toContain('address')
    expect(basisWords({ basis: null, by: null, otherAddress: null })).toBeUndefined()
  })
})

const commit = commitOf({ patch: 1 })
const landed: LandedView = { ...commit, label: 'v2', commits: 2, probable: 0, changedLines: 3 }
const applied = {
  ...series.state,
  kind: 'applied',
  source: 'tree',
  commit: commit.sha,
  landed,
  tree: 'vfio next',
  release: 'v6.1-rc1',
} as const

describe('the state of a series that a commit proves', () => {
  const sentence = (more: Partial<typeof series.state>) => stateSentence({ state: { ...applied, ...more } })

  it('names the version, the branch, the committer and the day of the commit', () => {
    expect(sentence({})).toBe('Applied v2 to vfio next by Alex, 2024-01-10')
    expect(sentence({ kind: 'reverted' })).toBe('Reverted in vfio next by Alex, 2024-01-10')
  })

  it('is probable when every commit is tied by similar lines alone', () => {
    expect(sentence({ landed: { ...landed, probable: 2 } })).toBe(
      'Probably applied v2 to vfio next by Alex, 2024-01-10',
    )
    expect(sentence({ landed: { ...landed, probable: 1 } })).toMatch(/^Applied/)
  })

  it('says how many commits there are, the first release, and how they differ from the mails', () => {
    const words = (more: Partial<LandedView>) => appliedWords({ kind: 'applied', landed: { ...landed, ...more } })
    expect(words({ release: 'v6.1-rc1' })).toBe(
      'applied as 2 commits, the last aaaaaaaaaaaa, first in v6.1-rc1, changed by 3 lines',
    )
    expect(words({ commits: 1, changedLines: 0 })).toBe('applied as aaaaaaaaaaaa, as posted')
    expect(words({ commits: 1, changedLines: null })).toBe('applied as aaaaaaaaaaaa')
    expect(appliedWords({ kind: 'reverted', landed })).toBe('')
    expect(appliedWords({ kind: 'applied', landed: null })).toBe('')
  })
})

describe('the words of the mail behind a state', () => {
  const by = { name: 'Rex', email: 'rex@example.org' }
  const said = { messageId: 'r@example.org', by, received: '2024-01-12T10:00:00Z', quote: 'It breaks.' }
  const fix = 'f@example.org'
  const regressions = [
    { person: { name: 'Rex', emails: ['rex@example.org'] }, messageId: 'r@example.org', patch: 1, quote: '', fix },
  ]
  const fixing = { ...commit, sha: 'f'.repeat(40), committed: '2024-01-14T10:00:00Z', kind: 'fixes' } as const
  const show = (more: Partial<SeriesDocument>) =>
    pageText(
      renderToString(createElement(Summary, { series: { ...reviewed, state: { ...applied, ...said }, ...more } })),
    )

  it('name the writer where a commit is the proof', () => {
    expect(show({})).toContain('Rex, 2024-01-12: It breaks.')
    expect(show({})).not.toContain('Regression')
    expect(show({ state: { ...series.state, ...said, kind: 'applied' } })).not.toContain('2024-01-12: It breaks.')
  })

  it('are a report with the commits that fix the patch, or with the mail of the fix when no commit is known', () => {
    const commits = [{ ...commit, namers: [fixing] }]
    expect(show({ regressions, commits })).toContain(
      'Regression reported by Rex, 2024-01-12: It breaks. mail; fixed by ffffffffffff, 2024-01-14',
    )
    expect(show({ regressions })).toContain('It breaks. mail · the fix, on lore')
    const elsewhere = [commitOf({ patch: 2, namers: [fixing] })]
    expect(show({ regressions, commits: elsewhere })).toContain('· the fix')
  })

  it('leave nobody with anything to do, and the page says why', () => {
    const turn = { ...series.turn, whose: 'nobody', why: 'settled' } as const
    expect(show({ turn })).toContain('nothing to do: the series was applied')
  })
})
