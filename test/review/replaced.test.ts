import { describe, expect, it } from 'vitest'
import { reviewSeries } from '../../lib/review/review'
import { ANN, JANE, REX, review, type ShortReply, seriesInput } from './fixture'

const ONE = [[{ line: 'a', title: 'one' }]]
const links = (...ids: readonly string[]) => ids.map((id) => `https://lore.example/list/${id}/`).join('\n')
const stateAfter = (...replies: readonly Partial<ShortReply>[]) => {
  const said = replies.map((reply, at) => ({ id: `m${at}`, from: JANE, body: '', at: 10 + at, patch: 1, ...reply }))
  const { state, turn } = review(ONE, said)
  return `${state.kind} ${turn.whose}`
}

describe('an author who says that something else is to be applied', () => {
  const chosen = `Please discard the above, only kindly apply the following two:\n\n> ${links('a@x.example')}\n> ${links('b@x.example')}`

  it('replaces the series, when none of the links below is one of its mails', () => {
    expect(stateAfter({ body: chosen })).toBe('superseded nobody')
  })

  it('does not when one of them is, or when there is none', () => {
    const input = seriesInput(ONE, [{ id: 'm', from: JANE, body: chosen, at: 10, patch: 1 }])
    const versions = input.versions.map((version) => ({ ...version, headKey: 'b@x.example' }))
    expect(reviewSeries({ ...input, versions }).state.kind).toBe('under-review')
    expect(stateAfter({ body: 'Please only apply the following hunk for now.' })).toBe('under-review reviewers')
  })

  it('says so in other words', () => {
    const one = links('a@x.example')
    expect(stateAfter({ body: `Please review this one instead:\n${one}` })).toBe('superseded nobody')
    expect(stateAfter({ body: `Kindly take the new series:\n${one}` })).toBe('superseded nobody')
    expect(stateAfter({ body: 'I have sent it again with a new title.' })).toBe('superseded nobody')
    expect(stateAfter({ body: 'The new one is called from the interrupt handler.' })).toBe('under-review reviewers')
    expect(stateAfter({ body: 'The new version was posted as v3.' })).toBe('under-review reviewers')
    expect(stateAfter({ body: `Please use this one as the base:\n${one}` })).toBe('under-review reviewers')
  })

  it('replaces it with the title of a new patch', () => {
    expect(stateAfter({ body: 'The new patch will be titled "Fix man pages".' })).toBe('superseded nobody')
    expect(stateAfter({ body: 'The new function will be called later.' })).toBe('under-review reviewers')
  })

  it('is nobody else', () => {
    const eve = { name: 'Eve Example', email: 'eve@evil.example' }
    for (const from of [REX, ANN, eve]) {
      expect(stateAfter({ body: chosen, from })).not.toContain('superseded')
      expect(stateAfter({ body: 'The new patch will be titled "Mine".', from })).not.toContain('superseded')
    }
  })
})
