import type { MboxSearch } from '../../db/queries/mail/searchMbox'
import type { Rendered } from './next'

/** What the server asks of a worker. */
export type Request =
  | { readonly kind: 'render'; readonly target: string }
  | { readonly kind: 'search'; readonly search: MboxSearch; readonly nowMs: number }
  /** More mails of a result. */
  | { readonly kind: 'more'; readonly result: number }
  /** The rest of a result is not needed. */
  | { readonly kind: 'drop'; readonly result: number }

/** A request, numbered so that its reply can be matched to it. */
export type Call = Request & { readonly id: number }

/** What a search found. Its mails are asked for, a few at a time, by the number of the result. */
export type Found =
  | { readonly kind: 'problem' | 'none' | 'large'; readonly text: string }
  | { readonly kind: 'mbox'; readonly result: number; readonly isCut: boolean }

/** Some mails of a result, in their order. */
export interface Batch {
  readonly mails: readonly Buffer[]
  readonly done: boolean
  readonly isCut: boolean
  /** Known once it is done, 0 before. */
  readonly missing: number
}

export type Reply = { readonly id: number } & (
  | { readonly kind: 'page'; readonly page: Rendered }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'batch'; readonly batch: Batch }
  | { readonly kind: 'dropped' }
  /** The cause is in the log. */
  | { readonly kind: 'error'; readonly message: string }
)

/** The first message of a worker: that it takes requests, or why it cannot start. */
export type Start = { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly message: string }
