import { mayComment, mayDecide } from './basis'
import { matchesAny } from './cueTable'
import type { LiveComment } from './liveComments'
import { blocks } from './positions'
import type { ReadReply } from './replies'
import { praisesPosting } from './rules/answer'
import { PLEDGES, PLEDGES_NOT, PRAISES_REST } from './rules/cues/pledge'

/**
 * The last reply about the newest version in which somebody who may decide says that he is going to apply it, or that it is good as a whole. Undefined when
 * nobody does, and when somebody who may decide wrote after that. `whole`: a reply to this patch is about all patches.
 */
export function findPledge(
  replies: readonly ReadReply[],
  newest: number,
  isWhole: (number: number) => boolean,
): ReadReply | undefined {
  const last = replies.findLast(
    ({ position, speaker, basis }) => position === newest && speaker !== 'bot' && mayDecide(basis),
  )
  if (last === undefined) return undefined
  return isWhole(last.number) && pledges(last) ? last : undefined
}

/**
 * The last reply, about any version, in which a reviewer with a say says that they are going to apply the patches; they need not be known for that.
 * <b7ec3c33bb8e356fe29f3433002cb31f8013be74.camel@linux.ibm.com>.
 */
export function findApplyPledge(replies: readonly ReadReply[]): ReadReply | undefined {
  return replies.findLast(
    ({ speaker, basis, sentences }) =>
      speaker === 'reviewer' && mayComment(basis) && sentences.some(({ code, text }) => !code && pledgesToApply(text)),
  )
}

/**
 * The open comments without those that came before somebody who may decide said that they are going to apply the newest version as it is: nobody has to answer them
 * any more. Refusals and objections stay. `isWhole`: a reply to this patch is about all patches. <87wmxmumkr.fsf@suse.de>.
 */
export function withoutPassedOver(
  live: readonly LiveComment[],
  replies: readonly ReadReply[],
  newest: number,
  isWhole: (number: number) => boolean,
): readonly LiveComment[] {
  const pledge = replies.findLast(
    ({ position, number, speaker, basis, sentences }) =>
      position === newest &&
      isWhole(number) &&
      speaker === 'reviewer' &&
      mayDecide(basis) &&
      sentences.some(({ code, text }) => !code && pledgesToApply(text)),
  )
  if (pledge === undefined) return live
  return live.filter(({ orderMs, position }) => orderMs >= pledge.orderMs || blocks(position))
}

/** Whether a reply says that its author is going to apply the patches or, as a reviewer, that they are good. */
export function pledges({ speaker, sentences }: Pick<ReadReply, 'speaker' | 'sentences'>): boolean {
  if (sentences.some(({ code, text }) => !code && pledgesToApply(text))) return true
  return speaker === 'reviewer' && sentences.some(({ text }) => praisesPosting(text) || matchesAny(PRAISES_REST, text))
}

/** Whether a sentence says that its author is going to apply the patches. */
export function pledgesToApply(sentence: string): boolean {
  return !sentence.endsWith('?') && matchesAny(PLEDGES, sentence) && !matchesAny(PLEDGES_NOT, sentence)
}
