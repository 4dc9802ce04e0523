import { describe, expect, it } from 'vitest'
import { pictureColumns } from '../../../app/_model/picture/columns'
import { pictureParts } from '../../../app/_model/picture/parts'
import { picturePeople, shortNames } from '../../../app/_model/picture/people'
import { personMarks } from '../../../app/_model/picture/personMarks'
import { cellMarks, gradeWords, type PlacedMark, wholeMarks } from '../../../app/_model/picture/said'
import { shapePicture } from '../../../app/_model/picture/shape'
import type { MarkView, SeriesDocument } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { ARI, markOf, outcomeOf, RITA, withMarks } from '../fixtures'

const words = (marks: readonly PlacedMark[]) =>
  marks.map(
    ({ mark, on, times }) =>
      `${mark.tag ?? mark.position} ${mark.person.name.slice(0, 4)}${gradeWords({ mark, on })}${times > 1 ? ` ×${times}` : ''}`,
  )
const [newest, oldest] = [0, 1]
const column = (series: SeriesDocument, index: number) => at(pictureColumns(series, shapePicture(series)), index)
const inCell = (series: SeriesDocument, patch: number, index: number) =>
  words(cellMarks(series, at(series.tracks, patch - 1), column(series, index)))
const old = (lines: number, more: Partial<MarkView> = {}) =>
  markOf({ since: { kind: 'code', lines }, outcome: outcomeOf('stale'), ...more })

describe('the marks of a cell', () => {
  it('are in the version they were said on, and in the newest one as long as they count', () => {
    const question = markOf({ person: ARI, position: 'asks', outcome: outcomeOf('open') })
    const settled = markOf({ person: ARI, position: 'requests-changes', outcome: outcomeOf('addressed') })
    const series = withMarks({ '1': { 1: [old(3), settled, question] } })
    expect(inCell(series, 1, oldest)).toEqual(['asks Ari ', 'Reviewed-by Rita', 'requests-changes Ari '])
    expect(inCell(series, 1, newest)).toEqual(['asks Ari  v1', 'Reviewed-by Rita v1, 3 lines since'])
  })

  it('have an objection before a request, whichever came first', () => {
    const request = markOf({ position: 'requests-changes', severity: 'request', outcome: outcomeOf('open') })
    const objects = markOf({ position: 'objects', severity: 'objection', outcome: outcomeOf('open') })
    expect(inCell(withMarks({ '2': { 1: [request, objects] } }), 1, newest)).toEqual([
      'objects Rita',
      'requests-changes Rita',
    ])
  })

  it('do not repeat a tag that was given again', () => {
    const series = withMarks({ '1': { 1: [old(3)] }, '2': { 1: [markOf({})] } })
    expect(inCell(series, 1, newest)).toEqual(['Reviewed-by Rita'])
  })

  it('are counted when they are equal', () => {
    const nit = markOf({ position: 'requests-changes', severity: 'nit', outcome: outcomeOf('cleared') })
    expect(inCell(withMarks({ '2': { 1: [nit, { ...nit, quote: 'Another.' }] } }), 1, newest)).toEqual([
      'requests-changes Rita ×2',
    ])
  })

  it('leave a tag on the whole series to its own row, unless the patch changed since', () => {
    const all = { wholeSeries: true, messageId: 'all@example.org' }
    const series = withMarks({ '1': { 1: [old(2, all)], 2: [markOf(all)] } })
    expect(words(wholeMarks(series, column(series, oldest)))).toEqual(['Reviewed-by Rita'])
    expect(words(wholeMarks(series, column(series, newest)))).toEqual(['Reviewed-by Rita v1'])
    expect(inCell(series, 1, newest)).toEqual(['Reviewed-by Rita v1, 2 lines since'])
    expect(inCell(series, 2, newest)).toEqual([])
    expect(inCell(series, 1, oldest)).toEqual([])
  })

  it('have comments on no patch in particular in the row of the whole series', () => {
    const marks = [markOf({ position: 'objects', outcome: outcomeOf('open') })]
    const series = { ...withMarks({}), coverMarks: [{ versionKey: '1', marks }] }
    expect(words(wholeMarks(series, column(series, newest)))).toEqual(['objects Rita v1'])
  })
})

describe('the people of the picture', () => {
  it('begin with whoever objects, then the maintainer', () => {
    const objection = markOf({ person: ARI, position: 'objects', outcome: outcomeOf('open') })
    const series = withMarks({ '1': { 1: [markOf({ role: 'maintainer' })], 2: [objection] } })
    expect(picturePeople(series).map(({ person, role, lastKey }) => [person.name, role, lastKey])).toEqual([
      ['Ari Archer', 'reviewer', '1'],
      ['Rita <b>Reader</b>', 'maintainer', '1'],
    ])
  })

  it('have what they said on a version with all its patches', () => {
    const series = withMarks({ '1': { 1: [markOf({})], 2: [markOf({})] }, '2': { 2: [markOf({ tag: 'Acked-by' })] } })
    const said = (index: number) =>
      personMarks(pictureParts(series, shapePicture(series)), index)
        .get(RITA.emails[0] ?? '')
        ?.map(({ mark, on, patches }) => `${mark.tag} ${on} ${patches}`)
    expect(said(oldest)).toEqual(['Reviewed-by  1,2'])
    expect(said(newest)).toEqual(['Reviewed-by v1 1,2', 'Acked-by  2'])
  })

  it('have the shortest name that nobody else has', () => {
    expect(shortNames(['Eric Auger', 'Eric Farman', 'Gunthorpe, Jason', 'tony@example.org'])).toEqual([
      'Eric A.',
      'Eric F.',
      'Jason',
      'tony',
    ])
    expect(shortNames(['Eric Adams', 'Eric Auger'])).toEqual(['Eric Adams', 'Eric Auger'])
  })
})

it('shows fewer marks in each cell where there are very many', () => {
  const many = Array.from({ length: 800 }, (_, index) =>
    markOf({ person: { name: `P ${index}`, emails: [`p${index}@example.org`] } }),
  )
  const maxOf = (series: SeriesDocument) => pictureParts(series, shapePicture(series)).maxMarks
  expect(maxOf(withMarks({ '2': { 1: many.slice(0, 20) } }))).toBe(12)
  expect(maxOf(withMarks({ '2': { 1: many, 2: many } }))).toBeLessThan(12)
})
