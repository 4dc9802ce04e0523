import type { RunningView } from '../../db/queries/status/sourceList'
import type { Status } from '../../db/queries/status/status'
import type {
  BlameView,
  CommitDocument,
  ComparisonView,
  MessageHitView,
  MessageView,
  PeopleView,
  PersonPageView,
  PullDocument,
  PullSummary,
  QueueView,
  SeriesDocument,
  SeriesSummary,
  SinceReviewView,
  StepView,
  ThreadsView,
} from '../../db/queries/views'
import type { ReplicaView } from '../../db/replica'
import type { publicSource } from '../_model/publicSource'

/** Search results: series with the words in their titles first, then by newest mail; mails newest first, 20 to a page. */
export interface SearchAnswer {
  readonly query: string
  readonly series: readonly SearchedSeries[]
  /** How many series match. At most 20 are listed; `/api/series?q=` has all of them. */
  readonly seriesTotal: number
  readonly messages: readonly MessageHitView[]
  /** How many mails match; at least this many if `messagesCut` is true. */
  readonly messagesTotal: number
  readonly messagesCut: boolean
  readonly page: number
  readonly pages: number
}

/** A series that a search found. */
export interface SearchedSeries
  extends Pick<SeriesSummary, 'id' | 'title' | 'author' | 'lastActivity' | 'state' | 'turn'> {
  /** Labels of its versions, oldest first. */
  readonly versionLabels: readonly string[]
}

/** Why a request failed. */
export interface ErrorAnswer {
  readonly error: string
}

/** Counts, how each tracked source did, the nightly run in progress, and how old the data is if it is a replica. */
export interface HealthAnswer extends Status {
  readonly sources: readonly ReturnType<typeof publicSource>[]
  readonly nightly: Pick<RunningView, 'since'> | null
  /** Null for the database that mail is imported into. */
  readonly replica: ReplicaView | null
}

/** The answers of the JSON API by endpoint; `npm run openapi` generates schemas.json from them. */
export interface Answers {
  readonly list: readonly SeriesSummary[]
  readonly queue: QueueView
  readonly series: SeriesDocument
  readonly diff: StepView | ComparisonView
  readonly patch: BlameView
  readonly threads: ThreadsView
  readonly since: SinceReviewView
  readonly message: MessageView
  readonly people: PeopleView
  readonly person: PersonPageView
  readonly pulls: readonly PullSummary[]
  readonly pull: PullDocument
  readonly commit: CommitDocument
  readonly search: SearchAnswer
  readonly health: HealthAnswer
  readonly error: ErrorAnswer
}
