import { describe, expect, it } from 'vitest'
import { formatChains, parseChainLabels } from '../../scripts/tools/eval/chainLabels'
import { type Drawable, drawChains, nearness } from '../../scripts/tools/eval/chains'
import type { Placing } from '../../scripts/tools/eval/shownPostings'

const posting = (id: string, title: string, more: Partial<Drawable> = {}): Drawable => ({
  id,
  title,
  email: 'ann@example.org',
  patchTitles: [title],
  files: ['net/x.c'],
  lines: [],
  ...more,
})
const placing = (series: number, versions: number, more: Partial<Placing> = {}): Placing => ({
  series,
  versions,
  position: 1,
  version: 1,
  related: new Set(),
  ...more,
})

const POSTINGS = [
  posting('v1', 'net: fix the leak'),
  posting('v2', 'net: fix the leak'),
  posting('alone', 'net: fix the other leak'),
  posting('far', 'docs: describe every build', { email: 'bob@example.org', files: ['doc'] }),
]
const PLACINGS = new Map([
  ['v1', placing(1, 2)],
  ['v2', placing(1, 2, { position: 2, version: 2 })],
  ['alone', placing(2, 1)],
  ['far', placing(3, 1)],
])

describe('drawChains', () => {
  it('draws one case of a linked series and one of a single version with a namesake, and hides the linked version among the near ones', () => {
    const cases = drawChains(POSTINGS, PLACINGS, 1, 'mixed')
    expect(cases.map(({ head }) => (head === 'alone' ? 'alone' : 'linked')).sort()).toEqual(['alone', 'linked'])
    const linked = cases.find(({ head }) => head !== 'alone')
    expect([...(linked?.candidates ?? []), linked?.head].sort()).toEqual(['alone', 'v1', 'v2'])
  })

  it('draws a chain once, whatever its number of versions, and shows its newest version among the candidates', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const chain = ids.map((id) => posting(id, 'net: fix the leak'))
    const placings = new Map(ids.map((id, index) => [id, placing(1, 7, { position: index + 1, version: index + 1 })]))
    for (let seed = 0; seed < 20; seed++) {
      const [only, ...more] = drawChains(chain, placings, seed, 'chains')
      expect(more).toEqual([])
      expect([only?.head, ...(only?.candidates ?? [])]).toContain('g')
      expect(only?.candidates).toHaveLength(4)
    }
  })

  it('draws a v2 without an older version as an orphan, and no v2 that continues a v1', () => {
    const placings = new Map([...PLACINGS, ['far', placing(3, 2, { version: 2 })] as const])
    expect(drawChains(POSTINGS, placings, 1, 'orphans').map(({ head }) => head)).toEqual(['far'])
  })

  it('draws as alone what has neither a number nor another version, with one candidate even when nothing is near', () => {
    const placings = new Map([...PLACINGS, ['alone', placing(2, 1, { version: 3 })] as const])
    const [only, ...more] = drawChains(POSTINGS, placings, 1, 'alone')
    expect([only?.head, only?.candidates.length, more]).toEqual(['far', 1, []])
  })

  it('draws the same cases for the same seed, however the postings come in', () => {
    expect(drawChains([...POSTINGS].reverse(), PLACINGS, 7, 'mixed')).toEqual(
      drawChains(POSTINGS, PLACINGS, 7, 'mixed'),
    )
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
    const related = new Map([...PLACINGS, ['alone', placing(2, 1, { related: new Set([3]) })] as const])
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

  it('finds the newest posting right when Reroll places no other one after it, and the order as given', () => {
    const given = labels([
      '1\tv1\tv2\tbelongs\t',
      '1\tv1\tnewest\tv1 v2\t',
      '2\talone\tfar\tother\t',
      '2\talone\tnewest\talone\t',
    ])
    expect(formatChains(given, PLACINGS)).toContain('newest: 2 of 2 right, 0 arguable\norder: 1 of 1 right\n')
  })

  it('names the newest posting when another one is placed after it, also one that does not belong', () => {
    const given = labels([
      '1\tv1\tv2\tother\t',
      '1\tv1\tnewest\tv1\t',
      '2\tv1\tv2\tbelongs\t',
      '2\tv1\tnewest\tv2 v1\t',
    ])
    expect(formatChains(given, PLACINGS)).toContain(
      'newest: 0 of 2 right, 0 arguable\norder: 0 of 1 right\n1 newest: <v1>\n2 newest: <v1>\n2 order: <v2> <v1>\n',
    )
  })

  it('finds the newest posting wrong when it was not linked', () => {
    const given = labels(['1\tv1\talone\tbelongs\t', '1\tv1\tnewest\tv1 alone\t'])
    expect(formatChains(given, PLACINGS)).toContain('newest: 0 of 1 right')
  })

  it('leaves arguable candidates and an arguable order out', () => {
    const given = labels([
      '1\tv1\tv2\targuable\t',
      '1\tv1\tnewest\tv1\t',
      '2\tv1\tv2\tbelongs\t',
      '2\tv1\tnewest\targuable\t',
    ])
    expect(formatChains(given, PLACINGS)).toContain('newest: 1 of 1 right, 1 arguable\norder: 0 of 0 right')
  })

  it('rejects a newest posting that is not in the case, and names the line', () => {
    expect(() => labels(['1\tv1\tv2\tbelongs\t', '1\tv1\tnewest\tfar\t'])).toThrow('line 3: unknown answer "far"')
  })

  it('rejects an answer that it does not know, and names the line', () => {
    expect(() => labels(['1\tv1\tv2\tyes\t'])).toThrow('line 2: unknown answer "yes"')
  })
})
