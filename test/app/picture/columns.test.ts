import { describe, expect, it } from 'vitest'
import { pictureColumns } from '../../../app/_model/picture/columns'
import { shapePicture } from '../../../app/_model/picture/shape'
import type { SeriesDocument, TrackCell } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { markOf, series, withMarks } from '../fixtures'

/** A series of one patch in as many versions as `changes` has, oldest first. */
function respun(changes: readonly TrackCell['change'][]): SeriesDocument {
  const [version, cell] = [at(series.versions, 0), at(at(series.tracks, 0).cells, 0)]
  const keys = changes.map((_, index) => `${index + 1}`)
  return {
    ...series,
    versions: keys.map((key) => ({ ...version, key, label: `v${key}`, version: Number(key) })),
    tracks: [
      {
        title: 'part',
        cells: keys.map((versionKey, index) => ({ ...cell, versionKey, number: 1, change: at(changes, index) })),
      },
    ],
  }
}

const shown = (of: SeriesDocument) =>
  pictureColumns(of, shapePicture(of)).map(({ label, folded }) => (folded === null ? label : `${label}: ${folded}`))

describe('the columns of the picture', () => {
  it('begin with the newest version', () => {
    expect(shown(series)).toEqual(['v2', 'v1'])
  })

  it('fold versions in which nothing changed but tags or context', () => {
    const long = respun(['first', 'code', 'trailers', 'identical', 'trailers', 'context', 'code'])
    expect(shown(long)).toEqual(['v7', 'v3–v6: tags and rebase only', 'v2', 'v1'])
    expect(shown(respun(['first', 'trailers', 'code']))).toEqual(['v3', 'v2: tags only', 'v1'])
    expect(shown(respun(['first', 'context', 'code']))).toEqual(['v3', 'v2: rebase only', 'v1'])
    expect(shown(respun(['first', 'identical', 'code']))).toEqual(['v3', 'v2: unchanged', 'v1'])
  })

  it('keep the newest and the first version, whatever they changed', () => {
    expect(shown(respun(['first', 'identical']))).toEqual(['v2', 'v1'])
  })

  it('keep a version that somebody said something about', () => {
    const quiet = respun(['first', 'identical', 'code'])
    expect(shown(withMarks({ '2': { 1: [markOf({})] } }, quiet))).toEqual(['v3', 'v2', 'v1'])
    const onCover = { ...quiet, coverMarks: [{ versionKey: '2', marks: [markOf({})] }] }
    expect(shown(onCover)).toEqual(['v3', 'v2', 'v1'])
  })
})
