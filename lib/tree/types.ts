import type { Address, MessageId } from '../mail/types'

/** What a branch is for. On mainline and stable branches a commit proves that a patch was applied, but makes nobody a decider. */
export const BRANCH_ROLES = ['maintainer', 'mainline', 'stable'] as const
export type BranchRole = (typeof BRANCH_ROLES)[number]

/** How a commit was tied to the patch mail that it was made from, the surest first. */
export const TIE_KEYS = ['link', 'patch-id', 'title', 'similar'] as const
export type TieKey = (typeof TIE_KEYS)[number]

/** What the message of a commit says about mails and other commits. Hashes are in lower case and may be shortened to as few as 7 digits. */
export interface CommitMarks {
  /** Message-IDs that trailers such as `Link:` name: of the patch, its cover letter, or a reply. */
  readonly links: readonly MessageId[]
  /** The commits that this one fixes. */
  readonly fixes: readonly string[]
  /** The commits that this one reverts. */
  readonly reverts: readonly string[]
  /** The commits that this one was backported or cherry-picked from. */
  readonly origins: readonly string[]
}

/** A commit of a tree, as its repository tells. */
export interface Commit {
  /** 40 hex digits in lower case (64 where the repository uses SHA-256). */
  readonly sha: string
  readonly title: string
  readonly author: Address
  readonly committer: Address
  readonly authoredMs: number
  readonly committedMs: number
  /** Number of parents: a merge has at least two, and no patch of its own. */
  readonly parents: number
  readonly marks: CommitMarks
}

/** A branch on which a commit was seen. */
export interface Sighting {
  readonly tree: string
  readonly branch: string
  readonly role: BranchRole
  /** When the branch was first read with it. */
  readonly firstMs: number
  /** When the branch was first read without it again; null while it is there. */
  readonly goneMs: number | null
}

/** A commit with where it was seen: all that is known of it but for its text. */
export interface SeenCommit extends Commit {
  /** The first release tag that contains it; null when none is known. */
  readonly release: string | null
  readonly sightings: readonly Sighting[]
}

/** A commit that was made from a patch mail. */
export interface TiedCommit {
  readonly commit: SeenCommit
  readonly key: TieKey
}

/** What the trees have of a series: the input of landing.ts. */
export interface Landed {
  /** The commits of each patch mail, by the key of the mail; without an entry for a mail that was not tied. */
  readonly tied: ReadonlyMap<string, readonly TiedCommit[]>
  /** The commits that name one of these, and those that name one of them in turn: fixes, reverts, reverts of reverts and backports. */
  readonly namers: readonly SeenCommit[]
}
