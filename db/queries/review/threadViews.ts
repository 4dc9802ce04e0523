/** Review comments as threads: a question, its answers, and what became of it. */
import type { PersonDetail } from '../series/seriesViews'
import type { MarkView } from '../series/storyViews'
import type { AskedView, RemarkView } from './reviewViews'

/** Who speaks: the author's side, a maintainer, or anybody else; `openRoles` has the rules. */
export type Role = MarkView['role']

/** The comment that begins a thread. Its text has no greeting, signature or footer. */
export interface ThreadCommentView extends RemarkView {
  /** The version it was said about, by its label and as it is written in URLs, and the number of the patch there; null for the whole series. */
  readonly label: string
  readonly versionKey: string
  readonly patch: number | null
  /** Numbers in the newest version of the patches it is about; empty for the whole series, and for a patch that was dropped. */
  readonly patches: readonly number[]
}

/** A comment that answers another one of the same thread. */
export interface ThreadReplyView {
  readonly person: PersonDetail
  readonly role: Role
  readonly messageId: string
  readonly received: string
  /** First line in the body of its mail, from 0. */
  readonly line: number
  /** Without greeting, signature and footers. */
  readonly text: string
  /** The quoted lines right above it, at most three, when it does not answer the end of what the thread has right before it; else empty. */
  readonly quoted: readonly string[]
  /** What it asks for itself; null when it asks for nothing. */
  readonly asked: AskedView | null
}

/** A comment with everything that was said about it, in the order in which one reads it. */
export interface ThreadView {
  readonly comment: ThreadCommentView
  readonly role: Role
  /** What the thread asks for and what became of it: its strongest sentence that is open, else its strongest; null when it asks for nothing. */
  readonly outcome: AskedView | null
  readonly replies: readonly ThreadReplyView[]
  /** How many replies are left out of a long thread, between the first and the last half of `replies`. */
  readonly left: number
}

/** The threads of a series or of one patch. */
export interface ThreadsView {
  readonly threads: readonly ThreadView[]
  /** How many of the oldest comments were not read. */
  readonly left: number
}
