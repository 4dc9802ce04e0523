/** A series, its versions and patches, and how they are connected. */
import type { Basis } from '../../../lib/review/basis'
import type { Position, Severity, SeverityCounts } from '../../../lib/review/positions'
import type { Queue } from '../../../lib/review/queue'
import type { SeriesStateKind } from '../../../lib/review/states'
import type { Turn } from '../../../lib/review/turn'
import type { BranchRole } from '../../../lib/tree/types'

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
  /** As in its subject: 2.5 for a patch that was inserted as 2.5/3. */
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
  /** Unique within the series: 'v2', 'RFC', 'RFC v2', 'v2 RESEND', 'v2 repost', 'v2 (2)', '8th posting (unlabelled)'. */
  readonly label: string
  /** The label as it is written in URLs and `vA..vB`: '2', 'rfc1', '2-resend'. */
  readonly key: string
  readonly rfc: boolean
  readonly resend: boolean
  /** Author's Date: header of the cover or first patch, ISO UTC. A claim. */
  readonly date: string | null
  /** Time of receipt, ISO UTC. */
  readonly received: string
  /** How far the author's clock is ahead (+) or behind (-), in minutes, if that is more than an hour. */
  readonly skewMinutes: number | null
  readonly cover: string | null
  readonly total: number
  /** Numbers of the patches that have not been imported: the first 100 of them. */
  readonly missing: readonly number[]
  /** How many patches have not been imported. */
  readonly missingCount: number
  /** Whether patches are taken over from the version before, as in a partial respin. */
  readonly partial: boolean
  readonly link: { readonly to: number; readonly toLabel: string; readonly evidence: readonly string[] } | null
  /** The key of the version that its patches are compared with: the one that it continues. Null for the first. */
  readonly comparedWith: string | null
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
  /** The strongest open comment, and who has how many open; null when nothing is open that counts. */
  readonly headline: HeadlineView | null
  /** The part of a maintainer's list that it is in. */
  readonly group: Queue
  /** The stable trees that it is for, such as 6.1; empty unless it is a backport. */
  readonly backport: readonly string[]
  readonly versions: readonly VersionView[]
}

/** How a version of this series is related to a version of another one. */
export interface RelationView {
  /** 'split': patches of the one continue in the other; 'absorb': the one includes patches of the other, by another sender if `evidence` has neither 'sender' nor 'author'; 'propose': the one may continue the other, which `link` would confirm. 'fixup': the one has `fixup!` patches for the other, by another sender unless `evidence` has 'sender'. */
  readonly kind: 'split' | 'absorb' | 'propose' | 'fixup'
  /** 'from': this series is the later one (it was split off, it includes, it may continue, it has the fixup); 'to': the other is. */
  readonly direction: 'from' | 'to'
  /** Label of the version of this series. */
  readonly version: string
  /** What it is based on, strongest first. */
  readonly evidence: readonly string[]
  /** For 'absorb' of a single patch: the patch of the version that includes it which has its title; null if there is none. */
  readonly patch: { readonly number: number; readonly messageId: string } | null
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

/** Someone who takes part in a series, with every known address. */
export interface PersonDetail {
  readonly name: string
  readonly emails: readonly string[]
}

/** What is open on a series in one line: the strongest comment that counts for its state, and how many comments each reviewer has open. */
export interface HeadlineView {
  /** Who made the strongest one, the newest of equal ones. */
  readonly person: PersonDetail
  readonly position: Position
  readonly severity: Severity
  /** Whether it reports that something broke which worked before. */
  readonly regression: boolean
  /** Its strongest sentence; with the next one when it says little alone. */
  readonly quote: string
  readonly messageId: string
  /** How many of the comments, nits left out, the author has not answered in words. */
  readonly unanswered: number
  /** For how many of the comments the author has promised a change. */
  readonly promised: number
  /** Whoever has a comment open, with the number of each severity; whoever has the strongest comes first. The numbers add up to `comments` of the state. */
  readonly people: readonly { readonly person: PersonDetail; readonly comments: SeverityCounts }[]
}

/** What has become of a series, with the mail and the words that say so. */
export interface StateView {
  /** The state; see docs/positions.md. */
  readonly kind: SeriesStateKind
  /** When its newest mail was received, of a series that somebody may still have to act on and that has got no mail for 90 days; null otherwise. */
  readonly quietSince: string | null
  /** The mail that the state is based on. */
  readonly messageId: string
  /** Who wrote the mail `messageId`; null when no sentence says the state. */
  readonly by: PersonView | null
  /** When the mail `messageId` was received; null when no sentence says the state. */
  readonly received: string | null
  /** The sentence that says the state; '' when none does (under review). */
  readonly quote: string
  /** For a reported regression, whose mail came later: the mail that applied the patches. */
  readonly applied: {
    /** That mail. */
    readonly messageId: string
    /** Who wrote it. */
    readonly by: PersonView
    /** When it was received. */
    readonly received: string
  } | null
  /** For a series that was applied by mail: a pull request with patches of it that waits for an answer; null otherwise. */
  readonly pull: {
    /** The request. */
    readonly messageId: string
    /** Who sent it. */
    readonly by: PersonView
    /** When it was received. */
    readonly received: string
  } | null
  /** What decides: a mail, or a commit of a git tree. */
  readonly source: 'mail' | 'tree'
  /** Hash of the commit that decides, the last that was made from the series; null when mail decides. */
  readonly commit: string | null
  /** The commit `commit` with its branch, its release, and how the commits of the series differ from the mails; null when mail decides. */
  readonly landed: LandedView | null
  /** The version that was applied, by the commits: its number as posted; null when mail decides. */
  readonly version: number | null
  /** A mail that contradicts the commit; null when none does. */
  readonly conflict: {
    /** That mail. */
    readonly messageId: string
    /** Who wrote it. */
    readonly by: PersonView
    /** When it was received. */
    readonly received: string
    /** The sentence that contradicts. */
    readonly quote: string
  } | null
  /** For applied: where it went, as far as the mail names it, or the tree and branch of the commit. */
  readonly tree: string | null
  /** For applied: the release that the mail names, or the first one that has the commit. */
  readonly release: string | null
  /** Why whoever wrote that mail may decide it; null when no mail decides. */
  readonly basis: Basis | null
  /** The address that gives them the right to, when they wrote from another one; null otherwise. */
  readonly otherAddress: {
    /** That address. */
    readonly email: string
    /** Name of the git tree whose .mailmap says that both are one person's; null when mail shows it. */
    readonly mailmap: string | null
  } | null
  /** How much the strongest open comment on the newest version asks for; null when none is open. */
  readonly severity: Severity | null
  /** How many comments of each severity are open on the newest version; a severity without one is left out. */
  readonly comments: SeverityCounts
  /** For applied and partly applied: numbers in the newest version, or in `version`. */
  readonly patches: readonly number[]
}

/** A commit, and the branch that says most about it: one that has it now before one that had it, mainline before a maintainer's, and that before stable. */
export interface CommitHeadView {
  /** The whole hash. */
  readonly sha: string
  /** The first line of its message. */
  readonly title: string
  /** Name of the git tree, as `tree list` has it. */
  readonly tree: string
  /** The branch of that tree that says most about it: mainline before a maintainer's, and that before stable. */
  readonly branch: string
  /** What that branch is for: `maintainer`, `mainline` or `stable`. */
  readonly role: BranchRole
  /** Who wrote it. */
  readonly author: PersonView
  /** Who committed it. */
  readonly committer: PersonView
  /** When it was committed, by the committer's clock. */
  readonly committed: string
  /** The first release tag that contains it; null when none is known. */
  readonly release: string | null
  /** When it was first found missing from all branches that it was seen on; null while one has it. */
  readonly gone: string | null
  /** Where the site of the tree shows it; null when that is not known. */
  readonly url: string | null
}

/** The commit that decides about a series, with how many there are and how they differ from what was posted. */
export interface LandedView extends CommitHeadView {
  /** Label of the version that was applied. */
  readonly label: string
  /** Commits that were made from patches of the applied version. */
  readonly commits: number
  /** Those of `commits` that are tied by similar lines alone. */
  readonly probable: number
  /** Lines by which the commits differ from the mails; null while one of them was not compared. */
  readonly changedLines: number | null
}

/** Who has to act, why, since when, and the mail that began it. */
export interface TurnView extends Pick<Turn, 'whose' | 'why'> {
  /** Those whom the mail proves to be meant, or who usually apply such patches; empty when only their role is known. */
  readonly people: readonly PersonDetail[]
  /** Whether no mail names these people: they usually apply such patches. */
  readonly usually: boolean
  /** The Message-ID of the posting that was sent to them, where nothing else shows who applies such patches and To names one person; else null. */
  readonly sentIn: string | null
  readonly since: string
  readonly messageId: string
}
