import { describe, expect, it } from 'vitest'
import { reviewSeries } from '../../lib/review/review'
import { NO_TRUST } from '../../lib/review/trust'
import { ANN, JANE, REX, replyOf, review, type ShortReply, seriesInput } from './fixture'

const ONE = [[{ line: 'one' }]]
const said = (...parts: Parameters<typeof replyOf>): ShortReply => ({ ...replyOf(...parts), patch: 1 })
const statuses = (...replies: readonly ShortReply[]) =>
  review(ONE, replies).comments.flatMap(({ outcome }) =>
    outcome === null ? [] : [`${outcome.status} ${outcome.answered}`],
  )

describe('an author who answers the comments of a mail one by one', () => {
  const asked = said('a', REX, 1, '> +one\n\nPlease rename this function.\n\n> +two\n\nPlease drop the second lock.')
  const answer = (first: string, second: string) =>
    said(
      'b',
      JANE,
      2,
      `> > +one\n> Please rename this function.\n\n${first}\n\n> > +two\n> Please drop the second lock.\n\n${second}`,
      'a',
    )

  it('promises only what the promise is below', () => {
    expect(statuses(asked, answer('Will do.', 'It guards the list, see the caller.'))).toEqual([
      'promised true',
      'open true',
    ])
    expect(statuses(asked, answer('It is called so elsewhere.', 'Will do.'))).toEqual(['open true', 'promised true'])
  })

  it('declines only what the refusal is below', () => {
    expect(statuses(asked, answer('I prefer to keep it.', 'Will do.'))).toEqual(['declined true', 'promised true'])
  })

  it('promises all that the words say', () => {
    expect(statuses(asked, answer('It is called so elsewhere.', 'I will change both of them.'))).toEqual([
      'promised true',
      'promised true',
    ])
  })

  it('starts the wait with the mail that promises, since what was asked', () => {
    const { turn } = review(ONE, [asked, answer('Will do.', 'It guards the list, see the caller.')])
    expect(turn).toMatchObject({ whose: 'author', why: 'promised', mailKey: 'b', sinceMs: 60_000 })
    const respin = said('b', JANE, 2, 'It is called so elsewhere.\n\nI will send a v2 next week.', 'a')
    expect(review(ONE, [asked, respin]).turn).toMatchObject({ why: 'promised', mailKey: 'b' })
  })

  it('promises everything where the answer quotes no comment', () => {
    expect(statuses(asked, said('b', JANE, 2, 'Will do, thanks.', 'a'))).toEqual(['promised true', 'promised true'])
  })

  it('leaves what another answered further up as it is', () => {
    const other = said('c', ANN, 3, '> It guards the list, see the caller.\n\nPlease put that into a comment.', 'b')
    const body =
      '> > > Please drop the second lock.\n> > It guards the list, see the caller.\n> Please put that into a comment.\n\nWill do.'
    expect(
      statuses(asked, answer('Will do.', 'It guards the list, see the caller.'), other, said('d', JANE, 4, body, 'c')),
    ).toEqual(['promised true', 'open true', 'promised true'])
  })
})

describe('a comment on an older version', () => {
  const late = { ...said('a', REX, 150, 'Please do it right.'), version: 1 }
  const turnOf = (reply: ShortReply) => {
    const { state, turn } = review([[{ line: 'one' }], [{ line: 'one' }]], [reply])
    return `${state.kind} ${turn.whose}`
  }

  it('is one on the newest when that had been posted', () => {
    expect(turnOf(late)).toBe('changes-requested author')
  })

  it('decides nothing when it came before the newest', () => {
    expect(turnOf({ ...late, at: 50 })).toBe('under-review reviewers')
  })
})

describe('an author who has pushed the patches to a branch', () => {
  const asked = said('a', REX, 1, 'Please fix the shift.')
  const promised = said('b', JANE, 2, 'Will be fixed.', 'a')
  const pushed = said('c', JANE, 3, 'FWIW, pushed a branch to git://git.example.org/linux.git wip/key', 'b')
  const turnOf = (known: boolean, ...replies: readonly ShortReply[]) => {
    const trust = { ...NO_TRUST, knowsSomebody: true, young: false, known: new Set(known ? [JANE.email] : []) }
    const { state, turn } = reviewSeries({ ...seriesInput(ONE, replies), trust })
    return `${state.kind} ${turn.whose} ${turn.why}`
  }

  it('has kept the promise, and goes on, if they apply patches', () => {
    expect(turnOf(true, asked, promised, pushed)).toBe('under-review maintainer pushed')
    const merging = said('c', JANE, 3, "I'll fix that before merge.", 'b')
    expect(turnOf(true, asked, promised, merging)).toBe('under-review maintainer pledged')
  })

  it('has only shown it otherwise, and what came later is still to do', () => {
    expect(turnOf(false, asked, promised, pushed)).toBe('changes-requested author promised')
    expect(turnOf(true, promised, pushed, { ...asked, id: 'd', at: 4 })).toBe('changes-requested author open-remarks')
  })
})

describe('a reviewer who gives in', () => {
  const asked = said('a', REX, 1, 'Why did you drop the shift? Please put it back.')
  const answered = said('b', JANE, 2, 'The caller has to shift it then.', 'a')

  it('settles what they asked, also with a "but" that takes back nothing', () => {
    for (const words of [
      'Well, you could pass it in, but yeah.',
      "ok so there is no other way, let's keep it as it is",
    ])
      expect(statuses(asked, answered, said('c', REX, 3, words, 'b'))).toEqual(['cleared true'])
  })

  it('settles nothing with a "but" that asks for more', () => {
    for (const words of [
      'Fair enough, but yours has to be renamed.',
      'I think you should leave it as it is.',
      "So you can't leave it like this.",
    ])
      expect(statuses(asked, answered, said('c', REX, 3, words, 'b'))[0]).toBe('open true')
  })
})
