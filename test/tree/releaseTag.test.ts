import { describe, expect, it } from 'vitest'
import { findReleaseTags } from '../../lib/tree/releaseTag'

describe('the release tags of a repository', () => {
  it('are plain numbers, with or without a v, and release candidates', () => {
    const linux = ['v6.1', 'v6.1-rc1', 'v6.1.5', 'v2.6.12-rc2', 'v5.0-rc8', 'v2.4.0-test3-pre4']
    expect(findReleaseTags(linux)).toEqual(linux.slice(0, 5))
    const others = ['v254', 'v254-rc3', '20230127', 'v2023.01-rc1', 'v22.03.0-rc6', '1.9.0.beta2', '3.0.0~rc1']
    expect(findReleaseTags(others)).toEqual(others)
  })

  it('are not what a maintainer asks to pull, nor a snapshot', () => {
    const plain = 'v6.1'
    for (const name of [
      'vfio-v6.1-rc4',
      'for-6.1-tag',
      'next-20221005',
      'drm-fixes-2022-10-07',
      'net-6.1-rc1',
      'for-linus',
      'v6.1-rc1-fixes',
      'x86_urgent_for_v6.1_rc3',
    ])
      expect(findReleaseTags([plain, name])).toEqual([plain])
  })

  it('have the name of the project in front where no tag is a plain number', () => {
    expect(findReleaseTags(['glibc-2.37', 'glibc-2.38', 'glibc-2.38.9000', 'changelog-1'])).toEqual([
      'glibc-2.37',
      'glibc-2.38',
      'glibc-2.38.9000',
    ])
    expect(findReleaseTags(['REL_15_0', 'REL_15_1', 'REL_15_RC1', 'release-6-3'])).toEqual([
      'REL_15_0',
      'REL_15_1',
      'REL_15_RC1',
    ])
    expect(findReleaseTags(['curl-8_4_0'])).toEqual(['curl-8_4_0'])
    expect(findReleaseTags(['releases/gcc-13.1.0', 'releases/gcc-13.2.0', 'basepoints/gcc-14'])).toEqual([
      'releases/gcc-13.1.0',
      'releases/gcc-13.2.0',
    ])
  })

  it('may be none', () => {
    expect(findReleaseTags([])).toEqual([])
    expect(findReleaseTags(['latest', 'stable', 'nightly/today'])).toEqual([])
  })
})
