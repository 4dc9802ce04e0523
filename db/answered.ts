const UNANSWERED = 0
const ANSWERED = 1
/** Answered, and whoever made the comment has replied to that or given a tag since; see lib/review/resumed.ts. */
const RESUMED = 2

/** What the column `answered` of the table `standings` says. Only these two functions know its numbers. */
export interface Answered {
  readonly answered: boolean
  readonly resumed: boolean
}

/** The value of the column. What nobody answered cannot be resumed. */
export function storeAnswered({ answered, resumed }: Answered): number {
  if (!answered) return UNANSWERED
  return resumed ? RESUMED : ANSWERED
}

/** The meaning of a value of the column. */
export function readAnswered(stored: number): Answered {
  return { answered: stored !== UNANSWERED, resumed: stored === RESUMED }
}
