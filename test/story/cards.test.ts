import { describe, expect, it } from 'vitest'
import { openApplied } from '../../lib/story/applied'
import { type StoryInput, tellCards } from '../../lib/story/cards'
import { openIsNewest } from '../../lib/story/findings'
import { findMerges } from '../../lib/story/merges'
import { placeSaid } from '../../lib/story/placing'
import { indexRows } from '../../lib/story/rows'
import type { StoryItem, StoryTrack, StoryVersion } from '../../lib/story/types'
import { openUnchanged } from '../../lib/story/unchanged'
import { cell, changed, comment, item, REX, track, versionsOf } from './build'

const versions = versionsOf([1, 2, 3], [1, 2, 3])
const tracks = [
  track(cell(1, 1), changed(2, 1, 3)),
  track(cell(1, 2), changed(2, 2, 1)),
  track(cell(1, 3), cell(2, 3, { change: 'context' })),
]

function card(
  more: Partial<StoryInput>,
  rows: readonly StoryTrack[] = tracks,
  all: readonly StoryVersion[] = versions,
  taken: readonly string[] = [],
) {
  const nothing = { comments: [], items: [], findings: [], given: [], repaired: [], changesOf: () => undefined }
  const parts = { versions: all, rows: indexRows(rows), ...nothing, ...more }
  const isApplied = openApplied({ ...parts, taken: new Set(taken) })
  return tellCards({ isApplied, ...parts })[0]
}

describe('the card of a version', () => {
  it('is told only of a version that continues another', () => {
    expect(
      tellCards({
        versions: versions.slice(0, 1),
        rows: indexRows([]),
        comments: [],
        items: [],
        findings: [],
        given: [],
        repaired: [],
        changesOf: () => undefined,
        isApplied: () => false,
      }),
    ).toEqual([])
  })

  it('has what the changelog check found unannounced', () => {
    const findings = [{ version: 2, number: 1, mailKey: 'v2-1' }]
    expect(card({ items: [item('rebase')], findings })).toMatchObject({
      hasChangelog: true,
      unannounced: [1],
      dropped: [],
    })
  })

  it('tells a dropped patch from one that has its number now', () => {
    const findings = [
      { version: 2, number: 1, mailKey: 'v2-1' },
      { version: 2, number: 1, mailKey: 'v1-1' },
    ]
    expect(card({ items: [item('rebase')], findings })).toMatchObject({ unannounced: [1], dropped: [1] })
  })

  it('loses no tag with a patch that was dropped because it was applied', () => {
    const given = [{ person: REX, name: 'Reviewed-by', mailKey: 'r', saidMs: 3_700_000, version: 1, patches: [1] }]
    const rows = [track(cell(1, 1), cell(2, 1, { change: 'dropped' }))]
    const all = versionsOf([1], [])
    const lost = (text: string) => card({ given, items: [item(text)] }, rows, all)?.lost.map(({ patches }) => patches)
    expect(lost('drop the first patch')).toEqual([[1]])
    expect(lost('drop patches that have already been merged')).toEqual([])
  })

  it('calls neither a patch that was applied nor the comments on it dropped', () => {
    const rows = [
      track(cell(1, 1), cell(2, 1, { change: 'dropped' })),
      track(cell(1, 2), cell(2, 2, { change: 'dropped' })),
    ]
    const comments = [0, 1].map((own) =>
      comment({ status: null, position: 'asks', tracks: [own], mailKey: `ask${own}` }),
    )
    const told = card({ comments }, rows, versionsOf([1, 2], []), ['v1-1'])
    expect(told?.asked.map(({ outcome }) => outcome)).toEqual(['applied', 'gone'])
    expect(told?.dropped).toEqual([2])
    const items = [item('drop the patches that have been already merged')]
    expect(card({ comments, items }, rows, versionsOf([1, 2], []))?.asked.map(({ outcome }) => outcome)).toEqual([
      'applied',
      'applied',
    ])
    const given = [...items, item('drop patch 2, which nobody wants', { dropped: [2] })]
    expect(card({ comments, items: given }, rows, versionsOf([1, 2], []))?.asked.map(({ outcome }) => outcome)).toEqual(
      ['applied', 'gone'],
    )
    const merged = [track(cell(1, 1), cell(2, 1, { change: 'dropped', notes: [{ kind: 'merged-into', number: 2 }] }))]
    expect(card({ comments: comments.slice(0, 1), items }, merged, versionsOf([1], []))?.asked[0]?.outcome).toBe('gone')
  })

  it('calls a patch applied of which the changelog says so by the area of its title, and no other patch', () => {
    const titled = (all: readonly StoryVersion[], ...titles: readonly string[]) =>
      all.map((version) => ({
        ...version,
        patches: version.patches.map((patch, index) => ({ ...patch, title: titles[index] ?? '' })),
      }))
    const all = titled(versionsOf([1, 2], [1]), 'RISC-V: Fix mask', 'x86: Fix mask')
    const rows = indexRows([track(cell(1, 1), cell(2, 1, { change: 'dropped' })), track(cell(1, 2), cell(2, 1))])
    const isApplied = (text: string, versionsWithTitles = all) =>
      openApplied({ versions: versionsWithTitles, rows, items: [item(text)], taken: new Set() })(2, 1)
    expect(isApplied('The riscv patch has already been merged.')).toBe(true)
    for (const text of [
      'The x86 patch has already been merged.',
      'Sent again once the riscv patch has been merged',
      'The riscv patch has been merged with the other one',
      'Reworded the riscv patch',
    ])
      expect(isApplied(text), text).toBe(false)
    const alike = titled(versionsOf([1, 2], [1]), 'riscv: Fix mask', 'riscv: Fix bits')
    expect(isApplied('The riscv patch has already been merged.', alike)).toBe(false)
  })

  it('calls a patch dropped that a later version brought back and that was applied then', () => {
    const rows = [track(cell(1, 1), cell(2, 1, { change: 'dropped' }), cell(3, 1))]
    const all = versionsOf([1], [], [1])
    expect(card({}, rows, all, ['v3-1'])?.dropped).toEqual([1])
    expect(card({}, rows, all, ['v1-1'])?.dropped).toEqual([])
  })

  it('has every change of code in a version without a changelog, but for a rebase', () => {
    expect(card({})).toMatchObject({ hasChangelog: false, unannounced: [1, 2] })
    const rebased = [track(cell(1, 1), changed(2, 1, 3, { notes: [{ kind: 'adapted-to-new-base' }] }))]
    expect(card({}, rebased)).toMatchObject({ unannounced: [] })
  })

  it('leaves out what changed for a comment or where a bot found something', () => {
    expect(card({ comments: [comment({ status: 'addressed', changedIn: 2 })] })?.unannounced).toEqual([2])
    expect(card({ repaired: [{ version: 2, number: 2 }] })?.unannounced).toEqual([1])
  })

  it('has as announced what answers no comment', () => {
    const items = [item('free it last (Rex)', { credited: [REX], remark: 'ask' }), item('rename it')]
    expect(card({ comments: [comment({ status: 'addressed', changedIn: 2 })], items })?.announced).toEqual([1])
  })

  it('has the strongest comments first and nits last', () => {
    const comments = [
      comment({ mailKey: 'nit', quote: 'nit: s/teh/the/' }),
      comment({ mailKey: 'question', position: 'asks', quote: 'Why?' }),
      comment({ mailKey: 'no', position: 'nak', quote: 'NAK.' }),
      comment({ mailKey: 'wish' }),
    ]
    const asked = card({ comments })?.asked.map((ask) => comments[ask.comment]?.mailKey)
    expect(asked).toEqual(['no', 'wish', 'question', 'nit'])
  })

  it('has at most 200 comments, and says how many there are', () => {
    const comments = Array.from({ length: 300 }, (_, index) => comment({ mailKey: `ask${index}` }))
    const { asked = [], askedCount } = card({ comments }) ?? {}
    expect([asked.length, askedCount]).toEqual([200, 300])
  })
})

describe('merged patches', () => {
  const into = (number: number) => [{ kind: 'merged-into', number }] as const
  const rows = [
    track(cell(1, 1), changed(2, 1, 9)),
    track(cell(1, 2), cell(2, 2, { change: 'dropped', notes: into(1) })),
    track(cell(1, 3), cell(2, 3, { change: 'dropped', notes: into(1) })),
  ]

  it('are given with the patch that took them in', () => {
    expect(findMerges(versionsOf([1, 2, 3], [1]), indexRows(rows))).toEqual([
      { version: 2, origin: 1, from: [1, 2, 3], into: 1 },
    ])
  })

  it('are not called dropped', () => {
    expect(card({}, rows, versionsOf([1, 2, 3], [1]))?.dropped).toEqual([])
  })
})

describe('an item about a patch that did not change', () => {
  const unchanged = (said: StoryItem) => openUnchanged(versions, indexRows(tracks))(said)

  it('is found by the number that it names, or by the patch whose notes it is in', () => {
    expect(unchanged(item('patch 3: simplify the helper'))).toEqual([3])
    expect(unchanged(item('simplify the helper', { mailKey: 'v2-3' }))).toEqual([3])
  })

  it.each([
    'patch 1: simplify the helper',
    'patch 3: drop the helper',
    "patch 3: add r-b's",
    'no change in patch 3',
    'patch 3 was patch 2',
  ])('is not %j', (text) => {
    expect(unchanged(item(text))).toEqual([])
  })

  it('is none that is tied to a patch which changed', () => {
    expect(unchanged(item('patch 3: simplify the helper', { patches: [1] }))).toEqual([])
  })
})

describe('a finding', () => {
  const tagged = versions.map((version) => ({
    ...version,
    patches: version.patches.map((patch) => ({ ...patch, tags: [{ person: REX, name: 'Reviewed-by' }] })),
  }))
  const isNewest = openIsNewest(tagged, indexRows(tracks))

  it('is about the newest version when it was found there', () => {
    expect(isNewest({ kind: 'mismatch', version: 2, patch: 1, person: REX })).toBe(true)
    expect(isNewest({ kind: 'mismatch', version: 1, patch: 1, person: REX })).toBe(false)
  })

  it('is about the newest version when it is a tag without a mail that is still there', () => {
    expect(isNewest({ kind: 'unproved-tag', version: 1, patch: 1, person: REX })).toBe(true)
    expect(isNewest({ kind: 'unproved-tag', version: 1, patch: null, person: REX })).toBe(true)
  })

  it.each([
    { patch: 1, person: 7 },
    { patch: null, person: 7 },
    { patch: 1, person: null },
    { patch: 9, person: REX },
  ])('is about an older version when that tag is gone: %j', (about) => {
    expect(isNewest({ kind: 'unproved-tag', version: 1, ...about })).toBe(false)
  })
})

describe('the place of what was said', () => {
  it('is each patch of the version for what counts for all of them', () => {
    const placed = placeSaid([{ version: 1, patches: 'all' }], versions)
    expect([placed.on(1, 1), placed.on(1, 3), placed.on(2, 1), placed.onCover(1)].map((list) => list.length)).toEqual([
      1, 1, 0, 0,
    ])
  })

  it('is the version for what is about no patch', () => {
    const placed = placeSaid([{ version: 1, patches: 'none' }], versions)
    expect([placed.on(1, 1), placed.onCover(1)].map((list) => list.length)).toEqual([0, 1])
  })

  it('is the version where repeating it on each patch would be too much', () => {
    const many = versionsOf(Array.from({ length: 2_000 }, (_, index) => index + 1))
    const placed = placeSaid(
      Array.from({ length: 50 }, () => ({ version: 1, patches: 'all' as const })),
      many,
    )
    expect([placed.on(1, 1).length, placed.onCover(1).length]).toEqual([10, 40])
  })
})
