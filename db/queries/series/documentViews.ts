/** A series as a whole: `show --json` and the page. */

import type { StandingSums } from '../../../lib/review/sums'
import type { MailKind } from '../../../lib/series/kind'
import type { SeriesPullView } from '../pulls/pullViews'
import type { ChangeView, ClaimView, FindingView, ReviewView, SeriesRemarkView } from '../review/reviewViews'
import type { CommitView } from '../tree/treeViews'
import type { ClosedReportView, DependencyView, FixView, PostedIntoView, ReportView } from './relatedViews'
import type { IssueView, PersonView, RelationView, SeriesSummary } from './seriesViews'
import type { StoryView, TrackView } from './storyViews'

/** A mail and its place in the series. */
export interface SeriesMailView {
  readonly messageId: string
  readonly from: PersonView
  readonly received: string
  readonly kind: MailKind
  /** Label of the version, '' for a mail outside a series. */
  readonly label: string
  /** Number of the patch it is or answers; 0 the cover; null outside a series. */
  readonly patch: number | null
}

/** A reply to a mail that was not imported, whose subject names a patch of the series. It is shown but does not count. */
export interface StrayReplyView {
  readonly messageId: string
  readonly subject: string
  readonly from: PersonView
  readonly received: string
  /** Label of the version that its subject names; null when that version was not imported. */
  readonly label: string | null
  /** Number of the patch that its subject names; 0 for the cover letter. */
  readonly patch: number
  /** The first 10 review tags that it gives. */
  readonly tags: readonly { readonly name: string; readonly value: string }[]
}

/** The backports of a series. */
export interface BackportsView {
  /** The stable trees that they are for. */
  readonly trees: readonly string[]
  readonly count: number
  /** The first 20, oldest first. */
  readonly series: readonly {
    readonly id: string
    readonly from: PersonView
    readonly date: string
    readonly trees: readonly string[]
  }[]
}

/** A series that a backport copies. */
export interface OriginalView {
  readonly id: string
  readonly title: string
}

/** `show`. */
export interface SeriesDocument extends SeriesSummary, ReviewView, StoryView {
  /** The mail that `state` is based on, and the one received last. */
  readonly stateMail: SeriesMailView | null
  readonly newestMail: SeriesMailView | null
  /** Whole days of waiting until the newest imported mail, so that no clock matters. null if nobody has to act or the series is quiet. */
  readonly waitingDays: number | null
  /** Claims about its fate by people who, as far as the imported mail shows, cannot decide about it. */
  readonly claims: readonly ClaimView[]
  readonly remarks: readonly SeriesRemarkView[]
  readonly dependencies: readonly DependencyView[]
  readonly fixes: readonly FixView[]
  readonly closes: readonly ClosedReportView[]
  readonly reports: readonly ReportView[]
  /** At most the 10 that were posted first of those that others propose as a continuation, and 40 of the rest. */
  readonly relations: readonly RelationView[]
  /** How many relations there are in all, including those that are not listed. */
  readonly relationCount: number
  /** The thread of another series that it was posted in; null if none. */
  readonly postedInto: PostedIntoView | null
  /** Pull requests that list patches of the series, the 3 that were archived first. */
  readonly pulls: readonly SeriesPullView[]
  /** How many such pull requests there are in all. */
  readonly pullCount: number
  /** Backports that have a patch of the newest version, with the same title and author. */
  readonly backports: BackportsView
  /** Of a backport: the series that have a patch of it, with the same title and author; at most 20, oldest first. */
  readonly backportOf: readonly OriginalView[]
  /** Replies to mails that were not imported, whose subjects name a patch of the series; oldest first, at most 30. */
  readonly strayReplies: readonly StrayReplyView[]
  readonly issues: readonly IssueView[]
  readonly changelog: readonly ChangeView[]
  readonly audit: readonly FindingView[]
  readonly tracks: readonly TrackView[]
  /** Commits of git trees that were made from its patches. */
  readonly commits: readonly CommitView[]
  /** The standings in numbers, as a list gives them. */
  readonly sums: StandingSums
}
