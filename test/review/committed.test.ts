import { describe, expect, it } from 'vitest'
import { saysCommitted } from '../../lib/mail/committed'
import { parseSubject } from '../../lib/mail/subject'
import { reviewSeries } from '../../lib/review/review'
import { NO_TRUST, type Trust } from '../../lib/review/trust'
import { ANN, JANE, REX, type ShortReply, seriesInput } from './fixture'

const ONE = [[{ line: 'a', title: 'one' }]]
const KNOWN = {
  ...NO_TRUST,
  known: new Set([ANN.email]),
  takers: new Set([ANN.email]),
  knowsSomebody: true,
  young: false,
}

function stateOf({
  by = JANE,
  regular = true,
  replies = [] as ShortReply[],
  committed = false,
  trusted = {} as Partial<Trust>,
} = {}) {
  const input = seriesInput(ONE, replies)
  const versions = input.versions.map((version) => ({ ...version, sender: by, committed }))
  const trust = { ...KNOWN, regulars: new Set(regular ? [JANE.email] : []), ...trusted }
  const { kind, basis } = reviewSeries({ ...input, versions, trust }).state
  return [kind, basis]
}

describe('a posting whose subject says that it was committed', () => {
  it('was applied when its sender is known for applying patches', () => {
    expect(stateOf({ by: ANN, committed: true })).toEqual(['applied', 'known'])
  })

  it('is only a claim of anybody else', () => {
    expect(stateOf({ committed: true })).toEqual(['under-review', null])
  })

  it('was applied when another address of its sender is known for it', () => {
    const trusted = { siblings: new Map([[JANE.email, [ANN.email]]]) }
    expect(stateOf({ committed: true, trusted })).toEqual(['applied', 'known'])
  })

  it.each(['[PATCH][COMMITTED] one', '[PUSHED] one', '[COMMITED] one', '[COMITTED] one', '[COMMITTTED] one'])(
    'has a subject like %s',
    (subject) => {
      expect(saysCommitted(parseSubject(subject))).toBe(true)
    },
  )

  it.each(['[PATCH] one', '[PATCH] pushed one', '[PUSHE] one', '[COMMITTEES] one', '[COMMITTER] one'])(
    'has no subject like %s',
    (subject) => {
      expect(saysCommitted(parseSubject(subject))).toBe(false)
    },
  )
})

describe('an author who says "merged"', () => {
  const merged: ShortReply = { id: 'm', from: JANE, body: 'Thanks for your review, merged!', at: 40, patch: 1 }
  const tag = (at: number, from = ANN): ShortReply => ({
    id: 't',
    from,
    body: `Reviewed-by: ${from.name} <${from.email}>`,
    at,
    patch: 1,
  })

  it('is believed when a regular of the list, after somebody who applies patches approved them', () => {
    expect(stateOf({ replies: [tag(20), merged] })).toEqual(['applied', 'author-approved'])
  })

  it('is not believed without that approval, before it, or when nobody knows the author', () => {
    expect(stateOf({ replies: [merged] })[0]).toBe('under-review')
    expect(stateOf({ replies: [merged, tag(60)] })[0]).toBe('under-review')
    expect(stateOf({ regular: false, replies: [tag(20), merged] })[0]).toBe('under-review')
  })
  it('is not believed on the approval of somebody who applies no patches, nor on words without a tag', () => {
    expect(stateOf({ replies: [tag(20, REX), merged] })[0]).toBe('under-review')
    expect(stateOf({ replies: [{ ...tag(20), body: 'Looks fine.' }, merged] })[0]).toBe('under-review')
  })

  it('is believed on the tag of another regular once known for applying their own series', () => {
    const trusted = { regulars: new Set([JANE.email, REX.email]), ownTakers: new Set([JANE.email]) }
    expect(stateOf({ replies: [tag(20, REX), merged], trusted })).toEqual(['applied', 'author-approved'])
    expect(stateOf({ replies: [tag(20, REX)], committed: true, trusted })).toEqual(['applied', 'author-approved'])
    expect(stateOf({ replies: [merged], trusted })[0]).toBe('under-review')
    expect(stateOf({ committed: true, trusted })).toEqual(['applied', 'known'])
    const strange = { ...trusted, regulars: new Set([JANE.email]) }
    expect(stateOf({ replies: [tag(20, REX), merged], trusted: strange })[0]).toBe('under-review')
    const rare = { ...trusted, regulars: new Set([REX.email]) }
    expect(stateOf({ committed: true, trusted: rare })[0]).toBe('under-review')
    expect(stateOf({ replies: [tag(20, REX), merged], trusted: rare })[0]).toBe('under-review')
  })
})
