import type { SeriesDocument, TrackView } from '../../../db/queries/views'
import { isDropped, trackNumber } from '../reviewTags'
import { unclearMails } from '../reviewWords'
import { type PictureColumn, pictureColumns } from './columns'
import { type PicturePerson, picturePeople } from './people'
import type { PictureShape } from './shape'

/** What every part of the picture needs to know. */
export interface PictureParts {
  readonly series: SeriesDocument
  readonly columns: readonly PictureColumn[]
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
  return {
    series,
    columns: pictureColumns(series, shape),
    people,
    places,
    anchors: rowAnchors(series),
    unclear: unclearMails(series),
  }
}

function rowAnchors({ tracks, versions }: SeriesDocument): ReadonlyMap<TrackView, string> {
  const newest = versions.at(-1)?.key
  const isIn = ({ cells }: TrackView) => cells.at(-1)?.versionKey === newest
  const anchors = new Map<string, TrackView>()
  for (const track of [...tracks.filter(isIn), ...tracks]) {
    const anchor = `patch-${trackNumber(track)}`
    if (!isDropped(track) && !anchors.has(anchor)) anchors.set(anchor, track)
  }
  return new Map([...anchors].map(([anchor, track]) => [track, anchor]))
}
