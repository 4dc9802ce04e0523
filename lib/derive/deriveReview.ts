import { at } from '../at'
import { byPlaceAndKind } from '../review/audit'
import type { Person } from '../review/identity'
import type { ReviewedReply } from '../review/input'
import { CREDIT_ORDER } from '../review/positions'
import { reviewSeries, type SeriesReview } from '../review/review'
import type { ReviewEvent } from '../review/types'
import type { DerivedChange, DerivedComparison, DerivedFinding, DerivedVersion } from './types'

interface ReviewParts {
  readonly versions: readonly DerivedVersion[]
  readonly comparisons: readonly DerivedComparison[]
  readonly replies: readonly ReviewedReply[]
  /** Addresses that a mail was sent to, by its key. */
  readonly recipientsOf: (key: string) => readonly string[]
  readonly known: ReadonlySet<string>
}

/** Where each reviewer stands on a series. */
export function deriveReview({ versions, comparisons, replies, recipientsOf, known }: ReviewParts): SeriesReview {
  return reviewSeries({
    versions: versions.map(({ position, label, posting, patches }) => ({
      position,
      label,
      sender: posting.head.from,
      headKey: posting.head.key,
      orderMs: posting.head.orderMs,
      addressed: [
        ...new Set([posting.head, ...posting.patches.map(({ mail }) => mail)].flatMap(({ key }) => recipientsOf(key))),
      ],
      patches,
    })),
    replies,
    steps: comparisons.map(({ from, to, left, right, verdict }) => ({
      from,
      to,
      left,
      right,
      code: verdict.facts.includes('code'),
    })),
    known,
  })
}

/** The findings of the changelog and of the review in one list, sorted by version, patch and kind. */
export function joinFindings(changes: readonly DerivedFinding[], { audit, people }: SeriesReview): DerivedFinding[] {
  const reviewed = audit.map(({ person, ...item }) => ({ ...item, person: addressOf(at(people, person)) }))
  return [...reviewed, ...changes].sort(byPlaceAndKind)
}

function addressOf({ name, emails }: Person) {
  return { name, email: emails[0] ?? '' }
}

/**
 * Finds, for each changelog item that credits somebody, the reply that asked for the change: by a person of that name, in the nearest earlier
 * version, on a patch that the item is about. An item that names no patch gets one only when the person wrote a single mail.
 */
export function creditComments(
  changes: readonly DerivedChange[],
  { events, people }: SeriesReview,
  versions: readonly DerivedVersion[],
): DerivedChange[] {
  const asked = events.filter(({ position, author }) => !author && CREDIT_ORDER.includes(position))
  return changes.map((change) => {
    const { version, credits, patches } = change
    if (version === null || credits.length === 0) return change
    const named = people.flatMap((person, index) => (credits.some((credit) => isNamed(person, credit)) ? [index] : []))
    const before = asked.filter((event) => event.version < version && named.includes(event.person))
    const last = Math.max(...before.map((event) => event.version))
    const near = before.filter((event) => event.version === last)
    const titles = new Set(titlesOf(versions[version - 1], patches))
    const about = near.filter(
      ({ patch }) => patch !== null && titlesOf(versions[last - 1], [patch]).some((title) => titles.has(title)),
    )
    const mails = new Set(near.map(({ mailKey }) => mailKey))
    const found = strongest(about) ?? (patches.length === 0 && mails.size === 1 ? near[0] : undefined)
    return found === undefined ? change : { ...change, remark: found.mailKey }
  })
}

function strongest(events: readonly ReviewEvent[]): ReviewEvent | undefined {
  return [...events].sort((a, b) => CREDIT_ORDER.indexOf(a.position) - CREDIT_ORDER.indexOf(b.position))[0]
}

function titlesOf(version: DerivedVersion | undefined, numbers: readonly number[]): string[] {
  return (version?.patches ?? []).flatMap(({ number, patch }) =>
    numbers.includes(number) ? [patch.title.toLowerCase()] : [],
  )
}

/** Whether a credit (`Alex`, `Jason G.`, `alex@example.org`) names a person: every word of it is a word of the name, or it has an address. */
function isNamed({ name, emails }: Person, credit: string): boolean {
  const wanted = credit.toLowerCase()
  if (emails.some((email) => wanted.includes(email))) return true
  const words = wanted.match(/\p{L}+/gu) ?? []
  const known = new Set(name.toLowerCase().match(/\p{L}+/gu) ?? [])
  return (
    words.length > 0 &&
    words.every((word) => known.has(word) || (word.length === 1 && [...known].some((own) => own.startsWith(word))))
  )
}
