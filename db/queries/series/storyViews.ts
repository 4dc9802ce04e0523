/** The story of a series: what each version did about the one that it continues. */
import type { Change, Fact } from '../../../lib/evolution/types'
import type { Position, Severity } from '../../../lib/review/positions'
import type { OutcomeView } from '../review/reviewViews'
import type { PersonDetail } from './seriesViews'

/** How much of a patch changed since somebody gave a tag on it. `lines` counts added or removed lines, whichever is more in each step. */
export interface SinceView {
  /** `whitespace`: nothing but white space; `rebase`: only lines around those that the patch changes, or a conflict with the new base; `code`: its own lines. */
  readonly kind: 'none' | 'whitespace' | 'rebase' | 'code'
  readonly lines: number
}

/** What one person said about one patch in one version: one mark in the picture. */
export interface MarkView {
  readonly person: PersonDetail
  /** `author`: on the author's side; `maintainer`: may decide about the series. */
  readonly role: 'author' | 'maintainer' | 'reviewer'
  /** The position, its tag and severity, as in PositionView. */
  readonly position: Position
  readonly tag: string | null
  readonly severity: Severity | null
  readonly regression: boolean
  /** Outcome of a comment, or how a tag relates to the newest version; null for what asks for nothing and is no tag. */
  readonly outcome: OutcomeView | null
  /** Of a review tag: how much of the patch changed since; null for anything else and for a dropped patch. */
  readonly since: SinceView | null
  /** Whether it was given on the cover letter or for the whole series, so that it counts for each patch. */
  readonly wholeSeries: boolean
  /** The address that the mail came from, when only the name connects it with the person's other addresses; else ''. */
  readonly alias: string
  readonly messageId: string
  readonly quote: string
}

/** One patch in one version: a cell of the picture. */
export interface TrackCell {
  readonly version: number
  readonly versionKey: string
  readonly number: number
  readonly messageId: string
  /** 'first' for a patch that is compared with nothing, as in the first version. */
  readonly change: Change | 'first'
  /** Of a dropped patch: whether it was applied, so that nobody gave it up. */
  readonly applied: boolean
  readonly facts: readonly Fact[]
  readonly added: number
  readonly removed: number
  /** A sentence, '' when there is nothing to add. */
  readonly note: string
  /** What was said about the patch in that version, without the author's own words. Empty for a dropped patch. */
  readonly marks: readonly MarkView[]
}

/** One patch through the versions: a row of the evolution matrix. A version without a cell does not have the patch; a `dropped` cell is in the first version without it. */
export interface TrackView {
  readonly title: string
  readonly cells: readonly TrackCell[]
}

/** Comments on a version that are about no patch of it in particular. */
export interface CoverMarksView {
  readonly versionKey: string
  readonly marks: readonly MarkView[]
}

/** What a version did about the one that it continues. */
export interface StoryCard {
  readonly versionKey: string
  readonly label: string
  /** Whether its author said what changed. */
  readonly hasChangelog: boolean
  /** Comments that this version could answer, strongest first and nits last: those made since the version before that one was posted, and older ones that it answers. One that is still open is on the newest card too. At most 200. */
  readonly asked: readonly StoryAsk[]
  /** How many there are in all. */
  readonly askedCount: number
  /** Changelog items that answer no comment, with the patches of this version that changed for them. */
  readonly announced: readonly StoryAnnouncement[]
  /** Numbers in this version: patches whose code changed or that were added, and that no changelog item and no comment explains. */
  readonly unannounced: readonly number[]
  /** Numbers in the version before: patches that were dropped, and that no changelog item explains. */
  readonly dropped: readonly number[]
  /** Review tags that its patches were posted with and those of the version before were not. */
  readonly gained: readonly StoryTag[]
  /** Review tags that the version before had, or that replies gave to it before this one was posted, and that this one was posted without. */
  readonly lost: readonly StoryTag[]
}

export interface StoryAsk {
  readonly person: PersonDetail
  readonly position: Position
  readonly severity: Severity | null
  readonly regression: boolean
  readonly quote: string
  readonly messageId: string
  /** Label of the version that it was said on. */
  readonly on: string
  /** Number there of the patch that its mail answers; null on the cover letter. */
  readonly patch: number | null
  /** Numbers there of the patches that it is about; empty for the whole series. */
  readonly patches: readonly number[]
  /** `done`: this version changed for it; `settled`: words settled it; `answered` and `undone`: it was open when this version was posted, and no change for it is known; somebody replied, or nobody did; `gone`: this version no longer has the patch; `applied`: it no longer has the patch because that was applied. */
  readonly outcome: 'done' | 'settled' | 'answered' | 'undone' | 'gone' | 'applied'
  /** For `done`: numbers in this version that changed for it. */
  readonly changed: readonly number[]
  /** For `done`: the changelog item that says so; null when only the code does. */
  readonly announcedAs: string | null
  /** For `done`: label of the later version that took the change back; null when none did. */
  readonly revertedIn: string | null
  /** For `answered`: who replied, if that was nobody on the author's side. */
  readonly answeredBy: PersonDetail | null
  /** For `answered`: whether the author said that they will change it. */
  readonly promised: boolean
}

interface StoryAnnouncement {
  readonly text: string
  readonly patches: readonly number[]
  readonly messageId: string
}

export interface StoryTag {
  readonly person: PersonDetail
  readonly tag: string
  /** Numbers of those that gained it in this version; of those that lost it, in the version before. */
  readonly patches: readonly number[]
  /** The reply that gave it; null when none did that is imported. */
  readonly messageId: string | null
  /** The most that one of the patches changed between the version that it was given on and this one; null when no reply gave it, or the patch was dropped. */
  readonly since: SinceView | null
  /** The least that one of them changed. */
  readonly least: SinceView | null
}

/** Patches of the newest version that changed alike in the newest step, for one reason. */
export interface RowGroup {
  /** Numbers in the newest version. */
  readonly patches: readonly number[]
  readonly reason: {
    readonly text: string
    readonly messageId: string
    readonly askedBy: PersonDetail | null
  } | null
}

/** Patches of one version that became one of the next. */
export interface MergeView {
  /** Labels of the versions. */
  readonly label: string
  readonly intoLabel: string
  /** Numbers in the older version. */
  readonly from: readonly number[]
  /** Number in the newer version. */
  readonly into: number
}

/** The part of a series document that tells how it went from version to version. */
export interface StoryView {
  /** One for each version that continues another, oldest first. */
  readonly story: readonly StoryCard[]
  /** Equal changes of the newest step; patches that are in no group are left out. */
  readonly groups: readonly RowGroup[]
  /** First paragraph of the cover letter, or of the message of a single patch, cut at 600 characters; `rest`: there is more. */
  readonly about: { readonly text: string; readonly rest: boolean; readonly messageId: string } | null
  /** The newest version in numbers. */
  readonly size: {
    readonly files: number
    readonly added: number
    readonly removed: number
    readonly paths: readonly string[]
  }
  /** Subject prefixes of the newest version that say where it belongs: RFC, net-next, kvm-unit-tests, AUTOSEL 6.1. */
  readonly prefixes: readonly string[]
  readonly merges: readonly MergeView[]
  /** What was said about a version but about no patch of it in particular. Tags given to all patches are with the patches. */
  readonly coverMarks: readonly CoverMarksView[]
}
