import type { SeriesStateKind } from '../../../lib/review/states'
import type { CommitHeadView, PersonView } from '../series/seriesViews'

/** `pulled` is based on an answer or on a git tree, `withdrawn` and `declined` on an answer; `superseded`: its sender tried again. */
export type PullState = 'requested' | 'pulled' | 'superseded' | 'withdrawn' | 'declined'

/** A pull request in a list. */
export interface PullSummary {
  /** Message-ID of the request. */
  readonly id: string
  /** Subject of the request, without the bracket. */
  readonly title: string
  /** Who sent it. */
  readonly from: PersonView
  /** The repository; null if the mail names none. */
  readonly url: string | null
  /** The branch, `tags/` and a tag, or a commit, as written; null if only a repository is named. */
  readonly ref: string | null
  /** When it was received. */
  readonly date: string
  /** What became of it; see docs/pull-requests.md. */
  readonly state: PullState
  /** The merge by which it was pulled, or the newest of its commits when mainline has that without such a merge; null when no tree that is read shows it. */
  readonly commit: CommitHeadView | null
  /** How many patches it has. */
  readonly patches: number
  /** The series that its patches were posted in before, each known from title and author; those that are unclear are left out. */
  readonly series: readonly string[]
}

/** Part of the list of pull requests. Both `open` and `quiet` have no answer that is archived here; `quiet` are those that the newest mail is long after. */
export type PullGroup = 'open' | 'pulled' | 'quiet' | 'superseded' | 'withdrawn' | 'declined'

/** A pull request in the list of its group, with what its row links to. */
export interface ListedPull extends PullSummary {
  readonly group: PullGroup
  /** How many days the newest mail of the archive is after it. */
  readonly days: number
  /** Whom it was sent to, without mailing lists. */
  readonly to: readonly PersonView[]
  /** The addresses of sender and recipients that a series here has, so that they have a page. */
  readonly known: readonly string[]
  /** The same series as `series`, with their titles. */
  readonly seriesIn: readonly { readonly id: string; readonly title: string }[]
  /** How many of these series were applied already, of a request that waits. */
  readonly applied: number
  /** The mail that the state is based on; null if no mail says it. */
  readonly proof: PullProofView | null
  /** The later try of the same request; null if there is none. */
  readonly supersededBy: PullTryView | null
}

/** The pull requests in groups. */
export interface PullListView {
  /** How many requests match in each group that has any. */
  readonly groups: readonly { readonly group: PullGroup; readonly total: number }[]
  /** The rows of the page, group by group: only those of the group that was asked for, otherwise the first of each. */
  readonly rows: readonly ListedPull[]
  /** How many requests match, in the group that was asked for if any. */
  readonly total: number
  /** Whether older requests were not compared with the words of the filter, which takes reading their mails. */
  readonly cut: boolean
  readonly page: number
  readonly pages: number
}

/** The mail that a state is based on. */
export interface PullProofView {
  /** The mail. */
  readonly messageId: string
  /** Who sent it. */
  readonly from: PersonView
  /** When it was received. */
  readonly date: string
  /** The sentence that says it. */
  readonly quote: string
  /** Whether a bot sent it, which reports what somebody else did. */
  readonly byBot: boolean
  /** The tree that the sentence names; null when it names none. */
  readonly tree: string | null
}

/** Another try of the same request. */
export interface PullTryView {
  /** Message-ID of the other request. */
  readonly id: string
  /** Subject of the other request, without the bracket. */
  readonly title: string
  /** When it was received. */
  readonly date: string
}

/** Where a patch was posted before. */
export interface PullOriginView {
  /** The `id` of the series. */
  readonly series: string
  /** Title of the series. */
  readonly title: string
  /** Label of the version: `v4`. */
  readonly version: string
  /** Number of the patch in the version. */
  readonly number: number
  /** The patch mail. */
  readonly messageId: string
}

/** A patch that a request lists. */
export interface PullPatchView {
  /** Title of the patch, as the request has it. */
  readonly title: string
  /** The mail with this patch in the thread of the request; null if it was not posted there. */
  readonly messageId: string | null
  /** Where it was posted before; null if no series, or more than one, has a patch with this title and author. */
  readonly original: PullOriginView | null
}

/** The patches of one author in a request. */
export interface PullAuthorView {
  /** Name of the author, as the request has it. */
  readonly author: string
  /** The patches, in the order of the request. */
  readonly patches: readonly PullPatchView[]
}

/** A series of which a request lists patches. */
export interface PulledSeriesView {
  /** The `id` of the series. */
  readonly id: string
  /** Title of the series. */
  readonly title: string
  /** Who sent the series. */
  readonly author: PersonView
  /** What has become of the series; see docs/positions.md. */
  readonly state: SeriesStateKind
  /** Label of the version whose patches the request lists. */
  readonly version: string
  /** Numbers of these patches in that version. */
  readonly patches: readonly number[]
  /** How many patches that version announces. */
  readonly total: number
  /** Label of the newest version of the series. */
  readonly newest: string
}

/** One pull request. */
export interface PullDocument extends PullSummary, Pick<ListedPull, 'to' | 'known'> {
  /** How many days the newest mail of the archive is after it; null unless it is still waiting. */
  readonly days: number | null
  /** What it says about the changes, without what git writes; '' if it says nothing. */
  readonly summary: string
  /** The series that its patches were posted in before, in the order of the request; one for each version. */
  readonly seriesIn: readonly PulledSeriesView[]
  /** The commit that the changes are based on; null if the mail names none. */
  readonly base: string | null
  /** The newest commit of the changes; null if the mail names none. */
  readonly head: string | null
  /** The mail that the state is based on; null if no mail says it. */
  readonly proof: PullProofView | null
  /** The later try of the same request; null if there is none. */
  readonly supersededBy: PullTryView | null
  /** The earlier try of the same request; null if there is none. */
  readonly supersedes: PullTryView | null
  /** The patches by author, as the mail lists them; without a list, those that were posted in its thread. */
  readonly shortlog: readonly PullAuthorView[]
  /** The series of the request itself, when its patches can be reviewed there; null otherwise. */
  readonly ownSeries: string | null
}

/** A pull request that lists a patch of a series. */
export interface SeriesPullView extends Pick<PullSummary, 'id' | 'from' | 'date'> {
  /** How many patches of the series it lists. */
  readonly patches: number
}
