import { at } from '../at'
import { groupBy } from '../groupBy'
import type { MessageId } from '../mail/types'
import { candidateFinder } from './candidates'
import { areDisjoint, findEvidence, type Judgement, judgeLink, judgePart, type VersionFacts } from './evidence'
import { compareTime, precedes, sortVersions } from './order'
import { LINK_EVIDENCE, type LinkEvidence, type Version } from './types'

export interface ChainEntry {
  /** Index in the given array. */
  readonly index: number
  /** The version it continues and the evidence for it; null for the first. */
  readonly link: Link | null
}

interface Link {
  /** Index in the given array. */
  readonly to: number
  readonly evidence: readonly LinkEvidence[]
}

/** Two related versions of different series, as indexes in the given array. */
export interface Relation {
  readonly from: number
  readonly to: number
  /** `split`: `from` was split off `to`; `absorb`: `from` absorbed `to`; `propose`: `from` may continue `to`, which a person has to decide. */
  readonly kind: Exclude<Judgement, 'link' | 'none'>
  readonly evidence: readonly LinkEvidence[]
}

/** A correction by hand: the versions of these two mails belong, or do not belong, to one series. */
export interface Correction {
  readonly kind: 'link' | 'unlink'
  readonly a: MessageId
  readonly b: MessageId
}

export interface Linked {
  /** The series, each in the order of its versions. */
  readonly chains: readonly (readonly ChainEntry[])[]
  readonly relations: readonly Relation[]
}

/**
 * Joins versions into series. A version continues the accepted candidate with the highest lower version number (an RFC only when
 * there is nothing else); among equals the one with the strongest evidence, then the latest. Weaker evidence gives a relation.
 * Corrections by hand come first. The result depends on the sets of versions and corrections alone, not on their order.
 */
export function linkVersions(all: readonly VersionFacts[], corrections: readonly Correction[] = []): Linked {
  const groups = openGroups(all, corrections)
  const links = new Map<number, Link>()
  const relations: Relation[] = []
  const candidates = candidateFinder(all)
  const order = [...all.keys()].sort((a, b) => compareTime(versionOf(all, a), versionOf(all, b)))
  for (const index of order) {
    const accepted: Link[] = []
    for (const to of candidates(index)) {
      const judged = judge(all, index, to)
      if (judged === undefined || groups.isForbidden(index, to)) continue
      if (judged.kind === 'link') {
        if (!continues(links, to, index)) accepted.push(judged)
      } else if (judged.kind !== 'none') relations.push({ ...judged, kind: judged.kind, from: index })
    }
    const best = ofNamedSeries(inTimeFirst(accepted, index, all), groups).sort((a, b) => compareLinks(a, b, all))[0]
    if (best === undefined) continue
    const rival = findRival(index, best, links, all)
    if (rival !== undefined) {
      relations.push({ ...best, from: index, kind: 'split' })
      continue
    }
    links.set(index, best)
    groups.join(index, best.to)
    // Other versions it could have continued stay series of their own, unless they end up in the same chain.
    for (const { to, evidence } of accepted)
      if (to !== best.to) relations.push({ from: index, to, evidence, kind: 'absorb' })
  }
  return { chains: chains(all, order, links, groups), relations: keepApart(relations, order, groups) }
}

function judge(all: readonly VersionFacts[], index: number, to: number): (Link & { kind: Judgement }) | undefined {
  const [newer, older] = [at(all, index), at(all, to)]
  const evidence = findEvidence(newer, older, newer.version.repliesTo === to)
  if (precedes(older.version, newer.version)) return { to, evidence, kind: judgeLink(evidence, newer, older) }
  // A lower number posted later continues nothing, but may contain patches of an earlier posting.
  const later = compareTime(older.version, newer.version) < 0 && evidence.includes('sender')
  return later ? { to, evidence, kind: judgePart(newer, older) } : undefined
}

/** A version with the same number that already continues the same one and has no patch in common with this one: the series was split. */
function findRival(
  index: number,
  { to }: Link,
  links: ReadonlyMap<number, Link>,
  all: readonly VersionFacts[],
): number | undefined {
  const facts = at(all, index)
  for (const [other, link] of links) {
    if (link.to !== to) continue
    const rival = at(all, other)
    const equal = rival.version.version === facts.version.version && rival.version.rfc === facts.version.rfc
    if (equal && areDisjoint(facts, rival)) return other
  }
  return undefined
}

/** Whether `from` continues `target` over any number of links. Three versions can precede one another in a circle: RFC v3, v1, RFC v2 by time. */
function continues(links: ReadonlyMap<number, Link>, from: number, target: number): boolean {
  let version: number | undefined = from
  while (version !== undefined && version !== target) version = links.get(version)?.to
  return version === target
}

/** When the newer version names an older one, the name decides which series it continues, and the number only which version of it. */
function ofNamedSeries(accepted: readonly Link[], groups: Groups): Link[] {
  const named = new Set(accepted.filter(({ evidence }) => evidence.some(isNaming)).map(({ to }) => groups.find(to)))
  return accepted.filter(({ to }) => named.size === 0 || named.has(groups.find(to)))
}

/** Prefers earlier postings; a later one with a lower number counts only when there is no earlier one. */
function inTimeFirst(accepted: readonly Link[], index: number, all: readonly VersionFacts[]): readonly Link[] {
  const earlier = accepted.filter(({ to }) => compareTime(versionOf(all, to), versionOf(all, index)) < 0)
  return earlier.length > 0 ? earlier : accepted
}

function isNaming(kind: LinkEvidence): boolean {
  return kind === 'change-id' || kind === 'changelog-link' || kind === 'supersedes'
}

/** Compares two links for `sort`: the better one first. */
function compareLinks(left: Link, right: Link, all: readonly VersionFacts[]): number {
  const [a, b] = [versionOf(all, left.to), versionOf(all, right.to)]
  if (a.rfc !== b.rfc) return a.rfc ? 1 : -1
  if (precedes(a, b) && a.version !== b.version) return 1
  if (precedes(b, a) && a.version !== b.version) return -1
  return strongest(left.evidence) - strongest(right.evidence) || -compareTime(a, b)
}

function strongest(evidence: readonly LinkEvidence[]): number {
  return Math.min(...evidence.map((kind) => LINK_EVIDENCE.indexOf(kind)))
}

function versionOf(all: readonly VersionFacts[], index: number): Version {
  return at(all, index).version
}

interface Groups {
  readonly find: (index: number) => number
  readonly join: (a: number, b: number) => void
  /** Whether joining the two would undo a correction. */
  readonly isForbidden: (a: number, b: number) => boolean
}

/** Sets of versions that belong together (union-find), in which those linked by hand are joined from the start. */
function openGroups(all: readonly VersionFacts[], corrections: readonly Correction[]): Groups {
  const above = all.map((_, index) => index)
  const find = (index: number): number => {
    let root = index
    while (above[root] !== root) root = at(above, root)
    return root
  }
  const join = (a: number, b: number): void => {
    const [left, right] = [find(a), find(b)]
    above[Math.max(left, right)] = Math.min(left, right)
  }
  const holder = new Map(
    corrections.length === 0 ? [] : all.flatMap(({ messageIds }, i) => messageIds.map((id) => [id, i])),
  )
  const parted: (readonly [number, number])[] = []
  for (const { kind, a, b } of corrections) {
    const [left, right] = [holder.get(a), holder.get(b)]
    if (left === undefined || right === undefined) continue
    if (kind === 'link') join(left, right)
    else parted.push([left, right])
  }
  const isForbidden = (a: number, b: number): boolean => {
    const [left, right] = [find(a), find(b)]
    return parted.some(([x, y]) => {
      const [p, q] = [find(x), find(y)]
      return (p === left && q === right) || (p === right && q === left)
    })
  }
  return { find, join, isForbidden }
}

function chains(
  all: readonly VersionFacts[],
  order: readonly number[],
  links: ReadonlyMap<number, Link>,
  groups: Groups,
): ChainEntry[][] {
  const members = order.map((index) => ({ index, version: versionOf(all, index) }))
  return [...groupBy(members, ({ index }) => groups.find(index)).values()].map((group) => {
    const sorted = sortVersions(group)
    return sorted.map(({ index }, place) => {
      const before = sorted[place - 1]
      if (before === undefined) return { index, link: null }
      const own = links.get(index)
      if (own !== undefined) return { index, link: own }
      // An earlier number that was posted later links to this one; otherwise only a correction can have brought it here.
      const reverse = sorted.slice(0, place).find((other) => links.get(other.index)?.to === index)
      const evidence = reverse === undefined ? undefined : links.get(reverse.index)?.evidence
      return { index, link: { to: before.index, evidence: evidence ?? (['by-hand'] as const) } }
    })
  })
}

/** The relations between series that stayed apart: for each pair of series the first in time. */
function keepApart(relations: readonly Relation[], order: readonly number[], groups: Groups): Relation[] {
  const rank = new Array<number>(order.length)
  for (const [place, index] of order.entries()) rank[index] = place
  const kept = new Map<string, Relation>()
  const byTime = [...relations].sort((a, b) => at(rank, a.from) - at(rank, b.from) || at(rank, b.to) - at(rank, a.to))
  for (const relation of byTime) {
    const [from, to] = [groups.find(relation.from), groups.find(relation.to)]
    const pair = `${Math.min(from, to)} ${Math.max(from, to)}`
    const known = from === to || kept.has(pair) || groups.isForbidden(from, to)
    if (!known) kept.set(pair, relation)
  }
  return [...kept.values()]
}
