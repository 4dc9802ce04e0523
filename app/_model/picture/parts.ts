import type { SeriesDocument } from '../../../db/queries/views'
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
  /** Mails with a tag whose own words limit it and could not be read. */
  readonly unclear: ReadonlySet<string>
}

/** The columns and people of the picture of a series. */
export function pictureParts(series: SeriesDocument, shape: PictureShape): PictureParts {
  const people = picturePeople(series)
  const places = new Map(people.map(({ key }, index) => [key, index]))
  return { series, columns: pictureColumns(series, shape), people, places, unclear: unclearMails(series) }
}
