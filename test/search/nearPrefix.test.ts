import { describe, expect, it } from 'vitest'
import { nearPrefix } from '../../lib/search/nearPrefix'

describe('the prefix that somebody meant', () => {
  it.each([
    ['dnf', 'dfn'],
    ['dfpree', 'dfpre'],
    ['patchidd', 'patchid'],
    ['chageid', 'changeid'],
    ['dfx', 'dfn'],
    ['from', 'f'],
    ['Subject', 's'],
    ['S', 's'],
  ])('of %s is %s', (name, prefix) => expect(nearPrefix(name)).toBe(prefix))

  it.each(['http', 'kvm', 'fx', '', 'x'.repeat(10_000)])('of "%.20s" is none', (name) =>
    expect(nearPrefix(name)).toBeUndefined(),
  )
})
