import type { Notice } from '../mail/notice'
import type { Address } from '../mail/types'
import type { Patch } from '../patch/types'

/** A patch of a version with the key of its mail. In a partial reroll the patches taken over are listed again with their own keys. */
export interface ReviewedPatch {
  readonly number: number
  readonly mailKey: string
  readonly patch: Patch
}

/** One version as it was posted. */
export interface ReviewedVersion {
  /** From 1, in the order of the versions. */
  readonly position: number
  /** As shown: 'v2'. */
  readonly label: string
  /** Who sent cover and patches. */
  readonly sender: Address
  /** Key of the cover letter, else of the first patch. */
  readonly headKey: string
  /** The cover letter as sent; '' without one. */
  readonly coverBody: string
  readonly orderMs: number
  /** Addresses that its mails were sent to. */
  readonly addressed: readonly string[]
  readonly patches: readonly ReviewedPatch[]
}

/** Any mail of the series that is neither cover nor patch. */
export interface ReviewedReply {
  readonly key: string
  readonly from: Address
  readonly subject: string
  /** What a script reports in it when a patch was taken; undefined for any other mail. */
  readonly notice: Notice | undefined
  readonly body: string
  /** Addresses of To and Cc. */
  readonly recipients: readonly string[]
  /** Order of receipt, in milliseconds; never before the parent's. */
  readonly orderMs: number
  /** Key of the mail it answers, on record or not; null when it answers none. */
  readonly parent: string | null
  /** Where it sits: position of the version and number of the patch, 0 for the cover. */
  readonly position: number
  readonly number: number
}

/** What became of a patch from one version to the next: one comparison. */
export interface PatchStep {
  /** Positions. */
  readonly from: number
  readonly to: number
  /** Numbers; null for a new or a dropped patch. */
  readonly left: number | null
  readonly right: number | null
  /** Whether the code of the patch itself changed (the fact `code` of the verdict). */
  readonly code: boolean
}

/** A change that the changelog does not mention. */
export interface UnannouncedChange {
  readonly version: number
  readonly patch: number
  readonly text: string
}

/** All that reviewSeries needs of one series: plain values, no order assumed. */
export interface SeriesInput {
  readonly versions: readonly ReviewedVersion[]
  readonly replies: readonly ReviewedReply[]
  readonly steps: readonly PatchStep[]
  readonly unannounced: readonly UnannouncedChange[]
  /** Mailboxes (see mailboxKey) of those who took the patches of several people that were addressed to them. */
  readonly known: ReadonlySet<string>
}
