import { findArchiveLinks } from '../mail/archiveLink'
import type { MessageId } from '../mail/types'
import { type AuditItem, auditSeries } from './audit'
import { type Claim, findClaims } from './claim'
import { gather, type PlacedComment, type PlacedEvent } from './fold'
import type { Person } from './identity'
import type { ReviewedVersion, SeriesInput } from './input'
import { blocks } from './positions'
import { ownLines } from './quote'
import { findPeople, type ReadReply, readReplies } from './replies'
import { foldStandings, type Standing } from './standing'
import { findState, type SeriesState } from './state'
import { isApplied } from './states'
import { findTurn, type Turn } from './turn'

/** A regression that was reported after a patch was applied. */
export interface Regression {
  readonly mailKey: string
  readonly person: number
  /** Number in the newest version; null when it was reported on the cover. */
  readonly patch: number | null
  readonly quote: string
  /** Message-ID of the fix, when a later mail of the thread links to it. */
  readonly fix: MessageId | null
}

/** Who made a mail speak for whom, and what all of it comes to. Persons are indices of `people`, versions positions. */
export interface SeriesReview {
  readonly people: readonly Person[]
  readonly events: readonly PlacedEvent[]
  readonly comments: readonly PlacedComment[]
  readonly standings: readonly Standing[]
  readonly audit: readonly AuditItem[]
  readonly state: SeriesState
  readonly turn: Turn
  /** Objections and refusals that stood when the patches were applied. */
  readonly mergedOver: readonly Standing[]
  readonly regressions: readonly Regression[]
  readonly claims: readonly Claim[]
}

/**
 * Reads all that was said about one series and folds it: people, events, comments tied to lines, standings, audit, state and turn.
 * Pure; the order of the input does not matter. A series without replies gives empty lists and the state of its newest version.
 * Throws on a series without versions. Source: docs/positions.md.
 */
export function reviewSeries(input: SeriesInput): SeriesReview {
  const people = findPeople(input)
  const replies = readReplies(input, people)
  const { fold, events, comments } = gather(input, people, replies)
  const standings = foldStandings(fold)
  const newest = newestOf(input.versions, fold.newest)
  const titles = new Map(newest.patches.map(({ number, patch }) => [number, patch.title]))
  const { headKey, orderMs } = newest
  const head = { headKey, orderMs, titles }
  const state = findState({ fold, standings, replies, newest: head })
  const versions = new Map(input.versions.map((version) => [version.position, version]))
  const applied = isApplied(state.kind)
  return {
    people: people.all,
    events,
    comments,
    standings,
    audit: auditSeries({ fold, standings, events, unannounced: input.unannounced, versions }),
    state,
    turn: findTurn({ state, fold, standings, replies, newest: head }),
    mergedOver: applied ? standings.filter(isStandingObjection(events)) : [],
    regressions: findRegressions(events, replies),
    claims: findClaims(replies, titles),
  }
}

function newestOf(versions: readonly ReviewedVersion[], position: number): ReviewedVersion {
  const found = versions.find((version) => version.position === position)
  if (found === undefined) throw new Error(`reviewSeries: there is no version at position ${position}`)
  return found
}

function isApplication({ position, counts }: PlacedEvent): boolean {
  return position === 'applied' && counts
}

/** An objection that was made before somebody said that the patches are applied. */
function isStandingObjection(events: readonly PlacedEvent[]): (standing: Standing) => boolean {
  const orderOf = new Map(events.map(({ mailKey, orderMs }) => [mailKey, orderMs]))
  const appliedMs = events.find(isApplication)?.orderMs ?? Number.POSITIVE_INFINITY
  return ({ position, status, mailKey }) =>
    blocks(position) && status === 'open' && (orderOf.get(mailKey) ?? 0) < appliedMs
}

function findRegressions(events: readonly PlacedEvent[], replies: readonly ReadReply[]): Regression[] {
  const applied = events.find(isApplication)
  if (applied === undefined) return []
  const found = new Map<string, Regression>()
  for (const { cues, author, orderMs, mailKey, person, patch, sentence } of events) {
    if (!cues.includes('regression') || author || orderMs <= applied.orderMs || found.has(mailKey)) continue
    found.set(mailKey, { mailKey, person, patch, quote: sentence, fix: findFix(mailKey, replies) })
  }
  return [...found.values()]
}

/** The first archive link in a mail below the report, in or right below a line that speaks of a fix. */
function findFix(mailKey: string, replies: readonly ReadReply[]): MessageId | null {
  const below = new Set([mailKey])
  for (const { key, parent, body } of replies) {
    if (parent === null || !below.has(parent)) continue
    below.add(key)
    const lines = ownLines(body)
    for (const [at, { text }] of lines.entries()) {
      const near = lines.slice(Math.max(0, at - 3), at + 1)
      const link = findArchiveLinks(text)[0]
      if (link !== undefined && near.some((line) => /\bfix/i.test(line.text))) return link
    }
  }
  return null
}
