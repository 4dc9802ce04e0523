import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyVersion, findConflicts } from '../../lib/evolution/sparseBase'
import { fileDiff, patchOf } from './fixture'

describe('applyVersion', () => {
  const first = patchOf('one', ['m'], ...fileDiff('x.c', [' a', '+b', ' c']))
  const second = patchOf('two', ['m'], ...fileDiff('x.c', [' a', '-b', '+B', ' c']))

  it('gives two patches that touch one line the same cell, and separates the base from added lines', () => {
    const { cells, placed, conflicts, base } = applyVersion([first, second])
    expect(conflicts).toEqual([])
    expect(placed.map((hunk) => hunk.cells)).toEqual([
      [0, 1, 2],
      [0, 1, 3, 2],
    ])
    expect(cells[1]).toMatchObject({ text: 'b', baseLine: null, addedBy: 1, removedBy: 2 })
    expect(cells[2]).toMatchObject({ text: 'c', baseLine: 11, removedBy: null })
    expect([...(base.get('x.c')?.keys() ?? [])]).toEqual([10, 11])
  })

  it('names the patch and hunk that contradict an earlier patch', () => {
    const broken = patchOf('two', ['m'], ...fileDiff('x.c', [' a', '-wrong', '+B', ' c']))
    expect(applyVersion([first, broken]).conflicts).toMatchObject([
      { patch: 2, file: 0, hunk: 0, path: 'x.c', line: 11, reason: 'text-differs', expected: 'b', found: 'wrong' },
    ])
  })

  it('follows created, renamed and deleted files, and reports contradictions', () => {
    const created = patchOf(
      'new',
      ['m'],
      'diff --git a/n b/n',
      'new file mode 100644',
      '--- /dev/null',
      '+++ b/n',
      '@@ -0,0 +1,2 @@',
      '+a',
      '+b',
    )
    const renamed = patchOf('mv', ['m'], 'diff --git a/n b/o', 'similarity index 100%', 'rename from n', 'rename to o')
    const edited = patchOf('ed', ['m'], ...fileDiff('o', [' a', '-b', '+c'], 1))
    const good = applyVersion([created, renamed, edited])
    expect(good.conflicts).toEqual([])
    expect(good.base.get('n')).toBeNull()
    const twice = applyVersion([created, created])
    expect(twice.conflicts).toMatchObject([{ patch: 2, reason: 'file-exists' }])
    const past = patchOf('past', ['m'], ...fileDiff('n', [' z'], 9))
    expect(applyVersion([created, past]).conflicts).toMatchObject([{ patch: 2, reason: 'past-end' }])
    expect(applyVersion([created, renamed, created]).conflicts).toEqual([])
  })

  it('reports hunks that are out of order, and does not need memory for line numbers', () => {
    const hunks = ['--- a/x', '+++ b/x', '@@ -999999999 +999999999 @@', '-a', '+b', '@@ -5 +5 @@', '-c', '+d']
    expect(applyVersion([patchOf('x', ['m'], ...hunks)]).conflicts).toMatchObject([{ hunk: 1, reason: 'hunk-order' }])
  })
})

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

  it('finds the conflicts that rebuilding every file finds', () => {
    let found = 0
    fc.assert(
      fc.property(fc.array(patch, { maxLength: 3 }), (patches) => {
        const { conflicts } = findConflicts(patches)
        expect(conflicts).toEqual(applyVersion(patches).conflicts)
        found += conflicts.length
      }),
      { numRuns: 2_000, seed: 1 },
    )
    expect(found).toBeGreaterThan(1_000)
  })
})
