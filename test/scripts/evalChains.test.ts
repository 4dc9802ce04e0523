import { describe, expect, it } from 'vitest'
import { formatChains, parseChainLabels } from '../../scripts/tools/eval/chainLabels'
import { type Drawable, drawChains, nearness } from '../../scripts/tools/eval/chains'
import type { Placing } from '../../scripts/tools/eval/postings'

const posting = (id: string, title: string, more: Partial<Drawable> = {}): Drawable => ({
  id,
  title,
  email: 'ann@example.org',
  patchTitles: [title],
  files: ['net/x.c'],
  lines: [],
  ...more,
})
const placing = (series: number, versions: number, related: readonly number[] = []): Placing => ({
  series,
  versions,
  related: new Set(related),
})

const POSTINGS = [
  posting('v1', 'net: fix the leak'),
  posting('v2', 'net: fix the leak'),
  posting('alone', 'net: fix the other leak'),
  posting('far', 'docs: describe every build', { email: 'bob@example.org', files: ['doc'] }),
]
const PLACINGS = new Map([
  ['v1', placing(1, 2)],
  ['v2', placing(1, 2)],
  ['alone', placing(2, 1)],
  ['far', placing(3, 1)],
])

describe('drawChains', () => {
  it('draws one case of a linked series and one of a single version with a namesake, and hides the linked version among the near ones', () => {
    const cases = drawChains(POSTINGS, PLACINGS, 1)
    expect(cases.map(({ head }) => (head === 'alone' ? 'alone' : 'linked')).sort()).toEqual(['alone', 'linked'])
    const linked = cases.find(({ head }) => head !== 'alone')
    expect([...(linked?.candidates ?? []), linked?.head].sort()).toEqual(['alone', 'v1', 'v2'])
  })

  it('draws the same cases for the same seed, however the postings come in', () => {
    expect(drawChains([...POSTINGS].reverse(), PLACINGS, 7)).toEqual(drawChains(POSTINGS, PLACINGS, 7))
  })
})

describe('nearness', () => {
  it('counts words, code, patch titles, files and sender, and nothing for two lines in common', () => {
    const one = posting('a', 'net: fix', { lines: [1, 2, 3, 4] })
    expect(nearness(one, posting('b', 'net: fix', { lines: [1, 2, 3, 4] }))).toBe(9.5)
    expect(nearness(one, posting('b', 'mm: add', { lines: [1, 2], email: 'bob@example.org', files: [] }))).toBe(0)
  })
})

describe('formatChains', () => {
  const labels = (rows: readonly string[]) =>
    parseChainLabels(['case\thead\tcandidate\tanswer\twhy', ...rows].join('\n'))

  it('calls a link that the reader denies wrong, and names a link that Reroll lacks as missing', () => {
    const given = labels(['1\tv1\tv2\tother\tother work', '1\tv1\talone\targuable\t', '2\talone\tfar\tbelongs\t'])
    const related = new Map([...PLACINGS, ['alone', placing(2, 1, [3])] as const])
    expect(formatChains(given, related)).toBe(
      [
        'cases                  cases  right  pairs  right  arguable  wrong  missing',
        'linked                     1      0      2      0         1      1        0',
        'alone                      1      0      1      0         0      0        1',
        'all                        2      0      3      0         1      1        1',
        '1 wrong: <v2> and <v1>',
        '2 missing (shown as related): <far> and <alone>',
        '',
      ].join('\n'),
    )
  })

  it('counts a linked pair that belongs, and an unlinked pair that does not, as right', () => {
    const given = labels(['1\tv1\tv2\tbelongs\t', '1\tv1\tfar\tother\t'])
    expect(formatChains(given, PLACINGS)).toContain('linked                     1      1      2      2')
  })

  it('rejects an answer that it does not know, and names the line', () => {
    expect(() => labels(['1\tv1\tv2\tyes\t'])).toThrow('line 2: unknown answer "yes"')
  })
})
