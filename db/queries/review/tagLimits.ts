import { isInForce, type StandingStatus } from '../../../lib/review/states'
import type { Db } from '../../open'

/** A scope of patches, see scopeWords in db/derive: any other one is a part of the code, in the words of the reviewer. */
const PATCHES = /^(?:the series$|patch(?:es)? [\d-]|all patches except |this patch and the )/

/**
 * The parts of the code to which the words of reviewers limit all tags that a series has, such as `s390` of "For s390: Acked-by". Empty where one tag is
 * for all of a patch, and without tags. <Y4Ru5Cnz+yps7RST@li-4a3a4a4c-28e5-11b2-a85c-a8d192c6f089.ibm.com>
 */
export function listTagLimits(db: Db, series: number): string[] {
  const select = db.prepare<{ series: number }, { readonly status: StandingStatus; readonly scope: string | null }>(
    `SELECT standings.status, (SELECT positions.scope FROM positions
             WHERE positions.series = standings.series AND positions.message = standings.message AND positions.quote = standings.quote AND positions.fits = 1
             ORDER BY positions.scope IS NULL, positions.ordinal LIMIT 1) AS scope
     FROM standings WHERE standings.series = @series AND standings.position = 'approves'
     ORDER BY standings.ordinal`,
  )
  const scopes = select.all({ series }).flatMap(({ status, scope }) => (isInForce(status) ? [scope] : []))
  const limits = scopes.flatMap((scope) => (scope === null || PATCHES.test(scope) ? [] : [scope]))
  return limits.length < scopes.length ? [] : [...new Set(limits)]
}
