import { findArchiveLinks } from '../mail/archiveLink'
import { normaliseTitle } from '../mail/subject'
import type { MessageId } from '../mail/types'
import { type Claim, findClaims } from './applied'
import { type AuditItem, auditSeries } from './audit'
import type { Standing } from './foldTypes'
import { gather, type PlacedComment } from './gather'
import type { Person } from './identity'
import { type SeriesInput, versionAt } from './input'
import { blocks } from './positions'
import { findPeople, type ReadReply, readReplies } from './replies'
import { foldStandings } from './standing'
import { findState, type SeriesState } from './state'
import { isApplied } from './states'
import { findTurn, type Turn } from './turn'
import type { ReviewEvent } from './types'

/** A regression that was reported after a patch was applied. */
interface Regression {
  readonly mailKey: string
  readonly person: number
  /** Number in the newest version; null when it was reported on the cover letter. */
  readonly patch: number | null
  readonly quote: string
  /** Message-ID of the fix, when a later mail of the thread links to it. */
  readonly fix: MessageId | null
}

/** Everything that was said about one series, and what it adds up to. Persons are indices of `people`, versions are positions. */
export interface SeriesReview {
  readonly people: readonly Person[]
  /** In the order of receipt. */
  readonly events: readonly ReviewEvent[]
  readonly comments: readonly PlacedComment[]
  readonly standings: readonly Standing[]
  readonly audit: readonly AuditItem[]
  readonly state: SeriesState
  readonly turn: Turn
  /** Objections that were open when the patches were applied. */
  readonly mergedOver: readonly Standing[]
  readonly regressions: readonly Regression[]
  readonly claims: readonly Claim[]
}

/**
 * Reads everything that was said about one series and sums it up: people, events, comments tied to lines, standings, audit, state and turn. The order of
 * the input does not matter. A series without replies gives empty lists and the state of its newest version. Throws on a series without
 * versions. docs/positions.md describes the rules.
 */
export function reviewSeries(input: SeriesInput): SeriesReview {
  const people = findPeople(input)
  const replies = readReplies(input, people)
  const { fold, events, comments } = gather(input, people, replies)
  const standings = foldStandings(fold)
  const newest = versionAt(input.versions, fold.newest)
  const titles = new Map(newest.patches.map(({ number, patch }) => [number, normaliseTitle(patch.title)]))
  const { headKey, orderMs } = newest
  const head = { headKey, orderMs, titles }
  const state = findState({ fold, standings, replies, newest: head })
  const versions = new Map(input.versions.map((version) => [version.position, version]))
  return {
    people: people.all,
    events,
    comments,
    standings,
    audit: auditSeries({ fold, standings, events, versions }),
    state,
    turn: findTurn({ state, fold, standings, replies, newest: head }),
    mergedOver: isApplied(state.kind) ? openObjections(standings, fold.events) : [],
    regressions: findRegressions(fold.events, replies),
    claims: findClaims(replies, titles),
  }
}

function findApplied(events: readonly ReviewEvent[]): ReviewEvent | undefined {
  return events.find(({ position }) => position === 'applied')
}

/** Open objections that were made before somebody first said that the patches are applied. */
function openObjections(standings: readonly Standing[], events: readonly ReviewEvent[]): Standing[] {
  const appliedMs = findApplied(events)?.orderMs ?? Number.POSITIVE_INFINITY
  const early = new Set(events.filter(({ orderMs }) => orderMs < appliedMs).map(({ mailKey }) => mailKey))
  return standings.filter(
    ({ position, status, mailKey }) => blocks(position) && status === 'open' && early.has(mailKey),
  )
}

function findRegressions(events: readonly ReviewEvent[], replies: readonly ReadReply[]): Regression[] {
  const applied = findApplied(events)
  if (applied === undefined) return []
  const found = new Map<string, Regression>()
  for (const { cues, author, orderMs, mailKey, person, patch, sentence } of events) {
    if (!cues.includes('regression') || author || orderMs <= applied.orderMs || found.has(mailKey)) continue
    found.set(mailKey, { mailKey, person, patch, quote: sentence, fix: findFix(mailKey, replies) })
  }
  return [...found.values()]
}

/** The first archive link in a mail below the report that has the word "fix" on its line or up to three lines above. */
function findFix(mailKey: string, replies: readonly ReadReply[]): MessageId | null {
  const below = new Set([mailKey])
  for (const { key, parent, text } of replies) {
    if (parent === null || !below.has(parent)) continue
    below.add(key)
    for (const [index, line] of text.own.entries()) {
      const near = text.own.slice(Math.max(0, index - 3), index + 1)
      const link = findArchiveLinks(line.text)[0]
      if (link !== undefined && near.some((other) => /\bfix/i.test(other.text))) return link
    }
  }
  return null
}
