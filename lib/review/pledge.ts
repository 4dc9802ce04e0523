import { mayComment, mayDecide } from './basis'
import { matchesAny } from './cueTable'
import type { LiveComment } from './liveComments'
import { blocks, waits } from './positions'
import type { ReadReply } from './replies'
import { praisesPosting } from './rules/answer'
import { CONTENT, PLEDGES, PLEDGES_NOT, PRAISES_REST, WHILE_APPLYING } from './rules/cues/pledge'
import type { Sentence } from './sentence'

/**
 * The last reply about the newest version in which somebody who may decide says that he is going to apply it, or that it is good as a whole. Undefined when
 * nobody does, and when somebody who may decide asked for something after that, or spoke of one patch; talk changes nothing (<20210802153211.GA29822@salvia>).
 * `whole`: a reply to this patch is about all patches.
 */
export function findPledge(
  replies: readonly ReadReply[],
  newest: number,
  isWhole: (number: number) => boolean,
): ReadReply | undefined {
  const last = replies.findLast(
    (reply) =>
      reply.position === newest &&
      reply.speaker !== 'bot' &&
      (mayDecide(reply.basis) || (mayComment(reply.basis) && appliesOwn(reply))) &&
      (pledges(reply) || reply.statements.some(({ position }) => waits(position))),
  )
  return last !== undefined && isWhole(last.number) && pledges(last) ? last : undefined
}

/**
 * Who said last, about any version and with a say, that they are going to apply the patches; they need not be known for that.
 * <b7ec3c33bb8e356fe29f3433002cb31f8013be74.camel@linux.ibm.com>.
 */
export function findApplier(replies: readonly ReadReply[]): number | undefined {
  return replies.findLast((reply) => mayComment(reply.basis) && findPlan(reply) !== undefined)?.person
}

/**
 * The open comments without those that came before somebody who may decide said that they are going to apply the newest version as it is: nobody has to answer them
 * any more. Refusals and objections of others stay. Nor with those that came before their author said in reply to the same patch that he changes it while
 * applying it. `isWhole`: a reply to this patch is about all patches. <87wmxmumkr.fsf@suse.de>, <87a5u8j42t.fsf@suse.de>.
 */
export function withoutPassedOver(
  live: readonly LiveComment[],
  replies: readonly ReadReply[],
  newest: number,
  isWhole: (number: number) => boolean,
): readonly LiveComment[] {
  const pledge = replies.findLast(
    (reply) =>
      reply.position === newest && isWhole(reply.number) && mayDecide(reply.basis) && findPlan(reply) !== undefined,
  )
  const plan = pledge === undefined ? undefined : findPlan(pledge)
  const kept = withoutDoneWhileApplying(live, replies, newest, isWhole)
  if (pledge === undefined || plan === undefined) return kept
  const said = new Set(pledge.sentences.slice(0, pledge.sentences.indexOf(plan)).map(({ text }) => text))
  return kept.filter(({ orderMs, position, mailKey, quote }) =>
    mailKey === pledge.key ? !said.has(quote) : orderMs >= pledge.orderMs || blocks(position),
  )
}

function withoutDoneWhileApplying(
  live: readonly LiveComment[],
  replies: readonly ReadReply[],
  newest: number,
  isWhole: (number: number) => boolean,
): readonly LiveComment[] {
  const done = replies.filter((reply) => reply.position === newest && mayComment(reply.basis) && appliesOwn(reply))
  return live.filter(
    ({ orderMs, position, patches }) =>
      blocks(position) ||
      !done.some((reply) => reply.orderMs > orderMs && (isWhole(reply.number) || patches.includes(reply.number))),
  )
}

/** Whether an author says that they make a change while applying the patches, which they do themselves then. */
function appliesOwn({ speaker, sentences }: Pick<ReadReply, 'speaker' | 'sentences'>): boolean {
  return speaker === 'author' && sentences.some(({ code, text }) => !code && changesWhileApplying(text))
}

/** Whether a sentence says that its author makes a change while applying the patches. */
function changesWhileApplying(sentence: string): boolean {
  return !sentence.endsWith('?') && matchesAny(WHILE_APPLYING, sentence)
}

/** The sentence of a reviewer who says that they are going to apply the patches. */
function findPlan({ speaker, sentences }: Pick<ReadReply, 'speaker' | 'sentences'>): Sentence | undefined {
  return speaker === 'reviewer' ? sentences.findLast(({ code, text }) => !code && pledgesToApply(text)) : undefined
}

/** Whether a reply says that its author is going to apply the patches or, as a reviewer, that they are good. */
export function pledges({ speaker, sentences }: Pick<ReadReply, 'speaker' | 'sentences'>): boolean {
  if (sentences.some(({ code, text }) => !code && pledgesToApply(text))) return true
  if (speaker === 'author') return appliesOwn({ speaker, sentences })
  return speaker === 'reviewer' && sentences.some(({ text }) => isContent(text))
}

function isContent(sentence: string): boolean {
  return praisesPosting(sentence) || matchesAny(CONTENT, sentence) || matchesAny(PRAISES_REST, sentence)
}

/** Whether a sentence says that its author is going to apply the patches. */
export function pledgesToApply(sentence: string): boolean {
  return !sentence.endsWith('?') && matchesAny(PLEDGES, sentence) && !matchesAny(PLEDGES_NOT, sentence)
}
