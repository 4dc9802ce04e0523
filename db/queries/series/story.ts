import { at } from '../../../lib/at'
import { parseSubject } from '../../../lib/mail/subject'
import { vouches } from '../../../lib/review/positions'
import { openSince } from '../../../lib/story/since'
import type { StoryTrack, StoryVersion } from '../../../lib/story/types'
import type { Db } from '../../open'
import { openRoles } from '../review/roles'
import type {
  MarkView,
  PositionView,
  SeriesRemarkView,
  StandingView,
  StoryView,
  TrackView,
  VersionView,
} from '../views'

interface StoryParts {
  readonly versions: readonly VersionView[]
  readonly tracks: readonly TrackView[]
  /** As stored, in the order of `tracks`. */
  readonly stored: readonly StoryTrack[]
  readonly positions: readonly PositionView[]
  readonly standings: readonly StandingView[]
  readonly remarks: readonly SeriesRemarkView[]
}

/** The story of a series, from what its document has already. */
export function tellStory(
  db: Db,
  series: number,
  parts: StoryParts,
): StoryView & { readonly tracks: readonly TrackView[] } {
  const { versions } = parts
  const newest = at(versions, versions.length - 1)
  const { tracks, coverMarks } = placeMarks(db, series, parts)
  return {
    tracks,
    coverMarks,
    story: versions
      .filter(({ comparedWith }) => comparedWith !== null)
      .map(({ key, label }) => ({
        versionKey: key,
        label,
        asked: [],
        announced: [],
        unannounced: [],
        gained: [],
        lost: [],
      })),
    groups: [],
    about: null,
    size: sizeOf(newest),
    prefixes: prefixesOf(db, series),
    merges: [],
  }
}

function sizeOf({ patches }: VersionView): StoryView['size'] {
  const paths = [...new Set(patches.flatMap(({ files }) => files))].sort()
  const sum = (count: (patch: VersionView['patches'][number]) => number) =>
    patches.reduce((total, patch) => total + count(patch), 0)
  return { files: paths.length, added: sum(({ added }) => added), removed: sum(({ removed }) => removed), paths }
}

function prefixesOf(db: Db, series: number): readonly string[] {
  const subject = db
    .prepare<{ series: number }, string>(
      `SELECT messages.subject FROM versions JOIN messages ON messages.id = versions.head
       WHERE versions.series = @series ORDER BY versions.position DESC LIMIT 1`,
    )
    .pluck()
    .get({ series })
  const tag = parseSubject(subject ?? '')
  return [...(tag.rfc ? ['RFC'] : []), ...tag.words]
}

function placeMarks(
  db: Db,
  series: number,
  { versions, tracks, stored, positions, standings, remarks }: StoryParts,
): Pick<StoryView, 'coverMarks'> & { readonly tracks: readonly TrackView[] } {
  const roleOf = openRoles(db, series)
  const storyVersions = versions.map(
    (version, index): StoryVersion => ({
      position: index + 1,
      origin:
        version.comparedWith === null
          ? null
          : versions.findIndex(({ key }) => key === version.comparedWith) + 1 || null,
      postedMs: Date.parse(version.received),
      numbers: version.patches.map(({ number }) => number),
    }),
  )
  const outcomes = new Map(remarks.map((remark) => [`${remark.messageId}\n${remark.quote}`, remark]))
  const fates = new Map(standings.map((one) => [`${one.messageId}\n${one.quote}\n${one.patch}`, one]))
  const byPlace = new Map<string, PositionView[]>()
  for (const position of positions) {
    if (!position.fits || position.position === 'author' || position.position === 'discusses') continue
    const key = `${position.label}\n${position.patch}`
    byPlace.set(key, [...(byPlace.get(key) ?? []), position])
  }
  const toMark = (position: PositionView, since: MarkView['since'], patch: number | null): MarkView => {
    const { person, tag, severity, regression, messageId, quote } = position
    const outcome =
      outcomes.get(`${messageId}\n${quote}`) ??
      fates.get(`${messageId}\n${quote}\n${patch}`) ??
      fates.get(`${messageId}\n${quote}\nnull`)
    return {
      person,
      role: roleOf(person.emails),
      position: position.position,
      tag,
      severity,
      regression,
      outcome:
        outcome === undefined
          ? null
          : {
              status: outcome.status,
              answered: outcome.answered,
              changedIn: outcome.changedIn,
              announcedIn: outcome.announcedIn,
              mergedOver: outcome.mergedOver,
            },
      since,
      wholeSeries: position.patch === null,
      messageId,
      quote,
    }
  }
  return {
    tracks: tracks.map((track, index) => {
      const sinceOf = openSince(at(stored, index), storyVersions)
      const last = track.cells.at(-1)
      return {
        ...track,
        cells: track.cells.map((cell) => {
          const place = versions.findIndex(({ key }) => key === cell.versionKey)
          const version = versions[place]
          if (cell.change === 'dropped' || version === undefined) return cell
          const said = [
            ...(byPlace.get(`${version.label}\n${cell.number}`) ?? []),
            ...(byPlace.get(`${version.label}\nnull`) ?? []).filter(({ position }) => vouches(position) !== null),
          ]
          return {
            ...cell,
            marks: said.map((position) =>
              toMark(position, position.tag === null ? null : sinceOf(place + 1), last?.number ?? null),
            ),
          }
        }),
      }
    }),
    coverMarks: versions.flatMap(({ key, label }) => {
      const marks = (byPlace.get(`${label}\nnull`) ?? [])
        .filter(({ position }) => vouches(position) === null)
        .map((position) => toMark(position, null, null))
      return marks.length === 0 ? [] : [{ versionKey: key, marks }]
    }),
  }
}
