import type { PlacedEvent } from '../review/fold'
import type { Person } from '../review/identity'
import type { ReviewedReply } from '../review/input'
import { CREDIT_ORDER } from '../review/positions'
import { reviewSeries, type SeriesReview } from '../review/review'
import type { DerivedChange, DerivedComparison, DerivedFinding, DerivedVersion } from './types'

interface ReviewParts {
  readonly versions: readonly DerivedVersion[]
  readonly comparisons: readonly DerivedComparison[]
  readonly replies: readonly ReviewedReply[]
  readonly bodyOf: (key: string) => string
  /** Addresses that a mail was sent to, by its key. */
  readonly recipientsOf: (key: string) => readonly string[]
  readonly known: ReadonlySet<string>
}

/** Where each reviewer stands on a series. */
export function deriveReview({
  versions,
  comparisons,
  replies,
  bodyOf,
  recipientsOf,
  known,
}: ReviewParts): SeriesReview {
  return reviewSeries({
    versions: versions.map(({ position, label, posting, patches }) => ({
      position,
      label,
      sender: posting.head.from,
      headKey: posting.head.key,
      coverBody: posting.cover === null ? '' : bodyOf(posting.cover.key),
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
    unannounced: [],
    known,
  })
}

/** The findings of changelog and review in one list, by version and patch. */
export function joinFindings(changes: readonly DerivedFinding[], { audit, people }: SeriesReview): DerivedFinding[] {
  const reviewed = audit.map(({ kind, version, patch, person, mailKey, text }) => {
    const known = person === null ? undefined : people[person]
    return { kind, version, patch, person: known === undefined ? null : addressOf(known), mailKey, text }
  })
  const place = ({ version, patch, kind }: DerivedFinding) => [version, patch ?? 0, kind] as const
  return [...reviewed, ...changes].sort((left, right) => {
    const [a, b] = [place(left), place(right)]
    return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0)
  })
}

function addressOf({ name, emails }: Person) {
  return { name, email: emails[0] ?? '' }
}

/**
 * Finds for each credited changelog item the reply that asked for it: by a person of that name, in the nearest version before,
 * on a patch the item speaks of. An item without a patch of its own is credited only when the person asked once.
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

function strongest(events: readonly PlacedEvent[]): PlacedEvent | undefined {
  return [...events].sort((a, b) => CREDIT_ORDER.indexOf(a.position) - CREDIT_ORDER.indexOf(b.position))[0]
}

function titlesOf(version: DerivedVersion | undefined, numbers: readonly number[]): string[] {
  return (version?.patches ?? []).flatMap(({ number, patch }) =>
    numbers.includes(number) ? [patch.title.toLowerCase()] : [],
  )
}

/** `Alex`, `Jason G.`, `alex@example.org`: every word of the credit is a word of the name, or it is an address. */
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
