import type { Db } from '../../open'
import { openCommits } from '../../tree/commitReader'
import type { LandedView } from '../views'
import { openCommitViews } from './commitHead'

interface Sums {
  readonly commits: number
  readonly probable: number
  readonly lines: number | null
  readonly unknown: number
}

/**
 * The commit that decides about a series, and the sums over the commits that were made from the version at this position. Backports,
 * cherry-picks and commits that have gone do not count. Undefined when there is no such commit.
 */
export function getStateCommit(
  db: Db,
  series: number,
  id: number,
  position: number | null,
): Omit<LandedView, 'label'> | undefined {
  const stored = openCommits(db).byId(id)
  if (stored === undefined) return undefined
  const head = openCommitViews(db).head(stored.commit)
  const sums = db
    .prepare<{ series: number; position: number | null; id: number; role: string | null }, Sums>(
      `SELECT count(*) AS commits, coalesce(sum(probable), 0) AS probable, sum(lines) AS lines, sum(unknown) AS unknown FROM (
       SELECT max(ties.key = 'similar') AS probable, max(ties.added + ties.removed) AS lines,
              max(ties.added IS NULL AND ties.key <> 'patch-id') AS unknown
       FROM series JOIN places ON places.series = series.id JOIN ties ON ties.message = places.message
            JOIN commits ON commits.id = ties."commit"
       WHERE series.id = @series AND places.version = @position AND places.kind = 'patch'
         AND places.number IN (SELECT value FROM json_each(series.state_patches))
         AND (commits.id = @id OR commits.marks IS NULL OR json_array_length(commits.marks, '$.origins') = 0)
         AND EXISTS (SELECT 1 FROM sightings JOIN branches ON branches.id = sightings.branch
                     WHERE sightings."commit" = commits.id AND sightings.gone_ms IS NULL AND (branches.role <> 'stable' OR @role = 'stable'))
       GROUP BY ties."commit")`,
    )
    .get({ series, position, id, role: head.role })
  return {
    ...head,
    commits: sums?.commits ?? 0,
    probable: sums?.probable ?? 0,
    changedLines: sums === undefined || sums.unknown > 0 ? null : (sums.lines ?? 0),
  }
}
