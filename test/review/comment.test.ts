import { describe, expect, it } from 'vitest'
import { parsePatch } from '../../lib/patch/patch'
import type { Patch } from '../../lib/patch/types'
import { type CommentPlace, findComments } from '../../lib/review/comment'
import { indexPatch } from '../../lib/review/patchIndex'
import { placeChanged as changed, collectChanges } from '../../lib/review/placeChange'
import { readLines } from '../../lib/review/quote'

const patch = (lines: readonly string[] = ['+\tint first = 1;', '+\tint second = 2;']) =>
  parsePatch({
    title: 'x',
    from: { name: 'Jane Doe', email: 'jane@example.org' },
    body: [
      'Explain the change',
      'in two lines.',
      '',
      'Signed-off-by: Jane Doe <jane@example.org>',
      '---',
      'diff --git a/a.c b/a.c',
      '--- a/a.c',
      '+++ b/a.c',
      `@@ -10,2 +10,${2 + lines.length} @@ int main(void)`,
      ' {',
      ...lines,
      ' }',
      '@@ -30,3 +32,3 @@ int other(void)',
      ' \tcall_one();',
      '-\tcall_old();',
      '+\tcall_new(with_a_long_argument, and_another_long_one);',
      ' \tcall_two();',
      '',
    ].join('\n'),
  })
const find = (body: string, quoted?: Patch) =>
  findComments(readLines(body), quoted === undefined ? undefined : indexPatch(quoted))
const places = (...body: readonly string[]) => find(body.join('\n'), patch()).map(({ place }) => place)
const placeChanged = (place: CommentPlace, older: Patch, newer: Patch | undefined, code = true) =>
  changed(place, collectChanges(older), newer === undefined ? undefined : collectChanges(newer), {
    code,
    copies: false,
  })

describe('findComments', () => {
  it('ties a comment to the line quoted above it, by the quoted header', () => {
    expect(places('> @@ -10,2 +10,4 @@ int main(void)', '>  {', '> +\tint first = 1;', 'Why one?')).toEqual([
      { kind: 'line', path: 'a.c', file: 0, hunk: 0, at: 1, side: 'new', line: 11, by: 'header' },
    ])
  })

  it('finds the line without a header', () => {
    expect(places('> -\tcall_old();', 'Why?')).toEqual([
      { kind: 'line', path: 'a.c', file: 0, hunk: 1, at: 1, side: 'old', line: 31, by: 'lines' },
    ])
  })

  it('finds a line that was wrapped and whose tabs became blanks', () => {
    expect(places('> +  call_new(with_a_long_argument,', '> and_another_long_one);', 'Long.')).toMatchObject([
      { kind: 'line', hunk: 1, at: 2 },
    ])
  })

  it('finds the line below two levels of quotes', () => {
    expect(places('> > +\tint second = 2;', '> Why two?', 'Because.')).toMatchObject([{ kind: 'line', hunk: 0, at: 2 }])
  })

  it('ties each of several comments to its own line', () => {
    expect(places('> +\tint first = 1;', 'A', '> +\tint second = 2;', 'B', '', 'still B')).toMatchObject([
      { at: 1 },
      { at: 2 },
    ])
  })

  it('ties comments to the message, the file and the header of a hunk', () => {
    expect(places('> in two lines.', 'Three.')).toEqual([{ kind: 'message', line: 1 }])
    expect(places('> +++ b/a.c', 'Which file?')).toEqual([{ kind: 'file', path: 'a.c', file: 0 }])
    expect(places('> @@ -30,3 +32,3 @@ int other(void)', 'Here.')).toEqual([
      { kind: 'hunk', path: 'a.c', file: 0, hunk: 1 },
    ])
  })

  it('lists comments that cannot be placed, with the reason', () => {
    expect(places('Nice.')).toEqual([{ kind: 'unplaced', reason: 'no-quote' }])
    expect(places('> something else entirely', 'No.')).toEqual([{ kind: 'unplaced', reason: 'not-found' }])
    expect(find('> x\nNo.')).toMatchObject([{ place: { kind: 'unplaced' }, text: 'No.', from: 1, to: 2 }])
  })

  it('does not place a comment by a brace alone', () => {
    expect(places('> }', 'Why?')).toEqual([{ kind: 'unplaced', reason: 'not-found' }])
  })

  it('is linear when a line repeats, and lists the first 20,000 comments of a mail', () => {
    const many = patch(Array.from({ length: 100_000 }, () => '+\tsame_line();'))
    // Anything worse than linear exceeds the time limit of the runner.
    expect(find('> +\tsame_line();\nWhy?\n'.repeat(100_000), many)).toHaveLength(20_000)
  })
})

describe('placeChanged', () => {
  const at = (hunk: number) => ({ kind: 'hunk', path: 'a.c', file: 0, hunk }) as const
  const newer = patch(['+\tint first = 1;', '+\tint third = 3;'])
  it('is true for the hunk that changed and false for the other', () => {
    expect(placeChanged(at(0), patch(), newer)).toBe(true)
    expect(placeChanged(at(1), patch(), newer)).toBe(false)
  })
  it('is false for the message when only the code changed, and true for a comment without a place', () => {
    expect(placeChanged({ kind: 'message', line: 0 }, patch(), newer)).toBe(false)
    expect(placeChanged({ kind: 'unplaced', reason: 'no-quote' }, patch(), newer)).toBe(true)
    expect(placeChanged({ kind: 'unplaced', reason: 'no-quote' }, patch(), patch())).toBe(false)
  })
  it('is false for code in a version that only rebased the patch', () => {
    expect(placeChanged(at(0), patch(), newer, false)).toBe(false)
    expect(placeChanged({ kind: 'unplaced', reason: 'no-quote' }, patch(), newer, false)).toBe(false)
  })
  it('counts other trailers than review tags and copies as message', () => {
    const message = { kind: 'message', line: 0 } as const
    const tagged = (...lines: readonly { readonly name: string; readonly value: string }[]) => ({
      ...patch(),
      trailers: lines.map((trailer) => ({ ...patch().trailers[0], person: undefined, line: 0, ...trailer })),
    })
    const copied = tagged({ name: 'Cc', value: 'Ann <ann@example.org>' })
    expect(placeChanged(message, copied, tagged())).toBe(false)
    expect(placeChanged(message, tagged(), copied)).toBe(false)
    expect(placeChanged(message, tagged(), tagged({ name: 'Cc', value: 'stable@vger.kernel.org' }))).toBe(true)
    expect(placeChanged(message, tagged(), tagged({ name: 'Fixes', value: '0123456789ab ("a")' }))).toBe(true)
    expect(placeChanged(message, tagged(), tagged({ name: 'Acked-by', value: 'Ann <ann@example.org>' }))).toBe(false)
  })
  it('is true for a patch that is gone', () => {
    expect(placeChanged(at(1), patch(), undefined)).toBe(true)
  })
})
