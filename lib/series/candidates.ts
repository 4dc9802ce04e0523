import { normaliseTitle, withoutArea } from '../mail/subject'
import type { VersionFacts } from './evidence'

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
  return (index) => {
    const facts = all[index]
    if (facts === undefined) return []
    const found = new Set<number>()
    const named = [...facts.olderIds, ...facts.supersededIds].map((id) => `m:${id}`)
    for (const key of [...keysOf(facts), ...named]) for (const other of byKey.get(key) ?? []) found.add(other)
    for (const line of facts.fingerprint) {
      const members = byKey.get(line) ?? []
      if (members.length <= MAX_SHARING) for (const other of members) found.add(other)
    }
    if (facts.version.repliesTo !== null) found.add(facts.version.repliesTo)
    found.delete(index)
    return [...found].sort((a, b) => a - b)
  }
}

function keysOf(facts: VersionFacts): string[] {
  return [
    `t:${normaliseTitle(facts.version.head.tag.title)}`,
    `t:${withoutArea(facts.version.head.tag.title)}`,
    ...facts.patchTitles.map((title) => `t:${title}`),
    ...facts.changeIds.map((id) => `c:${id}`),
    ...facts.messageIds.map((id) => `m:${id}`),
    // An older version that says what supersedes it must be found from the newer one.
    ...facts.supersedingIds.map((id) => `m:${id}`),
  ]
}
