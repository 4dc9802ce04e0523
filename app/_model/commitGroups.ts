import type { CommitView } from '../../db/queries/views'
import { branchWords } from './commitWords'
import { formatDay } from './time'

/** A commit of a group, with the trailers that the committer added to it and not to each of the group. */
export interface GroupedCommit {
  readonly commit: CommitView
  readonly trailers: readonly string[]
}

/** Commits in a row that are in the same place, by the same committer on the same day, and tied to their mails in the same way. */
export interface CommitGroup {
  readonly first: CommitView
  readonly commits: readonly GroupedCommit[]
  /** The trailers that the committer added to each of them. */
  readonly trailers: readonly string[]
}

/** Groups the commits of one version, so that a page says once what holds for all commits of a group. Their order is kept. */
export function groupCommits(commits: readonly CommitView[]): CommitGroup[] {
  const runs: [CommitView, ...CommitView[]][] = []
  for (const commit of commits) {
    const run = runs.at(-1)
    if (run !== undefined && sharedFacts(run[0]) === sharedFacts(commit)) run.push(commit)
    else runs.push([commit])
  }
  return runs.map(toGroup)
}

function sharedFacts(commit: CommitView): string {
  const { gone, committer, committed, by } = commit
  return JSON.stringify([branchWords(commit), gone, committer, formatDay(committed), by])
}

function toGroup(run: readonly [CommitView, ...CommitView[]]): CommitGroup {
  const [first, ...others] = run
  const trailers = ownTrailers(first).filter((line) => others.every((other) => ownTrailers(other).includes(line)))
  return {
    first,
    commits: run.map((commit) => ({
      commit,
      trailers: ownTrailers(commit).filter((line) => !trailers.includes(line)),
    })),
    trailers,
  }
}

/** The added trailers without the link to the mail, which is shown as a link. */
function ownTrailers({ trailersAdded, messageId }: CommitView): string[] {
  return trailersAdded.filter((line) => !line.includes(messageId))
}
