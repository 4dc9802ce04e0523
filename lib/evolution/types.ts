import type { LineKind, Trailer } from '../patch/types'
import type { Note } from './note'

/** The facts, strongest first: the strongest that holds for a pair names its change. */
export const FACTS = ['code', 'message', 'trailers', 'context'] as const

/** Something that can differ between two versions of a patch. */
export type Fact = (typeof FACTS)[number]

/** How a patch changed from one version to the next: the state of a cell in the matrix. */
export type Change = Fact | 'identical' | 'new' | 'dropped'

/** Changes that a changelog should mention: other code, and patches that are new or were dropped. */
const SUBSTANTIAL_CHANGES = ['code', 'new', 'dropped'] as const satisfies readonly Change[]

type SubstantialChange = (typeof SUBSTANTIAL_CHANGES)[number]

/** Whether the code of the series changed, not only messages, trailers or the base. */
export function isSubstantial(change: Change | 'first'): change is SubstantialChange {
  return SUBSTANTIAL_CHANGES.some((one) => one === change)
}

/** The verdict on a pair of patches: what the matrix shows. */
export interface Verdict {
  readonly change: Change
  /** Everything that differs, strongest first; empty for a patch without a counterpart. */
  readonly facts: readonly Fact[]
  /** Added and removed lines of the patch that only the newer version has; the size of the patch when it is new or dropped. */
  readonly added: number
  /** The same for the older version. */
  readonly removed: number
  readonly notes: readonly Note[]
  readonly trailersAdded: readonly Trailer[]
  readonly trailersRemoved: readonly Trailer[]
}

/** How two patches came to be a pair, strongest first. */
export type PairingEvidence = 'subject' | 'diff' | 'cost' | 'similarity'

/** Patches are numbered from 1 by their position in the version, not by the number in the subject. */
export type PatchPair =
  | { readonly kind: 'pair'; readonly left: number; readonly right: number; readonly evidence: PairingEvidence }
  | { readonly kind: 'dropped'; readonly left: number }
  | { readonly kind: 'new'; readonly right: number }

/** Something of the older patch of a pair and of the newer; a dropped patch has no newer one, a new patch no older one. */
export type Sides<T> =
  | { readonly left: T; readonly right: T }
  | { readonly left: T; readonly right: undefined }
  | { readonly left: undefined; readonly right: T }

/** A run of characters inside a line. */
export interface Span {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Which version has a line. */
export type Side = 'both' | 'old' | 'new'

/** A line of prose. The spans mark the words that differ; joined, their texts are the line. */
export interface ProseLine {
  readonly side: Side
  readonly spans: readonly Span[]
}

/** A line of a patch: `side` says which version of the patch has it, `kind` what the patch does with it. */
export interface CodeLine {
  readonly side: Side
  readonly kind: LineKind
  readonly spans: readonly Span[]
  /** The line number before the patch (context, minus) or after it (plus), in the newer version if both have the line; null when unknown. */
  readonly line: number | null
}

/** Lines that are shown, or a note that counts lines which are not. */
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

/**
 * What changed in one patch between two versions, line by line. The database has null in place of changes that are too many to be kept:
 * they are compared again when somebody asks.
 */
export interface PatchChanges {
  readonly title: { readonly old: string | null; readonly new: string | null }
  readonly message: readonly ProseLine[]
  readonly files: readonly InterdiffFile[]
  /** The pair as `git range-diff` prints it: the header line, then the body lines. */
  readonly rangeDiff: readonly string[]
  /** A sentence for the reader when the comparison stopped at a bound; else null. */
  readonly cut: string | null
}

/** The verdict on a pair and what changed, line by line: the content of a compare page. */
export interface PatchComparison extends PatchChanges {
  readonly verdict: Verdict
}
