import { describe, expect, it } from 'vitest'
import { ANN, REX, REX_TAG, review, type ShortReply } from './fixture'

const TWO = [
  [
    { line: 'int first;', title: 'one' },
    { line: 'int second;', title: 'two' },
  ],
]
const turnAfter = (...replies: readonly Partial<ShortReply>[]) => {
  const said = replies.map((reply, at) => ({ id: `m${at}`, from: REX, body: '', at: 10 + at, patch: 1, ...reply }))
  const { state, turn } = review(TWO, said)
  return `${state.kind} ${turn.whose} ${turn.why}`
}
const applied = { from: ANN, body: 'This patch is applied, thanks.' }
const asked = { body: '> +int first;\nPlease rename it.' }
const tag = { body: REX_TAG, patch: 2 }

describe('a series of which a patch was applied', () => {
  it('does not wait on its author because of what was asked of that patch', () => {
    expect(turnAfter(asked)).toBe('changes-requested author open-remarks')
    expect(turnAfter(asked, applied)).toBe('partly-applied reviewers in-review')
    expect(turnAfter({ body: `${REX_TAG}\n\nPlease rename it first.` }, applied)).not.toContain('author')
  })

  it('counts no comment on that patch as one that matters', () => {
    const { state, comments } = review(TWO, [
      { id: 'm0', from: REX, at: 10, patch: 1, ...asked },
      { id: 'm1', at: 11, patch: 1, ...applied },
    ])
    expect(state).toMatchObject({ kind: 'partly-applied', counts: {}, severity: null })
    expect(comments.some(({ outcome }) => outcome?.live)).toBe(false)
  })

  it('waits on the maintainer once the other patches are reviewed', () => {
    expect(turnAfter(asked, applied, tag)).toBe('partly-applied maintainer ready')
  })

  it('waits on its author because of what was asked of another patch, or of the series', () => {
    const other = { body: '> +int second;\nPlease rename it.', patch: 2 }
    expect(turnAfter(other, applied)).toBe('partly-applied author open-remarks')
    expect(turnAfter({ body: 'Please split the series.', patch: 0 }, applied)).toBe(
      'partly-applied author open-remarks',
    )
  })
})
