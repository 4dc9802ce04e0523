import { describe, expect, it } from 'vitest'
import { pictureRows } from '../../../app/_model/picture/rows'
import { shapePicture } from '../../../app/_model/picture/shape'
import type { SeriesDocument, TrackCell, TrackView } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { markOf, outcomeOf, series } from '../fixtures'

const [cell] = at(series.tracks, 0).cells
const track = (number: number, change: TrackCell['change'], more: Partial<TrackCell> = {}): TrackView => {
  if (cell === undefined) throw new Error('the fixture has cells')
  const first = { ...cell, number, change: 'first' } as const
  const second = { ...cell, versionKey: '2', version: 2, number, change }
  return { title: `part ${number}`, cells: [{ ...first, ...more }, second] }
}
const of = (tracks: readonly TrackView[], more: Partial<SeriesDocument> = {}): SeriesDocument => ({
  ...series,
  tracks,
  ...more,
})
const shown = (document: SeriesDocument) =>
  pictureRows(document, shapePicture(document)).map(
    ({ kind, tracks }) => `${kind} ${tracks.map(({ title }) => title.slice(5)).join()}`,
  )

describe('the rows of the picture', () => {
  it('fold patches that never changed, from three on', () => {
    const same = [track(1, 'identical'), track(2, 'trailers'), track(4, 'context')]
    expect(shown(of([...same, track(3, 'code')]))).toEqual(['plain 3', 'unchanged 1,2,4'])
    expect(shown(of([...same.slice(0, 2), track(3, 'code')]))).toEqual(['plain 1,2,3'])
  })

  it('do not fold a patch with an open comment', () => {
    const marks = [markOf({ position: 'objects', outcome: outcomeOf('open') })]
    const same = [track(1, 'identical'), track(2, 'identical'), track(3, 'identical'), track(4, 'identical', { marks })]
    expect(shown(of(same))).toEqual(['plain 4', 'unchanged 1,2,3'])
    const gone = [track(1, 'dropped'), track(2, 'dropped'), track(3, 'dropped'), track(4, 'dropped', { marks })]
    expect(shown(of(gone))).toEqual(['plain 4', 'dropped 1,2,3'])
  })

  it('put patches that changed alike together, where the first of them is', () => {
    const group = { patches: [2, 4], reason: null }
    const all = [1, 2, 3, 4, 5].map((number) => track(number, 'code'))
    expect(shown(of(all, { groups: [group] }))).toEqual(['plain 1', 'group 2,4', 'plain 3,5'])
  })

  it('say which patches became one of a newer version', () => {
    const all = [1, 2, 3].map((number) => track(number, 'dropped'))
    const merges = [{ label: 'v1', intoLabel: 'v2', from: [1, 2], into: 1 }]
    expect(shown(of(all, { merges }))).toEqual(['plain 3', 'merged 1,2'])
  })

  it('do not fold anything of a series that has one version', () => {
    const only = [1, 2, 3].map((number) => ({
      title: `part ${number}`,
      cells: track(number, 'code').cells.slice(0, 1),
    }))
    expect(shown(of(only, { versions: series.versions.slice(0, 1) }))).toEqual(['plain 1,2,3'])
  })
})
