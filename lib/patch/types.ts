import type { Issue } from '../issue'
import type { Address } from '../mail/types'

export type LineKind = 'context' | 'minus' | 'plus'

export interface HunkLine {
  readonly kind: LineKind
  /** Without the leading blank, - or +, and without a line end. */
  readonly text: string
  /** True when `\ No newline at end of file` follows this line. */
  readonly noNewline?: true
}

export interface Hunk {
  readonly oldStart: number
  readonly oldCount: number
  readonly newStart: number
  readonly newCount: number
  /** What follows the second `@@`, usually the enclosing function; '' when there is nothing. */
  readonly heading: string
  readonly lines: readonly HunkLine[]
}

export type FileChange = 'modify' | 'create' | 'delete' | 'rename' | 'copy'

export interface FileDiff {
  readonly change: FileChange
  /** Path before, without `a/`; null for a created file. */
  readonly oldPath: string | null
  /** Path after, without `b/`; null for a deleted file. */
  readonly newPath: string | null
  /** Octal as git prints it ('100644'), null where the diff does not say. */
  readonly oldMode: string | null
  readonly newMode: string | null
  /** True for `GIT binary patch` and `Binary files differ`: there are no hunks, `binaryText` holds what stood there. */
  readonly binary: boolean
  readonly binaryText: string
  readonly hunks: readonly Hunk[]
}

/** One `Name: value` line of a commit message. */
export interface Trailer {
  /** In its usual capitalisation: 'Reviewed-by'. */
  readonly name: string
  /** As written, continuation lines joined by one blank; a trailing `# note` or `[note]` is kept here. */
  readonly value: string
  /** Line in the text it was read from, counted from 0. */
  readonly line: number
}

/** The person whom a trailer names. */
export interface TrailerPerson {
  readonly name: string
  readonly email: string
  /** What follows the address (`# s390`, `[for the parts in net]`); '' when nothing does. */
  readonly note: string
}

/** A trailer of a patch, with the person it names already read. */
interface PatchTrailer extends Trailer {
  /** Undefined when the value names nobody. */
  readonly person: TrailerPerson | undefined
}

/** What a patch mail says, apart from its place in a series. */
export interface Patch {
  /** The subject without its prefixes, or the in-body `Subject:` when there is one. */
  readonly title: string
  /** An in-body `From:` wins over the mail's sender. */
  readonly author: Address
  /** The commit message without title and trailers; no trailing blank lines. */
  readonly message: string
  /** The commit message as written: prose and trailers, without the title and without blank lines at its ends. */
  readonly commitMessage: string
  /** Line of the body where the commit message starts, counted from 0. */
  readonly messageLine: number
  readonly trailers: readonly PatchTrailer[]
  /** The text between the `---` line and the diff, without the diffstat: the changelog and notes to reviewers. */
  readonly notes: string
  readonly files: readonly FileDiff[]
  readonly issues: readonly Issue[]
}
