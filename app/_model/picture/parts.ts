import type { SeriesDocument, TrackView } from '../../../db/queries/views'
import { unclearMails } from '../reviewWords'
import { rowAnchors } from '../tracks'
import { type PictureColumn, pictureColumns } from './columns'
import { type PicturePerson, picturePeople } from './people'
import { cellMarks, type PlacedMark } from './said'
import type { PictureShape } from './shape'

/** Further people are only counted. */
export const MAX_PEOPLE = 40
/** Marks of a cell, in a picture that does not have very many. */
const MAX_MARKS = 12
/** With more marks than this, the page is crowded and has only about so many. */
const MANY_MARKS = 1_500
const CROWDED_MARKS = 1_000

/** What every part of the picture needs to know. */
export interface PictureParts {
  readonly series: SeriesDocument
  readonly columns: readonly PictureColumn[]
  /** The patches that are shown. */
  readonly tracks: readonly TrackView[]
  /** What was said about each of them, by the place of the column. */
  readonly said: ReadonlyMap<TrackView, readonly (readonly PlacedMark[])[]>
  /** So many marks of a cell are shown, and so many of a person on a version: fewer where there are very many. */
  readonly maxMarks: number
  readonly people: readonly PicturePerson[]
  /** Place of a person in `people`, by key. */
  readonly places: ReadonlyMap<string, number>
  /** The element id of the row of a patch; a number that two rows have belongs to the one in the newest version. */
  readonly anchors: ReadonlyMap<TrackView, string>
  /** Mails with a tag whose own words limit it and could not be read. */
  readonly unclear: ReadonlySet<string>
}

/** The columns and people of the picture of a series. */
export function pictureParts(series: SeriesDocument, shape: PictureShape): PictureParts {
  const people = picturePeople(series)
  const places = new Map(people.map(({ key }, index) => [key, index]))
  const columns = pictureColumns(series, shape)
  const said = new Map(
    shape.tracks.map((track) => [track, columns.map((column) => cellMarks(series, track, column))] as const),
  )
  const all = [...said.values()].reduce((sum, cells) => sum + cells.reduce((own, marks) => own + marks.length, 0), 0)
  const rows = shape.tracks.length + Math.min(people.length, MAX_PEOPLE)
  const room = Math.max(1, Math.floor(CROWDED_MARKS / (rows * columns.length)))
  return {
    series,
    columns,
    tracks: shape.tracks,
    said,
    maxMarks: all > MANY_MARKS ? Math.min(room, MAX_MARKS) : MAX_MARKS,
    people,
    places,
    anchors: rowAnchors(series),
    unclear: unclearMails(series),
  }
}
