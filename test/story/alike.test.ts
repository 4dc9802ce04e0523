import { describe, expect, it } from 'vitest'
import type { PatchChanges } from '../../lib/evolution/types'
import { findAlike } from '../../lib/story/alike'
import { indexRows } from '../../lib/story/rows'
import type { StoryItem, StoryTrack } from '../../lib/story/types'
import { cell, changed, changes, item, track } from './build'

const steps = (...lines: readonly number[]): StoryTrack[] =>
  lines.map((count, index) => track(cell(1, index + 1), changed(2, index + 1, count)))

function groups(
  tracks: readonly StoryTrack[],
  items: readonly StoryItem[],
  read: Readonly<Record<number, PatchChanges>>,
) {
  return findAlike(2, { rows: indexRows(tracks), items, changesOf: (_, number) => read[number] })
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
