import { describe, expect, it } from 'vitest'
import { parsePatch } from '../../lib/patch/patch'
import { collectChanges, placeChanged } from '../../lib/review/placeChange'
import { growthExponent, LINEAR } from '../support/growthExponent'

const hunk = (at: number) => `@@ -${at * 10 + 1} +${at * 10 + 1} @@\n-\told(${at});\n+\tnew(${at});\n`
const patchOf = (hunks: number) =>
  collectChanges(
    parsePatch({
      title: 'tool: change it',
      from: { name: 'Ada Author', email: 'ada@example.org' },
      body: `Why.\n---\ndiff --git a/f.c b/f.c\n--- a/f.c\n+++ b/f.c\n${Array.from({ length: hunks }, (_, at) => hunk(at)).join('')}`,
    }),
  )

describe('whether the code that comments are about has changed', () => {
  it('takes time that is linear in the hunks of a file together with the comments about the file', () => {
    const inputOf = (size: number) => ({ size, older: patchOf(size), newer: patchOf(size) })
    const ask = ({ size, older, newer }: ReturnType<typeof inputOf>) => {
      for (let comment = 0; comment < size; comment++) {
        const step = { code: true, copies: false }
        if (placeChanged({ kind: 'file', path: 'f.c', file: 0 }, older, newer, step))
          throw new Error('nothing has changed')
      }
    }
    expect(growthExponent([1_000, 4_000], inputOf, ask, LINEAR)).toBeLessThanOrEqual(LINEAR)
  })
})
