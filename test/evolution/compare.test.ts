import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparePatches, compareVersions } from '../../lib/evolution/compare'
import type { Note } from '../../lib/evolution/note'
import { pairPatches } from '../../lib/evolution/pairing'
import type { Patch } from '../../lib/patch/types'
import { fileDiff, patchOf } from './fixture'

const JANE = 'Jane Doe <jane@example.org>'
const LINES = [' int a;', ' int b;', ' int c;', '-int old_name;', '+int new_name;', ' int d;', ' int e;', ' int f;']
const replace = (from: string, to: string) => LINES.map((line) => (line === from ? to : line))
const base = patchOf('x: rename', ['Do it.', '', `Signed-off-by: ${JANE}`], ...fileDiff('x.c', LINES))
const verdict = (left: Patch | readonly Patch[], right: Patch | readonly Patch[], at = 0) => {
  const list = (value: Patch | readonly Patch[]) => ('title' in value ? [value] : value)
  const found = compareVersions(list(left), list(right)).pairs[at]
  if (found === undefined) throw new Error('no pair')
  return found.verdict
}
const kinds = (notes: readonly Note[]) => notes.map((note) => note.kind)
const code = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `+\t${name}_${at}(value_${name});`)

describe('the verdict on a pair', () => {
  it('is identical when only line numbers differ', () => {
    const moved = patchOf('x: rename', ['Do it.', '', `Signed-off-by: ${JANE}`], ...fileDiff('x.c', LINES, 500))
    expect(verdict(base, moved)).toMatchObject({ change: 'identical', facts: [], added: 0, removed: 0 })
  })

  it('is trailers when a review tag was added, and lists the tag', () => {
    const tagged = patchOf(
      'x: rename',
      ['Do it.', '', `Signed-off-by: ${JANE}`, `Reviewed-by: ${JANE}`],
      ...fileDiff('x.c', LINES),
    )
    const found = verdict(base, tagged)
    expect(found).toMatchObject({ change: 'trailers', trailersRemoved: [] })
    expect(found.trailersAdded).toMatchObject([{ name: 'Reviewed-by', value: JANE }])
    expect(verdict(tagged, base).trailersRemoved).toHaveLength(1)
  })

  it('is message for another text or title, and gives the old title', () => {
    const other = patchOf('x: rename it', ['Do it now.', '', `Signed-off-by: ${JANE}`], ...fileDiff('x.c', LINES))
    expect(verdict(base, other)).toMatchObject({
      change: 'message',
      facts: ['message'],
      notes: [{ kind: 'renamed', from: 'x: rename' }],
    })
  })

  it('is context for a context line, attributed to the base or to the earlier patch that changed it', () => {
    const edited = patchOf(
      'x: rename',
      ['Do it.', '', `Signed-off-by: ${JANE}`],
      ...fileDiff('x.c', replace(' int c;', ' int count_of_all;')),
    )
    expect(verdict(base, edited)).toMatchObject({
      change: 'context',
      facts: ['context'],
      notes: [{ kind: 'base-moved' }],
    })
    const first = (name: string) => patchOf('x: add', ['Add.'], ...fileDiff('x.c', [' int z;', `+int ${name};`]))
    const found = verdict([first('c'), base], [first('count_of_all'), edited], 1)
    expect(found).toMatchObject({ change: 'context', notes: [{ kind: 'follows-patch', number: 1 }] })
  })

  it('is context when a removed line changed with the base, and code when the added line did too', () => {
    const removed = replace('-int old_name;', '-int old_name, more;')
    const other = (lines: readonly string[]) =>
      patchOf('x: rename', ['Do it.', '', `Signed-off-by: ${JANE}`], ...fileDiff('x.c', lines))
    expect(verdict(base, other(removed))).toMatchObject({ change: 'context', facts: ['context'] })
    const both = removed.map((line) => (line === '+int new_name;' ? '+int new_name, more;' : line))
    const found = verdict(base, other(both))
    expect(found.change).toBe('code')
    expect(kinds(found.notes)).toContain('adapted-to-new-base')
  })

  it('is code when a line is no longer removed, and when only whitespace changed, which a note says', () => {
    const other = (lines: readonly string[]) =>
      patchOf('x: rename', ['Do it.', '', `Signed-off-by: ${JANE}`], ...fileDiff('x.c', lines))
    expect(verdict(base, other(replace('-int old_name;', ' int old_name;'))).change).toBe('code')
    expect(verdict(base, other(replace('+int new_name;', '+int  new_name;')))).toMatchObject({
      change: 'code',
      notes: [{ kind: 'whitespace-only' }],
    })
    expect(kinds(verdict(base, other(replace('+int new_name;', '+int newname;'))).notes)).toEqual([])
  })

  it('does not treat a line that moved as a change of whitespace', () => {
    const other = (lines: readonly string[]) => patchOf('x: free', ['Do it.'], ...fileDiff('x.c', lines))
    const left = other([' {', '+free(a);', '+count--;', ' }'])
    const right = other([' {', '+count--;', '+free(a);', ' }'])
    expect(verdict(left, right)).toMatchObject({ change: 'code', added: 1, removed: 1, notes: [] })
  })
})

describe('pairPatches', () => {
  const one = patchOf('a: one', ['First.'], ...fileDiff('a.c', [' {', ...code('alpha', 6), ' }']))
  const two = patchOf('b: two', ['Second.'], ...fileDiff('b.c', [' {', ...code('beta', 6), ' }']))
  const named = (title: string, patch: Patch): Patch => ({ ...patch, title })

  it('pairs by subject first, then by diff, then by cost', () => {
    expect(pairPatches([one, two], [two, one])).toEqual([
      { kind: 'pair', left: 2, right: 1, evidence: 'subject' },
      { kind: 'pair', left: 1, right: 2, evidence: 'subject' },
    ])
    expect(pairPatches([one], [named('c: other', one)])).toMatchObject([{ evidence: 'diff' }])
    const edited = patchOf('c: other', ['First.'], ...fileDiff('a.c', [' {', ...code('alpha', 6), '+more();', ' }']))
    expect(pairPatches([one, two], [edited])).toEqual([
      { kind: 'pair', left: 1, right: 1, evidence: 'cost' },
      { kind: 'dropped', left: 2 },
    ])
  })

  it('does not pair patches that have nothing in common', () => {
    expect(pairPatches([one], [named('c: other', two)])).toEqual([
      { kind: 'dropped', left: 1 },
      { kind: 'new', right: 1 },
    ])
    expect(pairPatches([], [])).toEqual([])
  })

  it('notes reordered, split and merged patches', () => {
    const swapped = compareVersions([one, two], [two, one])
    expect(swapped.pairs.flatMap(({ verdict }) => verdict.notes)).toHaveLength(1)
    const both = patchOf(
      'a: both',
      ['All.'],
      ...fileDiff('a.c', [' {', ...code('alpha', 8), ' }']),
      ...fileDiff('b.c', [' {', ...code('beta', 5), ' }']),
    )
    const part = patchOf('a: both', ['All.'], ...fileDiff('a.c', [' {', ...code('alpha', 8), ' }']))
    const rest = patchOf('b: rest', ['Rest.'], ...fileDiff('b.c', [' {', ...code('beta', 5), ' }']))
    expect(verdict([both], [part, rest], 1)).toMatchObject({
      change: 'new',
      notes: [{ kind: 'split-from', number: 1 }],
    })
    expect(verdict([part, rest], [both], 1)).toMatchObject({
      change: 'dropped',
      notes: [{ kind: 'merged-into', number: 1 }],
    })
  })

  it('gives the mirror image for swapped sides, and pairs every version with itself', () => {
    const lines = fc.array(fc.constantFrom('+one();', '+two();', ' three();', '+four();'), {
      minLength: 1,
      maxLength: 6,
    })
    const patch = fc
      .tuple(fc.constantFrom('a', 'b', 'c', 'd'), lines)
      .map(([title, body]) => patchOf(title, ['m'], ...fileDiff(`${title}.c`, body)))
    const series = fc.array(patch, { maxLength: 5 })
    fc.assert(
      fc.property(series, series, (left, right) => {
        const count = (a: Patch[], b: Patch[], kind: string) =>
          pairPatches(a, b).filter((pair) => pair.kind === kind).length
        expect(count(left, right, 'new')).toBe(count(right, left, 'dropped'))
        expect(compareVersions(left, left).pairs.every(({ verdict }) => verdict.change === 'identical')).toBe(true)
      }),
      { numRuns: 200, seed: 1 },
    )
  })
})

describe('bounds', () => {
  it('compares 300 unrelated patches on each side, and two patches of 50,000 lines, up to the bounds', () => {
    const many = (prefix: string) =>
      Array.from({ length: 300 }, (_, at) =>
        patchOf(`${prefix} ${at}`, ['m'], ...fileDiff(`${prefix}${at % 7}.c`, code(`${prefix}${at}`, 40))),
      )
    expect(compareVersions(many('a'), many('b')).pairs).toHaveLength(600)
    const long = (name: string) => patchOf('long', ['m'], ...fileDiff('x.c', code(name, 50_000)))
    const left = long('a')
    const right = long('b')
    const found = verdict(left, right)
    expect(kinds(found.notes)).toEqual(['rewritten'])
    expect(found).toMatchObject({ added: 50_000, removed: 50_000 })
    expect(comparePatches(left, right).cut).not.toBeNull()
    const mixed = patchOf(
      'long',
      ['m'],
      ...fileDiff(
        'x.c',
        code('a', 50_000).map((line, at) => (at % 7 === 0 ? `${line} //` : line)),
      ),
    )
    expect(verdict(left, mixed)).toMatchObject({ change: 'code' })
  })
})

describe('comparePatches', () => {
  it('shows a new patch whole', () => {
    const page = comparePatches(undefined, base)
    expect(page).toMatchObject({ title: { old: null, new: 'x: rename' }, cut: null, files: [{ side: 'new' }] })
    expect(page.rangeDiff).toEqual(['-:  ------- > 1:  ------- x: rename'])
    expect(page.files[0]?.items[0]).toMatchObject({ kind: 'lines' })
  })

  it('marks the words that changed, and hides and counts what moved with the base', () => {
    const lines = [
      ...replace('+int new_name;', '+int better_name;'),
      ...Array.from({ length: 8 }, (_, at) => ` int g${at};`),
    ]
    const tail = (text: string) => [...lines.slice(0, -1), text]
    const left = patchOf(
      'x',
      ['m'],
      ...fileDiff(
        'x.c',
        tail(' int last_one;').map((line) => line.replace('better', 'new')),
      ),
    )
    const right = patchOf('x', ['m'], ...fileDiff('x.c', tail(' int last_two;')))
    const items = comparePatches(left, right).files[0]?.items ?? []
    expect(items.map((item) => item.kind)).toEqual(['lines', 'hidden'])
    expect(items[1]).toMatchObject({ context: 2, headings: 0 })
    const shown = items[0]?.lines.find((line) => line.side === 'new')
    expect(shown?.spans).toEqual([
      { kind: 'same', text: 'int ' },
      { kind: 'added', text: 'better_name' },
      { kind: 'same', text: ';' },
    ])
  })

  it('marks only the words that changed in a re-wrapped paragraph', () => {
    const left = patchOf('x', ['This helps the', 'driver a lot.'], ...fileDiff('x.c', LINES))
    const right = patchOf('x', ['This really helps', 'the driver a lot.'], ...fileDiff('x.c', LINES))
    const marked = comparePatches(left, right).message.flatMap((line) =>
      line.spans.filter((span) => span.kind !== 'same'),
    )
    expect(marked).toEqual([{ kind: 'added', text: 'really' }])
  })
})
