import { at } from '../at'
import type { VersionFacts } from './evidence'
import { compareTime } from './order'

/**
 * How many of the versions with the same title or id are compared, before and after a version, nearest in time: a series has three
 * dozen versions at most, but a title that a bot posts every night has thousands.
 */
const MAX_NAMESAKES = 60
/** A line of code that occurs in more versions than this does not connect them. */
const MAX_SHARING = 20

/**
 * Returns a function that finds the versions worth comparing with one: those that share a title, the title of a patch, a change-id, a
 * Message-ID, a thread or a rare line of code. Nothing is compared with everything. It returns indexes in ascending order.
 */
export function candidateFinder(all: readonly VersionFacts[]): (index: number) => number[] {
  const ranks = rankByTime(all)
  const byKey = new Map<string | number, number[]>()
  for (const [index, facts] of all.entries()) {
    for (const key of new Set([...keysOf(facts), ...facts.fingerprint])) {
      const members = byKey.get(key)
      if (members === undefined) byKey.set(key, [index])
      else members.push(index)
    }
  }
  for (const members of byKey.values()) members.sort((a, b) => at(ranks, a) - at(ranks, b))
  return (index) => {
    const facts = at(all, index)
    const found = new Set<number>()
    const named = [...facts.olderIds, ...facts.supersededIds].map((id) => `m:${id}`)
    for (const key of [...keysOf(facts), ...named]) {
      const members = byKey.get(key) ?? []
      for (const other of nearest(members, at(ranks, index), ranks)) found.add(other)
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

/** The place of each version in the order of time. */
function rankByTime(all: readonly VersionFacts[]): number[] {
  const ranks: number[] = new Array(all.length).fill(0)
  const order = [...all.entries()].sort(([, a], [, b]) => compareTime(a.version, b.version))
  for (const [rank, [index]] of order.entries()) ranks[index] = rank
  return ranks
}

/** The members at most MAX_NAMESAKES places away from the place that a version of this rank has, or would have, among them. */
function nearest(members: readonly number[], rank: number, ranks: readonly number[]): readonly number[] {
  if (members.length <= MAX_NAMESAKES) return members
  let [low, high] = [0, members.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(ranks, at(members, middle)) < rank) low = middle + 1
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
    // An older version that says what supersedes it has to be found from the newer one.
    ...facts.supersedingIds.map((id) => `m:${id}`),
  ]
}
