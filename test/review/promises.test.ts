import { describe, expect, it } from 'vitest'
import { reviewSeries } from '../../lib/review/review'
import { NO_TRUST } from '../../lib/review/trust'
import { ANN, JANE, REX, REX_TAG, replyOf, review, type ShortReply, seriesInput } from './fixture'

const ONE = [[{ line: 'one' }]]
const said = (...parts: Parameters<typeof replyOf>): ShortReply => ({ ...replyOf(...parts), patch: 1 })
const turnAfter = (...replies: ShortReply[]) => {
  const { turn } = review(ONE, replies)
  return `${turn.whose} ${turn.why}`
}

describe('a request', () => {
  const asked = said('a', ANN, 1, 'Please add a check here.')
  const v2 = 'There is going to follow a v2 that has both.'

  it('waits for the version that the author announced since, wherever the announcement is', () => {
    expect(turnAfter(asked, said('b', REX, 2, 'Which tree is this for?'), said('c', JANE, 3, v2, 'b'))).toBe(
      'author promised',
    )
  })

  it('waits for an answer when it came after the announcement', () => {
    expect(turnAfter(said('b', JANE, 1, v2), { ...asked, at: 2 })).toBe('author open-remarks')
  })

  it('is promised by an author who agrees with all who joined it', () => {
    const joined = said('b', REX, 2, 'Right, that was missed.', 'a')
    const answer = (words: string) => said('c', JANE, 3, words, 'b')
    expect(turnAfter(asked, joined, answer('I will fold the fix, thank you both!'))).toBe('author promised')
    expect(turnAfter(asked, joined, answer('I will fold the fix, thanks.'))).toBe('author open-remarks')
  })
})

describe('a tag "other than that"', () => {
  const tag = said('a', REX, 1, `> +one\n\nPlease explain the lock.\n\nOther than that:\n${REX_TAG}\n`)

  it('asks nothing more once the author has answered what its mail asks for', () => {
    expect(turnAfter(tag)).toBe('author open-remarks')
    expect(turnAfter(tag, said('b', JANE, 2, '> Please explain the lock.\n\nWill do.\n', 'a'))).toBe('author promised')
  })
})

describe('a posting to the list of the stable trees', () => {
  const stateOf = (addressed: readonly string[], from: typeof JANE) => {
    const input = seriesInput(ONE, [said('a', from, 1, 'Now queued up, thanks.')])
    const versions = input.versions.map((one) => ({ ...one, addressed }))
    const trust = { ...NO_TRUST, knowsSomebody: true, young: false, regulars: new Set([ANN.email]) }
    return reviewSeries({ ...input, versions, trust }).state.kind
  }
  const stable = 'stable@lists.example.org'

  it('is taken by a regular who says so, and by no stranger', () => {
    expect(stateOf([stable, REX.email], ANN)).toBe('applied')
    expect(stateOf([stable, REX.email], { name: 'Eve', email: 'eve@evil.example' })).toBe('under-review')
  })

  it('is one that is sent to it first: others only have it in Cc', () => {
    expect(stateOf([REX.email, stable], ANN)).toBe('under-review')
  })
})

describe('a version that is approved', () => {
  const readySince = (...input: Parameters<typeof review>) => {
    const { turn } = review(...input)
    return [turn.why, turn.sinceMs / 60_000, turn.mailKey]
  }
  const other = 'Acked-by: Ann Poe <ann@example.org>'

  it('waits since the tag that covered its last patch, whatever tags came later', () => {
    const one = [said('a', REX, 1, REX_TAG), said('b', ANN, 50, other)]
    expect(readySince(ONE, one)).toEqual(['ready', 1, 'a'])
    const two = [[{ line: 'one' }, { line: 'two' }]]
    const second = { ...said('c', ANN, 20, other), patch: 2 }
    expect(readySince(two, [...one, second])).toEqual(['ready', 20, 'c'])
  })

  it('waits not before it was posted', () => {
    const versions = [[{ line: 'one' }], [{ line: 'one', trailers: [REX_TAG] }]]
    const [why, minutes, mail] = readySince(versions, [said('a', REX, 1, REX_TAG)])
    expect([why, minutes, mail]).toEqual(['ready', 100, 'a'])
  })
})
