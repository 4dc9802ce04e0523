import { memo } from '../../../lib/memo'
import { waits } from '../../../lib/review/positions'
import type { Db } from '../../open'
import { getStep } from '../compare/comparison'
import { findPerson } from '../people/findPerson'
import { hasMailbox, mailboxesOf } from '../people/persons'
import { openAuthorReplies } from '../review/authorReplies'
import { openRoles } from '../review/roles'
import type {
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
import { findCarried, withCarried } from './carriedMarks'
import { listCarried } from './carriedTags'
import { findSeries } from './find'
import { isComment, numberIn, openMarks, type PlacedMark, toTag } from './placedMarks'
import { getSeriesDocument } from './seriesDocument'

/** Bounds the versions that are compared with the newest: one that it does not continue is compared on the spot. */
const MAX_STEPS = 8

/**
 * What changed in a series since the last review tag or comment of the person with this address: only the patches that they tagged or
 * commented. For the author also the tags to carry, counted from the newest posting where they wrote no reply. Undefined when no series has the mail, or the person
 * wrote nothing in it.
 */
export function getSinceReview(db: Db, messageId: string, address: string): SinceReviewView | undefined {
  const head = findSeries(db, messageId)
  const series = head === undefined ? undefined : getSeriesDocument(db, messageId)
  if (head === undefined || series === undefined) return undefined
  const mailboxes = mailboxesOf(findPerson(db, address)?.emails ?? [address.toLowerCase()])
  const isPerson: IsPerson = (one) => hasMailbox(one, mailboxes)
  const spoken = findLast(series, isPerson) ?? findCarried(series, isPerson)
  const isAuthor = openRoles(db, head.id)(spoken?.person.emails ?? [address]) === 'author'
  const last = isAuthor ? newerOf(findNewest(series, isPerson), findPosting(series, isPerson)) : spoken
  if (last === undefined) return undefined
  const person = spoken?.person ?? last.person
  const from = series.versions.find(({ label }) => label === last.label)
  const to = series.versions.findLast(({ patches }) => patches.length > 0)
  if (from === undefined || to === undefined) return undefined
  const steps = new Map<string, StepView | undefined>()
  const stepFrom = (version: VersionView) =>
    memo(steps, version.key, () =>
      version === to || steps.size >= MAX_STEPS ? undefined : getStep(db, series.id, version.key, to.key),
    )
  const isOwn = (mark: MarkView) => (mark.tag !== null || isComment(mark)) && isPerson(mark.person)
  const marksOf = openMarks(series)
  const toComment = openToComment(series, openAuthorReplies(db, head.id))
  return {
    seriesId: series.id,
    title: series.title,
    person,
    isAuthor,
    from: from.version,
    to: to.version,
    fromVersion: refOf(from),
    toVersion: refOf(to),
    // They looked at the version that they reviewed until their newest mail on it.
    last: toLast(isAuthor ? last : (findNewest(series, isPerson, last.label) ?? last)),
    patches: withCarried(
      listPatches(series.tracks, to, {
        stepFrom,
        ownMarks: (track) => marksOf(track).filter(({ mark }) => isOwn(mark)),
        toComment,
      }),
      series,
      { to, stepFrom, isPerson },
    ),
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
 * The last tag or comment of a person on the newest version on which they gave any, by an address without `+tag`; if they gave none, their newest mail of any kind. An
 * answer to somebody else's question is not a review of the version that it was written on, and a later mail in the thread of an older version undoes none of the newer.
 */
function findLast({ positions, versions }: SeriesDocument, isPerson: IsPerson): Mail | undefined {
  const own = positions.filter(({ person }) => isPerson(person))
  const reviews = own.filter(({ position, tag }) => tag !== null || waits(position))
  const order = new Map(versions.map(({ label }, index) => [label, index]))
  const isLater = (one: PositionView, best: PositionView) => {
    const step = reviews.length === 0 ? 0 : (order.get(one.label) ?? 0) - (order.get(best.label) ?? 0)
    return step > 0 || (step === 0 && one.received > best.received)
  }
  return (reviews.length > 0 ? reviews : own).reduce<PositionView | undefined>(
    (best, one) => (best === undefined || isLater(one, best) ? one : best),
    undefined,
  )
}

type Mail = Pick<PositionView, 'person' | 'label' | 'messageId' | 'received'>
type IsPerson = (one: PersonDetail) => boolean

function toLast({ messageId, received }: Mail): SinceReviewView['last'] {
  return { messageId, received }
}

/** The newest mail in which a person wrote something: about any version, or about the one with a label. */
function findNewest({ positions }: SeriesDocument, isPerson: IsPerson, on?: string): Mail | undefined {
  const own = positions.filter(({ person, label }) => (on === undefined || label === on) && isPerson(person))
  return own.reduce<Mail | undefined>(newerOf, undefined)
}

/** The one that was received later; of two at the same time the first. */
function newerOf(a: Mail | undefined, b: Mail | undefined): Mail | undefined {
  return a === undefined || (b !== undefined && b.received > a.received) ? b : a
}

/** The posting of the newest version, for the address that sent it. */
function findPosting({ author, versions }: SeriesDocument, isPerson: IsPerson): Mail | undefined {
  const newest = versions.at(-1)
  const messageId = newest?.cover ?? newest?.patches[0]?.messageId
  if (newest === undefined || messageId === undefined) return undefined
  const person = { name: author.name, emails: [author.email] }
  if (!isPerson(person)) return undefined
  return { person, label: newest.label, messageId, received: newest.received }
}

function refOf({ version, label, key }: VersionView) {
  return { version, label, key }
}

function labelOf({ versions }: SeriesDocument, key: string): string {
  return versions.find((version) => version.key === key)?.label ?? ''
}

interface PatchParts {
  readonly stepFrom: (version: VersionView) => StepView | undefined
  readonly ownMarks: (track: TrackView) => readonly PlacedMark[]
  readonly toComment: (mark: MarkView, on: string) => SinceCommentView
}

/** The patches of a version about which the person said something, each compared with the version on which they last did. */
function listPatches(
  tracks: readonly TrackView[],
  to: VersionView,
  { stepFrom, ownMarks, toComment }: PatchParts,
): SincePatchView[] {
  return tracks
    .flatMap((track): SincePatchView[] => {
      const number = numberIn(track, to)
      const own = ownMarks(track)
      const last = own.at(-1)?.version
      if (number === undefined || last === undefined) return []
      const row = stepFrom(last)?.rows.find(({ newNumber }) => newNumber === number)
      return [
        {
          number,
          title: track.title,
          from: refOf(last),
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

/** A tag that was given again counts from the last time. */
function newestTags(tags: readonly SinceTagView[]): SinceTagView[] {
  return [...new Map(tags.map((tag) => [tag.name, tag])).values()]
}

/** Prepares to show a comment with the line that it quotes and what the author answered. */
function openToComment(
  { remarks, standings }: SeriesDocument,
  repliesTo: ReturnType<typeof openAuthorReplies>,
): (mark: MarkView, on: string) => SinceCommentView {
  const stored = new Map(remarks.map((remark) => [`${remark.messageId}\n${remark.quote}`, remark]))
  const taken = new Set(standings.flatMap((one) => (one.resumed ? [`${one.messageId}\n${one.quote}`] : [])))
  return ({ messageId, quote, outcome, severity }, on) => {
    const key = `${messageId}\n${quote}`
    const { quoted = null, line = null } = stored.get(key) ?? {}
    const resumed = taken.has(key)
    const replies = repliesTo(messageId, line)
    return { messageId, quote, quoted, outcome: outcome?.status ?? null, fate: outcome, severity, resumed, on, replies }
  }
}
