/** What changed between two versions, and in which version each line last changed. */
import type { InterdiffPlace } from '../../../lib/evolution/annotate'
import type { FileMarks, SideNumbers } from '../../../lib/evolution/lineMarks'
import type { Change, CodeLine, Fact, PatchComparison } from '../../../lib/evolution/types'
import type { RemarkView } from '../review/reviewViews'
import type { ThreadsView } from '../review/threadViews'

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

/** A patch compared with the commit that was made from it. `placed` and `numbers` are always empty: they are there because fields of the API stay. */
export interface AnnotatedComparisonView extends ComparisonView {
  readonly placed: readonly {
    readonly side: 'from' | 'to'
    /** Index in `remarks` of that side. */
    readonly remark: number
    readonly place: InterdiffPlace | null
  }[]
  readonly numbers: Readonly<Record<string, number>>
}

/** A comparison as a page shows it: with the threads about the patch at the lines they quote, which are included even where nothing changed. */
export interface PatchPageView extends ComparisonView {
  /** Line numbers and names of functions, in the order of `comparison.files`. */
  readonly marks: readonly FileMarks[]
  /** Numbers of the lines of the range-diff below its header; empty unless they were asked for. */
  readonly rangeNumbers: readonly (SideNumbers | null)[]
  /** What was said about the patch in either version. */
  readonly threads: { readonly from: ThreadsView; readonly to: ThreadsView }
  readonly discussed: readonly {
    readonly side: 'from' | 'to'
    /** Index in the threads of that side. */
    readonly thread: number
    /** Null when it quotes the commit message, the notes, or nothing that can be found. */
    readonly place: InterdiffPlace | null
  }[]
}

/** A patch as posted, compared with the commit that was made from it: `to` is the commit. */
export interface AppliedPageView extends PatchPageView {
  /** The whole hash. */
  readonly sha: string
}

/** A step with the comparisons of its patches, as many as fit on one page. */
export interface StepPageView extends StepView {
  /** Those of the rows with a change of code or commit message, and of new and dropped patches. */
  readonly patches: readonly PatchPageView[]
  /** Numbers of such rows for which there was no room. */
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

/** A review comment and its place in a BlameView. */
export interface PlacedRemarkView extends RemarkView {
  /** Index in `files`; null if the comment cannot be placed. */
  readonly file: number | null
  /** Index in the lines of that file; null for a comment on the whole file. */
  readonly at: number | null
}

/** A patch as it is in one version, each line with the version that last changed it: `git blame` over versions. */
export interface BlameView {
  readonly seriesId: string
  readonly title: string
  readonly version: VersionRef
  readonly number: number
  readonly patchTitle: string
  readonly messageId: string
  /** The versions that have the patch, oldest first, with its number there and how many of the added and removed lines last changed there. */
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
      /** For a line of a block that moved within its file: index in `chain` of the version that first had its text; else null. */
      readonly movedFrom: number | null
    }[]
    /** Whether versions of the file were too different to be aligned, so that lines may be older than `since` says. */
    readonly cut: boolean
  }[]
  /** The comments on it in this version, in the order of receipt. */
  readonly remarks: readonly PlacedRemarkView[]
  /** The first later version that has the patch. */
  readonly later: { readonly version: VersionRef; readonly number: number } | null
  readonly previous: { readonly number: number; readonly title: string } | null
  readonly next: { readonly number: number; readonly title: string } | null
}

/** The lines of a patch as its page shows them, with the threads about the patch in this version at the lines they quote. */
export interface BlamePageView extends BlameView {
  readonly threads: ThreadsView
  /** For each thread its place, as in PlacedRemarkView. */
  readonly discussed: readonly Pick<PlacedRemarkView, 'file' | 'at'>[]
}
