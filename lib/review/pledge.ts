import { mayComment, mayDecide } from './basis'
import { matchesAny } from './cueTable'
import type { LiveComment } from './liveComments'
import { blocks, waits } from './positions'
import type { ReadReply } from './replies'
import { praisesPosting } from './rules/answer'
import { CONTENT, PLEDGES, PLEDGES_NOT, PRAISES_REST, PUSHES_OWN, WHILE_APPLYING } from './rules/cues/pledge'
import type { Sentence } from './sentence'

/**
 * The reply in which somebody said that they are going to apply the newest version, or that it is good as a whole: somebody who may decide, who may be its author
 * and have pushed it to a branch, or an author who changes it while applying it. Undefined when nobody did, or when one of them asked for something later or spoke of one patch only; talk changes
 * nothing (<20210802153211.GA29822@salvia>). `isWhole`: a reply to this patch is about all patches.
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
  return last !== undefined && (isWhole(last.number) || pushesOwn(last)) && pledges(last) ? last : undefined
}

/**
 * The last reply in which a reviewer with a say said, about any version, that they are going to apply the patches, or have. They need not be known for applying patches.
 * <b7ec3c33bb8e356fe29f3433002cb31f8013be74.camel@linux.ibm.com>.
 */
export function findApplier(replies: readonly ReadReply[]): ReadReply | undefined {
  const isTaken = ({ speaker, statements }: ReadReply) =>
    speaker === 'reviewer' && statements.some(({ position }) => position === 'applied')
  return replies.findLast((reply) => mayComment(reply.basis) && (findPlan(reply) !== undefined || isTaken(reply)))
}

/**
 * The open comments that somebody still has to answer. Once somebody who may decide says that they are going to apply the newest version as it is, nobody
 * has to answer what was asked before, except a NAK or an objection by somebody else; see <87wmxmumkr.fsf@suse.de>, <87a5u8j42t.fsf@suse.de>. Nor is there
 * anything to answer once the author says that they make the change while applying the patches. `isWhole`: a reply to this patch is about all patches.
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

/**
 * The comments without those that the author said, later and in reply to the same patch or to all, they take care of while applying it; and without those that
 * they had answered when, as somebody who may decide, they pushed the patches to a branch. NAKs and objections stay.
 */
function withoutDoneWhileApplying(
  live: readonly LiveComment[],
  replies: readonly ReadReply[],
  newest: number,
  isWhole: (number: number) => boolean,
): readonly LiveComment[] {
  const current = replies.filter(({ position }) => position === newest)
  const done = current.filter((reply) => mayComment(reply.basis) && appliesOwn(reply))
  const pushed = current.filter((reply) => mayDecide(reply.basis) && pushesOwn(reply))
  return live.filter(({ orderMs, position, patches, answered }) => {
    const isAfter = (reply: ReadReply) =>
      reply.orderMs > orderMs && (isWhole(reply.number) || patches.includes(reply.number))
    return blocks(position) || !(done.some(isAfter) || (answered && pushed.some(isAfter)))
  })
}

/** Whether the author of the patches says that they apply them themselves and make a change while doing so. */
function appliesOwn({ speaker, sentences }: Pick<ReadReply, 'speaker' | 'sentences'>): boolean {
  return (
    speaker === 'author' &&
    sentences.some(({ code, text }) => !code && !text.endsWith('?') && matchesAny(WHILE_APPLYING, text))
  )
}

/** Whether the author of the patches says that they have pushed them to a branch. It counts for somebody who applies patches. */
function pushesOwn({ speaker, sentences }: Pick<ReadReply, 'speaker' | 'sentences'>): boolean {
  return speaker === 'author' && sentences.some(({ code, text }) => !code && matchesAny(PUSHES_OWN, text))
}

/** What a pledge says: that its sender is going to apply the patches, that their author has pushed them to a branch, or no more than that they are good ("LGTM, thanks"). */
export function kindOfPledge(reply: Pick<ReadReply, 'speaker' | 'sentences'>): 'pledged' | 'pushed' | 'called-good' {
  if (appliesOwn(reply) || reply.sentences.some(({ code, text }) => !code && pledgesToApply(text))) return 'pledged'
  return pushesOwn(reply) ? 'pushed' : 'called-good'
}

/** The last sentence in which a reviewer says that they are going to apply the patches. */
function findPlan({ speaker, sentences }: Pick<ReadReply, 'speaker' | 'sentences'>): Sentence | undefined {
  return speaker === 'reviewer' ? sentences.findLast(({ code, text }) => !code && pledgesToApply(text)) : undefined
}

/** Whether a reply says that its sender is going to apply the patches, that its author has pushed them to a branch or, by a reviewer, that they are good. */
export function pledges({ speaker, sentences }: Pick<ReadReply, 'speaker' | 'sentences'>): boolean {
  if (sentences.some(({ code, text }) => !code && pledgesToApply(text))) return true
  if (appliesOwn({ speaker, sentences }) || pushesOwn({ speaker, sentences })) return true
  return speaker === 'reviewer' && sentences.some(({ text }) => isContent(text))
}

function isContent(sentence: string): boolean {
  return praisesPosting(sentence) || matchesAny(CONTENT, sentence) || matchesAny(PRAISES_REST, sentence)
}

/** Whether a sentence says that whoever wrote it is going to apply the patches. */
export function pledgesToApply(sentence: string): boolean {
  return !sentence.endsWith('?') && matchesAny(PLEDGES, sentence) && !matchesAny(PLEDGES_NOT, sentence)
}
