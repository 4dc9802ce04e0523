import { describe, expect, it } from 'vitest'
import { mergeTitleKeys, pullRefKeys } from '../../lib/tree/pulledMerge'

describe('a merge', () => {
  const URL = 'git://git.kernel.org/pub/scm/linux/kernel/git/maint/pump'
  const isMergeOf = (title: string, url: string | null, ref: string | null) => {
    const keys = pullRefKeys(url, ref)
    return mergeTitleKeys(title).some((key) => keys.includes(key))
  }

  it('is found by the tag, branch or repository that was to be pulled', () => {
    expect(isMergeOf(`Merge tag 'pump-6.2' of ${URL}`, URL, 'tags/pump-6.2')).toBe(true)
    expect(isMergeOf(`Merge tag 'pump-6.2' of ${URL}`, URL, 'refs/tags/pump-6.2')).toBe(true)
    expect(isMergeOf(`Merge branch 'for-linus' of ${URL} into next`, URL, 'for-linus')).toBe(true)
    expect(isMergeOf(`Merge ${URL}`, URL, null)).toBe(true)
    expect(isMergeOf(`Merge ${URL}`, URL, 'HEAD')).toBe(true)
  })

  it('is found by the last two parts of the path, since a repository has several names', () => {
    const title = "Merge tag 'pump-6.2' of gitolite.kernel.org:/pub/scm/linux/kernel/git/maint/pump"
    expect(isMergeOf(title, `${URL}.git/`, 'tags/pump-6.2')).toBe(true)
    expect(isMergeOf("Merge tag 'x' of https://example.org/pump", 'git@example.org:pump.git', 'x')).toBe(true)
  })

  it('is not found for another tag or repository, or without a repository', () => {
    expect(isMergeOf(`Merge tag 'pump-6.2' of ${URL}`, URL, 'tags/pump-6.3')).toBe(false)
    expect(isMergeOf(`Merge tag 'pump-6.2' of ${URL}`, URL.replace('maint', 'other'), 'tags/pump-6.2')).toBe(false)
    expect(isMergeOf(`Merge tag 'pump-6.2' of ${URL}`, null, 'tags/pump-6.2')).toBe(false)
  })

  it('of something else has no key', () => {
    for (const title of ["Merge branch 'next'", "Merge branch 'pump' into next", 'Merge pumps', 'Fix the pump', '']) {
      expect(mergeTitleKeys(title)).toEqual([])
    }
  })
})
