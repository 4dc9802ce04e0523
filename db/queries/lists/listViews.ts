/** Rows of lists, feeds and searches. */
import type { Change } from '../../../lib/evolution/types'
import type { Queue } from '../../../lib/review/queue'
import type { StandingSums } from '../../../lib/review/sums'
import type { SnippetPiece } from '../../../lib/search/snippet'
import type { AskedView, ClaimView, StandingView } from '../review/reviewViews'
import type { HeadlineView, PersonView, StateView, TurnView } from '../series/seriesViews'

/** A row of the front page: lighter than a summary. */
export interface SeriesRow {
  readonly id: string
  readonly title: string
  /** Subject prefixes of the newest version that say where it belongs: RFC, net-next, kvm-unit-tests, AUTOSEL 6.1. */
  readonly prefixes: readonly string[]
  readonly author: PersonView
  readonly lists: readonly string[]
  readonly versionLabels: readonly string[]
  /** When the newest version was posted. */
  readonly newestPosted: string
  /** Keys of the newest version and of the one that it was compared with; null when it was compared with none. */
  readonly step: { readonly from: string; readonly to: string } | null
  /** The number of patches in the newest version, and how many of them were imported. */
  readonly total: number
  readonly present: number
  /** Whether no version had more than this one patch: its page then shows the patch itself. */
  readonly single: boolean
  /** Mails of the series, and how many of them are replies. */
  readonly messages: number
  readonly replies: number
  readonly lastActivity: string
  readonly state: StateView
  readonly turn: TurnView
  /** Whole days from the beginning of the wait, `turn.since`, to the newest mail of the database. */
  readonly days: number
  /** Whole days from its newest mail to the newest mail of the database. */
  readonly idleDays: number
  /** The strongest open comment, and who has how many open; null when nothing is open that counts. */
  readonly headline: HeadlineView | null
  /** Further open comments, on older versions or by people who are not known here: of a series that is waiting on somebody. The headline does not count them. `versions` are the labels of the versions that they are on. */
  readonly others: { readonly objections: number; readonly comments: number; readonly versions: readonly string[] }
  /** The newest statement that the series was applied, by somebody who may not decide it; null when there is none, and once it is over. */
  readonly claimed: ClaimView | null
  /** The parts of the code to which the words of reviewers limit all review tags, while they are all that it got: `s390` of "For s390: Acked-by". Empty for any other series. */
  readonly tagLimits: readonly string[]
  readonly group: Queue
  /** The stable trees that this backport and its copies are for, such as 6.1; empty unless it is a backport. */
  readonly backport: readonly string[]
  readonly standings: StandingSums
}

/** How many patches of a version changed in this way. */
export interface ChangeCount {
  readonly change: Change | 'first'
  readonly size: number
}

/** A series as feeds show it. */
export interface FeedSeriesView {
  readonly id: string
  readonly title: string
  readonly author: PersonView
  readonly lastActivity: string
  readonly state: StateView
  readonly turn: TurnView
  readonly headline: HeadlineView | null
  readonly sums: StandingSums
  readonly newest: {
    readonly key: string
    readonly label: string
    readonly total: number
    /** Whether no earlier version was imported. */
    readonly first: boolean
  }
  /** What the newest version did to the patches. */
  readonly changes: readonly ChangeCount[]
}

/** The same, with where one person stands. */
export interface PersonFeedView extends FeedSeriesView {
  readonly own: boolean
  readonly standings: readonly StandingView[]
  readonly asked: readonly AskedView[]
}

/** How many series match a filter with this value. */
export interface FacetView<Value extends string = string> {
  readonly value: Value
  readonly count: number
}

export interface SeriesListView {
  readonly rows: readonly SeriesRow[]
  readonly total: number
  readonly page: number
  readonly pages: number
  /** Counted over the series that match everything else. */
  readonly states: readonly FacetView<StateView['kind']>[]
  readonly turns: readonly FacetView<TurnView['whose']>[]
  readonly groups: readonly FacetView<Queue>[]
  /** Why they wait. */
  readonly whys: readonly FacetView<TurnView['why']>[]
}

/** One part of a maintainer's list. */
export interface QueueGroupView {
  readonly group: Queue
  /** How many series it has; `rows` has the first of them. */
  readonly total: number
  /** Longest wait first where somebody has to act; newest mail first in `quiet`, `done` and `backport`. */
  readonly rows: readonly SeriesRow[]
  /** How many of them wait for each reason. */
  readonly whys: readonly FacetView<TurnView['why']>[]
}

/** A series of which there is news. */
interface NewsView {
  readonly id: string
  readonly title: string
}

/** What came in the day before the newest mail, the newest first. Times are ISO, UTC; null without mail. */
export interface LatestView {
  /** When the newest mail was received: ages count to it. */
  readonly asOf: string | null
  readonly since: string | null
  /** `step` as in a row of the list. */
  readonly versions: readonly (NewsView & {
    readonly label: string
    readonly step: SeriesRow['step']
    readonly author: PersonView
  })[]
  /** Review comments that ask for something: who made how many on a series, with their newest mail. */
  readonly comments: readonly (NewsView & {
    readonly by: PersonView
    readonly messageId: string
    readonly size: number
  })[]
  /** Series that are applied, with the mail that says so. */
  readonly applied: readonly (NewsView & { readonly by: PersonView; readonly messageId: string })[]
}

/** A maintainer's list: the series that match a filter, in the groups of QUEUES. */
export interface QueueView {
  /** In the order of QUEUES, those without series left out. */
  readonly groups: readonly QueueGroupView[]
  readonly total: number
  /** Pages of the group that the filter asks for; without one there is one page. */
  readonly page: number
  readonly pages: number
  /** How many of the series that match everything else have each state. */
  readonly states: readonly FacetView<StateView['kind']>[]
  /** News of these series, whatever group the filter asks for. */
  readonly latest: LatestView
}

/** A file or folder that series touch. */
export interface PathEntryView {
  readonly path: string
  /** The last part of the path. */
  readonly name: string
  readonly folder: boolean
  /** How many series touch it, and how many of them are under way. */
  readonly series: number
  readonly open: number
}

export interface MailingListView {
  readonly list: string
  readonly series: number
  readonly lastActivity: string
}

/** A mailing list with the sizes of the groups of its queue. */
export interface ListQueueView extends Omit<MailingListView, 'series'> {
  /** The series of its queue: backports that one person posted under one title are one. */
  readonly total: number
  readonly groups: readonly FacetView<Queue>[]
  /** The first series that are ready and that wait on review; none for most of many lists. */
  readonly rows: readonly SeriesRow[]
}

/** A mail that a search found. */
export interface MessageHitView {
  readonly messageId: string
  readonly subject: string
  readonly from: PersonView
  readonly received: string
  readonly snippet: readonly SnippetPiece[]
  readonly series: { readonly id: string; readonly title: string; readonly label: string } | null
}

/** The size of what a search found, and which page of it this is. */
interface HitsPage {
  /** Mails found; when `cut`, there may be more. */
  readonly total: number
  readonly cut: boolean
  readonly page: number
  readonly pages: number
}

/** Mails that a search found, newest first. */
export interface SearchMessagesView extends HitsPage {
  readonly rows: readonly MessageHitView[]
}

/** The mails of one series, or of one thread that is in none, that a search found. */
export interface HitGroupView {
  readonly series: MessageHitView['series']
  readonly total: number
  /** The newest of them. */
  readonly rows: readonly MessageHitView[]
}

/** Mails that a search found, by series. */
export interface HitGroupsView extends HitsPage {
  readonly groups: readonly HitGroupView[]
}
