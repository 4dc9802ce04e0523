import { describe, expect, it } from 'vitest'
import { annotateInterdiff, type LinePlace } from '../../lib/evolution/annotate'
import { comparePatches } from '../../lib/evolution/compare'
import { fileDiff, patchOf } from './fixture'

const START = [' one', ' two', ' three']
const MIDDLE = Array.from({ length: 12 }, (_, at) => `+kept ${at}`)
const old = patchOf('x: do', ['Do it.'], ...fileDiff('x.c', [...START, '+first();', ...MIDDLE, ' four']))
const now = patchOf('x: do', ['Do it.'], ...fileDiff('x.c', [...START, '+second();', ...MIDDLE, ' four']))

const textAt = (found: ReturnType<typeof annotateInterdiff>, index: number) => {
  const place = found.places[index]
  if (place === undefined) return undefined
  const { item, line } = place
  if (item === null || line === null) return null
  const { side, spans } = found.files[place.file]?.items[item]?.lines[line] ?? { side: '', spans: [] }
  return `${side} ${spans.map(({ text }) => text).join('')}`
}
const place = (side: LinePlace['side'], at: number | null, hunk: number | null = 0): LinePlace => ({
  side,
  file: 0,
  hunk,
  at,
})

describe('an interdiff with places', () => {
  it('is the plain interdiff when no place is given', () => {
    expect(annotateInterdiff(old, now, [], false).files).toEqual(comparePatches(old, now).files)
  })

  it('finds an old line where it was, and the new line that replaced it', () => {
    const found = annotateInterdiff(old, now, [place('old', 3), place('new', 3)], false)
    expect(textAt(found, 0)).toBe('old first();')
    expect(textAt(found, 1)).toBe('new second();')
  })

  it('shows an unchanged line that a place refers to, with three lines around it', () => {
    const plain = annotateInterdiff(old, now, [], false).files.flatMap(({ items }) =>
      items.flatMap(({ lines }) => lines),
    )
    const found = annotateInterdiff(old, now, [place('old', 13)], false)
    expect(textAt(found, 0)).toBe('both kept 9')
    const shown = found.files.flatMap(({ items }) => items.flatMap(({ lines }) => lines))
    expect(shown.length).toBeGreaterThan(plain.length)
    expect(shown.length).toBeLessThan(MIDDLE.length + 6)
  })

  it('finds a hunk at its first changed line and a file at its head', () => {
    const found = annotateInterdiff(old, now, [place('old', null), place('old', null, null)], false)
    expect(textAt(found, 0)).toBe('old first();')
    expect(textAt(found, 1)).toBe(null)
  })

  it('shows every line when the whole patch is asked for', () => {
    const lines = annotateInterdiff(old, now, [], true).files.flatMap(({ items }) => items.flatMap((one) => one.lines))
    expect(lines).toHaveLength(START.length + 2 + MIDDLE.length + 1)
  })

  it('finds no place for a file, hunk or line that the patch does not have', () => {
    const nowhere = [{ ...place('old', 3), file: 7 }, place('old', 99), place('new', 0, 5)]
    const found = annotateInterdiff(old, now, nowhere, false)
    expect(found.places[0]).toBeUndefined()
    expect([textAt(found, 1), textAt(found, 2)]).toEqual([null, null])
    expect(annotateInterdiff(undefined, undefined, [place('old', 0)], true)).toEqual({
      files: [],
      marks: [],
      places: [undefined],
    })
  })

  it('numbers each line in both versions, and names the function that changed', () => {
    const [older, newer] = ['first', 'second'].map((name) =>
      patchOf(
        'y: do',
        ['Do it.'],
        ...fileDiff('y.c', [' }', ' ', '+int f(void)', '+{', `+\t${name}();`, '+}'], 7, 'int e(void)'),
      ),
    )
    const { files, marks } = annotateInterdiff(older, newer, [], false)
    const lines = files.flatMap(({ items }) => items.flatMap((item) => item.lines))
    const numbers = marks.flatMap((file) => file.numbers.flat())
    const pairs = lines.map(({ side }, at) => [
      side,
      numbers[at]?.left?.after ?? null,
      numbers[at]?.right?.after ?? null,
    ])
    expect(pairs).toEqual([
      ['both', 8, 8],
      ['both', 9, 9],
      ['both', 10, 10],
      ['old', 11, null],
      ['new', null, 11],
      ['both', 12, 12],
    ])
    expect(marks.map(({ functions }) => functions)).toEqual([['f()']])
    expect(files.map(({ items }) => items.map((item) => item.kind === 'lines' && item.heading))).toEqual([
      ['int e(void)'],
    ])
  })

  it('shows a new patch whole, with its places', () => {
    const found = annotateInterdiff(undefined, now, [place('new', 3)], false)
    expect(textAt(found, 0)).toBe('new second();')
  })
})
