import { describe, expect, it } from 'vitest'
import type { TreeState } from '../../lib/review/input'
import { reviewSeries } from '../../lib/review/review'
import { saysDropped } from '../../lib/review/rules/apply'
import { ANN, type JANE, REX, type ShortReply, seriesInput } from './fixture'

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
const BROKEN = 'I have dropped this series from my tree because it breaks the build. Please send a new version.'
const by = (from: typeof JANE, body: string, at: number, patch = 0): ShortReply => ({
  id: `m${at}`,
  from,
  body,
  at,
  patch,
})
const applied = by(ANN, 'Applied, thanks!', 30)
const review = (replies: readonly ShortReply[], tree: TreeState | null = null) =>
  reviewSeries({ ...seriesInput(TWO, replies), tree })

describe('a patch that is dropped from a tree again', () => {
  it.each([
    'I have dropped this patch from my tree because it breaks the build.',
    'dropped it again, fails to build',
    'I had to drop this one.',
    'backed out, breaks allmodconfig',
    'removed from for-next, it broke s390',
    "Oops, I've backed this out again.",
    "I'm dropping this series for now.",
    'Dropped.',
    "Sorry, I've had to drop it from the tip tree.",
    'We dropped patch 3, it does not compile.',
    'I reverted this commit from linux-next for now.',
    'This patch was dropped because an updated version will come.',
    'Unqueued, the bots complain.',
    'I had to drop it, breaks arm64.',
    'I have taken it out of for-next.',
  ])('is recognised in "%s"', (sentence) => {
    expect(saysDropped(sentence)).toBe(true)
  })

  it.each([
    'Please drop this patch.',
    'Can you drop this one?',
    'I dropped this patch from my local tree and it works again.',
    'I reverted this patch and my board boots.',
    "However you weren't doing that, so I just removed it.",
    'I dropped the second hunk.',
    'Dropped the blank line and pushed.',
    'I dropped Ann from Cc.',
    'The packet was dropped.',
    'Since v6.1 this breaks the build.',
    'If I drop this one, it builds.',
    'I do not drop this patch.',
    'This was removed from mm.h.',
    'Dropping the lock is wrong.',
    'I had dropped it in the rework that I sent.',
  ])('is not read into "%s"', (sentence) => {
    expect(saysDropped(sentence)).toBe(false)
  })

  it('is no longer applied, has no regression, and waits for its author', () => {
    const { state, turn, regressions } = review([applied, by(ANN, BROKEN, 40)])
    expect(state).toMatchObject({ kind: 'changes-requested', mailKey: 'm40' })
    expect(turn).toMatchObject({ whose: 'author' })
    expect(regressions).toEqual([])
  })

  it('has no regression when the next sentence says what it broke', () => {
    const { state } = review([applied, by(ANN, 'I had to drop this one. It breaks the build here.', 40)])
    expect(state.kind).toBe('changes-requested')
  })

  it('leaves the others applied', () => {
    const { state } = review([applied, by(ANN, 'Dropped it again, fails to build.', 40, 2)])
    expect(state).toMatchObject({ kind: 'partly-applied', patches: [1] })
    const named = review([applied, by(ANN, 'I have dropped patch 1 again.', 40)])
    expect(named.state).toMatchObject({ kind: 'partly-applied', patches: [2] })
  })

  it('is applied when it was taken again later', () => {
    expect(review([applied, by(ANN, BROKEN, 40), by(ANN, 'Applied again, thanks.', 50)]).state.kind).toBe('applied')
  })

  it('is still applied when a stranger says so', () => {
    const stranger = { name: 'Eve Example', email: 'eve@evil.example' }
    expect(review([applied, by(stranger, BROKEN, 40)]).state.kind).toBe('applied')
  })

  it('is applied with a mail against it while a git tree still has it', () => {
    const { state } = review([by(REX, BROKEN, 80)], TREE)
    expect(state).toMatchObject({ kind: 'applied', commit: TREE.commit, conflict: { mailKey: 'm80' } })
  })

  it('has a regression when a user reports one, before or after it is in a git tree', () => {
    const report = by(REX, 'This breaks the build since v6.1: my config fails.', 80)
    expect(review([applied, report]).state).toMatchObject({ kind: 'regression-reported', mailKey: 'm80' })
    expect(review([report], TREE).state).toMatchObject({ kind: 'regression-reported', mailKey: 'm80' })
  })
})
