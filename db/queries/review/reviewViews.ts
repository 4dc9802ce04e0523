/** What people said, and where they stand. */
import type { DerivedFinding } from '../../../lib/derive/types'
import type { CommentPlace } from '../../../lib/review/comment'
import type { Position, Severity } from '../../../lib/review/positions'
import type { StandingStatus } from '../../../lib/review/states'
import type { PersonDetail, PersonView } from '../series/seriesViews'

/** One position that a sentence of a reply takes. */
export interface PositionView {
  readonly person: PersonDetail
  /** The address that the mail came from, when only the name connects it with the person's other addresses; else ''. */
  readonly alias: string
  /** The version it was said about: its number as posted, and its label. */
  readonly version: number
  readonly label: string
  /** Number in that version of the patch that the mail answers; null on the cover letter and for the whole series. */
  readonly patch: number | null
  readonly position: Position
  /** How much it asks for: a refusal, an objection, a defect, a request, a question or a nit; null when it asks for nothing. */
  readonly severity: Severity | null
  /** The review tag that gives it, in its usual spelling; null when none does. */
  readonly tag: string | null
  /** Whether it reports that something broke which worked before. */
  readonly regression: boolean
  readonly messageId: string
  readonly quote: string
  /** Line of the body, from 0. */
  readonly line: number
  /** See docs/positions.md. */
  readonly rule: string
  readonly received: string
  /** What its own words narrow or widen it to; null when it is about the place of the mail. */
  readonly scope: string | null
  /** Whether these words limit it and could not be read. It then counts only for the patch that the mail answers, and on the cover letter for none. */
  readonly scopeUnclear: boolean
  /** False for what is shown but does not count: a tag in the name of someone else or in reply to another reviewer's diff, or a statement by someone who does not decide. */
  readonly fits: boolean
}

/** What became of a review comment; of a tag, how it relates to the newest version. */
export interface OutcomeView {
  readonly status: StandingStatus
  /** Whether the author, or somebody for the author, answered in words. */
  readonly answered: boolean
  /** Of an open comment that the author has not answered: who answered it first instead; null for nobody, and of a tag. */
  readonly answeredBy: PersonDetail | null
  /** Label of the first later version that changed what it is about; null when there is none. */
  readonly changedIn: string | null
  /** Whether that version changed only the commit message of the patch. */
  readonly messageOnly: boolean
  /** Label of the version whose changelog says that it was addressed; null when none does. */
  readonly announcedIn: string | null
  /** Whether it is an objection that was open when the patches were applied. */
  readonly mergedOver: boolean
}

/** Where one person stands on one patch of the newest version. */
export interface StandingView extends OutcomeView {
  /** Whether the author answered, and the person has replied to that or given a tag since. */
  readonly resumed: boolean
  readonly person: PersonDetail
  /** The address that the mail came from, when only the name connects it with the person's other addresses; else ''. */
  readonly alias: string
  /** Number in the newest version; null for the whole series. */
  readonly patch: number | null
  readonly position: Position
  /** How much it asks for: a refusal, an objection, a defect, a request, a question or a nit; null when it asks for nothing. */
  readonly severity: Severity | null
  /** The review tag that gives it, in its usual spelling; null when none does. */
  readonly tag: string | null
  /** Whether it reports that something broke which worked before. */
  readonly regression: boolean
  /** The version it was said about: its number as posted, and its label. */
  readonly since: number
  readonly sinceLabel: string
  readonly messageId: string
  readonly quote: string
  readonly rule: string
}

/** What someone who does not decide about the series says has become of it. Nothing else depends on it. */
export interface ClaimView {
  readonly kind: 'applied' | 'nak' | 'superseded'
  readonly person: PersonView
  readonly messageId: string
  readonly received: string
  readonly quote: string
  /** Position of the version that the mail is about, from 1. */
  readonly position: number | null
  /** Number there of the patch that the mail answers; null on the cover letter. */
  readonly patch: number | null
}

export interface RegressionView {
  readonly person: PersonDetail
  readonly messageId: string
  readonly patch: number | null
  readonly quote: string
  /** Message-ID of the fix, when a later mail links to it. */
  readonly fix: string | null
}

/** A comment, with the lines of the patch that it quotes. */
export interface RemarkView {
  readonly person: PersonDetail
  readonly messageId: string
  readonly received: string
  readonly line: number
  readonly text: string
  readonly quoted: readonly string[]
  readonly place: CommentPlace
  /** Label of the first later version in which the quoted text is different; null when there is none. */
  readonly changedIn: string | null
  /** Null for a comment that asks for nothing, or is about a patch that the newest version no longer has. */
  readonly asked: AskedView | null
}

/** What a review comment asks for, in its strongest sentence, and what became of it. */
export interface AskedView extends OutcomeView {
  readonly position: Position
  /** How much it asks for: a refusal, an objection, a defect, a request, a question or a nit. */
  readonly severity: Severity | null
  /** Whether it reports that something broke which worked before. */
  readonly regression: boolean
  readonly quote: string
  /** Whether the state of the series and whom it is waiting on depend on it: it is open, on the newest version, and by somebody who may comment. */
  readonly counts: boolean
}

export interface ReviewView {
  readonly positions: readonly PositionView[]
  readonly standings: readonly StandingView[]
  readonly regressions: readonly RegressionView[]
}

/** One item of a changelog. */
export interface ChangeView {
  /** Number of the version it belongs to, as posted, or of the next one that was imported and has a changelog; null if there is none. */
  readonly version: number | null
  /** The version as the changelog names it. */
  readonly label: string
  readonly text: string
  /** Names or addresses as written. */
  readonly credits: readonly string[]
  /** The reply that asked for it, where that is known. */
  readonly remark: string | null
  /** Numbers in that version: the changed patches that it is about. */
  readonly patches: readonly number[]
  /** Numbers in the version before: the dropped patches that it is about. */
  readonly dropped: readonly number[]
  /** Numbers in that version of patches that it names, and that did not change in code or message. */
  readonly unchanged: readonly number[]
  /** What connects it with them: a number, a title, words or code; null when nothing does. */
  readonly tiedBy: string | null
  /** The cover or patch that it is in, and the line of the body, from 0. */
  readonly messageId: string
  readonly line: number
}

/** Something a reader of the series should look at. */
export interface FindingView {
  readonly kind: DerivedFinding['kind']
  /** Number of the version, as posted, and its label. */
  readonly version: number
  readonly label: string
  /** Number in that version, or of a dropped patch in the version before; null for the whole version. */
  readonly patch: number | null
  readonly person: PersonView | null
  readonly messageId: string | null
  readonly text: string
  /** Whether it is about the newest version: found there, or a tag without a mail that is still in it. The others come last. */
  readonly newest: boolean
}

/** A comment in which a reviewer asks for something, with what became of it. */
export interface SeriesRemarkView extends AskedView {
  readonly person: PersonDetail
  readonly messageId: string
  readonly received: string
  /** The version it was said about, and the number of the patch there; null for the whole series. */
  readonly label: string
  readonly versionKey: string
  readonly patch: number | null
  /** Numbers in the newest version of the patches it is about. */
  readonly patches: readonly number[]
  /** First line of the comment in the body of its mail, from 0; null when the mail quotes no patch. */
  readonly line: number | null
  /** What it quotes: a file, and the line where that is known. */
  readonly place: { readonly path: string; readonly line: number | null } | null
  /** The last line that it quotes right above, without quote characters; null when there is none. */
  readonly quoted: string | null
}
