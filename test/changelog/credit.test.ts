import { describe, expect, it } from 'vitest'
import { findCredits } from '../../lib/changelog/credit'
import { findPatchNumbers } from '../../lib/changelog/patchNumbers'

describe('the people that an item credits', () => {
  it.each([
    ['fix the leak (Ann)', ['Ann']],
    ['fix the leak. [Ann]', ['Ann']],
    ['fix the leak (Ann Author, Bob van Dam and Cem)', ['Ann Author', 'Bob van Dam', 'Cem']],
    ['fix the leak (thanks Ann)', ['Ann']],
    ['fix the leak (Thanks Ann!)', ['Ann']],
    ['fix the leak (suggested by Ann Author).', ['Ann Author']],
    ["fix the leak (per Ann's input)", ['Ann']],
    ['fix build warnings (lkp)', ['lkp']],
    ['fix build warnings (kernel test robot)', ['kernel test robot']],
    ['add a second patch as suggested by Ann Author', ['Ann Author']],
    ['split it, as requested by Ann', ['Ann']],
    ["use the other clock, per Ann's suggestion", ['Ann']],
    ['dropped the comment per Ann', ['Ann']],
    ['Per Ann, use the header', ['Ann']],
    ['dropped it according to the comments of Ann Author and Bob Builder', ['Ann Author', 'Bob Builder']],
    ['reworded after Ann’s review', ['Ann']],
    ['add a comment. Ann suggested this, Bob wrote the text.', ['Ann']],
    ['Ann Author <ann@example.org>: update the text', ['Ann Author']],
    ['rename it (<ann@example.org>)', ['ann@example.org']],
    ['[AB] add a comment', ['AB']],
    ['Patch 7 (new): [AB] add a comment', ['AB']],
    ['patches 2, 3: [AB] add a comment', ['AB']],
    ['fix it (Ann), drop the lock (Bob)', ['Ann', 'Bob']],
    ['fix it (Ann Author), as Ann suggested', ['Ann Author']],
  ])('are found in %j', (text, names) => {
    expect(findCredits(text)).toEqual(names)
  })

  it.each([
    'use kzalloc() (rc)',
    'call foo(Bar) first',
    'patch 3: use the [AB] register',
    'set the flag (FOLL_GET)',
    'handle the error (NULL)',
    'pick up tags (Thank you!)',
    'rebase (previously 214 lines)',
    'new helper (New)',
    'see [3]',
    'added Reviewed-by from Ann',
    'move it to drivers/ (Documentation)',
    '[RFC] drop the tag',
    'as suggested by checkpatch',
  ])('are not found in %j', (text) => {
    expect(findCredits(text)).toEqual([])
  })
})

describe('the patches that an item names', () => {
  it.each([
    ['patch1: remove it', [1]],
    ['patch 15: rename it', [15]],
    ['Patch #3: rename it', [3]],
    ['fix PATCH-1, PATCH-6, and PATCH-10', [1, 6, 10]],
    ['reword patch 0002', [2]],
    ['patches 5-7,9: take the lock', [5, 6, 7, 9]],
    ['patches 5, 6 and 11 were reordered', [5, 6, 11]],
    ['patches 2 to 4', [2, 3, 4]],
    ['add a test to PATCH 4/15', [4]],
    ['04/15: add a test', [4]],
    ['[PATCH 15/15] dropped the comment', [15]],
    ['in #3 take the lock', [3]],
    ['split the last patch', [15]],
    ['rework the first patch and the 2nd patch', [1, 2]],
    ['a cascade of changes to patches 5, 8 and 12.', [5, 8, 12]],
  ])('are found in %j', (text, numbers) => {
    expect(findPatchNumbers(text, { total: 15 })).toEqual(numbers)
  })

  it.each([
    "merged v1's patch 2",
    'merge old patch 14 and 15',
    'fold the former patch 3 into another',
    'patch 16: there are only fifteen',
    'works on 3/4 of all machines',
    'fix a crash on 6.1',
    'dispatch 3 events',
    'issue see#3',
    'patch the 3 callers',
  ])('are not found in %j', (text) => {
    expect(findPatchNumbers(text, { total: 15 })).toEqual([])
  })
})
