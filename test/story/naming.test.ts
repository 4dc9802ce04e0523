import { describe, expect, it } from 'vitest'
import { openNaming } from '../../lib/story/naming'
import { changes } from './build'

const naming = (...lines: readonly string[]) => openNaming(() => changes(...lines))

describe('a comment compared with what a patch changed', () => {
  it('names something of it by an identifier with an underscore', () => {
    const { names } = naming('-ring_free(ring);', ' ring_init(ring);')
    expect(names('Please move ring_free() up.', 2, 1)).toBe(true)
    expect(names('Please move ring_init() up.', 2, 1)).toBe(false)
    expect(names('Please move the ring up.', 2, 1)).toBe(false)
  })

  it('is below a line that went', () => {
    const { removes } = naming('-long_count = 1;', '+total_count = 1;', ' other_count = 1;', '-break;')
    expect(removes('+\tlong_count = 1;', 2, 1)).toBe(true)
    expect(removes('+\ttotal_count = 1;', 2, 1)).toBe(false)
    expect(removes('+\tother_count = 1;', 2, 1)).toBe(false)
    expect(removes('+\tbreak;', 2, 1)).toBe(false)
  })

  it('is compared with nothing when that is not stored, or too long', () => {
    const unknown = openNaming(() => undefined)
    expect(unknown.names('ring_free', 2, 1)).toBe(false)
    const long = naming(...Array.from({ length: 2_001 }, (_, at) => `+ring_${at}();`))
    expect(long.names('ring_1', 2, 1)).toBe(false)
  })
})
