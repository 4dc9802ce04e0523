import { describe, expect, it } from 'vitest'
import { dropsApplied, saysApplied } from '../../lib/changelog/general'
import { isAboutDropped, isAboutTags, onlyTakesTags } from '../../lib/changelog/tie'

describe('a changelog item that says a patch was applied', () => {
  it.each(['The riscv patch has already been merged.', 'two fixes were picked up', 'First\ncommit is applied'])(
    'is "%s"',
    (text) => expect(saysApplied(text)).toBe(true),
  )

  it.each([
    'Rebased on the patch of Ann',
    'The patch was not merged',
    'Send again once the fix has been merged',
    'The patch was merged into patch 3',
    'The fixes were applied on top of this',
    'A lock is taken',
  ])('is not "%s"', (text) => expect(saysApplied(text)).toBe(false))
})

describe('a changelog item that drops what was applied', () => {
  it.each(['Drop the patches that have been already merged', 'removed patch 1, it is upstream now'])(
    'is "%s"',
    (text) => expect(dropsApplied(text)).toBe(true),
  )

  it.each(['Drop patch 3', 'patch 1 was merged', 'Drop patch 3, which was merged into patch 2'])(
    'is not "%s"',
    (text) => expect(dropsApplied(text)).toBe(false),
  )
})

describe('a changelog item is about', () => {
  it('review tags, or not', () => {
    for (const text of ["Collected Ann's R-b", 'Added Reviewed-by', 'picked up acks'])
      expect(isAboutTags(text)).toBe(true)
    for (const text of ['Fix the bug of the cache', 'Renamed the helper']) expect(isAboutTags(text)).toBe(false)
  })

  it('nothing but review tags, or not', () => {
    for (const text of ["picked up R-b's (thanks Ann)", '[RR] Added ack (Thank you!)', 'Collect tags'])
      expect(onlyTakesTags(text)).toBe(true)
    for (const text of ['Added Reviewed-by and renamed it (Ann)', 'Add the missing Fixes: tag', 'Added a lock (Ann)'])
      expect(onlyTakesTags(text)).toBe(false)
  })

  it('patches that are gone, or not', () => {
    expect(isAboutDropped('Dropped patch 3')).toBe(true)
    expect(isAboutDropped('Renamed the helper')).toBe(false)
  })
})
