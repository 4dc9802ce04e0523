import type { MarkView, SeriesDocument, TrackCell, TrackView, VersionView } from '../../../db/queries/views'
import { groupBy } from '../../../lib/groupBy'
import { isInForce, isOpenStatus } from '../../../lib/review/states'
import { shortLabel } from '../../../lib/series/label'
import { markKey, severityRank, sinceWords, type Tone, togetherWords, toneOf } from '../marks'
import { personKey } from '../personNames'
import { isGone } from '../tracks'
import type { PictureColumn } from './columns'

/** A mark in the picture. */
export interface PlacedMark {
  readonly mark: MarkView
  /** Label of the version it was said on, where that is older than its column; '' elsewhere. */
  readonly on: string
  /** How many equal ones it is drawn for. */
  readonly times: number
  /** The mails that say them. */
  readonly mails: readonly string[]
  /** What became of them, if that differs; else ''. */
  readonly fates: string
}

type Said = Pick<PlacedMark, 'mark' | 'on'>

/**
 * What was said about a patch in the versions of a column. The column of the newest version also has what still counts of older ones: tags, graded
 * by what changed since, and open comments. Tags for the whole series are in a row of their own, unless the patch changed after them.
 */
export function cellMarks(series: SeriesDocument, track: TrackView, column: PictureColumn): PlacedMark[] {
  const own: Said[] = column.versions.flatMap((version) =>
    marksIn(track, version)
      .filter(({ wholeSeries }) => !wholeSeries)
      .map((mark) => ({ mark, on: '' })),
  )
  if (!isNewest(series, column) || isGone(track)) return gather(own)
  return gather([...own, ...stillCounting(series, (version) => marksIn(track, version).filter(showsInRow), own)])
}

/** Whether a tag of an older version is shown with each patch: not if it was given for all of them and still says the same about this one. */
function showsInRow({ wholeSeries, since }: MarkView): boolean {
  return !wholeSeries || since?.kind === 'code'
}

/** What was said about the whole series in the versions of a column, with what still counts of older ones in that of the newest. */
export function wholeMarks(series: SeriesDocument, column: PictureColumn): PlacedMark[] {
  const own: Said[] = column.versions.flatMap((version) => wholeIn(series, version).map((mark) => ({ mark, on: '' })))
  if (!isNewest(series, column)) return gather(own)
  const holds = (mark: MarkView) => mark.since?.kind !== 'code'
  return gather([...own, ...stillCounting(series, (version) => wholeIn(series, version).filter(holds), own)])
}

/** Tags for the whole series, each once with the grade of the patch that changed least, and comments that name no patch. */
function wholeIn(series: SeriesDocument, version: VersionView): MarkView[] {
  const tags = new Map<string, MarkView>()
  for (const track of series.tracks) {
    for (const mark of marksIn(track, version)) {
      if (!mark.wholeSeries) continue
      const key = `${mark.messageId}\n${mark.tag}\n${mark.position}`
      const known = tags.get(key)
      if (known === undefined || rank(mark) < rank(known)) tags.set(key, mark)
    }
  }
  const comments = series.coverMarks.filter(({ versionKey }) => versionKey === version.key)
  return [...tags.values(), ...comments.flatMap(({ marks }) => marks)]
}

const GRADES: readonly (string | undefined)[] = ['none', 'whitespace', 'rebase', 'code']

/** A tag on a patch that was dropped says nothing about the newest version, so that any other comes first. */
function rank({ since }: MarkView): number {
  const grade = GRADES.indexOf(since?.kind)
  return grade === -1 ? GRADES.length : grade
}

/** What still counts of older versions: open comments, and the newest tag of each kind and person that `own` does not repeat. */
function stillCounting(
  { versions }: SeriesDocument,
  marksOf: (version: VersionView) => readonly MarkView[],
  own: readonly Said[],
): Said[] {
  const seen = new Set(own.map(({ mark }) => tagKey(mark)))
  return [...versions]
    .reverse()
    .slice(1)
    .flatMap((version) =>
      marksOf(version).flatMap((mark) => {
        if (mark.outcome === null) return []
        const { status } = mark.outcome
        const key = tagKey(mark)
        if (isOpenStatus(status)) return [{ mark, on: shortLabel(version.label) }]
        if (mark.tag === null || seen.has(key) || !(isInForce(status) || status === 'stale')) return []
        seen.add(key)
        return [{ mark, on: shortLabel(version.label) }]
      }),
    )
}

const TONES: readonly Tone[] = ['open', 'current', 'stale', 'settled']

/** Equal marks as one, in order. */
function gather(marks: readonly Said[]): PlacedMark[] {
  const alike = groupBy(marks, ({ mark, on }) => markKey(mark, on))
  return [...alike.values()]
    .map((same) => ({
      ...same[0],
      times: same.length,
      mails: [...new Set(same.map(({ mark }) => mark.messageId))],
      fates: togetherWords(same.map(({ mark }) => mark)),
    }))
    .sort((a, b) => compareMarks(a.mark, b.mark))
}

/** What is open comes first, then tags, then what is settled; of these what asks for most. */
export function compareMarks(a: MarkView, b: MarkView): number {
  return TONES.indexOf(toneOf(a)) - TONES.indexOf(toneOf(b)) || severityRank(a) - severityRank(b)
}

function tagKey({ person, tag, position }: MarkView): string {
  return `${personKey(person)}\n${tag ?? position}`
}

/** Whether a column is that of the newest version. */
function isNewest({ versions }: SeriesDocument, column: PictureColumn): boolean {
  return column.versions[0] === versions.at(-1)
}

function marksIn(track: TrackView, version: VersionView): readonly MarkView[] {
  return cellIn(track, version)?.marks ?? []
}

/** The cell of a patch in a version; undefined if the version does not have the patch. */
export function cellIn({ cells }: TrackView, { key }: VersionView): TrackCell | undefined {
  return cells.find(({ versionKey }) => versionKey === key)
}

/** ` v2, 1 line since`: the version where it is another one than that of the column, and how much of the patch changed since a tag. */
export function gradeWords({ mark, on }: Pick<PlacedMark, 'mark' | 'on'>): string {
  if (on === '') return ''
  const grade = toneOf(mark) === 'open' ? '' : sinceWords(mark.since)
  return ` ${on}${grade === '' ? '' : `, ${grade}`}`
}
