import type { Issue } from '../issue'
import type { Address } from '../mail/types'

export type LineKind = 'context' | 'minus' | 'plus'

export interface HunkLine {
  readonly kind: LineKind
  /** The line without its leading blank, - or +, and without its line end. */
  readonly text: string
  /** Present when `\ No newline at end of file` follows the line. */
  readonly noNewline?: true
}

export interface Hunk {
  readonly oldStart: number
  readonly oldCount: number
  readonly newStart: number
  readonly newCount: number
  /** The text after the second `@@`, usually the enclosing function; '' when there is none. */
  readonly heading: string
  readonly lines: readonly HunkLine[]
}

export type FileChange = 'modify' | 'create' | 'delete' | 'rename' | 'copy'

export interface FileDiff {
  readonly change: FileChange
  /** The old path, without `a/`; null for a created file. */
  readonly oldPath: string | null
  /** The new path, without `b/`; null for a deleted file. */
  readonly newPath: string | null
  /** In octal as git prints it ('100644'); null when the diff does not say. */
  readonly oldMode: string | null
  readonly newMode: string | null
  /** True for `GIT binary patch`, `Binary files differ` and the log of a submodule: then there are no hunks, and `binaryText` has that text. */
  readonly binary: boolean
  readonly binaryText: string
  readonly hunks: readonly Hunk[]
}

/** One `Name: value` line of a commit message. */
export interface Trailer {
  /** In its usual capitalisation: 'Reviewed-by'. */
  readonly name: string
  /** As written, with continuation lines joined by one blank; a trailing `# note` or `[note]` is part of it. */
  readonly value: string
  /** Line of the text that it was read from, counted from 0. */
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

/** What a patch mail says, regardless of its place in a series. */
export interface Patch {
  /** The subject without its prefixes, or the in-body `Subject:` when there is one. */
  readonly title: string
  /** The in-body `From:` when there is one, otherwise the sender of the mail. */
  readonly author: Address
  /** The prose of the commit message, without title, trailers and trailing blank lines. */
  readonly message: string
  /** The commit message as written, prose and trailers, without the title and blank lines at its ends. */
  readonly commitMessage: string
  /** Line of the body where the commit message starts, counted from 0. */
  readonly messageLine: number
  readonly trailers: readonly PatchTrailer[]
  /** The text between the `---` line and the diff, without the diffstat: changelog and comments for reviewers. */
  readonly notes: string
  readonly files: readonly FileDiff[]
  readonly issues: readonly Issue[]
}
