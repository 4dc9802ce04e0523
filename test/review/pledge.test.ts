import { describe, expect, it } from 'vitest'
import { kindOfPledge, pledgesToApply } from '../../lib/review/pledge'
import { reviewSeries } from '../../lib/review/review'
import { NO_TRUST } from '../../lib/review/trust'
import { ANN, JANE, REX, review, type ShortReply, seriesInput } from './fixture'

const ONE = [[{ line: 'a', title: 'one' }]]
const TWO = [
  [
    { line: 'a', title: 'one' },
    { line: 'b', title: 'two' },
  ],
]
const turn = (versions: typeof ONE, ...replies: readonly Partial<ShortReply>[]) => {
  const said = replies.map((reply, at) => ({ id: `m${at}`, from: ANN, body: '', at: 10 + at, patch: 0, ...reply }))
  const { whose, why, people } = review(versions, said).turn
  return [whose, why, ...people.map(({ name }) => name)]
}

describe('what a pledge says', () => {
  const kind = (speaker: 'author' | 'reviewer', text: string) =>
    kindOfPledge({ speaker, sentences: [{ text, line: 0, code: false }] })

  it('is that its sender applies the patches, that their author has them in a branch, or only that they are good', () => {
    expect(kind('reviewer', "I'll apply these.")).toBe('pledged')
    expect(kind('author', "I'll fix that before merge.")).toBe('pledged')
    expect(kind('author', 'I put it into the wip branch.')).toBe('pushed')
    expect(kind('reviewer', 'I put it into the wip branch.')).toBe('called-good')
    expect(kind('reviewer', 'LGTM, thanks.')).toBe('called-good')
  })

  it('is nothing about applying when the next version takes something up', () => {
    expect(kind('author', 'I will pick it up for v2.')).toBe('called-good')
    expect(kind('author', 'I pushed it to my github branch.')).toBe('called-good')
  })
})

describe('a series that somebody who may apply it calls good', () => {
  it('waits on them, without a tag', () => {
    expect(turn(ONE, { body: 'LGTM, thanks.', patch: 1 })).toEqual(['maintainer', 'called-good', ANN.name])
    expect(turn(TWO, { body: "I'll merge this tonight.", patch: 0 })).toEqual(['maintainer', 'pledged', ANN.name])
  })

  it('waits on them when nothing but a nit is asked for', () => {
    const body = 's/correc/correct/ other than that, LGTM, thanks'
    expect(turn(ONE, { body, patch: 1 })).toEqual(['maintainer', 'called-good', ANN.name])
  })

  it('does not wait on them when the mail is about one patch of several, or asks for something', () => {
    expect(turn(TWO, { body: 'LGTM, thanks.', patch: 1 })[1]).toBe('in-review')
    expect(turn(ONE, { body: "LGTM.\n\nI'll merge it.\n\nPlease rename the function.", patch: 1 })[0]).toBe('author')
  })

  it('does not wait on a stranger, nor on an author who says so', () => {
    const eve = { name: 'Eve Example', email: 'eve@evil.example' }
    expect(turn(ONE, { body: "I'll merge this tonight.", from: eve, patch: 1 })[0]).toBe('reviewers')
    expect(turn(ONE, { body: 'LGTM', from: JANE, patch: 1 })[0]).toBe('reviewers')
  })

  it('waits on them whatever was asked before, unless that is an objection', () => {
    const asked = { body: '> +a\nPlease rename it.', from: REX, patch: 1 }
    const merging = { body: "So I'll go ahead and try to merge it.", patch: 1 }
    expect(turn(ONE, asked, merging)).toEqual(['maintainer', 'pledged', ANN.name])
    expect(turn(ONE, asked, { ...merging, body: 'Go ahead and merge it.' })[0]).toBe('author')
    expect(turn(ONE, merging, asked)[0]).toBe('author')
    expect(turn(ONE, { ...asked, body: 'This is the wrong approach.' }, merging)[0]).toBe('author')
    const eve = { name: 'Eve Example', email: 'eve@evil.example' }
    expect(turn(ONE, asked, { ...merging, from: eve })[0]).toBe('author')
  })

  it('waits on them after talk that asks for nothing, until they ask for something', () => {
    const talk = { body: 'Hm, so it looks like a memory dump into a file.', patch: 1 }
    const fine = { body: "That's fine.\n\nThanks.", patch: 1 }
    expect(turn(ONE, fine, talk)).toEqual(['maintainer', 'called-good', ANN.name])
    expect(turn(ONE, { body: "That's fine.", patch: 1 }, { body: 'Please rename it.', patch: 1 })[0]).toBe('author')
  })

  it('waits on them when they ask for something and then say in the same mail that they will merge it all the same', () => {
    const body = 'The workaround should be removed.\n\nHowever it is less serious, so I will just merge it.'
    expect(turn(ONE, { body, patch: 1 })).toEqual(['maintainer', 'pledged', ANN.name])
  })

  it('waits on an author who makes the change while applying it, for whoever approved it', () => {
    const tag = { body: `> +a\n\nTypo?\n\nAcked-by: ${ANN.name} <${ANN.email}>`, patch: 1 }
    const asked = { body: '> +a\nPlease rename it.', from: REX, patch: 1 }
    const fixes = { body: "I'll fix that before merge.", from: JANE, to: 'm1', patch: 1 }
    expect(turn(ONE, tag, asked, fixes)[0]).toBe('maintainer')
    expect(turn(ONE, asked, fixes)).toEqual(['maintainer', 'pledged', JANE.name])
    expect(turn(ONE, tag, asked, { ...fixes, body: "I'll fix that in v2." })[0]).toBe('author')
    expect(turn(TWO, asked, { ...asked, patch: 2 }, { ...fixes, patch: 2 })[0]).toBe('author')
  })

  it('waits by name on whoever says that they have applied it, although nothing shows that they apply patches', () => {
    const tag = { id: 'a', from: ANN, at: 1, body: `Acked-by: ${ANN.name} <${ANN.email}>`, patch: 1 }
    const namedAfter = (from: typeof JANE, body = 'Applied, thanks.') => {
      const taken = { id: 'b', from, at: 2, body, patch: 1 }
      const trust = { ...NO_TRUST, knowsSomebody: true, young: false }
      const { state, turn } = reviewSeries({ ...seriesInput(ONE, [tag, taken]), trust })
      return [state.kind, turn.why, ...turn.people.map(({ name }) => name)]
    }
    expect(namedAfter(REX)).toEqual(['under-review', 'ready', REX.name])
    expect(namedAfter(REX, 'Applied and booted it.')).toEqual(['under-review', 'ready'])
    // Only somebody who keeps a tree says that.
    for (const body of ['I refreshed the patches with this version', 'Got it queued.', 'Thanks, picked up.'])
      expect(namedAfter(REX, body)).toEqual(['applied', 'settled'])
    expect(namedAfter({ name: 'Eve Example', email: 'eve@evil.example' })).toEqual(['under-review', 'ready'])
  })

  it('waits on them after somebody else wrote, too', () => {
    expect(turn(ONE, { body: 'LGTM', patch: 1 }, { body: 'Let me test it first.', from: REX, patch: 1 })[1]).toBe(
      'called-good',
    )
  })
})

describe('a pledge to apply', () => {
  it.each([
    'Great, thanks a lot. I will apply the series.',
    "If there are no objections I'll apply this to our internal tree and it will then go upstream via the s390 tree.",
    "Unless anybody complains, I'll merge this tonight.",
    'Will merge, thanks!',
    "I'm going to merge whole patchset.",
  ])('is: %s', (text) => {
    expect(pledgesToApply(text)).toBe(true)
  })

  it.each([
    'I was going to merge this, but it does not build.',
    "If you agree, I'll merge it.",
    "I'll push out another revision.",
    'Will you merge it?',
    'We have to wait for a review before I can apply it.',
  ])('is not: %s', (text) => {
    expect(pledgesToApply(text)).toBe(false)
  })
})
