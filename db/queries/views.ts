/** The view models: what queries return and what pages, the JSON API and the commands print. Names follow the published interface. */
import type { DerivedFinding } from '../../lib/derive/types'
import type { InterdiffPlace } from '../../lib/evolution/annotate'
import type { Change, CodeLine, Fact, PatchComparison } from '../../lib/evolution/types'
import type { BotFinding } from '../../lib/review/botReport'
import type { RemarkPlace } from '../../lib/review/remark'
import type { StandingStatus } from '../../lib/review/standing'
import type { SeriesStateKind } from '../../lib/review/state'
import type { Turn } from '../../lib/review/turn'
import type { Position } from '../../lib/review/types'
import type { SnippetPiece } from '../../lib/search/snippet'
import type { MailKind } from '../../lib/series/kind'

export interface PersonView {
  readonly name: string
  readonly email: string
}

export interface TrailerView {
  readonly name: string
  readonly value: string
  /** Where it was given: in the patch mail itself, in a reply to it, or in a reply to the cover letter. */
  readonly source: 'body' | 'reply' | 'cover-reply'
  /** The mail that gave it. */
  readonly messageId: string
}

export interface PatchView {
  readonly number: number
  readonly title: string
  readonly messageId: string
  readonly author: PersonView
  readonly added: number
  readonly removed: number
  readonly files: readonly string[]
  readonly trailers: readonly TrailerView[]
}

export interface VersionView {
  readonly version: number
  /** Unique within the series: 'v2', 'RFC', 'RFC v2', 'v2 RESEND'. */
  readonly label: string
  /** The label as it stands in URLs and `vA..vB`: '2', 'rfc1', '2-resend'. */
  readonly key: string
  readonly rfc: boolean
  readonly resend: boolean
  /** Author's Date: header of the cover or first patch, ISO UTC. A claim. */
  readonly date: string | null
  /** Time of receipt, ISO UTC. */
  readonly received: string
  /** How far the author's clock is ahead (+) or behind (-), in minutes, when it is more than an hour. */
  readonly skewMinutes: number | null
  readonly cover: string | null
  readonly total: number
  /** Numbers of the patches that no mail on record brings. */
  readonly missing: readonly number[]
  /** Patches inherited from the version before, in a partial reroll. */
  readonly partial: boolean
  readonly link: { readonly to: number; readonly toLabel: string; readonly evidence: readonly string[] } | null
  readonly patches: readonly PatchView[]
}

/** `list`: one element. */
export interface SeriesSummary {
  readonly id: string
  readonly title: string
  readonly author: PersonView
  readonly lists: readonly string[]
  /** Newest mail of the series, time of receipt, ISO UTC. */
  readonly lastActivity: string
  readonly messages: number
  readonly state: StateView
  readonly turn: TurnView
  readonly versions: readonly VersionView[]
}

export interface TrackCell {
  readonly version: number
  readonly versionKey: string
  readonly number: number
  readonly messageId: string
  /** 'first' for the patch in the version where its track starts at the start of the series. */
  readonly change: Change | 'first'
  readonly facts: readonly Fact[]
  readonly added: number
  readonly removed: number
  /** A sentence, '' when there is nothing to add. */
  readonly note: string
}

/** One patch through the versions: a row of the evolution matrix. A version without a cell does not have the patch; a `dropped` cell stands in the first version without it. */
export interface TrackView {
  readonly title: string
  readonly cells: readonly TrackCell[]
}

/** What a version of this series has to do with a version of another one. */
export interface RelationView {
  /** 'split': patches of the one went on in the other; 'absorb': the one took in patches of the other; 'propose': the one may continue the other, which `link` would say. */
  readonly kind: 'split' | 'absorb' | 'propose'
  /** 'from': this series is the later one (it was split off, it absorbed, it may continue); 'to': the other is. */
  readonly direction: 'from' | 'to'
  /** Label of the version of this series. */
  readonly version: string
  /** What it rests on, strongest first. */
  readonly evidence: readonly string[]
  readonly other: {
    readonly id: string
    readonly title: string
    readonly author: PersonView
    readonly version: string
    readonly messageId: string
  }
}

/** Something wrong with a cover or patch of the series, and what was done about it. */
export interface IssueView {
  /** Stable; see lib/issue.ts. */
  readonly code: string
  readonly text: string
  readonly messageId: string
  /** Label of the version, and the patch in it: 0 the cover. */
  readonly version: string
  readonly patch: number
}

/** Somebody who takes part in a series, with every address met. */
export interface PersonDetail {
  readonly name: string
  readonly emails: readonly string[]
}

/** Where a series stands, with the mail and the words that say so. */
export interface StateView {
  readonly kind: SeriesStateKind
  readonly messageId: string
  /** '' when no sentence says it (under review, stale). */
  readonly quote: string
  /** For applied: where it went, as far as the mail names it. */
  readonly tree: string | null
  readonly release: string | null
  /** For applied and partly applied: numbers in the newest version. */
  readonly patches: readonly number[]
}

/** Who has to act, why, since when, and the mail that began it. */
export interface TurnView extends Pick<Turn, 'whose' | 'why'> {
  readonly since: string
  readonly messageId: string
}

/** One thing that one sentence of a reply says. */
export interface PositionView {
  readonly person: PersonDetail
  /** Number of the version it was said in, as posted, and its label. */
  readonly version: number
  readonly label: string
  /** Number in that version; null for the whole series. */
  readonly patch: number | null
  readonly position: Position
  readonly messageId: string
  readonly quote: string
  /** Line of the body, from 0. */
  readonly line: number
  /** See docs/positions.md. */
  readonly rule: string
  readonly received: string
  /** What its own words narrow or widen it to; null for the place of the mail. */
  readonly scope: string | null
  /** False for a tag that names somebody else than its sender: shown, not counted. */
  readonly fits: boolean
}

/** What one person holds on one patch of the newest version. */
export interface StandingView {
  readonly person: PersonDetail
  /** Number in the newest version; null for the whole series. */
  readonly patch: number | null
  readonly position: Position
  /** Number of the version it was said in, as posted, and its label. */
  readonly since: number
  readonly sinceLabel: string
  readonly status: StandingStatus
  readonly messageId: string
  readonly quote: string
  readonly rule: string
  /** The author answered in words. */
  readonly answered: boolean
  /** Label of the first later version that changed what it is about. */
  readonly changedIn: string | null
  /** An objection that stood when the patches were applied. */
  readonly mergedOver: boolean
}

export interface RegressionView {
  readonly person: PersonDetail
  readonly messageId: string
  readonly patch: number | null
  readonly quote: string
  /** Message-ID of the fix, when a later mail links to it. */
  readonly fix: string | null
}

/** A comment tied to the lines of the patch that it quotes. */
export interface RemarkView {
  readonly person: PersonDetail
  readonly messageId: string
  readonly received: string
  readonly line: number
  readonly text: string
  readonly quoted: readonly string[]
  readonly place: RemarkPlace
  /** Label of the first later version in which what it quotes reads otherwise. */
  readonly changedIn: string | null
  /** What became of what this mail asks for. */
  readonly standings: readonly Pick<StandingView, 'position' | 'status'>[]
}

export interface ReviewView {
  readonly positions: readonly PositionView[]
  readonly standings: readonly StandingView[]
  readonly regressions: readonly RegressionView[]
}

/** A series that a person takes part in. */
export interface PersonSeriesView {
  readonly id: string
  readonly title: string
  readonly author: PersonView
  /** Label of the newest version. */
  readonly newest: string
  readonly lastActivity: string
  readonly state: StateView
  readonly turn: TurnView
  /** The person sent it or wrote patches of it. */
  readonly own: boolean
  readonly standings: readonly StandingView[]
}

/** What one person said and sent, by newest mail of the series. */
export interface PersonPageView {
  readonly person: PersonDetail
  /** Series under way in which something may wait for them, from the whole archive, newest first; `waitingCut`: there are more. */
  readonly waiting: readonly PersonSeriesView[]
  readonly waitingCut: boolean
  readonly series: readonly PersonSeriesView[]
  readonly total: number
  readonly page: number
  readonly pages: number
}

/** One item of a changelog. */
export interface ChangeView {
  /** Number of the version it belongs to, as posted; null when that version is not on record. */
  readonly version: number | null
  readonly label: string
  readonly text: string
  /** Names or addresses as written. */
  readonly credits: readonly string[]
  /** The reply that asked for it, where one can be told. */
  readonly remark: string | null
  /** Numbers in that version of changed patches it speaks of. */
  readonly patches: readonly number[]
  /** Numbers in the version before of dropped patches it speaks of. */
  readonly dropped: readonly number[]
  /** How it was tied to them: by number, title, words or code; null when nothing tells. */
  readonly tiedBy: string | null
  /** The cover or patch it stands in, and the line of its body, from 0. */
  readonly messageId: string
  readonly line: number
}

/** Something a reader of the series should look at. */
export interface FindingView {
  readonly kind: DerivedFinding['kind']
  /** Number of the version, as posted, and its label. */
  readonly version: number
  readonly label: string
  /** Number in that version, for a dropped patch in the one before; null for the whole version. */
  readonly patch: number | null
  readonly person: PersonView | null
  readonly messageId: string | null
  readonly text: string
}

/** A sentence by which a reviewer asks for something, with what became of it. */
export interface SeriesRemarkView {
  readonly person: PersonDetail
  readonly messageId: string
  readonly received: string
  readonly position: Position
  readonly quote: string
  /** The version it was said on, and the number of the patch there; null for the whole series. */
  readonly label: string
  readonly versionKey: string
  readonly patch: number | null
  /** Numbers in the newest version of the patches it is about. */
  readonly patches: readonly number[]
  readonly status: StandingStatus
  readonly answered: boolean
  readonly mergedOver: boolean
  /** Label of the first later version in which what it quotes reads otherwise. */
  readonly changedIn: string | null
  /** First line of the comment in the body of its mail, from 0; null when the mail quotes no patch. */
  readonly line: number | null
  /** What it quotes: a file, and the line where one can be told. */
  readonly place: { readonly path: string; readonly line: number | null } | null
}

/** A series that this one rests on, or that rests on this one. */
export interface DependencyView {
  /** 'on': this series rests on the other; 'by': the other rests on this one. */
  readonly direction: 'on' | 'by'
  /** What names it: a mail, a change-id, a patch-id or a commit. */
  readonly kind: 'mail' | 'change' | 'patch' | 'commit'
  readonly value: string
  /** The words that say so, the mail they stand in, and the version of this series they are about. */
  readonly text: string
  readonly messageId: string
  readonly version: string
  /** How many patches of the other are named, for patch-ids; else 1. */
  readonly patches: number
  /** Null when it is not on record; always there for 'by'. */
  readonly other: RelationView['other'] | null
}

/** A patch that mends another one: its `Fixes:` line names the title of that commit. */
export interface FixView {
  /** 'by': the other mends a patch of this series; 'of': a patch of this series mends the other. */
  readonly direction: 'by' | 'of'
  /** Version and number of the patch of this series. */
  readonly version: string
  readonly patch: number
  readonly text: string
  readonly other: RelationView['other'] & { readonly patch: number }
  /** Whether the series that is mended is known to be applied; a `Fixes:` line alone says that it is in some tree. */
  readonly applied: boolean
}

/** A report on record that a patch of this series answers: by `Closes:`, or by a reporter with an address for each report. */
export interface ClosedReportView {
  readonly version: string
  readonly patch: number
  readonly text: string
  readonly messageId: string
  readonly subject: string
  readonly from: PersonView
  readonly received: string
}

/** What a machine reported on a patch, and what the versions after it did. */
export interface ReportView {
  readonly messageId: string
  readonly from: PersonView
  readonly received: string
  readonly version: string
  /** Number in that version; null when it cannot be told. */
  readonly patch: number | null
  readonly findings: readonly BotFinding[]
  /** Whether a hunk of the patch, or only a file of it, is named; null when the patch has neither. */
  readonly place: string | null
  /** Label of the first later version in which that reads otherwise. */
  readonly changedIn: string | null
  /** Label of the first later version whose patch names the machine as its reporter. */
  readonly creditedIn: string | null
}

/** A mail and its place in the series. */
export interface SeriesMailView {
  readonly messageId: string
  readonly from: PersonView
  readonly received: string
  readonly kind: MailKind
  /** Label of the version, '' for a mail outside a series. */
  readonly label: string
  /** Number of the patch it is or answers; 0 the cover; null outside a series. */
  readonly patch: number | null
}

/** `show`. */
export interface SeriesDocument extends SeriesSummary, ReviewView {
  /** The mail that `state` rests on, and the one received last. */
  readonly stateMail: SeriesMailView | null
  readonly newestMail: SeriesMailView | null
  /** Whole days that somebody has waited for, until the newest mail on record: no clock decides. Null when nobody has to act or the series is stale. */
  readonly waitingDays: number | null
  readonly remarks: readonly SeriesRemarkView[]
  readonly dependencies: readonly DependencyView[]
  readonly fixes: readonly FixView[]
  readonly closes: readonly ClosedReportView[]
  readonly reports: readonly ReportView[]
  readonly relations: readonly RelationView[]
  readonly issues: readonly IssueView[]
  readonly changelog: readonly ChangeView[]
  readonly audit: readonly FindingView[]
  readonly tracks: readonly TrackView[]
}

/** A row of the front page: lighter than a summary. */
export interface SeriesRow {
  readonly id: string
  readonly title: string
  readonly author: PersonView
  readonly lists: readonly string[]
  readonly versionLabels: readonly string[]
  /** When the newest version was posted. */
  readonly newestPosted: string
  /** Patches the newest version announces, and how many are on record. */
  readonly total: number
  readonly present: number
  readonly replies: number
  /** People other than the author who gave a review tag in any version. */
  readonly reviewers: number
  readonly firstPosted: string
  readonly lastActivity: string
  readonly state: StateView
  readonly turn: TurnView
  readonly standings: StandingSums
}

/** What the reviewers of a series hold, in numbers. */
export interface StandingSums {
  /** Patches of the newest version that somebody approves. */
  readonly reviewed: number
  /** Tags whose code changed since. */
  readonly stale: number
  /** Open objections and refusals. */
  readonly objections: number
  /** Open requests and questions. */
  readonly remarks: number
  /** Of the open objections, requests and questions, those that the author has not answered in words. */
  readonly unanswered: number
}

/** How many patches of a version changed so. */
export interface ChangeCount {
  readonly change: Change | 'first'
  readonly size: number
}

/** A series as feeds tell of it. */
export interface FeedSeriesView {
  readonly id: string
  readonly title: string
  readonly author: PersonView
  readonly lastActivity: string
  readonly state: StateView
  readonly turn: TurnView
  readonly sums: StandingSums
  readonly newest: {
    readonly key: string
    readonly label: string
    readonly total: number
    /** No version on record comes before it. */
    readonly first: boolean
  }
  /** What the newest version did to the patches. */
  readonly changes: readonly ChangeCount[]
}

/** The same with what one person holds. */
export interface PersonFeedView extends FeedSeriesView {
  readonly own: boolean
  readonly standings: readonly StandingView[]
}

/** How many series a filter would leave with this value. */
export interface FacetView<Value extends string = string> {
  readonly value: Value
  readonly count: number
}

export interface SeriesListView {
  readonly rows: readonly SeriesRow[]
  readonly total: number
  readonly page: number
  readonly pages: number
  /** Of the series that fit all else. */
  readonly states: readonly FacetView<StateView['kind']>[]
  readonly turns: readonly FacetView<TurnView['whose']>[]
}

/** A file or folder that series touch. */
export interface PathEntryView {
  readonly path: string
  /** The last part of the path. */
  readonly name: string
  readonly folder: boolean
  readonly series: number
}

export interface MailingListView {
  readonly list: string
  readonly series: number
  readonly lastActivity: string
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

export interface SearchMessagesView {
  readonly rows: readonly MessageHitView[]
  /** Mails found; when `cut`, there may be more. */
  readonly total: number
  readonly cut: boolean
  readonly page: number
  readonly pages: number
}

/** A compare page. */
export interface ComparisonView {
  readonly seriesId: string
  readonly title: string
  readonly from: VersionRef
  readonly to: VersionRef
  readonly versions: readonly VersionRef[]
  /** Number in the newer version, or in the older one for a dropped patch. */
  readonly number: number
  readonly patchTitle: string
  readonly old: { readonly number: number; readonly messageId: string } | null
  readonly new: { readonly number: number; readonly messageId: string } | null
  readonly comparison: PatchComparison
  readonly note: string
  /** What was said about the patch in either version. */
  readonly remarks: { readonly from: readonly RemarkView[]; readonly to: readonly RemarkView[] }
  readonly previous: { readonly number: number; readonly title: string } | null
  readonly next: { readonly number: number; readonly title: string } | null
}

/** A compare page with its remarks at the lines they quote: those lines are among the files even where nothing changed. */
export interface AnnotatedComparisonView extends ComparisonView {
  readonly placed: readonly {
    readonly side: 'from' | 'to'
    /** Index in `remarks` of that side. */
    readonly remark: number
    /** Null when it quotes the message, the notes, or nothing that can be found. */
    readonly place: InterdiffPlace | null
  }[]
  /** Number of the patch in each version that has it, by version key. */
  readonly numbers: Readonly<Record<string, number>>
}

/** A step with the comparisons of its patches, as far as one page carries them. */
export interface StepPageView extends StepView {
  /** Of the rows that changed in code or message, came, went, or were spoken of. */
  readonly patches: readonly AnnotatedComparisonView[]
  /** Numbers of rows like these for which there was no room. */
  readonly leftOut: readonly number[]
}

export interface VersionRef {
  readonly version: number
  readonly label: string
  readonly key: string
}

/** `/series/<id>/diff/3..4`: every pair of the step, without the texts. */
export interface StepView {
  readonly seriesId: string
  readonly title: string
  readonly from: VersionRef
  readonly to: VersionRef
  readonly versions: readonly VersionRef[]
  readonly rows: readonly {
    /** As in ComparisonView: the address of the pair's own page. */
    readonly number: number
    readonly title: string
    readonly oldNumber: number | null
    readonly newNumber: number | null
    readonly change: Change
    readonly facts: readonly Fact[]
    readonly added: number
    readonly removed: number
    readonly note: string
    readonly trailersAdded: readonly string[]
    readonly trailersRemoved: readonly string[]
  }[]
}

/** A remark with its place among the lines of a BlameView; null for one that no line or file can be told for. */
export interface PlacedRemarkView extends RemarkView {
  /** Index in `files`. */
  readonly file: number | null
  /** Index in the lines of that file; null for a remark on the file as a whole. */
  readonly at: number | null
}

/** A patch as one version has it, with the version since which each line stands there: `git blame` over versions. */
export interface BlameView {
  readonly seriesId: string
  readonly title: string
  readonly version: VersionRef
  readonly number: number
  readonly patchTitle: string
  readonly messageId: string
  /** The versions that have the patch, oldest first, with its number there and how many of the added and removed lines shown stand since. */
  readonly chain: readonly {
    readonly version: VersionRef
    readonly number: number
    readonly messageId: string
    readonly lines: number
  }[]
  readonly files: readonly {
    readonly path: string
    /** Index of the first line of each hunk, and its `@@` line. */
    readonly hunks: readonly { readonly at: number; readonly heading: string }[]
    readonly lines: readonly {
      readonly kind: CodeLine['kind']
      readonly text: string
      /** Line of the file, before the patch for context and minus, after it for plus; null when unknown. */
      readonly line: number | null
      /** Index in `chain`. */
      readonly since: number
      /** For a line of a block that moved within its file: index in `chain` of the version its text goes back to; else null. */
      readonly movedFrom: number | null
    }[]
    /** True when versions of the file were too different to be aligned: lines may be older than `since` says. */
    readonly cut: boolean
  }[]
  /** What was said about it in this version, in the order of receipt. */
  readonly remarks: readonly PlacedRemarkView[]
  /** The first later version that has the patch. */
  readonly later: { readonly version: VersionRef; readonly number: number } | null
  readonly previous: { readonly number: number; readonly title: string } | null
  readonly next: { readonly number: number; readonly title: string } | null
}

/** One line of a thread drawn as a tree; `messageId` null is a ghost: a mail that others answer and nobody has seen. */
export interface ThreadNodeView {
  readonly depth: number
  readonly messageId: string | null
  readonly subject: string
  readonly from: PersonView
  readonly received: string
  readonly current: boolean
}

/** A position found in a mail. */
export interface SaidView {
  readonly position: Position
  readonly rule: string
  readonly quote: string
  /** Line of the body, from 0. */
  readonly line: number
  /** False for a tag that names somebody else than the sender: it is shown and not counted. */
  readonly fits: boolean
  /** Numbers of the patches in the version it was said of; none for the series as a whole. */
  readonly patches: readonly number[]
  /** What became of it: each status with the patches of the newest version it holds for. */
  readonly statuses: readonly { readonly status: StandingStatus; readonly patches: readonly number[] }[]
}

export interface SignatureView {
  /** `dkim`: of a mail server for its domain; `developer`: of the author, by patatt. */
  readonly kind: 'dkim' | 'developer'
  /** Whose it claims to be; '' when it does not tell. */
  readonly by: string
  readonly verified: false
}

export interface MessageView {
  readonly messageId: string
  readonly subject: string
  readonly from: PersonView
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
  readonly said: readonly SaidView[]
  readonly thread: readonly ThreadNodeView[]
  /** The thread was longer than what is shown. */
  readonly threadCut: boolean
  readonly archiveUrl: string
}
