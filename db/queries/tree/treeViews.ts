/** Commits of git trees, and the patch mails that they were made from. */
import type { BranchRole, TieKey } from '../../../lib/tree/types'
import type { AnnotatedComparisonView } from '../compare/compareViews'
import type { SeriesRemarkView } from '../review/reviewViews'
import type { CommitHeadView, PersonView } from '../series/seriesViews'

/** A git tree that is read. */
export interface ReadTreeView {
  readonly name: string
  /** When it was last read; null before the first time. */
  readonly updated: string | null
}

/** A branch on which a commit was seen. */
export interface SightingView {
  /** Name of the git tree. */
  readonly tree: string
  /** The branch. */
  readonly branch: string
  /** What the branch is for: `maintainer`, `mainline` or `stable`. */
  readonly role: BranchRole
  /** When the branch was first read without it again; null while it is there. */
  readonly gone: string | null
  /** Where the tree's own site shows the commit; null when that is not known. */
  readonly url: string | null
}

/** Lines by which a commit differs from the mail that it was made from. */
export interface ChangedLines {
  /** Changed lines of the commit that the mail does not have. */
  readonly added: number
  /** Changed lines of the mail that the commit does not have. */
  readonly removed: number
}

/** A commit that names another one. */
export interface NamerView extends CommitHeadView {
  /** What the one that names does to the other: it fixes it, reverts it, or is a backport of it. */
  readonly kind: 'fixes' | 'reverts' | 'backport'
  /** Of a backport: the commit on its branch that reverts it. Null when none does, and for other kinds. */
  readonly reverted: string | null
}

/** A commit on a stable branch that was made from another one. */
interface BackportView {
  /** The whole hash. */
  readonly sha: string
  /** The stable branch. */
  readonly branch: string
  /** The first release tag that contains it; null when none is known. */
  readonly release: string | null
  /** The commit on that branch that reverts it; null when none does, or that was reverted again. */
  readonly reverted: string | null
}

/** A commit that was made from a patch of the series. */
export interface CommitView extends CommitHeadView {
  /** The version that it was made from: its number as posted. */
  readonly version: number
  /** Key of that version, as in the addresses of pages. */
  readonly versionKey: string
  /** Number of the patch in that version. */
  readonly patch: number
  /** The patch mail. */
  readonly messageId: string
  /** What ties the two: a link in the commit message, equal diffs, title and author, or similar lines ("probably"). */
  readonly by: TieKey
  /** How the lines that it changes differ from those of the mail; null when they are as posted. */
  readonly changed: ChangedLines | null
  /** Whether the two were compared. If not, `changed` is null because nobody knows. */
  readonly compared: boolean
  /** Numbers of the other patches of this version that are in the same commit. `changed` says how all of them together differ from it. */
  readonly squashedWith: readonly number[]
  /** Trailers of the commit that the mail does not have, as written. */
  readonly trailersAdded: readonly string[]
  /** The commit that reverts it; null when none does, or that was reverted again. */
  readonly reverted: string | null
  /** Commits that fix it, by their `Fixes:` lines, and are not reverted. */
  readonly fixes: readonly string[]
  /** Commits on stable branches that were made from it. */
  readonly backports: readonly BackportView[]
  /** All branches on which it was seen. */
  readonly sightings: readonly SightingView[]
  /** The commits that name it: fixes, reverts and backports, oldest first. */
  readonly namers: readonly NamerView[]
}

/** The patch mail that a commit was made from, and its series. */
export interface PatchMailView
  extends Pick<CommitView, 'messageId' | 'by' | 'changed' | 'compared' | 'squashedWith' | 'trailersAdded'> {
  /** The `id` of the series. */
  readonly seriesId: string
  /** Title of the series. */
  readonly seriesTitle: string
  /** The version: its number as posted. */
  readonly version: number
  /** Label of the version: `v4`. */
  readonly label: string
  /** Key of the version, as in the addresses of pages. */
  readonly versionKey: string
  /** Number of the patch in the version. */
  readonly patch: number
  /** Title of the patch, without the bracket. */
  readonly patchTitle: string
  /** Who wrote the patch. */
  readonly author: PersonView
  /** The review tags that the patch has in the archive. */
  readonly tags: readonly string[]
  /** Review comments on the patch that were made before it was committed and are still open. */
  readonly open: readonly SeriesRemarkView[]
}

/** The same, with what the committer changed. */
export interface DugView extends PatchMailView {
  /** Posted against applied; null while the text of the commit is not stored, and for a patch that was squashed with others. */
  readonly comparison: AnnotatedComparisonView | null
}

/** A commit that a revert undoes, or one that such a commit reverts in turn. */
interface RevertedView extends CommitHeadView {
  /** The commit that reverts it: the one asked for, or one that it reverts. */
  readonly revertedBy: string
  /** The mails that it was made from, the surest first. */
  readonly mails: readonly PatchMailView[]
}

/** A patch below a pull request that a commit was posted as, when it was posted in no series. */
export interface PulledView extends Pick<CommitView, 'messageId' | 'by' | 'changed' | 'compared' | 'trailersAdded'> {
  /** Number of the patch below the request. */
  readonly patch: number
  /** Title of the patch, without the bracket. */
  readonly patchTitle: string
  /** Who wrote the patch. */
  readonly author: PersonView
  /** The request; null when it is not archived. */
  readonly pull: {
    /** Its Message-ID. */
    readonly id: string
    /** Its subject, without the bracket. */
    readonly title: string
  } | null
}

/** `/commit/<sha>`. */
export interface CommitDocument extends CommitHeadView {
  /** When it was written, by the author's clock. */
  readonly authored: string
  /** Whether it has several parents; a merge has no patch of its own. */
  readonly merge: boolean
  /** All branches on which it was seen. */
  readonly sightings: readonly SightingView[]
  /** The commits that name it: fixes, reverts and backports. */
  readonly namers: readonly NamerView[]
  /** The commits that it names: those that it fixes or reverts, and the one that it is a backport of. */
  readonly names: readonly NamerView[]
  /** The commits that it reverts, followed by those that these revert. */
  readonly reverts: readonly RevertedView[]
  /** The patch mails that it was made from, the surest first. */
  readonly mails: readonly DugView[]
  /** The patch below a pull request that it was posted as; null when `mails` has a mail, and when none is known. */
  readonly pulled: PulledView | null
}

/** What `dig COMMIT` prints: the commit, what it names and is named by, and the first of its mails. A revert without one has that of what it reverts. */
export interface DigView
  extends Pick<
      CommitHeadView,
      'sha' | 'title' | 'tree' | 'branch' | 'role' | 'committer' | 'committed' | 'release' | 'gone'
    >,
    ShortDugView {
  readonly names: readonly ShortNamerView[]
  /** Its reverts, fixes and backports. */
  readonly namers: readonly ShortNamerView[]
  /** The commits that it reverts, followed by those that these revert. */
  readonly reverts: readonly Pick<RevertedView, 'sha' | 'title' | 'revertedBy'>[]
  /** The other mails: the same patch in other series, patches that were squashed with it, and those of what it reverts. */
  readonly otherMails: readonly ShortDugView[]
}

/** A mail that a commit was made from, in short. */
export interface ShortDugView
  extends Pick<
    DugView,
    'messageId' | 'patch' | 'patchTitle' | 'by' | 'changed' | 'compared' | 'squashedWith' | 'trailersAdded' | 'tags'
  > {
  /** The commit that was made from the mail: the one asked for, or one that it reverts. */
  readonly mailOf: string
  /** Null, like the next three, for a patch that was posted below a pull request alone. */
  readonly series: string | null
  readonly seriesTitle: string | null
  readonly version: number | null
  readonly label: string | null
  /** That request; null for other patches, and when it is not archived. */
  readonly pull: string | null
  readonly open: readonly Pick<SeriesRemarkView, 'person' | 'label' | 'quote' | 'messageId'>[]
}

export type ShortNamerView = Pick<NamerView, 'kind' | 'sha' | 'title' | 'tree' | 'branch' | 'release' | 'reverted'>
