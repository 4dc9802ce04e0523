/** Bounds on what a repository, which may come from a stranger, can make an update read. docs/reliability.md lists them. */

/** Commits of one branch in one update. All of linux has 1.4 million. */
export const MAX_COMMITS = 5_000_000
/** Bytes of a commit that are read: its headers and message. The rest of a longer message is ignored. */
export const MAX_COMMIT_BYTES = 256 * 1024
/** Characters of a title that are kept. */
export const MAX_TITLE_CHARS = 1_000
/** Bytes of a diff that are read, as many as a mail may have. A commit with a longer diff is found by its message alone. */
export const MAX_DIFF_BYTES = 16 * 1024 * 1024
/** Diffs that are read of a tree after an import, so that a first import of many mails ends. An update reads the rest. */
export const MAX_IMPORT_DIFFS = 5_000
/** Bytes of a .mailmap; a larger one is not read. That of linux has 60 KB. */
export const MAX_MAILMAP_BYTES = 1024 * 1024
/** Release tags that are read. */
export const MAX_RELEASE_TAGS = 20_000
/** On how many commits in a row git may fail before no more diffs are read in this update. */
export const MAX_DIFF_FAILURES = 20
/** A file with refs that is read as a whole. */
export const MAX_REFS_FILE_BYTES = 64 * 1024 * 1024
