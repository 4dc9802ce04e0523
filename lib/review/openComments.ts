import { at } from '../at'
import type { FoldInput } from './foldTypes'
import { blocks } from './positions'
import type { ReviewEvent } from './types'

/** What a review comment asks for on one patch, on its way through the discussion. */
export interface FollowedComment {
  /** Its strongest sentence. */
  event: ReviewEvent
  /** Null for a comment on the whole series. */
  readonly track: number | null
  status: 'open' | 'promised' | 'deferred' | 'declined' | 'cleared'
  answered: boolean
  /** The mail in which the author first quoted it and wrote something below; null when none did. */
  quotedIn: string | null
  /** The mail in which the author first promised to follow it; null when none did. */
  promisedIn: string | null
  /** The author leaves it to a later patch. It is deferred once the reviewer agrees. */
  later: boolean
  /** The comment of another reviewer that it joins ("+1"): what settles that one settles both. */
  readonly seconds: FollowedComment | null
  /** The person who made it applied the patch later. */
  merged: boolean
}

/** The comments that the person who made them has not settled yet. */
export interface OpenComments {
  /** By person, and by the mailbox that they came from. */
  readonly byPerson: Map<number, Map<string, CommentsByTrack>>
  readonly tracks: FoldInput['tracks']
  /** Positions of the versions with a single patch: whatever is about that patch is about the whole series. */
  readonly single: ReadonlySet<number>
  /** How many more pairs of comments are compared. */
  readonly compared: { left: number }
}

/** Comments by track, null for the whole series. Any plain tag settles both kinds, a tag with a condition only objections. */
interface CommentsByTrack {
  readonly objections: Map<number | null, FollowedComment[]>
  readonly others: Map<number | null, FollowedComment[]>
}

/** Pairs of comments of one series that are compared, so that many answers to one mail take no longer than one. */
const MAX_COMPARED = 20_000

/** An empty list of open comments on patches with these tracks. */
export function openComments(tracks: FoldInput['tracks']): OpenComments {
  const counts = new Map<number, number>()
  for (const { numbers } of tracks)
    for (const version of numbers.keys()) counts.set(version, (counts.get(version) ?? 0) + 1)
  const single = new Set([...counts].flatMap(([version, count]) => (count === 1 ? version : [])))
  return { byPerson: new Map(), tracks, single, compared: { left: MAX_COMPARED } }
}

/** Adds a comment, so that later mails of the same person can settle it. */
export function addComment(comment: FollowedComment, { byPerson }: OpenComments): void {
  const { person, from, position } = comment.event
  const mailboxes = byPerson.get(person) ?? new Map<string, CommentsByTrack>()
  byPerson.set(person, mailboxes)
  const byTrack = mailboxes.get(from) ?? { objections: new Map(), others: new Map() }
  mailboxes.set(from, byTrack)
  const kind = blocks(position) ? byTrack.objections : byTrack.others
  const known = kind.get(comment.track)
  if (known === undefined) kind.set(comment.track, [comment])
  else known.push(comment)
}

/**
 * Removes the comments that the person of an event made on the patches that it is about, and returns them. Each comment is removed once, so a
 * long thread costs as much as its comments.
 */
export function takeComments(event: ReviewEvent, kinds: 'objections' | 'all', open: OpenComments): FollowedComment[] {
  return mailboxesOf(event, open).flatMap(({ objections, others }) =>
    (kinds === 'all' ? [objections, others] : [objections]).flatMap((byTrack) => takeAbout(event, byTrack, open)),
  )
}

/** The comments of the person of an event; for a stranger under a known name only those from the same mailbox. */
function mailboxesOf({ person, stranger, from }: ReviewEvent, { byPerson }: OpenComments): readonly CommentsByTrack[] {
  const mailboxes = byPerson.get(person) ?? new Map<string, CommentsByTrack>()
  if (!stranger) return [...mailboxes.values()]
  const own = mailboxes.get(from)
  return own === undefined ? [] : [own]
}

function takeAbout(
  { everywhere, tracks, version, whole }: ReviewEvent,
  byTrack: Map<number | null, FollowedComment[]>,
  open: OpenComments,
): FollowedComment[] {
  const about: readonly (number | null)[] = everywhere
    ? [...byTrack.keys()].filter((track) => track !== null && at(open.tracks, track).numbers.has(version))
    : tracks
  return (whole || open.single.has(version) ? [null, ...about] : about).flatMap((track) => {
    const taken = byTrack.get(track) ?? []
    byTrack.delete(track)
    return taken
  })
}
