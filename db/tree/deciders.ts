import { memo } from '../../lib/memo'
import type { Posted } from '../../lib/review/posted'
import type { Db } from '../open'

/** The branch of a maintainer on which somebody committed what was posted. What was only posted to be pulled had been committed before, and others decided to pull it. */
const FROM_COMMITTED = `FROM committers JOIN commits ON commits.committer = committers.id JOIN ties ON ties."commit" = commits.id
       JOIN mails ON mails.id = ties.message JOIN places ON places.message = ties.message JOIN sightings ON sightings."commit" = commits.id
       JOIN branches ON branches.id = sightings.branch JOIN trees ON trees.id = branches.tree
  WHERE committers.email = @mailbox AND branches.role = 'maintainer' AND places.kind = 'patch'`
const COMMITTED = `SELECT 1 ${FROM_COMMITTED}`

/**
 * Prepares finding out whether somebody decides about what was posted: who has committed, to a maintainer's branch, patches that were
 * posted to one of its lists. A tree with scopes counts for the lists that they name, and for what changes files below the paths that they name and
 * no others. On mainline and stable branches everybody may commit what others decided.
 */
export function openDeciders(db: Db): (mailbox: string, posted: Posted) => boolean {
  const some = db.prepare<[], 1>('SELECT 1 FROM ties LIMIT 1').pluck()
  const someScopes = db.prepare<[], 1>("SELECT 1 FROM trees WHERE trees.scopes <> '[]' LIMIT 1").pluck()
  const forList = db
    .prepare<{ mailbox: string; list: string }, 1>(
      `${COMMITTED} AND EXISTS (SELECT 1 FROM json_each(mails.lists) AS posted WHERE posted.value = @list)
         AND (trees.scopes = '[]' OR EXISTS (SELECT 1 FROM json_each(trees.scopes) AS scope WHERE scope.value = @list))
       LIMIT 1`,
    )
    .pluck()
  const forPaths = db
    .prepare<{ mailbox: string; paths: string }, 1>(
      `${COMMITTED} AND NOT EXISTS (
         SELECT 1 FROM json_each(@paths) AS file WHERE NOT EXISTS (
           SELECT 1 FROM json_each(trees.scopes) AS scope
           WHERE file.value = scope.value
             OR substr(file.value, 1, length(rtrim(scope.value, '/')) + 1) = rtrim(scope.value, '/') || '/'))
       LIMIT 1`,
    )
    .pluck()
  const known = new Map<string, boolean>()
  const decidesFor = (mailbox: string, paths: readonly string[]): boolean =>
    paths.length > 0 && forPaths.get({ mailbox, paths: JSON.stringify(paths) }) === 1
  return (mailbox, { lists, paths }) =>
    some.get() !== undefined &&
    (lists.some((list) => memo(known, `${mailbox} ${list}`, () => forList.get({ mailbox, list }) === 1)) ||
      (someScopes.get() !== undefined && decidesFor(mailbox, paths())))
}

/** Prepares finding out whether somebody has committed to a maintainer's branch what was posted anywhere. */
export function openHasCommitted(db: Db): (mailbox: string) => boolean {
  const some = db.prepare<[], 1>('SELECT 1 FROM ties LIMIT 1').pluck()
  const committed = db.prepare<{ mailbox: string }, 1>(`${COMMITTED} LIMIT 1`).pluck()
  return (mailbox) => some.get() !== undefined && committed.get({ mailbox }) === 1
}

/** Prepares to list the series of which somebody has committed patches to a maintainer's branch, the newest of them. */
export function openCommitted(db: Db): (mailbox: string, limit: number) => number[] {
  const some = db.prepare<[], 1>('SELECT 1 FROM ties LIMIT 1').pluck()
  const select = db
    .prepare<{ mailbox: string; limit: number }, number>(
      `SELECT DISTINCT places.series ${FROM_COMMITTED} AND places.series IS NOT NULL ORDER BY places.series DESC LIMIT @limit`,
    )
    .pluck()
  return (mailbox, limit) => (some.get() === undefined ? [] : select.all({ mailbox, limit }))
}
