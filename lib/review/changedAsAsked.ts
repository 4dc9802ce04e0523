import type { StandingStatus } from './states'

/** What became of a review comment. Versions are given by position or by label. */
interface Outcome<Version> {
  readonly status: StandingStatus
  readonly changedIn: Version | null
  readonly announcedIn: Version | null
}

/**
 * Whether a tag was given for the code as it is now, although the code changed in some versions since: the mail of the tag asked for changes, all of them were made, and
 * the code changed only in the versions that made them. `asked` are the comments of that mail on the patch.
 * "Otherwise: Reviewed-by" <caa39cd9-d488-fea2-6569-88d08b9621b3@linux.ibm.com> does not predate the change that it asks for.
 */
export function changedAsAsked<Version>(changed: readonly Version[], asked: readonly Outcome<Version>[]): boolean {
  if (changed.length === 0 || asked.length === 0 || !asked.every(({ status }) => status === 'addressed')) return false
  const made = new Set(asked.flatMap(({ changedIn, announcedIn }) => [changedIn, announcedIn]))
  return changed.every((version) => made.has(version))
}
