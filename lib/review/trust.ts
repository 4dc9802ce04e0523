/**
 * What the archive, the git trees and the operator say about the people who write to the lists of one series. Everybody is named by mailbox
 * (see mailboxKey).
 */
export interface Trust {
  /** Who has committed, to a branch of a maintainer, what was posted to these lists or changes these files. */
  readonly committers: ReadonlySet<string>
  /** Whom the operator named for one of these lists or for the files. */
  readonly configured: ReadonlySet<string>
  /** Who is known for applying patches, whether a posting addresses them or not; see known.ts. */
  readonly known: ReadonlySet<string>
  /** Who has applied series of at least two others that addressed them. */
  readonly takers: ReadonlySet<string>
  /** Who decides on these lists as a regular of them, whether a posting addresses them or not; see known.ts. */
  readonly steady: ReadonlySet<string>
  /** Who applies what they wrote themselves; see known.ts. */
  readonly ownTakers: ReadonlySet<string>
  /** Who posted or reviewed on one of these lists in three different months. */
  readonly regulars: ReadonlySet<string>
  /** By mailbox, the other mailboxes of the same person. */
  readonly siblings: ReadonlyMap<string, readonly string[]>
  /** By mailbox, one that stands for the same person, for those of whom a .mailmap says that they wrote from several. */
  readonly joined: ReadonlyMap<string, string>
  /** The hosts on which people who apply patches keep the repositories that they ask to pull. */
  readonly forges: ReadonlySet<string>
  /** Whether anybody on these lists is `known`. Where nobody is, the archive is too small to tell. */
  readonly knowsSomebody: boolean
  /** Whether the postings on these lists go to the lists alone. */
  readonly toListAlone: boolean
  /** Whether fewer than three months of these lists are archived, so that nobody can be a regular. */
  readonly young: boolean
}

const NOBODY: ReadonlySet<string> = new Set()

/** What is known of people in an archive that has nothing but the series itself. */
export const NO_TRUST: Trust = {
  committers: NOBODY,
  configured: NOBODY,
  known: NOBODY,
  takers: NOBODY,
  steady: NOBODY,
  ownTakers: NOBODY,
  regulars: NOBODY,
  siblings: new Map(),
  joined: new Map(),
  forges: NOBODY,
  knowsSomebody: false,
  toListAlone: false,
  young: true,
}
