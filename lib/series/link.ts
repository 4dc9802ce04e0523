import { normaliseTitle } from '../mail/subject'
import type { MessageId } from '../mail/types'
import { LINK_EVIDENCE, type LinkEvidence, type Version } from './types'

/** What linking needs to know about a version beyond its mails: taken from its texts. */
export interface VersionFacts {
  readonly version: Version
  /** `change-id:` of the cover or of a patch. */
  readonly changeIds: readonly string[]
  /** Ids the changelog names as older versions. */
  readonly olderIds: readonly MessageId[]
  readonly supersededIds: readonly MessageId[]
  /** Authors of the patches, as in-body From lines name them: addresses, lower case. */
  readonly authorEmails: readonly string[]
  /** Every Message-ID of the posting. */
  readonly messageIds: readonly MessageId[]
  /** Normalised titles of the patches. */
  readonly patchTitles: readonly string[]
}

export interface ChainEntry {
  /** Index in the given array. */
  readonly index: number
  /** Index in the given array of the version it continues, with what says so; null for the first. */
  readonly link: { readonly to: number; readonly evidence: readonly LinkEvidence[] } | null
}

/**
 * Joins versions into series. A version continues the accepted candidate with the highest lower version number (an RFC
 * only when there is nothing else); among equals the one with the strongest evidence, then the latest. Evidence alone never merges what another person sent: the sender, or the author
 * of the patches, must agree (a "v5" by a stranger stays a series of its own).
 * Returns the series, each in the order of its versions; depends on the set alone. A wrong merge is worse than a
 * missing one: a repeated title without a higher version needs shared patches.
 */
export function linkVersions(all: readonly VersionFacts[]): ChainEntry[][] {
  const order = all.map((_, index) => index).sort((a, b) => compareTime(all[a], all[b]))
  const links = new Map<number, { to: number; evidence: LinkEvidence[] }>()
  const candidates = candidateFinder(all)
  for (const index of order) {
    const facts = all[index]
    if (facts === undefined) continue
    let best: { to: number; evidence: LinkEvidence[] } | undefined
    for (const to of candidates(index)) {
      const older = all[to]
      if (older === undefined || !precedes(older, facts) || continues(links, to, index)) continue
      const evidence = findEvidence(facts, older, all)
      if (!isEnough(evidence, facts, older)) continue
      if (best === undefined || isBetter({ to, evidence }, best, all)) best = { to, evidence }
    }
    if (best !== undefined) links.set(index, best)
  }
  return chains(all, order, links)
}

/** Candidates share a title, a patch title, a change-id or an id with the version; nothing is compared with everything. */
function candidateFinder(all: readonly VersionFacts[]): (index: number) => number[] {
  const byKey = new Map<string, number[]>()
  const keysOf = (facts: VersionFacts): string[] => [
    `t:${normaliseTitle(facts.version.head.tag.title)}`,
    ...facts.patchTitles.map((title) => `t:${title}`),
    ...facts.changeIds.map((id) => `c:${id}`),
    ...facts.messageIds.map((id) => `m:${id}`),
  ]
  all.forEach((facts, index) => {
    for (const key of new Set(keysOf(facts))) byKey.set(key, [...(byKey.get(key) ?? []), index])
  })
  return (index) => {
    const facts = all[index]
    if (facts === undefined) return []
    const found = new Set<number>()
    const named = [...facts.olderIds, ...facts.supersededIds].map((id) => `m:${id}`)
    for (const key of [...keysOf(facts), ...named]) for (const other of byKey.get(key) ?? []) found.add(other)
    if (facts.version.repliesTo !== null) found.add(facts.version.repliesTo)
    found.delete(index)
    return [...found].sort((a, b) => a - b)
  }
}

/** Whether `from` continues `target`, over any number of links: three versions can precede one another in a circle (RFC v3, v1, RFC v2 by time). */
function continues(links: ReadonlyMap<number, Link>, from: number, target: number): boolean {
  let at: number | undefined = from
  while (at !== undefined && at !== target) at = links.get(at)?.to
  return at === target
}

/**
 * Older in number; with equal numbers older in time (a resend). Between an RFC and a version that is none time alone decides,
 * both ways, for the count starts again. Exactly one of a and b precedes the other: a pair that preceded each other would link in a circle.
 */
function precedes(older: VersionFacts, newer: VersionFacts): boolean {
  const sameCount = older.version.rfc === newer.version.rfc
  if (sameCount && older.version.version !== newer.version.version) {
    return older.version.version < newer.version.version
  }
  return compareTime(older, newer) < 0
}

function findEvidence(newer: VersionFacts, older: VersionFacts, all: readonly VersionFacts[]): LinkEvidence[] {
  const names = (ids: readonly MessageId[]) => ids.some((id) => older.messageIds.includes(id))
  const sameTitle = normaliseTitle(newer.version.head.tag.title) === normaliseTitle(older.version.head.tag.title)
  const holds: Readonly<Record<LinkEvidence, boolean>> = {
    'change-id': newer.changeIds.some((id) => older.changeIds.includes(id)),
    'changelog-link': names(newer.olderIds),
    supersedes: names(newer.supersededIds),
    'in-reply-to': newer.version.repliesTo !== null && all[newer.version.repliesTo] === older,
    title: sameTitle,
    sender: sameSender(newer, older),
    author: sameAuthor(newer, older),
    'patch-titles': sharedTitles(newer, older) * 2 >= Math.min(newer.patchTitles.length, older.patchTitles.length),
  }
  return LINK_EVIDENCE.filter((kind) => holds[kind])
}

function sharedTitles(a: VersionFacts, b: VersionFacts): number {
  const titles = new Set(b.patchTitles)
  const shared = a.patchTitles.filter((title) => titles.has(title)).length
  // Without patches on record (only the covers came through the list) nothing speaks against the cover's word.
  return a.patchTitles.length === 0 || b.patchTitles.length === 0 ? 1 : shared
}

function sameSender(a: VersionFacts, b: VersionFacts): boolean {
  const [left, right] = [a.version.head.from, b.version.head.from]
  if (left.email !== '' && left.email === right.email) return true
  return left.name !== '' && left.name.toLowerCase() === right.name.toLowerCase()
}

/** Somebody else posts on: the patches still name the sender of the older version, or the same people, as authors. */
function sameAuthor(newer: VersionFacts, older: VersionFacts): boolean {
  const wrote = new Set([...older.authorEmails, older.version.head.from.email])
  return newer.authorEmails.length > 0 && newer.authorEmails.every((email) => wrote.has(email))
}

function isEnough(evidence: readonly LinkEvidence[], newer: VersionFacts, older: VersionFacts): boolean {
  const has = (...kinds: LinkEvidence[]) => kinds.some((kind) => evidence.includes(kind))
  const known = has('sender') || (has('author') && has('change-id', 'changelog-link', 'supersedes'))
  if (!known) return false
  if (has('change-id', 'supersedes')) return true
  const repost = newer.version.version === older.version.version && newer.version.rfc === older.version.rfc
  if (repost) return isRepost(newer, older) && has('title') && has('patch-titles')
  return has('changelog-link') || has('title') || (has('in-reply-to') && has('patch-titles'))
}

/** The stable queue posts the same titles for 5.15, 5.10 and 5.4 on one day: another tree is no repost. */
function isRepost(newer: VersionFacts, older: VersionFacts): boolean {
  return newer.version.resend || newer.version.words.join(' ') === older.version.words.join(' ')
}

interface Link {
  readonly to: number
  readonly evidence: readonly LinkEvidence[]
}

function isBetter(candidate: Link, best: Link, all: readonly VersionFacts[]): boolean {
  const [a, b] = [all[candidate.to], all[best.to]]
  if (a === undefined || b === undefined) return false
  if (a.version.rfc !== b.version.rfc) return b.version.rfc
  if (a.version.version !== b.version.version) return a.version.version > b.version.version
  const strength = strongest(candidate.evidence) - strongest(best.evidence)
  return strength !== 0 ? strength < 0 : compareTime(a, b) > 0
}

function strongest(evidence: readonly LinkEvidence[]): number {
  return Math.min(...evidence.map((kind) => LINK_EVIDENCE.indexOf(kind)))
}

function compareTime(a: VersionFacts | undefined, b: VersionFacts | undefined): number {
  if (a === undefined || b === undefined) return 0
  const [left, right] = [a.version.head, b.version.head]
  return left.orderMs - right.orderMs || (left.key < right.key ? -1 : left.key > right.key ? 1 : 0)
}

function chains(
  all: readonly VersionFacts[],
  order: readonly number[],
  links: ReadonlyMap<number, Link>,
): ChainEntry[][] {
  const first = (index: number): number => {
    let at = index
    for (let link = links.get(at); link !== undefined; link = links.get(at)) at = link.to
    return at
  }
  const series = new Map<number, number[]>()
  for (const index of order) series.set(first(index), [...(series.get(first(index)) ?? []), index])
  return [...series.values()].map((members) =>
    inVersionOrder(members, all).map((index) => ({ index, link: links.get(index) ?? null })),
  )
}

/** By number, not by date: a v3 dated before v2 is still v3. RFCs posted before the first version that is none come first. */
function inVersionOrder(members: readonly number[], all: readonly VersionFacts[]): number[] {
  const final = members.filter((index) => all[index]?.version.rfc === false)
  const startMs = Math.min(...final.map((index) => all[index]?.version.head.orderMs ?? 0))
  const era = ({ version }: VersionFacts) => (version.rfc && version.head.orderMs < startMs ? 0 : 1)
  return [...members].sort((left, right) => {
    const [a, b] = [all[left], all[right]]
    if (a === undefined || b === undefined) return 0
    return era(a) - era(b) || a.version.version - b.version.version || compareTime(a, b)
  })
}
