import type { SeriesPull } from '../pull/types'
import { mailboxKey } from './basis'
import type { PullStanding, ReviewedVersion } from './input'
import { isPullBot } from './pullAnswer'
import { findPlace } from './rules/apply'
import { patchAuthors } from './speaker'

/** What the requests and announcements that list patches of a series come to. */
export interface PullReading {
  readonly pull: PullStanding | null
  /** The mailboxes of people whose being known may change that. */
  readonly speakers: readonly string[]
}

/**
 * What has become of a series by pull requests. A request counts when its sender wrote or received the patches, or is known to apply patches. That it was
 * pulled counts from a bot, from whoever may send such a request for the series other than its authors, and from anybody whom such a maintainer asked. An
 * announcement counts when its sender is known to apply patches. `pulls` are those that list patches of the series; `known` are mailbox keys.
 */
export function readPulls(
  pulls: readonly SeriesPull[],
  versions: readonly ReviewedVersion[],
  known: ReadonlySet<string>,
): PullReading {
  const people = findInvolved(versions)
  const maintains = (email: string): boolean => known.has(mailboxKey(email)) || people.named.has(mailboxKey(email))
  const counts = ({ kind, from }: SeriesPull): boolean =>
    kind === 'release'
      ? known.has(mailboxKey(from.email))
      : maintains(from.email) || people.authors.has(mailboxKey(from.email))
  const isPulled = (pull: SeriesPull): boolean => {
    if (pull.kind === 'release') return true
    if (pull.answer?.kind !== 'pulled') return false
    const { email } = pull.answer.from
    return isPullBot(email) || maintains(email) || maintains(pull.from.email)
  }
  const counted = pulls.filter(counts)
  const pulled = counted.filter(isPulled)
  const asked = counted.filter(
    (pull) => pull.kind === 'request' && pull.answer?.kind !== 'withdrawn' && !pull.superseded,
  )
  return {
    pull: standing('pulled', pulled, versions) ?? standing('requested', asked, versions),
    speakers: pulls.flatMap((pull) => speakers(pull, people)),
  }
}

function standing(
  kind: PullStanding['kind'],
  pulls: readonly SeriesPull[],
  versions: readonly ReviewedVersion[],
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

interface Involved {
  /** Who wrote or sent the patches. */
  readonly authors: ReadonlySet<string>
  /** Whom the postings were sent to or name in a trailer, without the authors. */
  readonly named: ReadonlySet<string>
}

function findInvolved(versions: readonly ReviewedVersion[]): Involved {
  const authors = new Set<string>()
  const named = new Set<string>()
  for (const { sender, addressed, patches } of versions) {
    authors.add(mailboxKey(sender.email))
    for (const email of addressed) named.add(mailboxKey(email))
    for (const { patch } of patches) {
      for (const { email } of patchAuthors(patch)) authors.add(mailboxKey(email))
      for (const { person } of patch.trailers) named.add(mailboxKey(person?.email ?? ''))
    }
  }
  for (const author of authors) named.delete(author)
  named.delete('')
  return { authors, named }
}

/** The sender of a request and of its answer, where only their being known may make them count. */
function speakers({ from, answer }: SeriesPull, people: Involved): string[] {
  const said = [from, ...(answer === null ? [] : [answer.from])]
  return said.flatMap(({ email }) => {
    const mailbox = mailboxKey(email)
    return people.named.has(mailbox) || isPullBot(email) ? [] : [mailbox]
  })
}
