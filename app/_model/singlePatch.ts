import type { MarkView, SeriesDocument } from '../../db/queries/views'
import { at } from '../../lib/at'
import { personKey } from './personNames'

/** A review tag of a series of one patch, with the label of the version that it was given on. */
interface SingleTag {
  readonly mark: MarkView
  readonly label: string
}

/** The review tags of a series of one patch: of each person and kind the newest. */
export function singleTags({ tracks, versions }: Pick<SeriesDocument, 'tracks' | 'versions'>): readonly SingleTag[] {
  const found = new Map<string, SingleTag>()
  for (const { versionKey, marks } of tracks.flatMap(({ cells }) => cells)) {
    const label = versions.find(({ key }) => key === versionKey)?.label ?? at(versions, versions.length - 1).label
    for (const mark of marks)
      if (mark.tag !== null) found.set(`${mark.tag}\n${personKey(mark.person)}`, { mark, label })
  }
  return [...found.values()]
}

/** Whether a series is shown as a single patch: its newest version announces and has one patch, and no version had more. */
export function isSinglePatch({ versions }: Pick<SeriesDocument, 'versions'>): boolean {
  return (
    versions.every(({ total, patches }) => total === 1 && patches.length <= 1) && newestNumber({ versions }) !== null
  )
}

/** The number of the patch of the newest version that has one; null when none has. */
export function newestNumber({ versions }: Pick<SeriesDocument, 'versions'>): number | null {
  return versions.findLast(({ patches }) => patches.length > 0)?.patches[0]?.number ?? null
}
