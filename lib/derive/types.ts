import type { TieEvidence } from '../changelog/tie'
import type { PatchChanges, Verdict } from '../evolution/types'
import type { Address } from '../mail/types'
import type { Patch, Trailer } from '../patch/types'
import type { AuditKind } from '../review/audit'
import type { BotFinding } from '../review/botReport'
import type { CommentPlace } from '../review/comment'
import type { SeriesReview } from '../review/review'
import type { LinkEvidence, Version } from '../series/types'
import type { MissingPatches } from './missingPatches'

/** A stored mail, reduced to what deriving its series needs. */
export interface StoredMail {
  readonly key: string
  readonly subject: string
  readonly from: Address
  readonly body: string
  readonly lists: readonly string[]
  /** Addresses of To and Cc. */
  readonly recipients: readonly string[]
  /** A machine sent it by itself: it says nothing about a patch. */
  readonly automatic: boolean
  /** The header fields that name older or newer versions, see Message. */
  readonly succession: string
}

/** Where a mail belongs in its series: position of the version, number of the patch (0 the cover). */
interface DerivedPlace {
  readonly key: string
  readonly version: number
  readonly number: number
}

/**
 * A trailer of a patch, with the mail that gave it. `cover-reply`: a reply gave it to all patches of the version. `withdrawn`: such a tag was
 * taken back for this patch, by the mail that is named.
 */
export interface DerivedTrailer extends Pick<Trailer, 'name' | 'value'> {
  readonly source: 'body' | 'reply' | 'cover-reply' | 'withdrawn'
  readonly mailKey: string
}

export interface DerivedPatch {
  readonly number: number
  /** Its place among the patches of the version, see placeOf. */
  readonly place: number
  readonly mailKey: string
  readonly patch: Patch
  readonly trailers: readonly DerivedTrailer[]
  /** True for a patch that a partial reroll takes from the version before. */
  readonly inherited: boolean
}

export interface DerivedVersion extends MissingPatches {
  readonly position: number
  readonly label: string
  readonly urlKey: string
  readonly posting: Version
  readonly partial: boolean
  /** True for a partial reroll that takes no patches over, because those of the series have taken over too many already. */
  readonly incompletePartial: boolean
  readonly link: { readonly to: number; readonly evidence: readonly LinkEvidence[] } | null
  /** Position of the version that its patches are compared with, see openOrigins; null when no version before it has patches. */
  readonly comparedWith: number | null
  readonly patches: readonly DerivedPatch[]
  /** The review tags that replies give to every patch of the version. */
  readonly coverTags: readonly DerivedTrailer[]
}

export interface DerivedCell {
  readonly track: number
  readonly version: number
  readonly number: number
  /** Null for a patch that is compared with nothing: the versions before it do not show where it comes from. */
  readonly verdict: Verdict | null
}

export interface DerivedComparison {
  readonly from: number
  readonly to: number
  /** Number in the older version; null for a new patch. */
  readonly left: number | null
  /** Number in the newer version; null for a dropped patch. */
  readonly right: number | null
  readonly verdict: Verdict
  /** As in Description, lib/evolution/compare.ts. */
  readonly changes: PatchChanges | null
  readonly cut: string | null
}

/** One announced change. */
export interface DerivedChange {
  /** Position of the version it belongs to, or of the next one that is imported and has a changelog; null when there is none. */
  readonly version: number | null
  /** The version as the changelog names it. */
  readonly label: string
  readonly text: string
  readonly credits: readonly string[]
  readonly patches: readonly number[]
  readonly dropped: readonly number[]
  readonly tiedBy: TieEvidence | null
  readonly mailKey: string
  /** Line of its mail's body, from 0. */
  readonly line: number
  /** Key of the reply that asked for it; null when none can be named. */
  readonly remark: string | null
}

/** Something a reader should look at. */
export interface DerivedFinding {
  readonly kind: AuditKind | 'unannounced-change'
  /** Position of the version. */
  readonly version: number
  /** Number in that version, for a dropped patch in the one before, of the first patch when there are several; null for the whole version. */
  readonly patch: number | null
  /** Number of the last patch that it is about, with every patch of the version in between; null when `patch` says all. */
  readonly last: number | null
  readonly person: Address | null
  readonly mailKey: string | null
  readonly text: string
}

/** What a bot reported, and its outcome. */
export interface DerivedReport {
  readonly mailKey: string
  /** Position of the version. */
  readonly version: number
  /** Number in that version; null when it is unknown. */
  readonly patch: number | null
  readonly findings: readonly BotFinding[]
  /** Whether a hunk of the patch, or only a file of it, is named; null when the patch has neither. */
  readonly place: CommentPlace['kind'] | null
  /** Position of the first later version in which the reported code differs. */
  readonly changedIn: number | null
  /** Position of the first later version whose patch credits the bot. */
  readonly creditedIn: number | null
}

export interface DerivedSeries {
  readonly key: string
  readonly title: string
  readonly author: Address
  readonly lists: readonly string[]
  /** The stable trees that the newest version is for; empty when it is no backport. */
  readonly backport: readonly string[]
  readonly lastMs: number
  readonly messages: number
  readonly replies: number
  readonly versions: readonly DerivedVersion[]
  readonly cells: readonly DerivedCell[]
  readonly comparisons: readonly DerivedComparison[]
  readonly changelog: readonly DerivedChange[]
  readonly audit: readonly DerivedFinding[]
  readonly reports: readonly DerivedReport[]
  readonly review: SeriesReview
  /** Of all its mails. */
  readonly places: readonly DerivedPlace[]
}
