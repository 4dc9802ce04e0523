import type { Trailer } from '../patch/types'

/** How a patch changed from one version to the next: the state of a cell in the evolution matrix. */
export type Change = 'identical' | 'trailers' | 'message' | 'context' | 'code' | 'new' | 'dropped'

/** Everything that is true of a pair, strongest first; the change is named by the first. */
export type Fact = 'code' | 'message' | 'trailers' | 'context'

/** Why a change is less, or other, than its lines suggest. */
export type Note =
  | { readonly kind: 'whitespace-only' }
  | { readonly kind: 'base-moved' }
  | { readonly kind: 'follows-patch'; readonly number: number }
  | { readonly kind: 'adapted-to-new-base' }
  | { readonly kind: 'block-moved'; readonly lines: number; readonly path: string }
  | { readonly kind: 'renamed'; readonly from: string }
  | { readonly kind: 'reordered'; readonly from: number }
  | { readonly kind: 'split-from'; readonly number: number }
  | { readonly kind: 'merged-into'; readonly number: number }
  /** Too large for a line by line comparison: sizes are those of a full rewrite of the parts that differ. */
  | { readonly kind: 'rewritten' }

/**
 * Lines of the diff between the two patches (the outer diff of a range-diff) by sign and kind:
 * '+add' is an added line that only the newer patch has, '-del' a removed line that only the older removes, and so on.
 */
export type OuterKind = 'msg' | 'trailer' | 'file' | 'heading' | 'ctx' | 'add' | 'del' | 'blank'
export type OuterCounts = Readonly<Partial<Record<`${'+' | '-'}${OuterKind}`, number>>>

/** The verdict on one pair of patches: what the matrix shows. */
export interface Verdict {
  readonly change: Change
  readonly facts: readonly Fact[]
  /** Plus and minus lines of the patch itself that only the newer (added) or only the older (removed) version has; for new and dropped the size of the patch. */
  readonly added: number
  readonly removed: number
  readonly outer: OuterCounts
  readonly notes: readonly Note[]
  readonly trailersAdded: readonly Trailer[]
  readonly trailersRemoved: readonly Trailer[]
}

/** How two patches came to be a pair, strongest first. */
export type PairingEvidence = 'subject' | 'diff' | 'cost' | 'similarity'

/** Numbers of patches in their versions, counted from 1 by position in the version (not by the number in the subject). */
export type PatchPair =
  | { readonly kind: 'pair'; readonly left: number; readonly right: number; readonly evidence: PairingEvidence }
  | { readonly kind: 'dropped'; readonly left: number }
  | { readonly kind: 'new'; readonly right: number }

/** A run of characters inside a line. */
export interface Span {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

export type Side = 'both' | 'old' | 'new'

/** A line of prose compared: `side` says which version has it; spans mark the words that differ, and their texts joined are the line. */
export interface ProseLine {
  readonly side: Side
  readonly spans: readonly Span[]
}

/** A line of a patch compared: `side` says which version of the patch has it, `kind` what the patch does with it. */
export interface CodeLine {
  readonly side: Side
  readonly kind: 'context' | 'minus' | 'plus'
  readonly spans: readonly Span[]
  /** Line of the file before (for context and minus) or after (plus) the patch, in the version that has it (the newer for both); null when unknown. */
  readonly line: number | null
}

/** Lines that are shown, or a counted note of what is not. */
export type InterdiffItem =
  | { readonly kind: 'lines'; readonly heading: string; readonly lines: readonly CodeLine[] }
  | {
      readonly kind: 'hidden'
      readonly context: number
      readonly headings: number
      readonly lines: readonly CodeLine[]
    }
  | { readonly kind: 'moved'; readonly direction: 'up' | 'down'; readonly lines: readonly CodeLine[] }

export interface InterdiffFile {
  readonly path: string
  /** The path in the older version when it differs. */
  readonly oldPath: string | null
  readonly side: Side
  readonly items: readonly InterdiffItem[]
}

/** What changed in one patch between two versions: the whole content of a compare page. */
export interface PatchComparison {
  readonly verdict: Verdict
  readonly title: { readonly old: string | null; readonly new: string | null }
  readonly message: readonly ProseLine[]
  readonly files: readonly InterdiffFile[]
  /** The pair as `git range-diff` prints it: the header line, then the body lines. */
  readonly rangeDiff: readonly string[]
  /** Set when the comparison stopped at a bound; says which, for the reader. */
  readonly cut: string | null
}
