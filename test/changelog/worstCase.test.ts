import { describe, expect, it, vi } from 'vitest'
import { assembleChangelog, type ChangelogVersion } from '../../lib/changelog/assemble'
import { compareVersions } from '../../lib/evolution/compare'
import { parsePatch } from '../../lib/patch/patch'
import { growthExponent } from '../support/growthExponent'

/** Far more than the tests take on a busy machine. */
vi.setConfig({ testTimeout: 300_000 })

const MAX_EXPONENT = 1.2

const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index))
const JANE = { name: 'Jane Doe', email: 'jane@example.org' }

/** Version `version` of a series, with the items in its cover letter or, when it has none, in the notes of each patch. */
function versionOf(
  version: number,
  patches: number,
  cover: readonly string[],
  notes: readonly string[],
): ChangelogVersion {
  return {
    version,
    rfc: false,
    total: patches,
    cover: { mailKey: `c${version}`, body: cover.join('\n') },
    patches: Array.from({ length: patches }, (_, index) => {
      const code = [
        `--- a/d${index}/f.c`,
        `+++ b/d${index}/f.c`,
        '@@ -1 +1 @@',
        '-old();',
        `+call_${index}(${version});`,
      ]
      const body = ['Why.', '---', ...notes, '', ...code, ''].join('\n')
      const patch = parsePatch({ title: `area: improve part ${index} of it`, from: JANE, body })
      return { number: index + 1, mailKey: `p${version}.${index}`, body, patch, inherited: false }
    }),
  }
}

/** Two versions and their comparison; the second has this changelog. */
function stepOf(patches: number, cover: readonly string[], notes: readonly string[] = []) {
  const versions = [versionOf(1, patches, [], []), versionOf(2, patches, cover, notes)]
  const [left = [], right = []] = versions.map((version) => version.patches.map(({ patch }) => patch))
  const pairs = compareVersions(left, right).pairs.map(({ pair, verdict }) => ({
    from: 1,
    to: 2,
    left: 'left' in pair ? pair.left : null,
    right: 'right' in pair ? pair.right : null,
    verdict,
  }))
  return { versions, pairs }
}

const CASES: readonly (readonly [string, readonly [number, number], (size: number) => ReturnType<typeof stepOf>])[] = [
  [
    'items that are about none of many patches',
    [200, 1_600],
    (size) => stepOf(200, ['v2:', ...many(size, (n) => `- the frob_${n} of word${n}, see dir/x${n}.c`)]),
  ],
  [
    'items that name all patches',
    [1_000, 8_000],
    (size) => stepOf(100, ['v2:', ...many(size, (n) => `- patches 1-100: change ${n}`)]),
  ],
  [
    'items that name all patches many times',
    [100, 800],
    (size) => stepOf(1, ['v2:', ...many(size, (n) => `- ${many(250, () => 'patch 1-999').join(', ')} ${n}`)]),
  ],
  [
    'items that credit many people',
    [100, 800],
    (size) =>
      stepOf(1, [
        'v2:',
        ...many(size, (n) => `- Thanks ${many(300, (at) => `per A${'bcdefghijk'[at % 10]}x`).join(', ')} ${n}`),
      ]),
  ],
  [
    'one item in the cover letter and below every patch',
    [100, 800],
    (size) => stepOf(size, ['v2:', ...many(20, (n) => `- change ${n}`)], ['v2:', ...many(20, (n) => `- change ${n}`)]),
  ],
  [
    'a changelog of all versions in each of them',
    [50, 400],
    (size) => {
      const versions = Array.from({ length: size }, (_, index) =>
        versionOf(
          index + 1,
          1,
          many(40, (n) => `v${n + 1}:\n- item ${n} of ${index}\n`),
          [],
        ),
      )
      return { versions, pairs: [] }
    },
  ],
]

describe('reading hostile changelogs is linear or bounded', () => {
  it.each(CASES)('%s', (_, sizes, inputOf) => {
    expect(growthExponent(sizes, inputOf, assembleChangelog, MAX_EXPONENT)).toBeLessThanOrEqual(MAX_EXPONENT)
  })

  it('says how many items a changelog has when not all are read', () => {
    const { items } = assembleChangelog(stepOf(1, ['v2:', ...many(2_500, (n) => `- change ${n}`)]))
    expect(items).toHaveLength(2_001)
    expect(items[2_000]?.text).toBe('[This changelog has 2,500 items; the first 2,000 are read.]')
  })

  it('calls no change unannounced when not all items could be tied to patches', () => {
    const few = stepOf(200, ['v2:', '- drop nothing_of_note()'])
    expect(assembleChangelog(few).unannounced).toHaveLength(200)
    const lots = stepOf(200, ['v2:', ...many(1_900, (n) => `- drop nothing_of_note_${n}()`)])
    expect(assembleChangelog(lots).unannounced).toEqual([])
  })
})
