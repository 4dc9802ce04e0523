import { describe, expect, it } from 'vitest'
import { fateWords, positionWords, shortFate, tagCountWords, turnWords } from '../../app/_model/reviewWords'

describe('who a series waits on', () => {
  it('names the author when a series waits on them, and is empty when nobody has to act', () => {
    const people = [{ name: 'Ada Author', emails: ['ada@example.org'] }]
    const facts = { newest: 'v2' }
    const counts = { unanswered: 2, reviewed: 0, acked: 0, total: 2 }
    expect(turnWords({ ...facts, turn: { whose: 'author', people, why: 'open-remarks' }, counts })).toBe(
      'Waiting on Ada Author (author): 2 review comments to answer',
    )
    const unreviewed = { ...facts, turn: { whose: 'reviewers', people: [], why: 'unreviewed' } } as const
    expect(turnWords(unreviewed)).toContain('v2 has had no review')
    expect(turnWords({ ...unreviewed, counts: { ...counts, reviewed: 1 } })).toContain('v2 has had no new review')
    expect(turnWords({ ...facts, turn: { whose: 'nobody', people: [], why: 'settled' } })).toBe('')
  })

  it('names the maintainer whom the author asked, and says what the author has to do besides comments', () => {
    const people = [{ name: 'Ann Lee', emails: ['ann@example.org'] }]
    const facts = { newest: 'v2' }
    expect(turnWords({ ...facts, turn: { whose: 'maintainer', people, why: 'pinged' } })).toBe(
      'Waiting on Ann Lee (maintainer): asked by the author',
    )
    const counts = { unanswered: 0, reviewed: 0, acked: 1, total: 1 }
    const author = { ...facts, turn: { whose: 'author', people, why: 'open-remarks' }, counts } as const
    expect(turnWords({ ...author, state: { kind: 'regression-reported' } })).toContain('a regression to fix')
    const fix = { whose: 'maintainer', people, why: 'fix-posted' } as const
    expect(turnWords({ ...facts, turn: fix, state: { kind: 'regression-reported' } })).toBe(
      'Waiting on Ann Lee (maintainer): a fix for the regression was posted, and the reporter says that it works',
    )
    expect(turnWords({ ...author, state: { kind: 'changes-requested' } })).toContain('changes requested')
    expect(turnWords({ ...author, state: { kind: 'under-review' } })).toContain('a tag has a condition to meet')
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
})

describe('a position', () => {
  it('names a review tag as it was given', () => {
    const tag = 'Acked-by'
    expect(positionWords({ position: 'approves', severity: null, tag })).toBe('Acked-by')
    expect(positionWords({ position: 'approves-with-condition', severity: 'request', tag })).toBe(
      'Acked-by with comments',
    )
  })

  it('has a verb of its own for a defect, a nit and a reported regression', () => {
    expect(positionWords({ position: 'objects', severity: 'objection', tag: null })).toBe('objects')
    expect(positionWords({ position: 'requests-changes', severity: 'nit' })).toBe('has a nit')
    expect(positionWords({ position: 'requests-changes', severity: 'defect' })).toBe('reports a defect')
    expect(positionWords({ position: 'objects', severity: 'objection', regression: true })).toBe(
      'reported a regression',
    )
  })
})

describe('the tags of a version in numbers', () => {
  it('keep a Reviewed-by and an Acked-by apart', () => {
    expect(tagCountWords({ reviewed: 12, acked: 3, total: 15 })).toBe('12 of 15 reviewed, 3 acked')
    expect(tagCountWords({ reviewed: 0, acked: 1, total: 1 })).toBe('1 of 1 acked')
    expect(tagCountWords({ reviewed: 0, acked: 0, total: 73 })).toBe('0 of 73 reviewed')
  })
})

describe('what became of a review comment', () => {
  const open = {
    status: 'open',
    answered: false,
    answeredBy: null,
    changedIn: null,
    messageOnly: false,
    announcedIn: null,
    mergedOver: false,
  } as const
  const addressed = { ...open, status: 'addressed', changedIn: 'v2' } as const
  const announced = { ...addressed, announcedIn: 'v2' }

  it('is said with the version that changed the code or whose changelog names it', () => {
    expect(fateWords(open)).toBe('unanswered')
    expect(fateWords({ ...open, answered: true, answeredBy: null, changedIn: 'v3' })).toBe(
      'author replied; code changed in v3',
    )
    expect(fateWords({ ...open, answered: true, answeredBy: null, changedIn: 'v3', messageOnly: true })).toBe(
      'author replied; commit message changed in v3',
    )
    expect(fateWords({ ...addressed, messageOnly: true })).toBe(
      'commit message changed in v2; reviewer has not confirmed',
    )
    expect(fateWords(addressed)).toBe('code changed in v2; reviewer has not confirmed')
    expect(fateWords(announced)).toBe('addressed in v2, by the author’s changelog')
    expect(fateWords({ ...open, mergedOver: true })).toBe('unanswered; applied over this objection')
    expect(fateWords({ ...open, answeredBy: { name: 'Jo Helper', emails: [] } })).toBe(
      'the author has not answered; answered by Jo Helper',
    )
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
