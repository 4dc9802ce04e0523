import { sameMailbox } from '../mail/address'
import { ownLines, readLines } from './quote'
import { withdrawsPosting } from './rules/answer'
import { saysApplied } from './rules/apply'
import { findSentences } from './sentence'
import { BOT_APPLIED } from './verdict'

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

/** Own sentences that are read of an answer. */
const MAX_SENTENCES = 40

/**
 * Reads what an answer says about the request. That it was pulled, by the rule `applies` or in the form of patchwork-bot, counts from somebody whom the request was sent to and
 * from the bots of kernel.org, "please ignore this" from its sender. Undefined when it says neither. Linear.
 */
export function readPullAnswer(
  answer: { readonly from: string; readonly body: string },
  request: RequestPeople,
): PullAnswer | undefined {
  if (!mayDecide(answer.from, request)) return undefined
  const own = sameMailbox(answer.from, request.from)
  const reported = isPullBot(answer.from) ? BOT_APPLIED.exec(ownText(answer.body))?.[0] : undefined
  if (reported !== undefined) return { kind: 'pulled', quote: reported.trim() }
  const sentences = ownSentences(answer.body)
  const pulled = own ? undefined : sentences.find(saysApplied)
  if (pulled !== undefined) return { kind: 'pulled', quote: pulled }
  const withdrawn = own ? sentences.find(withdrawsPosting) : undefined
  return withdrawn === undefined ? undefined : { kind: 'withdrawn', quote: withdrawn }
}

/** Whether the bot of an archive writes from this address that a request was pulled. */
export function isPullBot(email: string): boolean {
  return BOT.test(email)
}

/** Whether the word of this address counts: that of the sender, of a recipient and of the bots. */
export function mayDecide(email: string, { from, recipients }: RequestPeople): boolean {
  return isPullBot(email) || [from, ...recipients].some((one) => sameMailbox(one, email))
}

function ownText(body: string): string {
  return ownLines(readLines(body))
    .map(({ text }) => text)
    .join('\n')
}

/** The first sentences of the sender's own words. */
function ownSentences(body: string): string[] {
  return findSentences(ownLines(readLines(body)))
    .slice(0, MAX_SENTENCES)
    .map(({ text }) => text)
}
