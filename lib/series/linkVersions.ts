import { sameSender } from '../mail/address'
import { memo } from '../memo'
import { countShared } from '../patch/fingerprint'
import type { Joined, Link } from './chain'
import { areDisjoint, hasMostWords, isNaming, type Judgement } from './evidence'
import type { VersionFacts } from './facts'
import type { Groups } from './groups'
import type { Judged } from './judge'
import { compareTime, precedes } from './order'
import { isPart, standsAlone } from './part'
import { LINK_EVIDENCE, type LinkEvidence } from './types'

/** Two related versions of different series, each named by its head. */
export interface Relation {
  readonly from: number
  readonly to: number
  /**
   * `split`: `from` was split off `to`; `absorb`: `from` absorbed `to`; `propose`: `from` may continue `to`, which a person has to decide;
   * `fixup`: `from` is to be folded into patches of `to`.
   */
  readonly kind: Exclude<Judgement, 'link' | 'none'> | 'fixup'
  readonly evidence: readonly LinkEvidence[]
}

/** What the newer of two versions has to do with the older; undefined when nothing connects them. */
export type Judge = (newer: VersionFacts, older: VersionFacts) => Judged | undefined

/**
 * A version continues the accepted candidate with the highest lower version number (an RFC only when there is nothing else); among
 * equals the one with the strongest evidence, then the latest. Weaker evidence gives a relation. Corrections by hand come first.
 */
export function linkVersions(
  members: readonly VersionFacts[],
  groups: Groups,
  candidatesOf: (facts: VersionFacts) => readonly number[],
  judgeOnce: Judge,
): Joined & { readonly relations: readonly Relation[] } {
  const byHead = new Map(members.map((facts) => [facts.version.head.id, facts]))
  const factsOf = (head: number): VersionFacts => {
    const facts = byHead.get(head)
    if (facts === undefined) throw new Error(`version ${head} is linked without being loaded`)
    return facts
  }
  const links = new Map<number, Link>()
  const named = new Map<number, readonly LinkEvidence[]>()
  const firstOf = (head: number): number => {
    let first = head
    for (let link = links.get(first); link !== undefined; link = links.get(first)) first = link.to
    return first
  }
  const followers = new Map<number, VersionFacts[]>()
  const relations: Relation[] = []
  const linkable = new Map<number, readonly Judged[]>()
  const linkableBy = (facts: VersionFacts): readonly Judged[] =>
    memo(linkable, facts.version.head.id, () =>
      candidatesOf(facts).flatMap((to) => {
        const far = byHead.get(to)
        const judged = far === undefined ? undefined : judgeOnce(facts, far)
        return judged?.kind === 'link' ? [judged] : []
      }),
    )
  const acceptedBy = (facts: VersionFacts, weak: boolean): Link[] => {
    const from = facts.version.head.id
    return linkableBy(facts).flatMap(({ to, evidence, otherwise }): Link[] => {
      if ((otherwise !== null) !== weak || groups.isForbidden(from, to)) return []
      const circle = followers.has(from) && continues(links, to, from)
      return circle ? [] : [{ to, evidence }]
    })
  }
  const otherwiseOf = (facts: VersionFacts, to: number): Judgement => judgeOnce(facts, factsOf(to))?.otherwise ?? 'none'
  const follow = (facts: VersionFacts, link: Link): void => {
    const from = facts.version.head.id
    links.set(from, link)
    memo(followers, link.to, () => []).push(facts)
    groups.join(from, link.to)
  }
  for (const facts of members) {
    const from = facts.version.head.id
    const accepted = acceptedBy(facts, false)
    const near = ownFirst(inTimeFirst(accepted, facts, factsOf), facts, factsOf)
    const best = ofNamedSeries(near, groups).sort((a, b) => compareLinks(a, b, factsOf))[0]
    if (best === undefined) continue
    if (hasRival(facts, followers.get(best.to) ?? [], factsOf(best.to))) {
      relations.push({ ...best, from, kind: 'split' })
      continue
    }
    follow(facts, best)
    // Other versions that it names belong to the same series, whatever they look like. Those that it could have continued, and with
    // which it has patches or code in common, stay series of their own unless they end up in the same chain.
    for (const { to, evidence } of accepted) {
      const later = compareTime(facts.version, factsOf(to).version) < 0
      if (!later && evidence.some(isNaming) && !groups.isForbidden(from, to)) {
        for (const head of [to, best.to]) named.set(firstOf(head), evidence)
        groups.join(from, to)
      } else if (to !== best.to && !later && hasInCommon(evidence, facts, factsOf(to)))
        relations.push({ from, to, evidence, kind: 'absorb' })
    }
  }
  // What somebody confirms from their old address is continued by the first posting from the new one.
  for (const facts of members) {
    const confirmed = acceptedBy(facts, true).filter(({ to }) => otherwiseOf(facts, to) === 'propose')
    for (const link of confirmed.sort((a, b) => compareLinks(a, b, factsOf))) {
      const first = factsOf(firstOf(facts.version.head.id))
      const joined = groups.find(link.to) === groups.find(first.version.head.id)
      if (!joined && compareTime(factsOf(link.to).version, first.version) < 0) follow(first, link)
    }
  }
  // Where little shows what a version continues, it has to be the only posting that it could, or the only one with
  // nearly its title, and without another version of this number.
  for (const facts of members) {
    const from = facts.version.head.id
    const weak = acceptedBy(facts, true)
    const free = links.has(from)
      ? []
      : weak.filter(({ to }) => otherwiseOf(facts, to) !== 'propose' && !isTaken(facts, followers.get(to) ?? []))
    const alike = free.filter(({ to }) => hasMostWords(facts, factsOf(to)))
    const near = alike.length > 0 ? alike : free
    const [best] = near.sort((a, b) => compareLinks(a, b, factsOf))
    const isOnly = near.every(({ to }) => best !== undefined && groups.find(to) === groups.find(best.to))
    if (best !== undefined && isOnly) follow(facts, best)
    for (const { to, evidence } of weak) {
      const kind = otherwiseOf(facts, to)
      if (kind !== 'link' && kind !== 'none') relations.push({ from, to, evidence, kind })
    }
  }
  return { links, named, relations }
}

/**
 * Whether a version with the same number already continues the same one and has no patch in common with this one: the series was split.
 * Two partial rerolls that replace different patches of it were not.
 */
function hasRival(facts: VersionFacts, followers: readonly VersionFacts[], older: VersionFacts): boolean {
  const { version, rfc, total } = facts.version
  return followers.some(
    (rival) =>
      rival.version.version === version &&
      rival.version.rfc === rfc &&
      !(isReplacement(facts, older) && isReplacement(rival, older) && rival.version.total === total) &&
      areDisjoint(facts, rival),
  )
}

function isTaken({ version }: VersionFacts, followers: readonly VersionFacts[]): boolean {
  return followers.some((rival) => rival.version.version === version.version)
}

function isReplacement({ version }: VersionFacts, older: VersionFacts): boolean {
  return isPart(version) && (version.repliesTo !== null || standsAlone(version, older.version))
}

/** Whether `from` continues `target` over any number of links. Three versions can precede one another in a circle: RFC v3, v1, RFC v2 by time. */
function continues(links: ReadonlyMap<number, Link>, from: number, target: number): boolean {
  let version: number | undefined = from
  while (version !== undefined && version !== target) version = links.get(version)?.to
  return version === target
}

type FactsOf = (head: number) => VersionFacts

/** When the newer version names an older one, the name decides which series it continues, and the number only which version of it. */
function ofNamedSeries(accepted: readonly Link[], groups: Groups): Link[] {
  const named = new Set(accepted.filter(({ evidence }) => evidence.some(isNaming)).map(({ to }) => groups.find(to)))
  return accepted.filter(({ to }) => named.size === 0 || named.has(groups.find(to)))
}

/** Prefers earlier postings; a later one with a lower number counts only when there is no earlier one. */
function inTimeFirst(accepted: readonly Link[], { version }: VersionFacts, factsOf: FactsOf): readonly Link[] {
  const earlier = accepted.filter(({ to }) => compareTime(factsOf(to).version, version) < 0)
  return earlier.length > 0 ? earlier : accepted
}

/** Prefers postings by the same sender: a copy by somebody else that names the sender as involved must not take their place. */
function ownFirst(accepted: readonly Link[], { version }: VersionFacts, factsOf: FactsOf): readonly Link[] {
  const own = accepted.filter(({ to }) => sameSender(factsOf(to).version.head.from, version.head.from))
  return own.length > 0 ? own : accepted
}

/**
 * Whether two versions have patches or code in common. Of two postings with one title a single changed line tells, as when a patch comes
 * back in a series (<1646226968-2315-1-git-send-email-alibuda@linux.alibaba.com>); two single patches need none, however much was rewritten.
 * A pull request has its title and lines in common with patches of other people.
 */
function hasInCommon(evidence: readonly LinkEvidence[], a: VersionFacts, b: VersionFacts): boolean {
  const single = a.version.total === 1 && b.version.total === 1
  const telling = single || (!a.pull && !b.pull && countShared(a.fingerprint, b.fingerprint) > 0)
  return evidence.some(
    (kind) =>
      kind === 'patch-titles' || kind === 'similarity' || kind === 'shared-code' || (kind === 'title' && telling),
  )
}

/** Compares two links for `sort`: the better one first. */
function compareLinks(left: Link, right: Link, factsOf: FactsOf): number {
  const [a, b] = [factsOf(left.to).version, factsOf(right.to).version]
  if (a.rfc !== b.rfc) return a.rfc ? 1 : -1
  if (precedes(a, b) && a.version !== b.version) return 1
  if (precedes(b, a) && a.version !== b.version) return -1
  return strongest(left.evidence) - strongest(right.evidence) || -compareTime(a, b)
}

function strongest(evidence: readonly LinkEvidence[]): number {
  return Math.min(...evidence.map((kind) => LINK_EVIDENCE.indexOf(kind)))
}
