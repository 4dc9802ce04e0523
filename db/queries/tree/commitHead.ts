import { formatCommitUrl, guessCommitUrl } from '../../../lib/tree/forge'
import type { BranchRole, SeenCommit, Sighting } from '../../../lib/tree/types'
import type { Db } from '../../open'
import { isoTime, person } from '../format'
import type { CommitHeadView, SightingView } from '../views'

/** Prepares the views of commits and of the branches that they were seen on. */
export interface CommitViews {
  readonly head: (commit: SeenCommit) => CommitHeadView
  readonly sightings: (commit: SeenCommit) => SightingView[]
}

interface TreeRow {
  readonly name: string
  readonly url: string
  readonly commit_url: string
}

export function openCommitViews(db: Db): CommitViews {
  const rows = db.prepare<[], TreeRow>('SELECT name, url, commit_url FROM trees').all()
  const templates = new Map(rows.map(({ name, url, commit_url }) => [name, commit_url || guessCommitUrl(url)]))
  const urlOf = (tree: string, sha: string) => formatCommitUrl(templates.get(tree) ?? '', sha)
  return {
    head({ sha, title, author, committer, committedMs, release, sightings }) {
      const { tree, branch, role } = mainSighting(sightings)
      const left = sightings.flatMap(({ goneMs }) => goneMs ?? [])
      return {
        sha,
        title,
        tree,
        branch,
        role,
        author: person(author.name, author.email),
        committer: person(committer.name, committer.email),
        committed: isoTime(committedMs),
        release,
        gone: left.length === 0 || left.length < sightings.length ? null : isoTime(Math.max(...left)),
        url: urlOf(tree, sha),
      }
    },
    sightings: ({ sha, sightings }) =>
      [...sightings].sort(byWeight).map(({ tree, branch, role, goneMs }) => ({
        tree,
        branch,
        role,
        gone: goneMs === null ? null : isoTime(goneMs),
        url: urlOf(tree, sha),
      })),
  }
}

/** Every commit is stored with the branch that it was found on. */
function mainSighting(sightings: readonly Sighting[]): Pick<Sighting, 'tree' | 'branch' | 'role'> {
  return [...sightings].sort(byWeight)[0] ?? { tree: '', branch: '', role: 'mainline' }
}

const RANKS: Readonly<Record<BranchRole, number>> = { mainline: 0, maintainer: 1, stable: 2 }

/** Branches that have the commit now come first, then those that say most about it. */
function byWeight(a: Sighting, b: Sighting): number {
  return Number(a.goneMs !== null) - Number(b.goneMs !== null) || RANKS[a.role] - RANKS[b.role] || a.firstMs - b.firstMs
}
