import { memo } from '../memo'
import { findCandidates, type VersionIndex } from './candidates'
import { type ChainEntry, chainVersions } from './chain'
import type { VersionFacts } from './facts'
import { type Correction, openGroups, resolveCorrections } from './groups'
import { type Judged, judge } from './judge'
import { type Judge, linkVersions, type Relation } from './linkVersions'
import { compareTime, precedes } from './order'

/** Versions that may belong together, and the series that they form. */
export interface Linked {
  /** The series, each in the order of its versions. */
  readonly chains: readonly (readonly ChainEntry[])[]
  /** Of these versions with one another and with others, in either direction. Several may connect the same two series. */
  readonly relations: readonly Relation[]
}

/** Versions of which the comparisons with others are kept in memory for the next ones. */
const MAX_REMEMBERED = 250

/**
 * Links versions into series. Works outwards from one version: whatever its candidates, their candidates and so on could be linked
 * with is linked together, and nothing else can change the result. It depends on the sets of versions and corrections alone, not on
 * where it starts. Undefined when there is no such version.
 */
export function openLinking(index: VersionIndex, corrections: readonly Correction[]): Linking {
  const byHand = resolveCorrections(corrections, index)
  const candidates = new Map<number, readonly number[]>()
  const judged = new Map<number, Map<number, Judged | undefined>>()
  const candidatesOf = (facts: VersionFacts): readonly number[] =>
    memo(candidates, facts.version.head.id, () => findCandidates(facts, index))
  const judgeOnce: Judge = (newer, older) =>
    memo(
      memo(judged, newer.version.head.id, () => new Map<number, Judged | undefined>()),
      older.version.head.id,
      () => judge(newer, older),
    )
  return {
    link(start) {
      if (candidates.size > MAX_REMEMBERED) {
        candidates.clear()
        judged.clear()
      }
      const members = gather(start)
      return members.length === 0 ? undefined : linkMembers(members)
    },
    claimsBy(head) {
      const facts = index.factsOf(head)
      return facts === undefined ? [] : relationsBy(facts).filter(isClaim)
    },
    parted: [...byHand.parted].flatMap(([head, others]) => others.map((other) => [head, other] as const)),
  }

  /** All versions that are connected with this one by pairs that may be linked, or by hand. */
  function gather(start: number): VersionFacts[] {
    const found = new Map<number, VersionFacts>()
    const waiting = new Set([start])
    for (const head of waiting) {
      const facts = index.factsOf(head)
      if (facts === undefined) continue
      found.set(head, facts)
      for (const other of byHand.linked.get(head) ?? []) waiting.add(other)
      for (const other of candidatesOf(facts)) {
        const far = waiting.has(other) ? undefined : index.factsOf(other)
        if (far === undefined) continue
        const [older, newer] = precedes(facts.version, far.version) ? [facts, far] : [far, facts]
        if (judgeOnce(newer, older)?.kind === 'link') waiting.add(other)
      }
    }
    return [...found.values()].sort((a, b) => compareTime(a.version, b.version))
  }

  function linkMembers(members: readonly VersionFacts[]): Linked {
    const groups = openGroups(members, byHand)
    const { links, named, relations } = linkVersions(members, groups, candidatesOf, judgeOnce)
    const inside = new Set(members.map(({ version }) => version.head.id))
    const isApart = (a: number, b: number) => !inside.has(b) || groups.find(a) !== groups.find(b)
    const outwards = members.flatMap((facts) => relationsBy(facts, (to) => isApart(facts.version.head.id, to)))
    const inwards = members.flatMap((facts) =>
      candidatesOf(facts).flatMap((other) => {
        const far = inside.has(other) ? undefined : index.factsOf(other)
        return far === undefined ? [] : toRelation(far, facts, judgeOnce)
      }),
    )
    return {
      chains: chainVersions(members, { links, named, groups }),
      relations: [...relations.filter(({ from, to }) => isApart(from, to)), ...outwards, ...inwards],
    }
  }

  function relationsBy(facts: VersionFacts, isWanted: (to: number) => boolean = () => true): Relation[] {
    return candidatesOf(facts).flatMap((other) => {
      const far = isWanted(other) ? index.factsOf(other) : undefined
      return far === undefined ? [] : toRelation(facts, far, judgeOnce)
    })
  }
}

export interface Linking {
  readonly link: (head: number) => Linked | undefined
  /** What the version with this head claims to continue or to fix, see isClaim. */
  readonly claimsBy: (head: number) => readonly Relation[]
  /** Heads of versions of which a correction says that they do not belong to one series. */
  readonly parted: readonly (readonly [number, number])[]
}

/** Whether a relation is no more than what the sender of the newer posting says about the work of somebody else. */
export function isClaim({ kind, evidence }: Relation): boolean {
  return kind === 'propose' || (kind === 'fixup' && !evidence.includes('sender'))
}

function toRelation(from: VersionFacts, to: VersionFacts, judgeOnce: Judge): Relation[] {
  const judged = judgeOnce(from, to)
  if (judged === undefined || judged.kind === 'link' || judged.kind === 'none') return []
  return [{ from: from.version.head.id, to: judged.to, kind: judged.kind, evidence: judged.evidence }]
}
