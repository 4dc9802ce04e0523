import type { VersionFacts } from './evidence'
import { compareTime } from './order'

/**
 * Of the versions that share a title or an id, so many before and so many after a version are looked at, nearest in time: a series has
 * three dozen versions at most, a title that a bot posts every night has thousands of namesakes.
 */
const MAX_NAMESAKES = 60
/** Versions that one number of a fingerprint may bring together; a line that more of them have says nothing. */
const MAX_SHARING = 20

/**
 * Finds the versions worth comparing with one: they share a title, a patch title, a change-id, an id, a thread or a line of
 * code that few have. Nothing is compared with everything. Returns indexes, ascending.
 */
export function candidateFinder(all: readonly VersionFacts[]): (index: number) => number[] {
  const byKey = new Map<string | number, number[]>()
  all.forEach((facts, index) => {
    for (const key of new Set([...keysOf(facts), ...facts.fingerprint])) {
      const members = byKey.get(key)
      if (members === undefined) byKey.set(key, [index])
      else members.push(index)
    }
  })
  const ranks = rankByTime(all)
  for (const members of byKey.values()) members.sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0))
  return (index) => {
    const facts = all[index]
    if (facts === undefined) return []
    const found = new Set<number>()
    const named = [...facts.olderIds, ...facts.supersededIds].map((id) => `m:${id}`)
    for (const key of [...keysOf(facts), ...named]) {
      const members = byKey.get(key) ?? []
      for (const other of nearest(members, ranks[index] ?? 0, ranks)) found.add(other)
    }
    for (const line of facts.fingerprint) {
      const members = byKey.get(line) ?? []
      if (members.length <= MAX_SHARING) for (const other of members) found.add(other)
    }
    if (facts.version.repliesTo !== null) found.add(facts.version.repliesTo)
    found.delete(index)
    return [...found].sort((a, b) => a - b)
  }
}

/** Place in the order of time, by index. */
function rankByTime(all: readonly VersionFacts[]): number[] {
  const ranks: number[] = new Array(all.length).fill(0)
  const order = [...all.entries()].sort(([, a], [, b]) => compareTime(a.version, b.version))
  for (const [rank, [index]] of order.entries()) ranks[index] = rank
  return ranks
}

/** The members, in the order of time, that stand MAX_NAMESAKES places or fewer from where a version of this rank stands or would stand. */
function nearest(members: readonly number[], rank: number, ranks: readonly number[]): readonly number[] {
  if (members.length <= MAX_NAMESAKES) return members
  let [low, high] = [0, members.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranks[members[middle] ?? 0] ?? 0) < rank) low = middle + 1
    else high = middle
  }
  return members.slice(Math.max(0, low - MAX_NAMESAKES), low + MAX_NAMESAKES + 1)
}

function keysOf(facts: VersionFacts): string[] {
  return [
    `t:${facts.version.head.titleKey}`,
    `t:${facts.version.head.bareTitleKey}`,
    ...facts.patchTitles.map((title) => `t:${title}`),
    ...facts.changeIds.map((id) => `c:${id}`),
    ...facts.messageIds.map((id) => `m:${id}`),
    // An older version that says what supersedes it must be found from the newer one.
    ...facts.supersedingIds.map((id) => `m:${id}`),
  ]
}
