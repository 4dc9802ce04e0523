import { RECHECK_STATUSES, type StandingStatus } from '../../../lib/review/states'

const OPEN: StandingStatus = 'open'

/**
 * The condition of SQL on a row of `standings` whose person has to look again: the code under their tag changed, their comment was addressed, or the
 * author answered it. Not once the author has promised a change: that has to come first. `LOOK_AGAIN_PARAMETERS` are its parameters.
 */
export const LOOKS_AGAIN = `(standings.status IN (SELECT value FROM json_each(@recheck)) OR (standings.status = @open AND standings.answered = 1))`
export const LOOK_AGAIN_PARAMETERS = { recheck: JSON.stringify(RECHECK_STATUSES), open: OPEN }
