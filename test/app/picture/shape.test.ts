import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Picture } from '../../../app/_components/picture/Picture'
import { shapePicture } from '../../../app/_model/picture/shape'
import type { SeriesDocument, TrackView, VersionView } from '../../../db/queries/views'
import { series } from '../fixtures'

const [v1] = series.versions
const versions = Array.from({ length: 20 }, (_, index): VersionView => {
  if (v1 === undefined) throw new Error('the fixture has versions')
  return { ...v1, version: index + 1, label: `v${index + 1}`, key: `${index + 1}`, patches: [] }
})
const tracks = (number: number, keys: readonly string[]): TrackView[] =>
  Array.from({ length: number }, (_, at) => ({
    title: `part ${at}`,
    cells: keys.map((versionKey) => ({
      version: 1,
      versionKey,
      number: at + 1,
      messageId: `${versionKey}-${at}@example.org`,
      change: 'identical',
      applied: false,
      facts: [],
      added: 0,
      removed: 0,
      note: '',
      marks: [],
    })),
  }))
const keys = versions.map(({ key }) => key)

describe('the shape of the picture', () => {
  it('is complete for a series that fits', () => {
    expect(shapePicture(series)).toMatchObject({ hiddenVersions: [], hiddenTracks: 0 })
    expect(shapePicture({ versions, tracks: tracks(15, keys) }).versions).toHaveLength(20)
  })

  it('keeps the newest versions of a series that does not fit, and names the others', () => {
    const { versions: shown, hiddenVersions } = shapePicture({ versions, tracks: tracks(100, keys) })
    expect(shown.map(({ label }) => label)).toEqual(['v15', 'v16', 'v17', 'v18', 'v19', 'v20'])
    expect(hiddenVersions).toHaveLength(14)
  })

  it('drops patches that only older versions have, and counts those beyond the limit', () => {
    const all = [...tracks(10, ['1']), ...tracks(990, keys)]
    const shape = shapePicture({ versions, tracks: all })
    expect(shape.versions.map(({ label }) => label)).toEqual(['v17', 'v18', 'v19', 'v20'])
    expect(shape.tracks).toHaveLength(150)
    expect(shape.hiddenTracks).toBe(840)
  })

  it('is empty for a series without patches', () => {
    expect(shapePicture({ versions: [], tracks: [] })).toEqual({
      versions: [],
      tracks: [],
      hiddenVersions: [],
      hiddenTracks: 0,
    })
  })

  it('makes the page say what is not shown', () => {
    const large: SeriesDocument = { ...series, versions, tracks: tracks(200, keys) }
    const html = renderToString(createElement(Picture, { series: large }))
    expect(html).toContain('Not shown: v1 to v16 and 50 more patches')
    expect(renderToString(createElement(Picture, { series }))).not.toContain('Not shown')
  })
})
