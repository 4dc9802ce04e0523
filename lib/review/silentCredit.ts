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
  readonly first: ReviewEvent
  readonly isRequest: boolean
}

/** An item that credits nobody. */
interface SilentItem {
  readonly version: number
  readonly text: string
  readonly isTied: boolean
  /** Whether it can be about a comment on the patch with this track. */
  readonly isAbout: (track: number) => boolean
}

/** Patches of comments that are compared with items, in all; bounds the work on hostile mail. */
const MAX_PAIRS = 100_000

/**
 * Finds the comments that items which credit nobody say were addressed, by announcedKey, each with the version of the item. An item is about the comments that are most like it, of all
 * on earlier versions: in their own words, the lines that they quote and the author's answer. If it is tied to patches, these are comments on them; otherwise the patch of the
 * comment must have changed in that version. "Add a dmesg once when the iommufd provided /dev/vfio/vfio is opened" answers the wish for "some sort of breadcrumb when /dev/vfio/vfio is
 * provided by something other than vfio".
 */
export function creditSilently(input: SilentInput): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const items = listSilent(input)
  if (items.length === 0) return found
  const asked = listAsked(input)
  const postedMs = new Map(input.versions.map(({ position, orderMs }) => [position, orderMs]))
  const isCommon = openIsCommon(asked.map(({ own }) => own))
  let pairs = 0
  for (const item of items) {
    const { version, isTied, isAbout } = item
    const subject = subjectOf(item.text)
    let best = 0
    let alike: readonly ReviewEvent[] = []
    for (const comment of asked) {
      const { events, isRequest, first } = comment
      if (first.version >= version || first.orderMs > (postedMs.get(version) ?? 0)) continue
      pairs += events.reduce((sum, { tracks }) => sum + 1 + tracks.length, 0)
      if (pairs > MAX_PAIRS) return found
      const near = events.filter((event) => isUnanswered(event, version) && (event.whole || event.tracks.some(isAbout)))
      if (near.length === 0) continue
      const score = likeness(subject, comment, isCommon)
      if (score < best || score < enoughLikeness(isTied, isRequest)) continue
      alike = score === best ? [...alike, ...near] : near
      best = score
    }
    for (const event of alike) {
      for (const track of event.whole ? [null] : event.tracks.filter(isAbout))
        found.set(announcedKey(event, track), version)
    }
  }
  return found
}

function listSilent({ announcements, tracks }: SilentInput): SilentItem[] {
  return announcements.flatMap(({ version, credits, text, patches }) => {
    if (version === null || credits.length > 0 || isAboutTags(text)) return []
    const isTied = patches.length > 0
    const isAbout = (track: number): boolean => {
      const one = tracks[track]
      const number = one?.numbers.get(version)
      if (one === undefined || number === undefined) return false
      return isTied ? patches.includes(number) : one.codeChangedIn.has(version)
    }
    return [{ version, text, isTied, isAbout }]
  })
}

function listAsked({ events, comments }: SilentInput): Asked[] {
  const waiting = events.filter(({ author, position }) => !author && waits(position) && !blocks(position))
  const { textOf, aroundOf } = openTexts(comments, events)
  return [...groupBy(waiting, ({ mailKey, comment }) => `${mailKey}\n${comment}`).values()].map((group) => {
    const [first] = group
    const isRequest = first.position === 'requests-changes'
    return { events: group, first, isRequest, own: subjectOf(textOf(first)), around: subjectOf(aroundOf(first)) }
  })
}

/** Whether no version before this one changed what a comment is about, which would have answered it. */
function isUnanswered({ changedIn }: ReviewEvent, version: number): boolean {
  return [...changedIn.values()].every((changed) => changed >= version)
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
