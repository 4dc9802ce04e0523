import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyVersion, findConflicts } from '../../lib/evolution/sparseBase'
import { fileDiff, patchOf } from './fixture'

describe('findConflicts', () => {
  const path = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const body = fc.array(fc.constantFrom(' x', ' y', '-x', '-y', '+x', '+y'), { minLength: 1, maxLength: 5 })
  const edit = fc
    .tuple(path, fc.array(fc.tuple(fc.nat(12), body), { minLength: 1, maxLength: 3 }))
    .map(([name, hunks]) => hunks.flatMap(([line, lines], at) => fileDiff(name, lines, line).slice(at === 0 ? 0 : 3)))
  const create = path.map((name) => [
    `diff --git a/${name} b/${name}`,
    'new file mode 100644',
    '--- /dev/null',
    `+++ b/${name}`,
    '@@ -0,0 +1,2 @@',
    '+x',
    '+y',
  ])
  const rename = fc
    .tuple(path, path)
    .map(([from, to]) => [
      `diff --git a/${from} b/${to}`,
      'similarity index 100%',
      `rename from ${from}`,
      `rename to ${to}`,
    ])
  const patch = fc
    .array(fc.oneof({ weight: 3, arbitrary: edit }, create, rename), { minLength: 1, maxLength: 3 })
    .map((files) => patchOf('p', ['m'], ...files.flat()))

  it('gives the conflicts that rebuilding every file gives', () => {
    let found = 0
    fc.assert(
      fc.property(fc.array(patch, { maxLength: 3 }), (patches) => {
        const conflicts = findConflicts(patches)
        expect(conflicts).toEqual(applyVersion(patches).conflicts)
        found += conflicts.length
      }),
      { numRuns: 2_000, seed: 1 },
    )
    expect(found).toBeGreaterThan(1_000)
  })
})
