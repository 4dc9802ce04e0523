import { sameMailbox, splitEmail } from '../mail/address'
import { repositoryHost } from '../pull/repositoryHost'
import { matchesAny } from './cueTable'
import { ownLines, readLines } from './quote'
import { withdrawsPosting } from './rules/answer'
import { saysApplied } from './rules/apply'
import { REDIRECTS } from './rules/cues/redirect'
import { findSentences } from './sentence'
import { isBot } from './speaker'
import { BOT_APPLIED, BOT_MERGED } from './verdict'

/** What an answer says about a pull request, with the sentence that says it. */
export interface PullAnswer {
  readonly kind: 'pulled' | 'withdrawn' | 'declined'
  readonly quote: string
}

/** The sender and the recipients of a request, and the repository that it names, as written; null when it names none. */
interface RequestPeople {
  readonly from: string
  readonly recipients: readonly string[]
  readonly url: string | null
}

/** Own sentences that are read of an answer. */
const MAX_SENTENCES = 40

/**
 * Reads what an answer says about the request: that it was pulled, that a recipient declines it or leaves it to another tree, or that its sender withdraws it
 * ("please ignore this"). A recipient says that it was pulled in any words that the rule `applies` understands; a bot of the repository's host says it in a
 * notice (<166384441514.19700.3392239951153800895.git-patchwork-notify@kernel.org>). Undefined when the answer says none of these. Linear.
 */
export function readPullAnswer(
  answer: { readonly from: string; readonly body: string },
  request: RequestPeople,
): PullAnswer | undefined {
  if (!mayDecide(answer.from, request)) return undefined
  const own = sameMailbox(answer.from, request.from)
  if (isRepositoryBot(answer.from, request)) {
    const reported = BOT_APPLIED.exec(ownText(answer.body))?.[0].trim() ?? findTracked(answer.body)
    return reported === undefined ? undefined : { kind: 'pulled', quote: reported }
  }
  const sentences = ownSentences(answer.body)
  const pulled = own ? undefined : sentences.find(saysApplied)
  if (pulled !== undefined) return { kind: 'pulled', quote: pulled }
  const [ends, kind] = own ? ([withdrawsPosting, 'withdrawn'] as const) : ([redirects, 'declined'] as const)
  const found = sentences.find(ends)
  return found === undefined ? undefined : { kind, quote: found }
}

/** Whether mail from this address can decide about a request: it belongs to the sender, to a recipient or to a bot of the repository's host. */
export function mayDecide(email: string, request: RequestPeople): boolean {
  return isRepositoryBot(email, request) || [request.from, ...request.recipients].some((one) => sameMailbox(one, email))
}

function isRepositoryBot(email: string, { url }: RequestPeople): boolean {
  const host = url === null ? undefined : repositoryHost(url)
  return host !== undefined && isBotOf(host, email)
}

/**
 * Whether an address belongs to a bot of the host of a repository: it is at that host or at its parent domain, as pr-tracker-bot@kernel.org is for
 * git.kernel.org. Nobody else can get an address there.
 */
export function isBotOf(host: string, email: string): boolean {
  const domain = splitEmail(email)?.host ?? ''
  return isBot({ name: '', email }) && domain.includes('.') && (host === domain || host.endsWith(`.${domain}`))
}

/** The form of pr-tracker-bot, which ends with a link to the merge: <166700252765.12440.3406754733571646460.pr-tracker-bot@kernel.org>. */
function findTracked(body: string): string | undefined {
  if (!BOT_MERGED.test(body)) return undefined
  return ownSentences(body).find((sentence) => saysApplied(sentence) && /\/[0-9a-f]{12,64}$/.test(sentence))
}

/** Whether a sentence leaves the patches to another tree, or says that they are not pulled. */
function redirects(sentence: string): boolean {
  return !/\?$/.test(sentence) && matchesAny(REDIRECTS, sentence)
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
