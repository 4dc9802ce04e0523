import { at } from '../../../lib/at'
import { mailboxKey } from '../../../lib/review/basis'
import { waits } from '../../../lib/review/positions'
import { predates } from '../../../lib/story/since'
import type { Db } from '../../open'
import { getStep } from '../compare/comparison'
import { openRoles } from '../review/roles'
import type {
  CarriedTagView,
  MarkView,
  PersonDetail,
  PositionView,
  SeriesDocument,
  SinceCommentView,
  SincePatchView,
  SinceReviewView,
  SinceTagView,
  StepView,
  TrackView,
  VersionView,
} from '../views'
import { findSeries } from './find'
import { getSeriesDocument } from './seriesDocument'

/**
 * What changed in a series since the last review tag or comment of the person with this address: only the patches that they tagged or
 * commented. For the author also the tags to carry, counted from the newest posting where they wrote no reply. Undefined when no series has the mail, or the person
 * wrote nothing in it.
 */
export function getSinceReview(db: Db, messageId: string, address: string): SinceReviewView | undefined {
  const head = findSeries(db, messageId)
  const series = head === undefined ? undefined : getSeriesDocument(db, messageId)
  if (head === undefined || series === undefined) return undefined
  const last = findLast(series.positions, address) ?? findPosting(series, address)
  if (last === undefined) return undefined
  const { person } = last
  const from = series.versions.find(({ label }) => label === last.label)
  const to = series.versions.findLast(({ patches }) => patches.length > 0)
  if (from === undefined || to === undefined) return undefined
  const step = from === to ? undefined : getStep(db, series.id, from.key, to.key)
  const isOwn = (mark: MarkView) => (mark.tag !== null || isComment(mark)) && isSame(mark.person, person)
  const isAuthor = openRoles(db, head.id)(person.emails) === 'author'
  const marksOf = openMarks(series)
  return {
    seriesId: series.id,
    title: series.title,
    person,
    isAuthor,
    from: from.version,
    to: to.version,
    fromVersion: refOf(from),
    toVersion: refOf(to),
    last: { messageId: last.messageId, received: last.received },
    patches: listPatches(series.tracks, to, step, (track) => marksOf(track).filter(({ mark }) => isOwn(mark))),
    comments: series.coverMarks.flatMap(({ versionKey, marks }) =>
      marks.flatMap((mark) => (isOwn(mark) && mark.tag === null ? [toComment(mark, labelOf(series, versionKey))] : [])),
    ),
    dropped: series.tracks.flatMap((track) =>
      track.cells.at(-1)?.change === 'dropped' && marksOf(track).some(({ mark }) => isOwn(mark)) ? [track.title] : [],
    ),
    carry: isAuthor ? listCarried(series, to) : null,
  }
}

/**
 * The newest tag or comment of a person, by an address without `+tag`; if they gave none, their newest mail of any kind. An answer to somebody else's
 * question is not a review of the version that it was written on.
 */
function findLast(positions: readonly PositionView[], address: string): PositionView | undefined {
  const mailbox = mailboxKey(address.toLowerCase())
  const own = positions.filter(({ person: { emails } }) => emails.some((email) => mailboxKey(email) === mailbox))
  const reviews = own.filter(({ position, tag }) => tag !== null || waits(position))
  return (reviews.length > 0 ? reviews : own).reduce<PositionView | undefined>(
    (best, one) => (best === undefined || one.received > best.received ? one : best),
    undefined,
  )
}

/** The newest version of an author who wrote no reply. */
function findPosting(
  { author, versions }: SeriesDocument,
  address: string,
): Pick<PositionView, 'person' | 'label' | 'messageId' | 'received'> | undefined {
  const newest = versions.at(-1)
  const messageId = newest?.cover ?? newest?.patches[0]?.messageId
  if (newest === undefined || messageId === undefined) return undefined
  if (mailboxKey(author.email) !== mailboxKey(address.toLowerCase())) return undefined
  const person = { name: author.name, emails: [author.email] }
  return { person, label: newest.label, messageId, received: newest.received }
}

function isSame(a: PersonDetail, b: PersonDetail): boolean {
  return a.name === b.name && a.emails.join() === b.emails.join()
}

function refOf({ version, label, key }: VersionView) {
  return { version, label, key }
}

function labelOf({ versions }: SeriesDocument, key: string): string {
  return versions.find((version) => version.key === key)?.label ?? ''
}

/** A mark with the version that it is on. */
interface PlacedMark {
  readonly mark: MarkView
  readonly version: VersionView
}

/** Prepares to list what was said about a patch in all versions, oldest first. */
function openMarks({ versions }: SeriesDocument): (track: TrackView) => readonly PlacedMark[] {
  const byKey = new Map(versions.map((version) => [version.key, version]))
  return ({ cells }) =>
    cells.flatMap(({ versionKey, marks }) => {
      const version = byKey.get(versionKey)
      return version === undefined ? [] : marks.map((mark) => ({ mark, version }))
    })
}

/** The number of a patch in a version; undefined when that does not have it. */
function numberIn({ cells }: TrackView, { key }: VersionView): number | undefined {
  return cells.find(({ versionKey, change }) => versionKey === key && change !== 'dropped')?.number
}

/** The patches of a version about which the person said something. */
function listPatches(
  tracks: readonly TrackView[],
  to: VersionView,
  step: StepView | undefined,
  ownMarks: (track: TrackView) => readonly PlacedMark[],
): SincePatchView[] {
  const rows = new Map(step?.rows.map((row) => [row.newNumber, row]))
  return tracks
    .flatMap((track): SincePatchView[] => {
      const number = numberIn(track, to)
      const own = ownMarks(track)
      if (number === undefined || own.length === 0) return []
      const row = rows.get(number)
      return [
        {
          number,
          title: track.title,
          change: row?.change ?? null,
          added: row?.added ?? 0,
          removed: row?.removed ?? 0,
          note: row?.note ?? '',
          tags: newestTags(own.flatMap(toTag)),
          comments: own.flatMap(({ mark, version }) => (isComment(mark) ? [toComment(mark, version.label)] : [])),
        },
      ]
    })
    .sort((a, b) => a.number - b.number)
}

function toTag({ mark: { tag, since, messageId }, version }: PlacedMark): readonly SinceTagView[] {
  if (tag === null || since === null) return []
  const { kind, lines } = since
  return [{ name: tag, given: version.version, givenLabel: version.label, since: kind, lines, messageId }]
}

/** A tag that was given again counts from the last time. */
function newestTags(tags: readonly SinceTagView[]): SinceTagView[] {
  return [...new Map(tags.map((tag) => [tag.name, tag])).values()]
}

function isComment({ tag, severity }: MarkView): boolean {
  return tag === null && severity !== null
}

function toComment({ messageId, quote, outcome, severity }: MarkView, on: string): SinceCommentView {
  return { messageId, quote, outcome: outcome?.status ?? null, fate: outcome, severity, on }
}

/** The tags that others gave on patches of the newest version, each trailer with all its patches that have one grade. */
function listCarried(series: SeriesDocument, to: VersionView): NonNullable<SinceReviewView['carry']> {
  const [marksOf, trailerOf] = [openMarks(series), openTrailers(series)]
  const found = new Map<string, CarriedTagView>()
  for (const track of series.tracks) {
    const number = numberIn(track, to)
    if (number === undefined) continue
    const newest = new Map(
      marksOf(track).flatMap((placed) => toTag(placed).map((tag) => [trailerOf(placed), tag] as const)),
    )
    for (const [trailer, tag] of newest) {
      const key = `${trailer}\n${tag.givenLabel}\n${tag.since}\n${tag.lines}`
      const before = found.get(key)
      const patches = [...(before?.patches ?? []), number].sort((a, b) => a - b)
      const { givenLabel, since, lines, messageId } = tag
      found.set(key, { trailer, given: givenLabel, since, lines, messageId, patches })
    }
  }
  const all = [...found.values()].sort((a, b) => at(a.patches, 0) - at(b.patches, 0))
  const isOld = ({ since: kind, lines }: CarriedTagView) => predates({ kind, lines })
  return { keep: all.filter((tag) => !isOld(tag)), ask: all.filter(isOld) }
}

/** Prepares to find the trailer of a tag as its reply has it; otherwise it is built from the name and address of the sender. */
function openTrailers({ versions }: SeriesDocument): (placed: PlacedMark) => string {
  const given = new Map<string, string>()
  for (const { messageId, name, value, source } of versions.flatMap(({ patches }) =>
    patches.flatMap(({ trailers }) => trailers),
  )) {
    const key = `${messageId}\n${name}`
    if (source !== 'body' && !given.has(key)) given.set(key, `${name}: ${value}`)
  }
  return ({ mark: { tag, messageId, person } }) =>
    given.get(`${messageId}\n${tag}`) ?? `${tag}: ${person.name} <${person.emails[0] ?? ''}>`
}
