/** A mail in its thread. */
import type { Position, Severity } from '../../../lib/review/positions'
import type { StandingStatus } from '../../../lib/review/states'
import type { OutcomeView } from '../review/reviewViews'
import type { PersonView } from '../series/seriesViews'

/** What a mail says in one mark: a review tag, or the strongest thing that it asks for. */
export interface NodeMarkView {
  readonly position: Position
  /** How much it asks for; null when it asks for nothing. */
  readonly severity: Severity | null
  /** The review tag that gives it, in its usual spelling; null when none does. */
  readonly tag: string | null
  /** Whether it reports that something broke which worked before. */
  readonly regression: boolean
  /** What became of it; null for what asks for nothing and is no tag in force. */
  readonly outcome: OutcomeView | null
}

/** One line of a thread shown as a tree. Without a `messageId` it is a ghost: a mail that others answer and that was not imported. */
export interface ThreadNodeView {
  readonly depth: number
  readonly messageId: string | null
  readonly subject: string
  readonly from: PersonView
  readonly received: string
  readonly current: boolean
  /** What the mail says, at most three marks; none for a posting. */
  readonly marks: readonly NodeMarkView[]
}

/** A position found in a mail. */
export interface SaidView {
  readonly position: Position
  /** How much it asks for: a refusal, an objection, a defect, a request, a question or a nit; null when it asks for nothing. */
  readonly severity: Severity | null
  /** The review tag that gives it, in its usual spelling; null when none does. */
  readonly tag: string | null
  /** Whether it reports that something broke which worked before. */
  readonly regression: boolean
  readonly rule: string
  readonly quote: string
  /** Line of the body, from 0. */
  readonly line: number
  /** False for what is shown but does not count: a tag in the name of someone else or in reply to another reviewer's diff, or a statement by someone who does not decide. */
  readonly fits: boolean
  /** Number of the patch that the mail answers; empty on the cover letter and for the whole series. */
  readonly patches: readonly number[]
  /** What its own words narrow or widen it to; null when it is about the place of the mail. */
  readonly scope: string | null
  /** Whether these words limit it and could not be read. It then counts only for the patch that the mail answers, and on the cover letter for none. */
  readonly scopeUnclear: boolean
  /** What became of a tag: each status with the patches of the newest version that have it. */
  readonly statuses: readonly { readonly status: StandingStatus; readonly patches: readonly number[] }[]
  /** What became of the review comment that it is part of; null for anything else. */
  readonly outcome: OutcomeView | null
}

export interface SignatureView {
  /** `dkim`: by a mail server for its domain; `developer`: by the author, with patatt. */
  readonly kind: 'dkim' | 'developer'
  /** Who claims to have signed; '' when it does not say. */
  readonly by: string
  readonly verified: false
}

/** The place of a mail in its series: the patch, or the cover letter, that it is or answers. */
export interface MailPlaceView {
  /** Whether the mail is that patch or cover letter itself. */
  readonly own: boolean
  /** Number of the patch; 0 for the cover letter. */
  readonly number: number
  /** How many patches the version announces. */
  readonly total: number
  readonly versionKey: string
  /** The version that it is compared with, when that has the patch or a cover letter too; null otherwise. */
  readonly since: { readonly label: string; readonly key: string } | null
  /** The versions that have it, oldest first, this one among them, with its number and mail there. */
  readonly versions: readonly {
    readonly label: string
    readonly key: string
    readonly number: number
    readonly messageId: string
  }[]
  /** The patches before and after it in this version; null where there is none. */
  readonly previous: { readonly number: number; readonly messageId: string } | null
  readonly next: { readonly number: number; readonly messageId: string } | null
}

export interface MessageView {
  readonly messageId: string
  readonly subject: string
  readonly from: PersonView
  /** Other addresses that only the name connects with this one, in the series of the mail. */
  readonly sameName: readonly string[]
  readonly to: readonly PersonView[]
  readonly cc: readonly PersonView[]
  readonly lists: readonly string[]
  readonly date: string | null
  readonly received: string
  readonly skewMinutes: number | null
  readonly body: string
  readonly issues: readonly { readonly code: string; readonly text: string }[]
  /** Signatures that the headers carry; none of them is verified. */
  readonly signatures: readonly SignatureView[]
  readonly inReplyTo: { readonly messageId: string; readonly known: boolean } | null
  readonly series: {
    readonly id: string
    readonly title: string
    readonly label: string
    readonly number: number | null
  } | null
  /** Where it is in the series; null outside of series, and for a patch that was not imported. */
  readonly place: MailPlaceView | null
  /** The pull request that the mail makes, or of which it is a patch or an answer. */
  readonly pull: { readonly id: string; readonly title: string } | null
  readonly said: readonly SaidView[]
  readonly thread: readonly ThreadNodeView[]
  /** How many mails of the thread are not among the nodes. */
  readonly threadLeft: number
  readonly archiveUrl: string
}

/** A mail in a feed of mails. */
export interface MailEntryView {
  readonly messageId: string
  readonly subject: string
  readonly from: PersonView
  readonly received: string
  /** The start of its text. */
  readonly text: string
}
