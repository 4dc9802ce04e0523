import { describe, expect, it } from 'vitest'
import { diff, relations, type Short } from './fixture'

const change = (file: string, removed: string, added: string) =>
  diff(file).replace('-old', `-${removed}`).replace('+new', `+${added}`)

const TITLE = 'stop the pump from dripping'
const lone = (removed: string): Short => ({
  id: 'lone',
  subject: `[PATCH] ${TITLE}`,
  body: change('pump.c', removed, 'if (limit < MAX - weight(mask))'),
})
/** Another fix for the same, which comes back in a series that has its title. */
const OTHER: Short = {
  id: 'other',
  subject: `[PATCH] ${TITLE}`,
  at: 5_000,
  body: change('valve.c', 'open_valve(first);', 'close_valve(second);'),
}
const series = (cover = 'Words.\n'): Short[] => [
  { id: 'c', subject: `[PATCH v2 0/2] ${TITLE}`, at: 6_000, body: cover },
  { id: 'p1', subject: `[PATCH v2 1/2] ${TITLE}, client`, to: ['c'], at: 6_001, body: OTHER.body ?? '' },
  {
    id: 'p2',
    subject: `[PATCH v2 2/2] ${TITLE}, server`,
    to: ['c'],
    at: 6_002,
    body: change('pump.c', 'if (limit < MAX)', 'if (limit < MAX && !full(mask))'),
  },
]

describe('a series with the title of two patches that were posted before', () => {
  it('absorbs the one that it does not continue when a patch of it changes the same line', () => {
    expect(relations([lone('if (limit < MAX)'), OTHER, ...series()])).toEqual(['v2 absorb lone'])
  })

  it('has nothing to do with it when no changed line is the same', () => {
    expect(relations([lone('drip();'), OTHER, ...series()])).toEqual([])
  })

  it('has nothing to do with it when it is a pull request', () => {
    const asks =
      'The following changes since commit 0123456789abcdef0123456789abcdef01234567:\n\n  Pump 1.0 (2024-01-01)\n\nare available in the Git repository at:\n\n  git://example.org/pump.git tags/drip\n\nJane Doe (2):\n  one\n  two\n'
    expect(relations([lone('if (limit < MAX)'), OTHER, ...series(asks)])).toEqual([])
  })
})
