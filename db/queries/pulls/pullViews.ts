import type { PersonView } from '../series/seriesViews'

/** `pulled` and `withdrawn` are based on an answer; `superseded`: its sender tried again. */
export type PullState = 'requested' | 'pulled' | 'superseded' | 'withdrawn'

/** A pull request in a list. */
export interface PullSummary {
  readonly id: string
  readonly title: string
  readonly from: PersonView
  /** The repository; null if the mail names none. */
  readonly url: string | null
  /** The branch, `tags/` and a tag, or a commit, as written; null if only a repository is named. */
  readonly ref: string | null
  /** When it was received. */
  readonly date: string
  readonly state: PullState
  /** How many patches it has. */
  readonly patches: number
  /** The series that its patches were posted in before, each known from title and author; those that are unclear are left out. */
  readonly series: readonly string[]
}

/** The mail that a state is based on. */
export interface PullProofView {
  readonly messageId: string
  readonly from: PersonView
  readonly date: string
  readonly quote: string
}

/** Another try of the same request. */
export interface PullTryView {
  readonly id: string
  readonly title: string
  readonly date: string
}

/** Where a patch was posted before. */
export interface PullOriginView {
  readonly series: string
  readonly title: string
  readonly version: string
  readonly number: number
  readonly messageId: string
}

export interface PullPatchView {
  readonly title: string
  /** The mail with this patch in the thread of the request; null if it was not posted there. */
  readonly messageId: string | null
  /** Null if no series, or more than one, has a patch with this title and author. */
  readonly original: PullOriginView | null
}

export interface PullAuthorView {
  readonly author: string
  readonly patches: readonly PullPatchView[]
}

/** One pull request. */
export interface PullDocument extends PullSummary {
  /** The commit that the changes are based on; null if the mail names none. */
  readonly base: string | null
  /** The newest commit of the changes; null if the mail names none. */
  readonly head: string | null
  readonly proof: PullProofView | null
  readonly supersededBy: PullTryView | null
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
