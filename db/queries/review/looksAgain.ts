import { OPEN_STATUSES, RECHECK_STATUSES } from '../../../lib/review/states'

/**
 * The condition of SQL on a row of `standings` whose person has to look again: the code under their tag changed, their comment was addressed,
 * or the author answered it. `LOOK_AGAIN_PARAMETERS` are its parameters.
 */
export const LOOKS_AGAIN = `(standings.status IN (SELECT value FROM json_each(@recheck))
  OR (standings.status IN (SELECT value FROM json_each(@open)) AND standings.answered = 1))`
export const LOOK_AGAIN_PARAMETERS = {
  recheck: JSON.stringify(RECHECK_STATUSES),
  open: JSON.stringify(OPEN_STATUSES),
}
