import type { Notice } from '../mail/notice'
import type { Address } from '../mail/types'
import type { Patch } from '../patch/types'
import type { Basis } from './basis'
import type { ReplyText } from './replyText'
import type { Trust } from './trust'

/** A patch of a version with the key of its mail. A partial reroll lists the patches it takes over with their own keys. */
interface ReviewedPatch {
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
  /** Sender of the cover letter and the patches. */
  readonly sender: Address
  /** Key of the cover letter, or of the first patch when there is none. */
  readonly headKey: string
  readonly orderMs: number
  /** Addresses that its mails were sent to. */
  readonly addressed: readonly string[]
  readonly patches: readonly ReviewedPatch[]
  /** How many patches it announces that are not archived here. */
  readonly missing: number
  /** It asks for opinions, not for being applied. */
  readonly rfc: boolean
  /** Its subject says that its sender has committed it already; see saysCommitted. */
  readonly committed: boolean
}

/** The version at a position. Throws when there is none: positions come from the versions. */
export function versionAt(versions: readonly ReviewedVersion[], position: number): ReviewedVersion {
  const found = versions.find((version) => version.position === position)
  if (found === undefined) throw new Error(`there is no version at position ${position}`)
  return found
}

/** Any mail of the series that is neither a cover letter nor a patch. */
export interface ReviewedReply {
  readonly key: string
  readonly from: Address
  readonly subject: string
  /** What a maintainer's script says in it about a patch that was applied; undefined for any other mail. */
  readonly notice: Notice | undefined
  /** A machine sent it by itself, such as a note that somebody is out of office. */
  readonly automatic: boolean
  /** The header fields that name older or newer versions, as lines of text. */
  readonly succession: string
  readonly body: string
  /** The body, parsed once for all rules. */
  readonly text: ReplyText
  /** Addresses of To and Cc. */
  readonly recipients: readonly string[]
  /** Order of receipt, in milliseconds; never before the parent's. */
  readonly orderMs: number
  /** Key of the mail it answers, imported or not; null when it answers none. */
  readonly parent: string | null
  /** Position of the version it belongs to. */
  readonly position: number
  /** Number of the patch it belongs to, 0 for the cover letter. */
  readonly number: number
}

/** What became of a patch from one version to the next, from one comparison. */
export interface PatchStep {
  /** Positions of the two versions. */
  readonly from: number
  readonly to: number
  /** Numbers of the patch; null on the left for a new patch, on the right for a dropped one. */
  readonly left: number | null
  readonly right: number | null
  /** Whether the code of the patch itself changed (the fact `code` of the verdict). */
  readonly code: boolean
  /** Whether it changed more than a rebase made necessary, and not in white space alone, so that older review tags predate it. */
  readonly real: boolean
}

/** One item of a changelog, with the patches of its version that it is about and that really changed. */
export interface Announcement {
  /** Position of the version; null when that is not imported. */
  readonly version: number | null
  readonly text: string
  /** Names or addresses as written. */
  readonly credits: readonly string[]
  readonly patches: readonly number[]
}

/** What git trees have of a series, as far as it decides the state; see lib/tree/landing.ts. */
export interface TreeState {
  readonly kind: 'applied' | 'partly-applied' | 'reverted'
  /** Position of the version that was applied. */
  readonly position: number
  /** Numbers of the patches of that version that were applied, ascending. */
  readonly numbers: readonly number[]
  /** The commit that proves it, and the patch mail that it was made from. */
  readonly commit: StateCommit
  readonly mailKey: string
  /** When the first of the patches was committed. */
  readonly firstMs: number
  /** When the last commit that fixes one of them was committed; null when there is none. */
  readonly fixedMs: number | null
}

/** The commit that proves a state. */
export interface StateCommit {
  readonly sha: string
  readonly committedMs: number
}

/** A pull request that has patches of the series, or the answer by which they were pulled. */
export interface PullStanding {
  readonly kind: 'requested' | 'pulled'
  /** Position of the newest version that has these patches. */
  readonly position: number
  /** Numbers of the patches of that version that are in the request, ascending. */
  readonly numbers: readonly number[]
  /** The request; for `pulled` the mail that says so. */
  readonly mailKey: string
  readonly quote: string
  /** For `pulled`: the tree, and the release, as far as that mail names them. */
  readonly tree: string | null
  readonly release: string | null
  readonly orderMs: number
  /** Whom the request was sent to. */
  readonly to: readonly Address[]
  /** Why the sender of that mail counts; of the request, when a bot says that it was pulled. */
  readonly basis: Basis
}

/** A version of another series by the same person that has all patches of an earlier version of this one. */
export interface Absorption {
  /** Its head, with its title. */
  readonly mailKey: string
  readonly title: string
  readonly orderMs: number
}

/** Everything that reviewSeries needs to know about one series. The order of the lists does not matter. */
export interface SeriesInput {
  readonly versions: readonly ReviewedVersion[]
  readonly replies: readonly ReviewedReply[]
  readonly steps: readonly PatchStep[]
  /** What the archive, the git trees and the operator say about the people who wrote to it. */
  readonly trust: Trust
  /** What the author's changelogs say. */
  readonly announcements: readonly Announcement[]
  /** Null when no tree has any of its patches. */
  readonly tree: TreeState | null
  /** Null when no pull request of the archive has any of its patches. */
  readonly pull: PullStanding | null
  /** Where its versions went on in other series. */
  readonly absorptions: readonly Absorption[]
}
