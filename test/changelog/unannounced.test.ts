import { describe, expect, it } from 'vitest'
import { assembleChangelog, type ChangelogVersion } from '../../lib/changelog/assemble'
import type { Tie, TiePair } from '../../lib/changelog/tie'
import { findUnannounced } from '../../lib/changelog/unannounced'
import type { Note } from '../../lib/evolution/note'
import { pairsOf, unannounced, versionOf } from './fixture'

const pair = (left: number | null, right: number | null, notes: readonly Note[] = []): TiePair => ({
  left,
  right,
  verdict: {
    change: left === null ? 'new' : right === null ? 'dropped' : 'code',
    facts: ['code'],
    added: 9,
    removed: 9,
    notes,
    trailersAdded: [],
    trailersRemoved: [],
  },
  old: undefined,
  now: undefined,
})
const tie = (parts: Partial<Tie>): Tie => ({
  patches: [],
  dropped: [],
  evidence: null,
  rebase: false,
  general: null,
  applied: false,
  loose: false,
  ...parts,
})
const listed = (pairs: readonly TiePair[], parts: Partial<Tie>, mentions: (one: TiePair) => boolean = () => false) =>
  findUnannounced(pairs, [tie(parts)], mentions).map(({ left, right }) => `${left ?? '-'}:${right ?? '-'}`)

describe('a change is called unannounced', () => {
  it('unless an item is tied to it, shares a word with it, or may be about anything', () => {
    const pairs = [pair(1, 1), pair(2, 2), pair(null, 3), pair(3, null)]
    expect(listed(pairs, {})).toEqual(['1:1', '2:2', '-:3', '3:-'])
    expect(listed(pairs, { patches: [1], dropped: [3] })).toEqual(['2:2', '-:3'])
    expect(listed(pairs, {}, ({ right }) => right === 3)).toEqual(['1:1', '2:2', '3:-'])
    expect(listed(pairs, { loose: true })).toEqual([])
  })

  it.each<readonly [Note, Partial<Tie>, boolean]>([
    [{ kind: 'whitespace-only' }, {}, false],
    [{ kind: 'follows-patch', number: 1 }, {}, false],
    [{ kind: 'base-moved' }, { rebase: true }, false],
    [{ kind: 'base-moved' }, {}, true],
    [{ kind: 'adapted-to-new-base' }, { rebase: true }, false],
    [{ kind: 'adapted-to-new-base' }, {}, true],
    [{ kind: 'renamed', from: 'x.c' }, { rebase: true }, true],
  ])('or a note explains it: %j beside %j', (note, parts, isListed) => {
    expect(listed([pair(4, 4, [note])], parts)).toEqual(isListed ? ['4:4'] : [])
  })

  it('of a patch that was split or merged only if the one it came from or went into has no item either', () => {
    const split = [pair(1, 1), pair(null, 2, [{ kind: 'split-from', number: 1 }])]
    expect(listed(split, { patches: [1] })).toEqual([])
    expect(listed(split, {})).toEqual(['1:1', '-:2'])
    const merged = [pair(1, 1), pair(2, null, [{ kind: 'merged-into', number: 1 }])]
    expect(listed(merged, { patches: [1] })).toEqual([])
    expect(listed(merged, {})).toEqual(['1:1', '2:-'])
  })
})

describe('an item', () => {
  const pump = { title: 'pump: Add a gasket', code: ['int pump_init(void);', 'int pump_exit(void);'] }
  const valve = { title: 'valve: Open it late', code: ['valve_probe();', 'valve_release();'] }
  const hose = { title: 'hose: Describe the length', code: ['A hose is long.'] }
  const first = versionOf(1, ['Text.'], [pump, valve, hose])
  const edited = [{ ...pump, code: [...pump.code, 'seal(PRESSURE);'] }, valve, hose]
  const assemble = (...versions: readonly ChangelogVersion[]) =>
    unannounced(assembleChangelog({ versions, pairs: pairsOf(versions) }))

  it.each([
    ['patch 2: mind the pressure', []],
    ['patch 2: the gasket first', []],
    ['patch 2: tabs', ['v2 1:1 code']],
    ['rename valve_probe()', ['v2 1:1 code']],
    ['more of the same', []],
  ])('that shares a word with a patch speaks for it, one that names something else does not: %s', (text, expected) => {
    expect(assemble(first, versionOf(2, ['v2:', `- ${text}`], edited))).toEqual(expected)
  })

  it('about a version that is not archived speaks for the next one', () => {
    const third = (...changelog: readonly string[]) => versionOf(3, changelog, edited)
    expect(assemble(first, third('v3:', '- patch 2: tabs'))).toEqual(['v2 1:1 code'])
    expect(assemble(first, third('v3:', '- patch 2: tabs', 'v2:', '- seal it under pressure'))).toEqual([])
    expect(assemble(first, third('v3:', '- patch 2: tabs', 'v1:', '- seal it under pressure'))).toEqual(['v2 1:1 code'])
  })
})
