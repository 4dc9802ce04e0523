import { groupBy } from '../groupBy'
import { findEvidence, isNaming } from './evidence'
import type { VersionFacts } from './facts'
import type { Groups } from './groups'
import { findEras, sortVersions } from './order'
import type { LinkEvidence } from './types'

/** A version in its series. */
export interface ChainEntry {
  readonly facts: VersionFacts
  /** The version it continues and the evidence for it; null for the first. */
  readonly link: Link | null
}

/** What a version continues. */
export interface Link {
  /** Head of that version. */
  readonly to: number
  readonly evidence: readonly LinkEvidence[]
}

/** How versions were linked. */
export interface Joined {
  readonly links: ReadonlyMap<number, Link>
  /** The evidence for versions that continue nothing themselves, but that a later version names together with others. */
  readonly named: ReadonlyMap<number, readonly LinkEvidence[]>
}

/** The link of a version that names none, after the numbering started over: to the version in front of it, since numbers mislead. */
function followOn(facts: VersionFacts, before: VersionFacts, own: Link): Link {
  const to = before.version.head.id
  const evidence = findEvidence(facts, before, facts.version.repliesTo === to)
  return evidence.includes('sender') ? { to, evidence } : own
}

/** Puts the versions of each series in their order, each with the link to the version that it continues. */
export function chainVersions(
  members: readonly VersionFacts[],
  { links, named, groups }: Joined & { readonly groups: Groups },
): ChainEntry[][] {
  const entries = members.map((facts) => ({ facts, version: facts.version }))
  return [...groupBy(entries, ({ version }) => groups.find(version.head.id)).values()].map((group) => {
    const sorted = sortVersions(group)
    const eras = findEras(sorted.map(({ version }) => version))
    const byHand = ['by-hand'] as const
    const byHead = new Map(sorted.map(({ version }) => [version.head.id, version]))
    // An earlier number that was posted later links to this one; otherwise only a correction can have brought it here.
    const linkedTo = new Map<number, Link>()
    return sorted.map(({ facts, version }, place) => {
      const before = sorted[place - 1]
      const own = links.get(version.head.id)
      const reverse = linkedTo.get(version.head.id)
      if (own !== undefined && !linkedTo.has(own.to)) linkedTo.set(own.to, own)
      if (before === undefined) return { facts, link: null }
      if (own !== undefined) {
        const started = (eras.get(version) ?? 0) > Math.max(1, eras.get(byHead.get(own.to) ?? before.version) ?? 0)
        return { facts, link: started && !own.evidence.some(isNaming) ? followOn(facts, before.facts, own) : own }
      }
      return {
        facts,
        link: { to: before.version.head.id, evidence: reverse?.evidence ?? named.get(version.head.id) ?? byHand },
      }
    })
  })
}
