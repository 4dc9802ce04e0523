import { describe, expect, it } from 'vitest'
import type { PatchChanges, Side } from '../../lib/evolution/types'
import { findAlike } from '../../lib/story/alike'
import { indexRows } from '../../lib/story/rows'
import type { StoryItem, StoryTrack } from '../../lib/story/types'
import { cell, changed, item, track } from './build'

/** An interdiff in which these lines, `+new` or `-old`, are in one version only. */
function changes(...lines: readonly string[]): PatchChanges {
  const sides: Readonly<Record<string, Side>> = { '+': 'new', '-': 'old', ' ': 'both' }
  const code = lines.map((line) => ({
    side: sides[line.slice(0, 1)] ?? 'both',
    kind: 'plus' as const,
    spans: [{ kind: 'same' as const, text: line.slice(1) }],
    line: null,
  }))
  const file = {
    path: 'a.c',
    oldPath: null,
    side: 'both' as const,
    items: [{ kind: 'lines' as const, heading: '', lines: code }],
  }
  return { title: { old: null, new: null }, message: [], files: [file], rangeDiff: [], cut: null }
}

const steps = (...lines: readonly number[]): StoryTrack[] =>
  lines.map((count, index) => track(cell(1, index + 1), changed(2, index + 1, count)))

function groups(
  tracks: readonly StoryTrack[],
  items: readonly StoryItem[],
  read: Readonly<Record<number, PatchChanges>>,
) {
  return findAlike(2, { rows: indexRows(tracks), items, changesOf: (number) => read[number] })
}

describe('patches that changed alike', () => {
  it('are those with the same lines, however often and however indented', () => {
    const read = {
      1: changes('-old();', '+new();'),
      2: changes('+\tnew();', '- old();', '+new();'),
      3: changes('+other();'),
    }
    expect(groups(steps(1, 2, 1), [], read)).toEqual([{ patches: [1, 2], item: null }])
  })

  it('are those that one item is about, with as many lines each', () => {
    const read = { 1: changes('+a();'), 2: changes('+b();'), 3: changes('+c();') }
    expect(groups(steps(1, 1, 7), [item('free it last', { patches: [1, 2, 3] })], read)).toEqual([
      { patches: [1, 2], item: 0 },
    ])
  })

  it('are not explained by an item that is about tags', () => {
    const items = [item("Picked up r-b's", { patches: [1, 2] })]
    expect(groups(steps(1, 1), items, { 1: changes('+a();'), 2: changes('+b();') })).toEqual([])
  })

  it('have the item as reason that is about all of them', () => {
    const read = { 1: changes('+a();'), 2: changes('+a();') }
    expect(groups(steps(1, 2), [item('call a()', { patches: [1, 2] })], read)).toEqual([{ patches: [1, 2], item: 0 }])
  })

  it('are not those whose changes are large, unknown or only context', () => {
    expect(groups(steps(80, 80), [], { 1: changes('+a();'), 2: changes('+a();') })).toEqual([])
    expect(groups(steps(1, 1), [], {})).toEqual([])
    expect(groups(steps(1, 1), [], { 1: changes(' a();'), 2: changes(' a();') })).toEqual([])
  })
})
