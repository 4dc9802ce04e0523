import { DAY_MS } from '../../../lib/isoTime'
import { hashKey } from '../../../lib/series/keys'
import { pullRefKeys } from '../../../lib/tree/pulledMerge'
import type { SeenCommit, Sighting } from '../../../lib/tree/types'
import type { Db } from '../../open'
import { openCommits } from '../../tree/commitReader'

/** What names the merge of a request. */
interface PullTarget {
  readonly url: string | null
  readonly ref: string | null
  readonly head: string | null
  readonly received_ms: number
}

/** A merge follows its request within this time: the next one of the same branch asks for something else. */
const MAX_WAIT_MS = 60 * DAY_MS
/** Clocks differ. */
const MAX_EARLY_MS = DAY_MS
/** Merges of one branch in this time. */
const MAX_MERGES = 20

/**
 * Prepares finding the commit by which a request was merged: the first merge whose title names its repository and branch or tag, on a branch that has
 * the newest commit of the request, if that is known. Where the merge has another title, or none was needed, it is that newest commit, once mainline
 * has it. Commits that have gone from their branches do not count.
 */
export function openPullMerges(db: Db): (request: PullTarget) => SeenCommit | undefined {
  const commits = openCommits(db)
  const select = db
    .prepare<{ key: number; from: number; to: number; limit: number }, number>(
      `SELECT commits.id FROM commit_keys JOIN commits ON commits.id = commit_keys."commit"
       WHERE commit_keys.key = @key AND commits.parents > 1 AND commits.committed_ms BETWEEN @from AND @to
       ORDER BY commits.committed_ms, commits.sha LIMIT @limit`,
    )
    .pluck()
  return ({ url, ref, head, received_ms }) => {
    const [from, to] = [received_ms - MAX_EARLY_MS, received_ms + MAX_WAIT_MS]
    const found = head === null ? [] : commits.byHash(head.toLowerCase())
    const newest = found.length === 1 ? found[0]?.commit : undefined
    const merges = pullRefKeys(url, ref)
      .flatMap((key) => select.all({ key: hashKey(key), from, to, limit: MAX_MERGES }))
      .flatMap((id) => commits.byId(id)?.commit ?? [])
    const merge = merges.find(({ sightings }) => {
      const live = liveOn(sightings)
      return live.length > 0 && (head === null || liveOn(newest?.sightings ?? []).some((one) => live.includes(one)))
    })
    if (merge !== undefined) return merge
    const isUpstream = newest?.sightings.some(({ role, goneMs }) => role === 'mainline' && goneMs === null) ?? false
    return isUpstream ? newest : undefined
  }
}

/** The branches on which a commit is now. */
function liveOn(sightings: readonly Sighting[]): string[] {
  return sightings.flatMap(({ tree, branch, goneMs }) => (goneMs === null ? `${tree} ${branch}` : []))
}
