import { sameMailbox, splitEmail } from '../mail/address'
import { repositoryHost } from '../pull/repositoryHost'
import { ownLines, readLines } from './quote'
import { withdrawsPosting } from './rules/answer'
import { saysApplied } from './rules/apply'
import { findSentences } from './sentence'
import { isBot } from './speaker'
import { BOT_APPLIED, BOT_MERGED } from './verdict'

/** What an answer says about a pull request, with the sentence that says it. */
export interface PullAnswer {
  readonly kind: 'pulled' | 'withdrawn'
  readonly quote: string
}

/** Of a request: its sender, whom it was sent to, and its repository as it was written; null when it names none. */
interface RequestPeople {
  readonly from: string
  readonly recipients: readonly string[]
  readonly url: string | null
}

/** Own sentences that are read of an answer. */
const MAX_SENTENCES = 40

/**
 * Reads what an answer says about the request. That it was pulled counts from somebody whom the request was sent to, by the rule `applies`, and from a bot of the host where
 * the repository of the request is, in the form of a notice (<166384441514.19700.3392239951153800895.git-patchwork-notify@kernel.org>); "please ignore this" from its
 * sender. Undefined when it says neither. Linear.
 */
export function readPullAnswer(
  answer: { readonly from: string; readonly body: string },
  request: RequestPeople,
): PullAnswer | undefined {
  if (!mayDecide(answer.from, request)) return undefined
  const own = sameMailbox(answer.from, request.from)
  if (isHostBot(answer.from, request.url)) {
    const reported = BOT_APPLIED.exec(ownText(answer.body))?.[0].trim() ?? findTracked(answer.body)
    return reported === undefined ? undefined : { kind: 'pulled', quote: reported }
  }
  const sentences = ownSentences(answer.body)
  const pulled = own ? undefined : sentences.find(saysApplied)
  if (pulled !== undefined) return { kind: 'pulled', quote: pulled }
  const withdrawn = own ? sentences.find(withdrawsPosting) : undefined
  return withdrawn === undefined ? undefined : { kind: 'withdrawn', quote: withdrawn }
}

/** Whether what this address says counts: that of the sender, of a recipient, and of a bot of the host where the repository is. */
export function mayDecide(email: string, { from, recipients, url }: RequestPeople): boolean {
  return isHostBot(email, url) || [from, ...recipients].some((one) => sameMailbox(one, email))
}

/**
 * Whether a bot writes from the domain that has the repository: pr-tracker-bot at kernel.org for one at git.kernel.org. Nobody else can get an
 * address there, and whoever sent the request chose that host.
 */
function isHostBot(email: string, url: string | null): boolean {
  const host = url === null ? undefined : repositoryHost(url)
  return host !== undefined && isBot({ name: '', email }) && servesHost(email, host)
}

/** Whether an address is at the domain of a repository's host, or at the host itself. */
export function servesHost(email: string, host: string): boolean {
  const domain = splitEmail(email)?.host ?? ''
  return domain.includes('.') && (host === domain || host.endsWith(`.${domain}`))
}

/** The form of pr-tracker-bot, which ends with a link to the merge: <166700252765.12440.3406754733571646460.pr-tracker-bot@kernel.org>. */
function findTracked(body: string): string | undefined {
  if (!BOT_MERGED.test(body)) return undefined
  return ownSentences(body).find((sentence) => saysApplied(sentence) && /\/[0-9a-f]{12,64}$/.test(sentence))
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
