import { describe, expect, it } from 'vitest'
import type { TreeState } from '../../lib/review/input'
import { reviewSeries } from '../../lib/review/review'
import { ANN, JANE, REX, type ShortReply, seriesInput } from './fixture'

const MINUTE_MS = 60_000
const TWO = [
  [
    { line: 'a', title: 'one' },
    { line: 'b', title: 'two' },
  ],
]
const TREE: TreeState = {
  kind: 'applied',
  position: 1,
  numbers: [1, 2],
  commit: { sha: 'c0ffee', committedMs: 60 * MINUTE_MS },
  mailKey: 'v1/2',
  firstMs: 59 * MINUTE_MS,
  fixedMs: null,
}
const by = (from: typeof JANE, body: string, at: number, patch = 0): ShortReply => ({
  id: `m${at}`,
  from,
  body,
  at,
  patch,
})
const reviewed = (replies: readonly ShortReply[], tree: Partial<TreeState> = {}) =>
  reviewSeries({ ...seriesInput(TWO, replies), tree: { ...TREE, ...tree } })

describe('a series whose patches are in a git tree', () => {
  it('is applied and waits on nobody since the commit, without any mail that says so', () => {
    const { state, turn } = reviewed([])
    expect(state).toMatchObject({ kind: 'applied', commit: TREE.commit, version: 1, patches: [1, 2], conflict: null })
    expect(state).toMatchObject({ mailKey: 'v1/2', quote: '' })
    expect(turn).toMatchObject({ whose: 'nobody', why: 'settled', sinceMs: TREE.commit.committedMs })
  })

  it('quotes the mail that says so too', () => {
    expect(reviewed([by(REX, 'Applied, thanks.', 70)]).state).toMatchObject({
      kind: 'applied',
      mailKey: 'm70',
      quote: 'Applied, thanks.',
    })
  })

  it('is applied whatever mail says, and the mail that contradicts it is kept', () => {
    const refused = reviewed([by(REX, 'NAK. This breaks the pump.', 80)])
    expect(refused.state).toMatchObject({ kind: 'applied', conflict: { mailKey: 'm80' } })
    expect(refused.turn.whose).toBe('nobody')
    const withdrawn = reviewed([by(JANE, 'Please drop this series.', 30)])
    expect(withdrawn.state).toMatchObject({ kind: 'applied', conflict: { mailKey: 'm30' } })
  })

  it('was applied over what was objected before, which contradicts nothing', () => {
    const { state, mergedOver } = reviewed([by(REX, 'NAK. This breaks the pump.', 30)])
    expect(state).toMatchObject({ kind: 'applied', conflict: null })
    expect(mergedOver).toMatchObject([{ mailKey: 'm30', position: 'nak' }])
  })

  it('has a regression when one is reported after the commit, and waits for its author', () => {
    const report = by(ANN, 'This introduced a regression: the pump stops.', 90)
    const { state, turn, regressions } = reviewed([report])
    expect(state).toMatchObject({ kind: 'regression-reported', mailKey: 'm90', commit: TREE.commit })
    expect(regressions).toMatchObject([{ mailKey: 'm90' }])
    expect(turn.whose).not.toBe('nobody')
  })

  it('is applied again once a commit fixes it after the report, but not by an earlier fix', () => {
    const report = by(ANN, 'This introduced a regression: the pump stops.', 90)
    const { state, turn } = reviewed([report], { fixedMs: 120 * MINUTE_MS })
    expect(state).toMatchObject({ kind: 'applied', commit: TREE.commit, conflict: null })
    expect(turn).toMatchObject({ whose: 'nobody' })
    expect(reviewed([report], { fixedMs: 80 * MINUTE_MS }).state.kind).toBe('regression-reported')
  })

  it('is partly applied when some patches are, unless whoever may decide says that all were applied', () => {
    const partly = { kind: 'partly-applied', numbers: [1] } as const
    expect(reviewed([], partly).state).toMatchObject({ kind: 'partly-applied', patches: [1], commit: TREE.commit })
    expect(reviewed([by(REX, 'Series applied, thanks.', 70)], partly).state).toMatchObject({
      kind: 'applied',
      mailKey: 'm70',
      commit: null,
    })
  })

  it('is reverted when the tree says so, although a mail says that it was applied', () => {
    const { state, turn } = reviewed([by(REX, 'Applied, thanks.', 70)], { kind: 'reverted' })
    expect(state).toMatchObject({ kind: 'reverted', commit: TREE.commit })
    expect(turn.whose).toBe('nobody')
  })

  it('is under review again with a version that was posted after the revert', () => {
    const input = seriesInput([...TWO, [{ line: 'c', title: 'one' }]])
    const stateAfter = (minutes: number) =>
      reviewSeries({
        ...input,
        tree: { ...TREE, kind: 'reverted', commit: { sha: 'c0ffee', committedMs: minutes * MINUTE_MS } },
      }).state.kind
    expect(stateAfter(60)).toBe('under-review')
    expect(stateAfter(160)).toBe('reverted')
  })
})
