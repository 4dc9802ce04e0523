import { describe, expect, it } from 'vitest'
import { countShared, fingerprintDiff } from '../../lib/patch/fingerprint'

const patch = (path: string, ...lines: readonly string[]) =>
  `Prose.\n+ not a line of a diff\n---\n--- a/${path}\n+++ b/${path}\n@@ -1,9 +1,9 @@\n${lines.join('\n')}\n`

describe('the fingerprint of a diff', () => {
  it('counts long changed lines once, whatever their blanks and their place', () => {
    const one = fingerprintDiff(
      patch('a.c', '+int number_of_things;', '-\treturn number_of_things;', ' context that is long'),
    )
    expect(one).toHaveLength(2)
    const moved = patch(
      'a.c',
      '- return  number_of_things;',
      '+\tint number_of_things;',
      '+\tint number_of_things;',
      '+}',
    )
    expect(fingerprintDiff(moved)).toEqual(one)
    expect(one).toEqual([...one].sort((a, b) => a - b))
  })

  it('depends on paths and on added or removed', () => {
    const plus = fingerprintDiff(patch('a.c', '+int number_of_things;'))
    expect(fingerprintDiff(patch('b.c', '+int number_of_things;'))).not.toEqual(plus)
    expect(fingerprintDiff(patch('a.c', '-int number_of_things;'))).not.toEqual(plus)
  })

  it('leaves out the tree that a path begins with, when it is one', () => {
    const change = '@@ -1 +1 @@\n+int number_of_things;\n'
    const git = fingerprintDiff(`--- a/sub/a.c\n+++ b/sub/a.c\n${change}`)
    expect(fingerprintDiff(`--- linux.orig/sub/a.c\t2022-01-01\n+++ linux/sub/a.c\t2022-01-02\n${change}`)).toEqual(git)
    expect(fingerprintDiff(`--- sub/a.c\n+++ sub/a.c\n${change}`)).toEqual(git)
    expect(fingerprintDiff(`--- other/sub/a.c\n+++ other/sub/a.c\n${change}`)).not.toEqual(git)
  })

  it('names a deleted file by its old path, and is empty without a diff', () => {
    const gone = '--- a/a.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-int number_of_things;\n'
    expect(fingerprintDiff(gone)).toEqual(fingerprintDiff(patch('a.c', '-int number_of_things;')))
    expect(fingerprintDiff('+int number_of_things;\n')).toEqual([])
    expect(fingerprintDiff('')).toEqual([])
  })
})

describe('shared numbers', () => {
  it('are counted in two ascending lists', () => {
    expect(countShared([1, 3, 5, 9], [2, 3, 9, 11])).toBe(2)
    expect(countShared([], [1])).toBe(0)
  })
})
