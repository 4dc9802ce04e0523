import { describe, expect, it } from 'vitest'
import type { PullStanding } from '../../lib/review/input'
import { reviewSeries } from '../../lib/review/review'
import { ANN, REX, type ShortReply, seriesInput } from './fixture'

const PATCHES = [{ line: 'a' }, { line: 'b' }]
const REQUEST: PullStanding = {
  kind: 'requested',
  position: 1,
  numbers: [1, 2],
  mailKey: 'request',
  quote: 'Please pull',
  tree: null,
  release: null,
  orderMs: 5_000_000,
  to: [ANN],
  basis: 'known',
}

function stateAndTurn(pull: Partial<PullStanding>, versions = [PATCHES], replies: readonly ShortReply[] = []) {
  const { state, turn } = reviewSeries({ ...seriesInput(versions, replies), pull: { ...REQUEST, ...pull } })
  return [state.kind, turn.whose, turn.why, ...turn.people.map(({ name }) => name)]
}

describe('a series in a pull request', () => {
  it('waits on the people whom the request was sent to, since it was sent', () => {
    expect(stateAndTurn({})).toEqual(['in-pull-request', 'maintainer', 'in-pull-request', ANN.name])
    const { turn } = reviewSeries({ ...seriesInput([PATCHES]), pull: REQUEST })
    expect([turn.sinceMs, turn.mailKey]).toEqual([5_000_000, 'request'])
  })

  it('waits on them although a comment is open, since its submitter asked for the patches as they are', () => {
    const open = { id: 'ask', from: REX, body: 'Please use a constant here.', at: 10, patch: 1 }
    expect(stateAndTurn({}, [PATCHES], [open])[0]).toBe('in-pull-request')
  })

  it('waits on a reviewer as before when the request has one of its patches only, or those of an older version', () => {
    expect(stateAndTurn({ numbers: [1] }).slice(0, 3)).toEqual(['under-review', 'reviewers', 'unreviewed'])
    expect(stateAndTurn({}, [PATCHES, PATCHES]).slice(0, 3)).toEqual(['under-review', 'reviewers', 'unreviewed'])
  })

  it('waits on nobody once the request was pulled, and is applied in part when it had one of the patches', () => {
    expect(stateAndTurn({ kind: 'pulled' })).toEqual(['applied', 'nobody', 'settled'])
    expect(stateAndTurn({ kind: 'pulled', numbers: [1] })[0]).toBe('partly-applied')
  })

  it('is refused all the same when somebody who may decide refused it', () => {
    const nak = { id: 'nak', from: ANN, body: 'NAK, this breaks every other driver.', at: 10, patch: 0 }
    expect(stateAndTurn({}, [PATCHES], [nak])[0]).toBe('rejected')
  })
})
