import { blocks, type Position } from './positions'
import { isOpenStatus, type StandingStatus } from './states'

/** What of a comment by somebody else says whether the author of the series has to answer it. */
interface Asked {
  readonly position: Position
  readonly status: StandingStatus
  readonly answered: boolean
  /** It is open, on the newest version and by somebody who may comment. */
  readonly counts: boolean
}

/** Whether a comment waits for an answer or a change by the author: an open one on the newest version, however small, or an open objection to any version. */
export function isForAuthor({ counts, position, status }: Asked): boolean {
  return isOpenStatus(status) && (counts || blocks(position))
}

/** Whether the author still has to answer a comment. A nit keeps nobody waiting, and yet it wants an answer. */
export function isToAnswer(comment: Asked): boolean {
  return isForAuthor(comment) && comment.status === 'open' && !comment.answered
}
