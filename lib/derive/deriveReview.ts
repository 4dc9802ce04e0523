import { at } from '../at'
import { saysCommitted } from '../mail/committed'
import type { SeriesPull } from '../pull/types'
import { byPlaceAndKind } from '../review/audit'
import { higherStake } from '../review/footing'
import type { Person } from '../review/identity'
import type { Absorption, Announcement, ReviewedReply, TreeState } from '../review/input'
import { readPulls } from '../review/pullStanding'
import { reviewSeries, type SeriesReview } from '../review/review'
import type { Trust } from '../review/trust'
import { gradeStep, predates } from '../story/since'
import type { DerivedComparison, DerivedFinding, DerivedVersion } from './types'

interface ReviewParts {
  readonly versions: readonly DerivedVersion[]
  readonly comparisons: readonly DerivedComparison[]
  readonly replies: readonly ReviewedReply[]
  /** Addresses that a mail was sent to, by its key. */
  readonly recipientsOf: (key: string) => readonly string[]
  readonly trust: Trust
  readonly announcements: readonly Announcement[]
  readonly tree: TreeState | null
  readonly pulls: readonly SeriesPull[]
  readonly absorptions: readonly Absorption[]
}

/** Where each reviewer stands on a series. */
export function deriveReview({
  versions,
  comparisons,
  replies,
  recipientsOf,
  trust,
  announcements,
  tree,
  pulls,
  absorptions,
}: ReviewParts): SeriesReview {
  const reviewed = versions.map(({ position, label, posting, patches, missingCount }) => ({
    position,
    label,
    sender: posting.head.from,
    headKey: posting.head.key,
    orderMs: posting.head.orderMs,
    addressed: [
      ...new Set([posting.head, ...posting.patches.map(({ mail }) => mail)].flatMap(({ key }) => recipientsOf(key))),
    ],
    patches,
    missing: missingCount,
    rfc: posting.rfc,
    committed: saysCommitted(posting.head.tag),
  }))
  const { pull, speakers } = readPulls(pulls, reviewed, trust)
  const review = reviewSeries({
    versions: reviewed,
    replies,
    steps: comparisons.map(({ from, to, left, right, verdict }) => ({
      from,
      to,
      left,
      right,
      code: verdict.facts.includes('code'),
      real: predates(gradeStep(verdict)),
    })),
    trust,
    announcements,
    tree,
    pull,
    absorptions,
  })
  const senders = new Map(review.senders)
  for (const [mailbox, doubtful] of speakers)
    senders.set(mailbox, higherStake(senders.get(mailbox), doubtful ? 'doubtful' : 'decides'))
  return { ...review, senders }
}

/** The findings of the changelog and of the review in one list, sorted by version, patch and kind. */
export function joinFindings(changes: readonly DerivedFinding[], { audit, people }: SeriesReview): DerivedFinding[] {
  const reviewed = audit.map(({ person, ...item }) => ({ ...item, person: addressOf(at(people, person)) }))
  return [...reviewed, ...changes].sort(byPlaceAndKind)
}

function addressOf({ name, emails }: Person) {
  return { name, email: emails[0] ?? '' }
}
