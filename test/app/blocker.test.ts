import { describe, expect, it } from 'vitest'
import { askedWords, findBlocker } from '../../app/_model/blocker'
import type { SeriesRow } from '../../db/queries/views'
import { max, ROW, rita } from './seriesRow'

const asked: NonNullable<SeriesRow['headline']> = {
  person: rita,
  position: 'objects',
  severity: 'objection',
  regression: false,
  quote: 'This leaks.',
  messageId: 'no@example.org',
  unanswered: 1,
  promised: 0,
  people: [
    { person: rita, comments: { objection: 1, request: 2, nit: 3 } },
    { person: max, comments: { request: 1 } },
  ],
}
const onAuthor: Partial<SeriesRow> = {
  group: 'waiting-on-author',
  turn: {
    ...ROW.turn,
    whose: 'author',
    why: 'open-remarks',
    people: [{ name: 'Ada Author', emails: ['ada@example.org'] }],
  },
  headline: asked,
}

const blocker = (more: Partial<SeriesRow>) => findBlocker({ ...ROW, ...more })
const turn = (more: Partial<SeriesRow['turn']>) => ({ turn: { ...ROW.turn, ...more } })

describe('what the author has to change', () => {
  const words = (more: Partial<SeriesRow>) => askedWords({ ...ROW, ...onAuthor, ...more })
  it('is the strongest open comment, else what the state says', () => {
    expect(words({})).toBe('This leaks.')
    expect(words({ headline: null, state: { ...ROW.state, quote: 'A new version is needed.' } })).toBe(
      'A new version is needed.',
    )
  })

  it('is nothing where the series waits on somebody else', () => {
    expect(words({ group: 'waiting-on-review' })).toBe('')
    expect(words({ turn: { ...ROW.turn, whose: 'maintainer', why: 'pinged' } })).toBe('')
  })
})

describe('what a series is blocked by', () => {
  it('is whoever has the strongest open comment, with what all have open, and its mail', () => {
    expect(blocker(onAuthor)).toEqual({
      said: expect.objectContaining({ position: 'objects', severity: 'objection' }),
      who: 'Rita Reader +1',
      what: '1 objection, 3 requests, 3 more',
      notes: [],
      href: '/message/no%40example.org',
      title: 'Rita Reader: 1 objection, 2 requests, 3 nits; Max Maintainer: 1 request. “This leaks.”',
    })
  })

  it('says how many changes of several were promised', () => {
    const some = blocker({ ...onAuthor, headline: { ...asked, promised: 2 } })
    expect(some?.notes).toEqual([{ words: '2 promised', href: null }])
  })

  it('says that the author promised a change, or replied, with that mail', () => {
    const promised = blocker({
      ...onAuthor,
      ...turn({ whose: 'author', why: 'promised', messageId: 'yes@example.org' }),
    })
    expect(promised?.notes).toEqual([{ words: 'change promised', href: '/message/yes%40example.org' }])
    const answered = blocker({ headline: asked, ...turn({ why: 'answered', people: [rita] }) })
    expect(answered).toMatchObject({ who: 'Rita Reader +1', notes: [{ words: 'author replied' }] })
  })

  it('is whoever applies it once it is ready, with what they have to know first', () => {
    const ready = turn({ whose: 'maintainer', why: 'ready', people: [max, rita] })
    const nits = { ...asked, severity: 'nit' as const, people: [{ person: rita, comments: { nit: 2 } }] }
    expect(blocker({ ...ready, headline: nits, standings: { ...ROW.standings, stale: 1 } })).toMatchObject({
      who: 'Max Maintainer +1',
      what: 'to apply',
      title: 'Max Maintainer and Rita Reader',
      notes: [
        { words: '2 nits', href: '/message/no%40example.org' },
        { words: '1 tag predates v2', href: null },
      ],
    })
    expect(blocker(turn({ whose: 'maintainer', why: 'ready' }))).toMatchObject({
      who: '',
      what: 'approved',
      notes: [{ words: 'no maintainer known', href: null }],
    })
    expect(blocker(turn({ whose: 'maintainer', why: 'ready', people: [max], usually: true }))).toMatchObject({
      who: 'Max Maintainer',
      what: 'usually applies',
      href: '/people/max%40example.org',
    })
    const own = { name: ROW.author.name, emails: [ROW.author.email] }
    expect(blocker(turn({ whose: 'maintainer', why: 'ready', people: [own] }))).toMatchObject({
      what: 'to apply',
      href: '/people/ada%40example.org',
    })
  })

  it('is what somebody who may apply it wrote: that they will, that it is good, or that they have it in a branch', () => {
    const by = { whose: 'maintainer', people: [max] } as const
    expect(blocker(turn({ ...by, why: 'pledged' }))?.what).toBe('said they will apply it')
    expect(blocker(turn({ ...by, why: 'called-good' }))?.what).toBe('called it good')
    expect(blocker(turn({ ...by, why: 'pushed' }))?.what).toBe('has it in a branch')
  })

  it('is the lack of a review, and how far one has come', () => {
    expect(blocker({})?.what).toBe('no new review of v2 seen')
    expect(blocker({ versionLabels: ['v1'] })?.what).toBe('no new review seen')
    const none = { ...ROW.standings, reviewed: 0 }
    expect(blocker({ standings: none, versionLabels: ['v1'] })).toMatchObject({
      who: '',
      what: 'no review seen',
      href: '/message/v2%40example.org',
    })
    expect(blocker(turn({ why: 'in-review' }))?.what).toBe('2 of 3 reviewed')
    expect(blocker({ ...turn({ why: 'in-review' }), tagLimits: ['s390', 'arm64'] })?.what).toBe(
      '2 of 3 reviewed, only for “s390” and “arm64”',
    )
    expect(blocker(turn({ whose: 'author', why: 'in-review', people: [max] }))?.what).toBe('to post it without RFC')
    expect(blocker({ ...turn({ why: 'in-review' }), standings: none })?.what).toBe('tested, no review tag yet')
    const nothing = { ...none, tested: 0 }
    expect(blocker({ ...turn({ why: 'in-review' }), standings: nothing })?.what).toBe('under review, no tag yet')
  })

  it('is whose mail asks for changes, where no comment is open', () => {
    const by = { name: 'Max Maintainer', email: 'max@example.org' }
    const state = {
      ...ROW.state,
      kind: 'changes-requested' as const,
      by,
      messageId: 'c@example.org',
      quote: 'Please respin.',
    }
    expect(blocker({ ...onAuthor, headline: null, state })).toMatchObject({
      who: 'Max Maintainer',
      what: 'changes requested',
      href: '/message/c%40example.org',
      title: 'Please respin.',
    })
  })

  it('is the request to pull, for patches that are in one', () => {
    const state = { ...ROW.state, kind: 'in-pull-request' as const, messageId: 'pull@example.org' }
    expect(blocker({ state, ...turn({ whose: 'maintainer', why: 'in-pull-request', people: [max] }) })).toMatchObject({
      who: 'Max Maintainer',
      what: 'to pull',
      href: '/message/pull%40example.org',
    })
  })

  it('is whoever it was sent to, where nothing else shows who applies it', () => {
    const sent = turn({ whose: 'maintainer', why: 'ready', people: [max], sentIn: 'v2@example.org' })
    expect(blocker(sent)).toMatchObject({ who: '', what: 'sent to Max Maintainer', href: '/message/v2%40example.org' })
  })

  it('leads to where its open comments are on the page of the series', () => {
    const others = { objections: 0, comments: 2, versions: ['v1'] }
    const hrefOf = (more: Partial<SeriesRow>) => blocker({ others, ...more })?.notes.at(-1)?.href
    const single = { single: true, total: 1 }
    expect(hrefOf({ total: 1 })).toBe('/series/v1%40example.org#remarks')
    expect(hrefOf(single)).toBe('/series/v1%40example.org#older')
    expect(hrefOf({ ...single, others: { ...others, versions: ['v1', 'v2'] } })).toBe('/series/v1%40example.org#code')
  })

  it('counts every open comment once, and names who claims that it was applied', () => {
    const others = { objections: 1, comments: 2, versions: ['v1', 'v2'] }
    const wordsOf = (more: Partial<SeriesRow>) => blocker(more)?.notes.map(({ words }) => words)
    expect(wordsOf({ others })).toEqual(['1 objection', '2 open comments'])
    expect(wordsOf({ others: { ...others, versions: ['v1'] } })).toEqual(['1 objection', '2 open comments on v1'])
    const labels = { versionLabels: ['v1', 'v2', 'v3'] }
    expect(wordsOf({ ...labels, others })?.at(-1)).toBe('2 open comments on v1 to v2')
    expect(wordsOf({ ...onAuthor, others })).toEqual(['1 more objection', '2 more comments'])
    const nits = { ...asked, severity: 'nit' as const, people: [{ person: rita, comments: { nit: 2 } }] }
    const ready = turn({ whose: 'maintainer', why: 'ready', people: [max] })
    expect(wordsOf({ ...ready, headline: nits, others })).toEqual(['2 nits', '1 objection', '2 more comments'])
    expect(wordsOf({ ...turn({ why: 'pinged' }), headline: nits })).toEqual(['2 nits'])
    const claimed = {
      kind: 'applied' as const,
      person: { name: 'Carl Claimer', email: 'carl@example.org' },
      messageId: 'claim@example.org',
      received: '2024-01-03T10:00:00Z',
      quote: 'I applied this.',
      position: null,
      patch: null,
    }
    expect(blocker({ ...ready, claimed })?.notes).toEqual([
      { words: 'claimed applied by Carl Claimer', href: '/message/claim%40example.org' },
    ])
    const older = { ...claimed, position: 1, patch: 4 }
    const row = { ...ready, versionLabels: ['v1', 'v2'], total: 9, claimed: older }
    expect(blocker(row)?.notes[0]?.words).toBe('patch 4 of v1 claimed applied by Carl Claimer')
    const single = { ...row, total: 1 }
    expect(blocker(single)?.notes[0]?.words).toBe('patch 4 of v1 claimed applied by Carl Claimer')
    expect(blocker({ ...single, claimed: { ...older, patch: null } })?.notes[0]?.words).toBe(
      'v1 claimed applied by Carl Claimer',
    )
  })

  it('is what its author or applier says, in their words', () => {
    const by = { name: ROW.author.name, email: ROW.author.email }
    const own = { ...ROW.state, kind: 'changes-requested' as const, by, messageId: 'own@example.org' }
    const promised = turn({ whose: 'author', why: 'promised', people: [{ name: by.name, emails: [by.email] }] })
    expect(blocker({ ...promised, state: own, headline: null })).toMatchObject({
      said: null,
      what: 'says that it has to change',
      notes: [],
    })
    const claimed = {
      kind: 'applied' as const,
      person: { name: max.name, email: max.emails[0] ?? '' },
      messageId: 'took@example.org',
      received: '2024-03-01T10:00:00Z',
      quote: 'I refreshed the patches.',
      patch: null,
      position: null,
    }
    const taken = blocker({ ...turn({ whose: 'maintainer', why: 'ready', people: [max] }), claimed })
    expect(taken).toMatchObject({ what: 'says that it is applied', href: '/message/took%40example.org' })
    expect(taken?.notes.filter(({ words }) => words.includes('claimed'))).toEqual([])
  })

  it('is nothing for what is over, and for backports', () => {
    expect(blocker({ group: 'done', ...turn({ whose: 'maintainer', why: 'deferred' }) })).toBeUndefined()
    expect(blocker(turn({ whose: 'nobody', why: 'settled' }))).toBeUndefined()
    expect(blocker({ group: 'backport' })).toBeUndefined()
  })
})

describe('a series of which a part was applied', () => {
  it('says so beside what the rest waits for, with the mail', () => {
    const state = { ...ROW.state, kind: 'partly-applied' as const, messageId: 'part@example.org' }
    expect(findBlocker({ ...ROW, state })?.notes).toContainEqual({
      words: 'partly applied',
      href: '/message/part%40example.org',
    })
    expect(findBlocker(ROW)?.notes.map(({ words }) => words)).not.toContain('partly applied')
  })
})
