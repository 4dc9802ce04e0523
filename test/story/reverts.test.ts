import { describe, expect, it } from 'vitest'
import { openReverts } from '../../lib/story/reverts'
import { indexRows } from '../../lib/story/rows'
import { cell, changed, item, track, versionsOf } from './build'

const versions = versionsOf([1, 2], [1, 2], [1, 2], [1, 2])
const rows = indexRows([
  track(cell(1, 1), changed(2, 1, 3), cell(3, 1), changed(4, 1, 3)),
  track(cell(1, 2), cell(2, 2), cell(3, 2), changed(4, 2, 1)),
])
const renamed = item("rename 'vfio' to 'vfio_group' in procfs (Rex)", { patches: [1] })
const done = { comment: 0, outcome: 'done', changed: [1], item: 0 } as const

/** The version whose item takes the rename of v2 back. */
function revertedBy(text: string, patches: readonly number[] = [1]): number | null {
  return openReverts({ versions, rows, items: [renamed, item(text, { version: 4, patches })] })(2, done)
}

describe('what a version changed for a comment', () => {
  it('is taken back by the later version whose changelog says so', () => {
    expect(revertedBy("revert the rename from 'vfio' to 'vfio_group' in procfs (Ari)")).toBe(4)
    expect(revertedBy("go back to 'vfio' instead of 'vfio_group' in procfs", [])).toBe(4)
  })

  it('is not, when the item is about something else, or another patch, or takes nothing back', () => {
    expect(revertedBy('revert the order of the error labels')).toBeNull()
    expect(revertedBy("revert the rename from 'vfio' to 'vfio_group' in procfs", [2])).toBeNull()
    expect(revertedBy("rename 'vfio' to 'vfio_group' in procfs")).toBeNull()
  })

  it('is not, when no item said that it was changed', () => {
    const items = [renamed, item("revert the rename from 'vfio' to 'vfio_group' in procfs", { version: 4 })]
    const revertedIn = openReverts({ versions, rows, items })
    expect(revertedIn(2, { ...done, item: null })).toBeNull()
    expect(revertedIn(2, { ...done, outcome: 'settled' })).toBeNull()
  })
})
