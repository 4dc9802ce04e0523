import { at } from '../at'
import { DAY_MS } from '../isoTime'
import { mailboxOf, sameSender } from '../mail/address'
import {
  addMail,
  type Draft,
  isCopy,
  MARKER_WINDOW_MS,
  MAX_SIBLINGS,
  SENDING_WINDOW_MS,
  sameMarkers,
  versionMark,
} from './draft'
import { isBareCover } from './kind'
import { slotOf } from './slot'
import type { SeriesMail } from './types'

/** When a sending broke off, the rest follows within hours. Not more, since only mails half a day apart are sure to have a marker key in common. */
const REST_WINDOW_MS = DAY_MS / 2

/** A draft that may be part of another one. */
interface Part {
  readonly draft: Draft
  /** Its mails with the markers of its head, in the order of time: those by which the parts of one posting are found, see markerKeys. */
  readonly marked: SeriesMail[]
  /** Whether one of its mails has no references. */
  rooted: boolean
}

/**
 * Merges drafts whose first mail has no references, or only one to a mail that is not archived, when markers and time match and no slot
 * is filled twice but by a copy of the cover. A cover without a number is joined with its copies only.
 */
export function joinByMarkers(drafts: readonly Draft[]): Draft[] {
  const result: Draft[] = []
  const parts = new Map<string, Part[]>()
  for (const draft of drafts) {
    const first = at(draft.mails, 0)
    if (first.parent !== null || (draft.head.tag.total === null && !isBareCover(draft.head))) {
      result.push(draft)
      continue
    }
    const key = markersOf(draft.head)
    const part: Part = {
      draft,
      marked: draft.mails.filter((mail) => markersOf(mail) === key),
      rooted: !first.answers,
    }
    const near = (parts.get(key) ?? []).slice(-MAX_SIBLINGS)
    const target = near.find((other) => belongTogether(part, other))
    if (target === undefined) {
      result.push(draft)
      parts.set(key, [...near, part])
    } else merge(part, target)
  }
  return result
}

function markersOf({ from, tag, titleKey }: SeriesMail): string {
  return `${mailboxOf(from)} ${tag.total ?? titleKey} ${versionMark({ tag })} ${tag.words.join(' ')}`
}

function merge(part: Part, target: Part): void {
  for (const mail of part.draft.mails) addMail(target.draft, mail)
  for (const mail of part.marked) target.marked.splice(countUntil(target.marked, mail.orderMs), 0, mail)
  target.draft.exact ||= part.draft.exact
  target.rooted ||= part.rooted
}

function belongTogether(part: Part, other: Part): boolean {
  const [young, old] = [part.draft, other.draft]
  const gap = gapBetween(part, other)
  // Of `0/1` and `1/1` only the title tells that they belong together.
  if (young.head.tag.total === 1 && (young.head.titleKey !== old.head.titleKey || gap > SENDING_WINDOW_MS)) return false
  const rewritten = !part.rooted || !other.rooted
  if (rewritten && (gap > SENDING_WINDOW_MS || !isRewritten(part, other))) return false
  return (
    sameSender(young.head.from, old.head.from) &&
    sameMarkers(young.head, old.head) &&
    [...young.slots.keys()].every((slot) => !old.slots.has(slot) || (slot === 0 && isCoverCopy(young, old))) &&
    (gap <= MARKER_WINDOW_MS || (gap <= REST_WINDOW_MS && isRest(young, old)))
  )
}

/**
 * Whether patches answer a cover or first patch whose Message-ID the server of their sender replaced on its way: they have a parent that
 * is not archived, and that mail has no patch below it.
 */
function isRewritten(part: Part, other: Part): boolean {
  const [root, below] = part.rooted ? [part, other] : [other, part]
  return root.rooted && !below.rooted && !root.draft.exact && !below.draft.slots.has(0) && slotOf(root.draft.head) < 2
}

/** The time from the nearest earlier mail of another part, which has a marker key in common. */
function gapBetween({ marked }: Part, other: Part): number {
  const [first] = marked
  const before = first === undefined ? undefined : other.marked[countUntil(other.marked, first.orderMs) - 1]
  if (first === undefined || before === undefined) return Number.POSITIVE_INFINITY
  return Math.max(first.orderMs - before.orderMs, Math.abs(first.receivedMs - before.receivedMs))
}

/** How many of the mails, which are in the order of time, came until then; by binary search. */
function countUntil(mails: readonly SeriesMail[], untilMs: number): number {
  let [low, high] = [0, mails.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(mails, middle).orderMs > untilMs) high = middle
    else low = middle + 1
  }
  return low
}

/** Whether two drafts have the same cover, and one of them nothing else. */
function isCoverCopy(young: Draft, old: Draft): boolean {
  return isCopy(young.head, old) && (young.slots.size === 1 || old.slots.size === 1)
}

/** Whether a draft begins with the patch after the last one of another: the sending broke off there, or a patch was added. */
function isRest(young: Draft, old: Draft): boolean {
  return slotOf(young.head) === Math.max(...old.slots.keys()) + 1
}
