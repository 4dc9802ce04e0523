/** People: what waits for whom, and what one person said and sent. */
import type { Again } from '../../../lib/review/again'
import type { Duty } from '../../../lib/review/duty'
import type { SeriesRow } from '../lists/listViews'
import type { AskedView, SeriesRemarkView, StandingView } from '../review/reviewViews'
import type { PersonDetail } from '../series/seriesViews'

/** How many series are waiting on a person, by what for. */
export type DutyCounts = Readonly<Record<Duty, number>>

/** Somebody whom series are waiting on, or whose series are waiting on others. */
export interface PeopleRow {
  readonly person: PersonDetail
  /** Whether the archive shows that they apply patches of others, or the operator named them. */
  readonly maintainer: boolean
  readonly counts: DutyCounts
  /** The series that they have to look at again, if it is one only. */
  readonly again: string | null
  /** All of these together. A series can be waiting on a person for more than one thing. */
  readonly total: number
  /** Since when the first of them waits; null when none does. */
  readonly since: string | null
  /** Whole days from then to the newest mail of the database; null when none waits. */
  readonly days: number | null
  /** Their own series that are waiting on others. */
  readonly own: number
  /** Comments of others that they have to answer on these, such as nits, on which nobody waits. */
  readonly toAnswer: number
  /** Whom these are waiting on, as far as that is known, most series first; at most three people. */
  readonly waitsOn: readonly { readonly person: PersonDetail; readonly series: number }[]
}

/** A person whom a search found. */
export interface PersonHitView {
  readonly person: PersonDetail
  /** How many series they sent, wrote patches of or took a position on. */
  readonly series: number
  /** What is waiting on them, and whom their own series are waiting on; null if nothing is. */
  readonly waiting: PeopleRow | null
}

/** Who is waiting on whom, by the series that are not quiet. Whoever has most series waiting on them comes first. */
export interface PeopleView {
  readonly rows: readonly PeopleRow[]
  readonly total: number
  readonly page: number
  readonly pages: number
  /** Whether the archive has more series under way than were counted, which are those with the newest mail. */
  readonly cut: boolean
}

/** A series that is waiting on a person, or a series of theirs. */
export interface PersonSeriesView {
  readonly row: SeriesRow
  /** Whether the person sent it or wrote patches of it. */
  readonly own: boolean
  readonly standings: readonly StandingView[]
  /** What their review comments ask for. */
  readonly asked: readonly AskedView[]
  /** Why they have to look at it again, if it is under way. */
  readonly again: Again
}

/** Series that are waiting on a person for one thing, the longest wait first. */
export interface DutyView {
  readonly duty: Duty
  readonly series: readonly WaitingSeriesView[]
  /** How many there are; `series` has the first of them. */
  readonly total: number
}

/**
 * Why a series is waiting on a person and not on somebody else. `said`: by the mail of `turn`, which asks them, or in which they said that they will act; `offered`: it is their own, and they offer to take it through a tree of theirs; `operator`: named for its
 * list or files by whoever runs the site; `sent`: it was sent to them, and they
 * applied so many others that touch a folder, if any; `usual`: it was not sent to them, but they usually apply what touches the folder.
 */
export type WaitReason =
  | { readonly kind: 'said' }
  | { readonly kind: 'offered' }
  | { readonly kind: 'operator' }
  | { readonly kind: 'sent'; readonly field: 'to' | 'cc'; readonly folder: string | null; readonly applied: number }
  | { readonly kind: 'usual'; readonly folder: string; readonly applied: number }

/** A series that is waiting on a person, who comes first in its `turn`. */
export interface WaitingSeriesView extends PersonSeriesView {
  /** Null where it is their own, or where their own comments show it. */
  readonly reason: WaitReason | null
  /** The open comments of others on it, where the person is the author; those to answer first. */
  readonly comments: readonly SeriesRemarkView[]
}

/** Open review comments of a person on one series. */
export interface OpenCommentsView {
  readonly row: SeriesRow
  readonly comments: readonly SeriesRemarkView[]
}

/** What is waiting on one person, and what they said and sent, by the newest mail of each series; backports come last. */
export interface PersonPageView {
  readonly person: PersonDetail
  /** Whether the archive shows that they apply patches of others, or the operator named them. */
  readonly maintainer: boolean
  /** What series are waiting on the person for, in the order of a page; a duty that they do not have is left out. */
  readonly duties: readonly DutyView[]
  /** Their own series that are waiting on others, the longest wait first, and how many there are. */
  readonly own: readonly SeriesRow[]
  readonly ownTotal: number
  /** The comments of others that they have to answer on these series, such as nits, on which nobody waits; by the id of the series. */
  readonly ownComments: readonly { readonly id: string; readonly comments: readonly SeriesRemarkView[] }[]
  /** How many such comments there are on all of these series. */
  readonly toAnswer: number
  /** Their open comments on series that are not quiet. */
  readonly comments: readonly OpenCommentsView[]
  /** Whether more series are under way than were looked at, which are those with the newest mail. */
  readonly cut: boolean
  readonly series: readonly PersonSeriesView[]
  readonly total: number
  readonly page: number
  readonly pages: number
}
