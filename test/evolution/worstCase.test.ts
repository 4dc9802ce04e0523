import { describe, expect, it, vi } from 'vitest'
import { annotateInterdiff } from '../../lib/evolution/annotate'
import { comparePatches, compareVersions } from '../../lib/evolution/compare'
import { pairPatches } from '../../lib/evolution/pairing'
import { traceLines } from '../../lib/evolution/provenance'
import { findConflicts } from '../../lib/evolution/sparseBase'
import type { Patch } from '../../lib/patch/types'
import { growthExponent } from '../support/growthExponent'
import { fileDiff, patchOf } from './fixture'

/** Far more than the tests take on a busy machine. */
vi.setConfig({ testTimeout: 300_000 })

const MAX_EXPONENT = 1.2

const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index))
const onePatch = (...files: string[][]) => patchOf('x: one', ['Why.'], ...files.flat())
const twoOf = (make: (version: 'v' | 'w') => Patch): [Patch, Patch] => [make('v'), make('w')]
const seriesOf = (make: (version: 'v' | 'w') => Patch[]): [Patch[], Patch[]] => [make('v'), make('w')]
/** Numbers below `kinds` that seem random and are the same in each run. */
const noise = (seed: number, kinds: number) => {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor(state / 65_536) % kinds
  }
}
const half = (size: number, common: (index: number) => string, own: (index: number) => string) => [
  ...many(size * 0.6, common),
  ...many(size * 0.4, own),
]

/** Everything that a page and an import do with two versions of a patch. */
function compareAll([left, right]: readonly [Patch, Patch]): void {
  compareVersions([left], [right])
  comparePatches(left, right)
}

const PATCHES: readonly (readonly [string, readonly [number, number], (size: number) => [Patch, Patch]])[] = [
  [
    'lines that were rewritten and share no word',
    [2_500, 20_000],
    (size) =>
      twoOf((v) =>
        onePatch(
          fileDiff(
            'f',
            many(size, (n) => `+${v}${n} ${v}a${n} ${v}b${n}`),
          ),
        ),
      ),
  ],
  [
    'removed lines that share no word',
    [2_500, 20_000],
    (size) => twoOf((v) => onePatch(fileDiff('f', [...many(size, (n) => `-${v}${n} ${v}a${n}`), `+${v}`]))),
  ],
  [
    'lines that share a few words',
    [2_500, 20_000],
    (size) =>
      twoOf((v) =>
        onePatch(
          fileDiff(
            'f',
            many(size, (n) => `+f(a, ${v}${n}, ${v}a${n}, ${v}b${n}, ${v}c${n})`),
          ),
        ),
      ),
  ],
  [
    'lines whose words are in reverse order, in many files',
    [10, 80],
    (size) =>
      twoOf((v) => {
        const words = many(100, (n) => `w${n}`)
        if (v === 'w') words.reverse()
        return onePatch(
          ...many(size, String).map((n) =>
            fileDiff(
              `f${n}`,
              many(100, (at) => `+${words.join(' ')} ${at}`),
            ),
          ),
        )
      }),
  ],
  [
    'files without any order in common',
    [10, 80],
    (size) =>
      twoOf((v) => {
        const next = noise(v === 'v' ? 1 : 2, 40)
        return onePatch(
          ...many(size, String).map((n) =>
            fileDiff(
              `f${n}`,
              many(600, () => `+x${next()}`),
            ),
          ),
        )
      }),
  ],
  [
    'many sections of one file',
    [2_000, 16_000],
    (size) =>
      twoOf((v) => onePatch(...many(size, String).map((n) => fileDiff('f', [`-a${n}`, `+${v}${n}`], Number(n) * 3)))),
  ],
  [
    'one line that is repeated and moves, in many files',
    [10, 80],
    (size) =>
      twoOf((v) =>
        onePatch(
          ...many(size, String).map((n) => {
            const [own, same] = [many(250, (at) => `+${v}${at}`), many(250, () => '+the same line of code')]
            return fileDiff(`f${n}`, v === 'v' ? [...own, ...same] : [...same, ...own])
          }),
        ),
      ),
  ],
  [
    'paragraphs whose words are in reverse order',
    [200, 1_600],
    (size) =>
      twoOf((v) => {
        const words = many(200, (n) => `w${n}`)
        if (v === 'w') words.reverse()
        const message = many(size, (n) => `line ${n}\n${words.join(' ')} ${n}${v}`)
        return patchOf('x: one', message, ...fileDiff('f', ['+a']))
      }),
  ],
]

const SERIES: readonly (readonly [string, readonly [number, number], (size: number) => [Patch[], Patch[]]])[] = [
  [
    'patches under new titles that are all alike',
    [60, 480],
    (size) =>
      seriesOf((v) =>
        many(size, String).map((n) => {
          const lines = half(
            40,
            (at) => `+a common line ${at}`,
            (at) => `+${v} ${n} ${at}`,
          )
          return patchOf(`${v} ${n}`, ['m'], ...fileDiff('f', lines))
        }),
      ),
  ],
  [
    'long patches under new titles that share all they add',
    [100, 800],
    (size) =>
      seriesOf((v) =>
        many(20, String).map((n) =>
          patchOf(
            `${v} ${n}`,
            ['m'],
            ...fileDiff(
              'f',
              half(
                size,
                (at) => `+c ${at}`,
                (at) => `+${v} ${n} ${at}`,
              ),
            ),
          ),
        ),
      ),
  ],
  [
    'patches that are new and dropped and share nothing',
    // Pairing is bounded from some 500 patches on, and grows with the pairs below that.
    [480, 1920],
    (size) =>
      seriesOf((v) =>
        many(size, String).map((n) =>
          patchOf(
            `${v} ${n}`,
            ['m'],
            ...fileDiff(
              'f',
              many(40, (at) => `+${v} ${n} ${at}`),
            ),
          ),
        ),
      ),
  ],
]

describe('comparing hostile versions is linear or bounded', () => {
  it.each(PATCHES)('%s', (_, sizes, inputOf) => {
    expect(growthExponent(sizes, inputOf, compareAll, MAX_EXPONENT)).toBeLessThanOrEqual(MAX_EXPONENT)
  })

  it.each(SERIES)('%s', (_, sizes, inputOf) => {
    const compare = ([left, right]: [Patch[], Patch[]]) => [pairPatches(left, right), compareVersions(left, right)]
    expect(growthExponent(sizes, inputOf, compare, MAX_EXPONENT)).toBeLessThanOrEqual(MAX_EXPONENT)
  })

  it('says what was not compared line by line and word by word', () => {
    /** Two versions without a line in common, but for each line with a number that `every` divides. */
    const unlike = (every: number) =>
      twoOf((v) =>
        onePatch(
          fileDiff(
            'f',
            many(5_000, (n) => (n % every === 0 ? `+kept ${n}` : `+${v}${n} ${v}a${n}`)),
          ),
        ),
      )
    const [left, right] = unlike(5_000)
    expect(compareVersions([left], [right]).pairs[0]?.verdict.notes).toContainEqual({ kind: 'rewritten' })
    expect(comparePatches(left, right).cut).toMatch(/1,200 lines .* are shown as removed and added as a whole/)
    expect(comparePatches(...unlike(500)).cut).toMatch(/not all of them are compared line by line and word by word/)
  })
})

describe('what a page asks of hostile patches is linear or bounded', () => {
  it('a comment on each of many lines', () => {
    const placesOf = (size: number) =>
      many(size, String).map((n) => ({ side: 'new' as const, file: 0, hunk: 0, at: Number(n) }))
    const inputOf = (size: number) => ({
      patch: onePatch(
        fileDiff(
          'f',
          many(size, (n) => `+line ${n}`),
        ),
      ),
      places: placesOf(size),
    })
    const annotate = ({ patch, places }: ReturnType<typeof inputOf>) =>
      annotateInterdiff(undefined, patch, places, true)
    expect(growthExponent([2_000, 16_000], inputOf, annotate, MAX_EXPONENT)).toBeLessThanOrEqual(MAX_EXPONENT)
  })

  it('the lines of many versions that have no order in common', () => {
    const inputOf = (size: number) => {
      const next = noise(1, 40)
      return many(size, String).map(() =>
        onePatch(
          fileDiff(
            'f',
            many(600, () => `+x${next()}`),
          ),
        ),
      )
    }
    expect(growthExponent([30, 240], inputOf, traceLines, MAX_EXPONENT)).toBeLessThanOrEqual(MAX_EXPONENT)
  })
})

describe('checking patches against each other is linear or bounded', () => {
  const sections = (size: number) => [onePatch(...many(size, String).map((n) => fileDiff('f', [`+l${n}`], Number(n))))]

  it('many sections of one file', () => {
    expect(growthExponent([2_000, 16_000], sections, findConflicts, MAX_EXPONENT)).toBeLessThanOrEqual(MAX_EXPONENT)
  })

  it('many copies of one file', () => {
    const copies = (size: number) => [
      onePatch(
        fileDiff(
          'f',
          many(1_000, (n) => ` l${n}`),
        ),
        ...many(size, String).map((n) => [
          `diff --git a/f b/g${n}`,
          'similarity index 100%',
          'copy from f',
          `copy to g${n}`,
        ]),
      ),
    ]
    expect(growthExponent([2_000, 16_000], copies, findConflicts, MAX_EXPONENT)).toBeLessThanOrEqual(MAX_EXPONENT)
  })

  it('says when not all patches were checked', () => {
    expect(findConflicts(sections(10)).complete).toBe(true)
    expect(findConflicts(sections(10_000)).complete).toBe(false)
  })
})
