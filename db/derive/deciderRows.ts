import { memo } from '../../lib/memo'
import type { Db } from '../open'

/**
 * Prepares finding out whether somebody has committed, to a maintainer's branch, patches that were posted to one of these lists. A tree
 * whose scopes name lists counts for these alone. On mainline and stable branches everybody may commit what others decided.
 */
export function openDeciders(db: Db): (mailbox: string, lists: readonly string[]) => boolean {
  const some = db.prepare<[], 1>('SELECT 1 FROM ties LIMIT 1').pluck()
  const select = db
    .prepare<{ mailbox: string; list: string }, 1>(
      `SELECT 1 FROM committers JOIN commits ON commits.committer = committers.id JOIN ties ON ties."commit" = commits.id
            JOIN mails ON mails.id = ties.message JOIN sightings ON sightings."commit" = commits.id
            JOIN branches ON branches.id = sightings.branch JOIN trees ON trees.id = branches.tree
       WHERE committers.email = @mailbox AND branches.role = 'maintainer'
         AND EXISTS (SELECT 1 FROM json_each(mails.lists) AS posted WHERE posted.value = @list)
         AND (EXISTS (SELECT 1 FROM json_each(trees.scopes) AS scope WHERE scope.value = @list)
              OR NOT EXISTS (SELECT 1 FROM json_each(trees.scopes) AS scope WHERE scope.value LIKE '%@%'))
       LIMIT 1`,
    )
    .pluck()
  const known = new Map<string, boolean>()
  return (mailbox, lists) =>
    some.get() !== undefined &&
    lists.some((list) => memo(known, `${mailbox} ${list}`, () => select.get({ mailbox, list }) === 1))
}
