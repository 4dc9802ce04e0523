import { groupBy } from '../groupBy'
import type { FoldInput } from './foldTypes'
import type { FollowedComment } from './openComments'
import { blocks } from './positions'
import type { ReviewEvent } from './types'

/** The comments that a mail of the author quotes. */
export interface QuotedComments {
  readonly all: ReadonlySet<FollowedComment>
  /** The lines that answer some of them. */
  readonly blocks: readonly { readonly from: number; readonly to: number; readonly said: readonly FollowedComment[] }[]
}

/** Finds the comments that the mail of an event quotes, and marks them as answered. Those further up that were answered before stay as they are. Linear. */
export function answerQuotedComments(
  { mailKey: own, answersTo }: ReviewEvent,
  {
    byMail,
    parents,
  }: { readonly byMail: ReadonlyMap<string, readonly FollowedComment[]>; readonly parents: FoldInput['parents'] },
): QuotedComments {
  const parent = parents.get(own)
  const all = new Set<FollowedComment>()
  const refs = groupBy(answersTo, ({ mailKey }) => mailKey)
  const found = [...refs].flatMap(([mailKey, answered]) => {
    const comments = groupBy(byMail.get(mailKey) ?? [], ({ event }) => `${event.comment}`)
    return answered.map(({ comment, from, to }) => ({ from, to, mailKey, said: comments.get(`${comment}`) ?? [] }))
  })
  const unanswered = found.filter(({ mailKey, said }) => {
    for (const one of said) {
      all.add(one)
      one.quotedIn ??= own
    }
    return mailKey === parent || !said.every(({ answered }) => answered)
  })
  for (const { said } of unanswered) answerMail(said, PLAIN)
  const byBlock = groupBy(unanswered, ({ from }) => from)
  return {
    all,
    blocks: [...byBlock.values()].map(([first, ...rest]) => ({
      ...first,
      said: [first, ...rest].flatMap(({ said }) => said),
    })),
  }
}

/** How an author answers. */
export interface Answer {
  readonly concedes: boolean
  readonly declines: boolean
  /** Its mail declines something, too: thanks for a question promise nothing then. <20221123005251.h4t2t2lv6tqb5nrp@Rk>. */
  readonly hedged: boolean
  /** "Let me handle it in a separate patch after this series." */
  readonly defers: boolean
  /** The mail of the answer; null when it only answers, and neither concedes nor declines nor defers. */
  readonly by: string | null
}

const PLAIN: Answer = { concedes: false, declines: false, hedged: false, defers: false, by: null }

/** Applies an answer of the author to comments. */
export function answerMail(said: readonly FollowedComment[], { concedes, declines, hedged, defers, by }: Answer): void {
  for (const comment of said) {
    if (comment.status === 'cleared') continue
    comment.answered = true
    if (blocks(comment.event.position) || comment.status === 'deferred') continue
    const asks = comment.event.position === 'asks'
    if (defers && !asks) comment.later = true
    // Only a request needs the consent of whoever asked.
    if (defers && asks) comment.status = 'deferred'
    else if (concedes && !(asks && hedged)) {
      comment.status = 'promised'
      comment.promisedIn ??= by
    } else if (declines && isDeclinable(comment)) comment.status = 'declined'
  }
}

/** A "no" to a question is an answer; only a request can be declined. */
function isDeclinable({ event, status }: FollowedComment): boolean {
  return event.position === 'requests-changes' && status === 'open'
}
