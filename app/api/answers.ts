import type { RunningView } from '../../db/queries/status/sourceList'
import type { Status } from '../../db/queries/status/status'
import type {
  BlameView,
  ComparisonView,
  MessageHitView,
  MessageView,
  SeriesDocument,
  SeriesSummary,
  StepView,
} from '../../db/queries/views'
import type { publicSource } from '../_model/publicSource'

/** What was found: series with the words in their title first, then by newest mail; mails newest first, a page of 20 at a time. */
export interface SearchAnswer {
  readonly query: string
  readonly series: readonly SearchedSeries[]
  /** Series found in all; at most 20 are listed, see `/api/series?q=` for all of them. */
  readonly seriesTotal: number
  readonly messages: readonly MessageHitView[]
  /** Mails found; when `messagesCut`, there may be more. */
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

/** Why a request was not answered. */
export interface ErrorAnswer {
  readonly error: string
}

/** Counts, how each tracked source did, and the nightly run that is under way. */
export interface HealthAnswer extends Status {
  readonly sources: readonly ReturnType<typeof publicSource>[]
  readonly nightly: Pick<RunningView, 'since'> | null
}

/** The answers of the JSON API by endpoint; schemas.json is made of them (`npm run openapi`). */
export interface Answers {
  readonly list: readonly SeriesSummary[]
  readonly series: SeriesDocument
  readonly diff: StepView | ComparisonView
  readonly patch: BlameView
  readonly message: MessageView
  readonly search: SearchAnswer
  readonly health: HealthAnswer
  readonly error: ErrorAnswer
}
