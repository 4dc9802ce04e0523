import { sameMailbox } from '../mail/address'
import { ownLines, readLines } from './quote'
import { findSentences } from './sentence'

/** What an answer says about a pull request, with the sentence that says it. */
export interface PullAnswer {
  readonly kind: 'pulled' | 'withdrawn'
  readonly quote: string
}

/** Of a request: its sender, and whom it was sent to. */
interface RequestPeople {
  readonly from: string
  readonly recipients: readonly string[]
}

/** pr-tracker-bot reports what reached mainline, patchwork-bot what reached the network trees. */
const BOT = /^(?:pr-tracker-bot|patchwork-bot(?:\+[\w.-]{1,40})?)@kernel\.org$/i
const BOT_PULLED = /^(?:has been merged into \S.*|this (?:pull request|series|patch) was applied to \S.*)/im

/** `Pulled, thanks`, `Both pulled`, `I've pulled this now`, `This is merged`. */
const PULLED =
  /^(?:(?:all|both|now|ok|okay|great|lgtm|looks good)[,.!:]? )?(?:pulled|merged|applied|taken)\b|\bI(?:'ve| have)?(?: now| just)? (?:pulled|merged)\b|^(?:this|that|it)(?: is|'s| was| has been) (?:now )?(?:pulled|merged)\b/i
/** `I have not pulled this`, `I unpulled it`, `once it is merged`. */
const NOT_PULLED = /\b(?:not|never|cannot|un-?pulled|if|once|when|after|before|until|but then|dropped)\b|n't\b|\?$/i
const WITHDRAWN =
  /^(?:sorry,? )?(?:please,? )?(?:ignore|disregard|drop|scratch|discard|(?:don't|do not) pull|hold off)\b.{0,80}\b(?:this|that|it|one|request|pull|mail)\b|\bI(?:'ll| will| have to)? withdraw\b/i

/** Own sentences that are read of an answer. */
const MAX_SENTENCES = 40

/**
 * Reads what an answer says about the request. "Pulled" counts from somebody whom the request was sent to and from the bots of kernel.org, "please ignore this"
 * from its sender. Undefined when it says neither. Known misreading: "Merged with the other branch" about something else. Linear.
 */
export function readPullAnswer(
  answer: { readonly from: string; readonly body: string },
  request: RequestPeople,
): PullAnswer | undefined {
  if (BOT.test(answer.from)) {
    const quote = BOT_PULLED.exec(answer.body)?.[0]
    return quote === undefined ? undefined : { kind: 'pulled', quote }
  }
  if (!mayDecide(answer.from, request)) return undefined
  const own = sameMailbox(answer.from, request.from)
  const sentences = ownSentences(answer.body)
  const pulled = sentences.find((one) => PULLED.test(one) && !NOT_PULLED.test(one))
  if (pulled !== undefined && !own) return { kind: 'pulled', quote: pulled }
  const withdrawn = own ? sentences.find((one) => WITHDRAWN.test(one)) : undefined
  return withdrawn === undefined ? undefined : { kind: 'withdrawn', quote: withdrawn }
}

/** Whether the word of this address counts: that of the sender, of a recipient and of the bots. */
export function mayDecide(email: string, { from, recipients }: RequestPeople): boolean {
  return BOT.test(email) || [from, ...recipients].some((one) => sameMailbox(one, email))
}

/** The first sentences of the sender's own words. */
function ownSentences(body: string): string[] {
  return findSentences(ownLines(readLines(body)))
    .slice(0, MAX_SENTENCES)
    .map(({ text }) => text)
}
