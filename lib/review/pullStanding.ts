import type { Address } from '../mail/types'
import type { SeriesPull } from '../pull/types'
import { type Basis, holds, mailboxKey } from './basis'
import type { PullStanding, ReviewedVersion } from './input'
import { findNamed } from './named'
import { isBotOf } from './pullAnswer'
import { findPlace } from './rules/place'
import { isBot } from './speaker'
import type { Trust } from './trust'

/** What the requests and announcements that list patches of a series come to. */
export interface PullReading {
  readonly pull: PullStanding | null
  /** The mailboxes of the people who sent or answered them. Of each, whether it matters that somebody is known on the lists; see Trust. */
  readonly speakers: ReadonlyMap<string, boolean>
}

/**
 * What has become of a series by pull requests. A request counts when its sender wrote or received the patches or may decide about them, or when the bot of a forge reports that it was merged.
 * Whether it was pulled can be said by such a bot, by anybody who may decide, and by anybody whom somebody who may decide asked to pull. An announcement of a release counts
 * when its sender is established, however the patches were posted. `pulls` are those that list patches of the series, or are its cover letter.
 */
export function readPulls(
  pulls: readonly SeriesPull[],
  versions: readonly ReviewedVersion[],
  trust: Trust,
): PullReading {
  const { authors, named } = findNamed(versions)
  const mailboxesOf = (email: string): string[] => {
    const mailbox = mailboxKey(email)
    return [mailbox, ...(trust.siblings.get(mailbox) ?? [])]
  }
  const establishedAs = (email: string): Basis | undefined => {
    const some = (set: ReadonlySet<string>) => mailboxesOf(email).some((one) => set.has(one))
    if (some(trust.committers)) return 'committer'
    if (some(trust.configured)) return 'configured'
    return some(trust.known) ? 'known' : undefined
  }
  const isEstablished = (email: string): boolean => establishedAs(email) !== undefined
  const isNamed = (email: string): boolean => mailboxesOf(email).some((one) => !authors.has(one) && holds(named, one))
  const decidesAs = (email: string): Basis | undefined => {
    if (isEstablished(email) || !isNamed(email)) return establishedAs(email)
    if (mailboxesOf(email).some((one) => trust.takers.has(one))) return 'addressed-known'
    return trust.knowsSomebody ? undefined : 'addressed-only'
  }
  const decides = (email: string): boolean => decidesAs(email) !== undefined
  /** Why the sender of the mail that is shown has a say: of an answer whoever pulled, else whoever asked. */
  const basisOf = ({ kind, from, answer }: SeriesPull, standing: PullStanding['kind']): Basis => {
    if (standing === 'pulled' && kind === 'request' && answer !== null)
      return isBot(answer.from) ? 'bot' : (decidesAs(answer.from.email) ?? 'asked')
    return decidesAs(from.email) ?? (isNamed(from.email) ? 'addressed' : 'author')
  }
  // What the bot of a forge reports as merged is merged, whoever asked for it: <166700252765.12440.3406754733571646460.pr-tracker-bot@kernel.org>.
  const isForgeBot = ({ email }: Address): boolean => [...trust.forges].some((host) => isBotOf(host, email))
  const isReported = ({ kind, answer }: SeriesPull): boolean =>
    kind === 'request' && answer?.kind === 'pulled' && isForgeBot(answer.from)
  const counts = (pull: SeriesPull): boolean => isReported(pull) || isSaidBy(pull)
  const isSaidBy = ({ kind, from: { email } }: SeriesPull): boolean =>
    isEstablished(email) || (kind === 'request' && (isNamed(email) || holds(authors, mailboxKey(email))))
  const isPulled = ({ kind, from, answer }: SeriesPull): boolean => {
    if (kind === 'release') return true
    if (answer?.kind !== 'pulled') return false
    return isForgeBot(answer.from) || decides(answer.from.email) || decides(from.email)
  }
  const counted = pulls.filter(counts)
  const asked = counted.filter(
    ({ kind, answer, superseded }) =>
      kind === 'request' && (answer === null || answer.kind === 'pulled') && !superseded,
  )
  const people = pulls.flatMap(({ from, answer }) => [from, ...(answer === null ? [] : [answer.from])])
  return {
    pull:
      standing('pulled', counted.filter(isPulled), versions, basisOf) ??
      standing('requested', asked, versions, basisOf),
    speakers: new Map(people.map(({ email }) => [mailboxKey(email), isNamed(email) && !isEstablished(email)])),
  }
}

function standing(
  kind: PullStanding['kind'],
  pulls: readonly SeriesPull[],
  versions: readonly ReviewedVersion[],
  basisOf: (pull: SeriesPull, kind: PullStanding['kind']) => Basis,
): PullStanding | null {
  const listed = new Set(pulls.flatMap(({ patches }) => [...patches]))
  const version = [...versions]
    .sort((a, b) => b.position - a.position)
    .find(({ patches }) => patches.some(({ mailKey }) => listed.has(mailKey)))
  if (version === undefined) return null
  const own = new Set(version.patches.map(({ mailKey }) => mailKey))
  const best = pulls.filter(({ patches }) => [...patches].some((key) => own.has(key))).sort(byProof)[0]
  if (best === undefined) return null
  const { answer, title, to } = best
  const proof =
    kind === 'pulled' && answer !== null ? answer : { mailKey: best.mailKey, quote: title, orderMs: best.orderMs }
  return {
    kind,
    position: version.position,
    numbers: version.patches
      .flatMap(({ number, mailKey }) => (listed.has(mailKey) ? [number] : []))
      .sort((a, b) => a - b),
    mailKey: proof.mailKey,
    quote: proof.quote,
    tree: kind === 'pulled' ? findPlace(proof.quote).tree : null,
    release: best.kind === 'release' ? releaseOf(title) : findPlace(proof.quote).release,
    orderMs: proof.orderMs,
    to,
    basis: basisOf(best, kind),
  }
}

/** A pull request before an announcement, those with the most patches first, then the oldest. */
function byProof(a: SeriesPull, b: SeriesPull): number {
  const order = Number(a.kind === 'release') - Number(b.kind === 'release')
  return order || b.patches.size - a.patches.size || a.orderMs - b.orderMs || (a.mailKey < b.mailKey ? -1 : 1)
}

/** The name and number in the subject of an announcement: `nftables 1.0.1` in `[ANNOUNCE] nftables 1.0.1 release`. */
function releaseOf(title: string): string {
  const bare = title.replace(/^(?:\[[^\]]{0,200}\]\s*)+/, '')
  return /\S{1,60} v?\d+\.\d+\S{0,20}/.exec(bare)?.[0] ?? bare
}
