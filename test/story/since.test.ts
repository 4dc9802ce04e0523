import { describe, expect, it } from 'vitest'
import { gradeStep, leastChanged, mostChanged, openSince, predates } from '../../lib/story/since'
import { cell, changed, track, versionsOf } from './build'

const versions = versionsOf([1], [1], [1], [1])

describe('the grade of a step', () => {
  it('is none when only the message or trailers changed', () => {
    expect(gradeStep(cell(2, 1, { change: 'message' }))).toEqual({ kind: 'none', lines: 0 })
  })

  it('is rebase when only lines around the changed ones differ', () => {
    expect(gradeStep(cell(2, 1, { change: 'context' }))).toEqual({ kind: 'rebase', lines: 0 })
  })

  it('is rebase when the patch was adapted to a new base', () => {
    expect(gradeStep(changed(2, 1, 4, { notes: [{ kind: 'adapted-to-new-base' }] }))).toEqual({
      kind: 'rebase',
      lines: 0,
    })
  })

  it('is whitespace when nothing else changed', () => {
    expect(gradeStep(changed(2, 1, 4, { notes: [{ kind: 'whitespace-only' }] }))).toEqual({
      kind: 'whitespace',
      lines: 0,
    })
  })

  it('counts added or removed lines, whichever are more', () => {
    expect(gradeStep(changed(2, 1, 4, { removed: 13 }))).toEqual({ kind: 'code', lines: 13 })
  })
})

describe('a tag', () => {
  it('predates the code only when lines of the patch itself changed', () => {
    const grades = ['none', 'whitespace', 'rebase', 'code'] as const
    expect(grades.filter((kind) => predates({ kind, lines: 0 }))).toEqual(['code'])
  })
})

describe('the grades of several patches', () => {
  const [none, few, many] = [
    { kind: 'none', lines: 0 },
    { kind: 'code', lines: 1 },
    { kind: 'code', lines: 9 },
  ] as const

  it('are compared by kind, then by lines; one that is unknown does not count', () => {
    expect([mostChanged(none, few), mostChanged(many, few), mostChanged(null, none)]).toEqual([few, many, none])
    expect([leastChanged(none, few), leastChanged(many, few), leastChanged(none, null)]).toEqual([none, few, none])
  })
})

describe('what changed since a version', () => {
  it('is the sum of the steps after it', () => {
    const since = openSince(track(cell(1, 1), changed(2, 1, 19), cell(3, 1), changed(4, 1, 2)), versions)
    expect([1, 2, 3, 4].map(since)).toEqual([
      { kind: 'code', lines: 21 },
      { kind: 'code', lines: 2 },
      { kind: 'code', lines: 2 },
      { kind: 'none', lines: 0 },
    ])
  })

  it('is of the strongest kind', () => {
    const steps = [
      cell(2, 1, { change: 'context' }),
      changed(3, 1, 2, { notes: [{ kind: 'whitespace-only' }] }),
      cell(4, 1),
    ]
    const since = openSince(track(cell(1, 1), ...steps), versions)
    expect([since(1)?.kind, since(2)?.kind, since(3)?.kind]).toEqual(['rebase', 'whitespace', 'none'])
  })

  it('ends with the newest version that has patches', () => {
    const since = openSince(track(cell(1, 1), changed(2, 1, 5)), versionsOf([1], [1], []))
    expect(since(1)).toEqual({ kind: 'code', lines: 5 })
  })

  it('is unknown for a patch that the newest version does not have', () => {
    const since = openSince(track(cell(1, 1), cell(2, 1, { change: 'dropped' })), versions.slice(0, 2))
    expect(since(1)).toBeNull()
  })

  it('is unknown for a version that the newest one does not continue', () => {
    const [v1, v2, v3] = versionsOf([1], [1], [1])
    if (v1 === undefined || v2 === undefined || v3 === undefined) throw new Error('three versions')
    const since = openSince(track(cell(1, 1), changed(2, 1, 5), changed(3, 1, 1)), [v1, v2, { ...v3, origin: 1 }])
    expect([since(1), since(2)]).toEqual([{ kind: 'code', lines: 1 }, null])
  })
})
