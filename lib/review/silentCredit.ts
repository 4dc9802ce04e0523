import { type Asking, enoughLikeness, likeness, openIsCommon, subjectOf } from '../changelog/sharing'
import { isAboutTags } from '../changelog/tie'
import { groupBy } from '../groupBy'
import { announcedKey } from './credit'
import type { Announcement, ReviewedVersion } from './input'
import type { PlacedComment } from './placedComments'
import { blocks, waits } from './positions'
import type { ReviewTrack } from './track'
import type { ReviewEvent } from './types'

interface SilentInput {
  readonly announcements: readonly Announcement[]
  /** In the order of receipt. */
  readonly events: readonly ReviewEvent[]
  readonly tracks: readonly ReviewTrack[]
  readonly versions: readonly Pick<ReviewedVersion, 'position' | 'orderMs'>[]
  readonly comments: readonly PlacedComment[]
}

/** A comment that an item may be about. */
interface Asked extends Asking {
  readonly events: readonly ReviewEvent[]
}

/** Patches of comments that are compared with items, in all; bounds the work on hostile mail. */
const MAX_PAIRS = 100_000

/**
 * Finds comments that items which credit nobody say were addressed, by announcedKey: those that share most with the item of all comments on an earlier version, in their own words, the lines that
 * they quote and the author's answer. An item that is tied to patches is about comments on these; of any other item, the patch of the comment must have changed in that version.
 * "Add a dmesg once when the iommufd provided /dev/vfio/vfio is opened" answers the wish for "some sort of breadcrumb when /dev/vfio/vfio is provided by something other than vfio".
 */
export function creditSilently({
  announcements,
  events,
  tracks,
  comments,
  versions,
}: SilentInput): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const silent = announcements.filter(
    ({ version, credits, text }) => version !== null && credits.length === 0 && !isAboutTags(text),
  )
  if (silent.length === 0) return found
  const waiting = events.filter(({ author, position }) => !author && waits(position) && !blocks(position))
  const { textOf, aroundOf } = openTexts(comments, events)
  const asked = [...groupBy(waiting, ({ mailKey, comment }) => `${mailKey}\n${comment}`).values()].map(
    (group): Asked => {
      const [event] = group
      return { events: group, own: subjectOf(textOf(event)), around: subjectOf(aroundOf(event)) }
    },
  )
  const postedMs = new Map(versions.map(({ position, orderMs }) => [position, orderMs]))
  const isCommon = openIsCommon(asked.map(({ own }) => own))
  let pairs = 0
  for (const { version, text, patches } of silent) {
    if (version === null) continue
    const subject = subjectOf(text)
    const isTied = patches.length > 0
    const isAbout = (track: number): boolean => {
      const one = tracks[track]
      const number = one?.numbers.get(version)
      if (one === undefined || number === undefined) return false
      return isTied ? patches.includes(number) : one.codeChangedIn.has(version)
    }
    const scored = asked.flatMap(({ events: group, ...asking }) => {
      const [first] = group
      if (first === undefined || first.version >= version || first.orderMs > (postedMs.get(version) ?? 0)) return []
      pairs += group.reduce((sum, { tracks: some }) => sum + 1 + some.length, 0)
      if (pairs > MAX_PAIRS) return []
      // An earlier version that changed what it is about has answered it.
      const isFirst = ({ changedIn }: ReviewEvent) => [...changedIn.values()].every((changed) => changed >= version)
      const near = group.filter((event) => isFirst(event) && (event.whole || event.tracks.some(isAbout)))
      if (near.length === 0) return []
      const score = likeness(subject, asking, isCommon)
      const enough = enoughLikeness(isTied, first.position === 'requests-changes')
      return score >= enough ? [{ near, score }] : []
    })
    const best = Math.max(...scored.map(({ score }) => score))
    for (const { near, score } of scored) {
      if (score < best) continue
      for (const event of near) {
        for (const track of event.whole ? [null] : event.tracks) {
          if (track === null || isAbout(track)) found.set(announcedKey(event, track), version)
        }
      }
    }
  }
  return found
}

/** The text of a comment, and what is around it: what it quotes and what the author wrote below it. */
function openTexts(comments: readonly PlacedComment[], events: readonly ReviewEvent[]) {
  const byPlace = new Map(comments.map((comment) => [`${comment.mailKey} ${comment.from}`, comment]))
  const byMail = groupBy(comments, ({ mailKey }) => mailKey)
  const answers = new Map<string, Set<PlacedComment>>()
  for (const [mailKey, [event]] of groupBy(
    events.filter(({ author, answersTo }) => author && answersTo.length > 0),
    (event) => event.mailKey,
  )) {
    for (const { mailKey: asking, comment, from, to } of event.answersTo) {
      const key = `${asking} ${comment}`
      const known = answers.get(key) ?? new Set()
      answers.set(key, known)
      for (const one of byMail.get(mailKey) ?? []) if (one.from >= from && one.from < to) known.add(one)
    }
  }
  const keyOf = ({ mailKey, comment }: ReviewEvent) => `${mailKey} ${comment}`
  return {
    textOf: (event: ReviewEvent) => byPlace.get(keyOf(event))?.text ?? event.sentence,
    aroundOf: (event: ReviewEvent) => {
      const quoted = byPlace.get(keyOf(event))?.quoted ?? []
      return [...quoted, ...[...(answers.get(keyOf(event)) ?? [])].map(({ text }) => text)].join('\n')
    },
  }
}
