import { sameSender } from '../mail/address'
import { findEvidence, isNaming, type Judgement, judgeShared } from './evidence'
import type { VersionFacts } from './facts'
import { isConfirmed, isPostedFor, judgeLink, mayFollow } from './judgeLink'
import { compareTime, precedes } from './order'
import { mayTakeUp } from './takeUp'
import { LINK_EVIDENCE, type LinkEvidence } from './types'

/** What a version has to do with an older one. */
export interface Judged {
  /** Head of the older version. */
  readonly to: number
  readonly evidence: readonly LinkEvidence[]
  readonly kind: Judgement | 'fixup'
  /** For a link that counts only where nothing else links either version: what the two are otherwise. Null for any other judgement. */
  readonly otherwise: Judgement | null
}

/** Judges two versions, the one that precedes the other second; undefined when nothing connects them. */
export function judge(newer: VersionFacts, older: VersionFacts): Judged | undefined {
  const fixup = judgeFixup(newer, older)
  if (newer.onlyFixups !== older.onlyFixups) return fixup
  const judged = judgeVersions(newer, older)
  return judged === undefined || judged.kind === 'none' ? (fixup ?? judged) : judged
}

/** A fixup belongs to the earlier posting with a patch of the title that it names, and is never a version of it. */
function judgeFixup(newer: VersionFacts, older: VersionFacts): Judged | undefined {
  if (!newer.fixups.some((title) => older.patchTitles.includes(title))) return undefined
  if (compareTime(older.version, newer.version) >= 0 || older.pull) return undefined
  const to = older.version.head.id
  const found = findEvidence(newer, older, newer.version.repliesTo === to)
  return {
    to,
    kind: 'fixup',
    otherwise: null,
    evidence: LINK_EVIDENCE.filter((kind) => kind === 'title' || found.includes(kind)),
  }
}

function judgeVersions(newer: VersionFacts, older: VersionFacts): Judged | undefined {
  const judged = judgeInOrder(newer, older)
  if ((judged !== undefined && judged.kind !== 'none') || !mayTakeUp(newer, older)) return judged
  const evidence = findEvidence(newer, older, newer.version.repliesTo === older.version.head.id)
  return { to: older.version.head.id, evidence, kind: 'absorb', otherwise: null }
}

function judgeInOrder(newer: VersionFacts, older: VersionFacts): Judged | undefined {
  const to = older.version.head.id
  if (isPulled(newer, older)) return undefined
  const inOrder = precedes(older.version, newer.version)
  if (!inOrder && compareTime(older.version, newer.version) >= 0) return undefined
  const evidence = findEvidence(newer, older, newer.version.repliesTo === to)
  if (inOrder) {
    const kind = judgeLink(evidence, newer, older)
    if (newer.pull !== older.pull && (kind !== 'link' || !evidence.some(isForRequest))) return undefined
    if (kind === 'propose' && isConfirmed(evidence, newer, older))
      return {
        to,
        evidence: LINK_EVIDENCE.filter((one) => one === 'sender' || evidence.includes(one)),
        kind: 'link',
        otherwise: kind,
      }
    if (kind !== 'link' && isPostedFor(newer, older)) return { to, evidence, kind: 'propose', otherwise: null }
    const weak = kind !== 'link' && !newer.pull && mayFollow(evidence, newer, older)
    return weak ? { to, evidence, kind: 'link', otherwise: kind } : { to, evidence, kind, otherwise: null }
  }
  // A lower number posted later continues nothing, but may contain patches of an earlier posting.
  return evidence.includes('sender') && newer.pull === older.pull
    ? { to, evidence, kind: judgeShared(newer, older), otherwise: null }
    : undefined
}

/**
 * Whether one of the two is a pull request and no version of the other: its patches were posted before, by anybody.
 * A request continues an earlier try of it, or, with a number, a posting that did not ask to pull, when both have the same sender;
 * the latter not by code alone, which it has in common with every patch in it.
 */
function isPulled(newer: VersionFacts, older: VersionFacts): boolean {
  if (!newer.pull && !older.pull) return false
  if (!sameSender(newer.version.head.from, older.version.head.from)) return true
  return newer.pull !== older.pull && !newer.version.labelled
}

function isForRequest(evidence: LinkEvidence): boolean {
  return isNaming(evidence) || evidence === 'title' || evidence === 'in-reply-to'
}
