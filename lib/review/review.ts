import { at } from '../at'
import { compareText } from '../byTime'
import type { MessageId } from '../mail/types'
import { patchPaths } from '../patch/patch'
import { type AuditItem, auditSeries } from './audit'
import { type Claim, findClaims } from './claims'
import type { CommentOutcome } from './commentFold'
import { creditComments } from './credit'
import { numbersOf, type Standing } from './foldTypes'
import { judgeReplies, type Stake } from './footing'
import { gather } from './gather'
import { findGivenTags, type GivenTag } from './givenTags'
import type { Person } from './identity'
import { type SeriesInput, type TreeState, versionAt } from './input'
import { liveComments, liveIn } from './liveComments'
import { indexTitles } from './patchTitles'
import type { PlacedComment } from './placedComments'
import { withoutPassedOver } from './pledge'
import { blocks } from './positions'
import { findFixes } from './regressionFix'
import { postedKeys, type Whole } from './replaced'
import { findPeople, type ReadReply, readReplies } from './replies'
import { openResumed } from './resumed'
import { findSiblings, type Sibling } from './siblings'
import { creditSilently } from './silentCredit'
import { foldStandings } from './standing'
import { findState, type SeriesState } from './state'
import { isApplied, isOpenStatus } from './states'
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

/** What became of a comment, with its part in the state of the series. */
interface ReviewedOutcome extends CommentOutcome {
  /** An objection that was open when the patches were applied. */
  readonly mergedOver: boolean
  /** State and turn depend on it, see liveComments. */
  readonly live: boolean
}

/** A comment with what became of it. */
interface ReviewedComment extends PlacedComment {
  /** Null for a comment that asks for nothing, or is about a patch that the newest version no longer has. */
  readonly outcome: ReviewedOutcome | null
}

/** Everything that was said about one series, and what it adds up to. Persons are indices of `people`, versions are positions. */
export interface SeriesReview {
  readonly people: readonly Person[]
  /** In the order of receipt. */
  readonly events: readonly ReviewEvent[]
  readonly comments: readonly ReviewedComment[]
  /** For each announcement the key of the reply that asked for it; null when none can be named. */
  readonly credited: readonly (string | null)[]
  readonly standings: readonly Standing[]
  /** The review tags that patches may carry. */
  readonly tags: readonly GivenTag[]
  readonly audit: readonly AuditItem[]
  readonly state: SeriesState
  readonly turn: Turn
  /** What the author answered, and whoever said it has replied to that or given a tag since; see openResumed. */
  readonly resumed: readonly Standing[]
  /** Objections that were open when the patches were applied. */
  readonly mergedOver: readonly Standing[]
  readonly regressions: readonly Regression[]
  readonly claims: readonly Claim[]
  /** See Judged. */
  readonly senders: ReadonlyMap<string, Stake>
  /** Pairs of addresses that may be one person's. */
  readonly siblings: readonly Sibling[]
}

/**
 * Reads everything that was said about one series and sums it up: people, events, comments tied to lines, standings, audit, state and turn. The order of
 * the input does not matter. A series without replies gives empty lists and the state of its newest version. Throws on a series without
 * versions. docs/positions.md describes the rules.
 */
export function reviewSeries(input: SeriesInput): SeriesReview {
  const people = findPeople(input)
  const titles = new Map(
    input.versions.map(({ position, patches }) => [
      position,
      indexTitles(patches.map(({ number, patch }) => ({ number, title: patch.title }))),
    ]),
  )
  const { replies, senders, committed } = judgeReplies(readReplies(input, people), input, titles)
  const { fold: gathered, events, comments } = gather(input, people, replies)
  const credits = creditComments({
    ...input,
    events: gathered.events,
    people: people.all,
    tracks: gathered.tracks,
    textOf: openTextOf(comments),
  })
  const silent = creditSilently({ ...input, events: gathered.events, tracks: gathered.tracks, comments })
  const fold = { ...gathered, announced: new Map([...silent, ...credits.announced]) }
  const folded = foldStandings(fold)
  const newest = versionAt(input.versions, fold.newest)
  const { headKey, orderMs, label } = newest
  const whole: Whole = {
    position: fold.newest,
    headKey,
    single: numbersOf(fold).length === 1,
    posted: postedKeys(input.versions),
  }
  const isWhole = (number: number): boolean => number === 0 || whole.single
  const open = withoutPassedOver(liveComments(folded.outcomes, replies), replies, fold.newest, isWhole)
  const { tree, pull } = input
  const later = input.absorptions.filter((one) => one.orderMs > orderMs)
  const [absorbed = null] = later.sort((a, b) => a.orderMs - b.orderMs || compareText(a.mailKey, b.mailKey))
  const state = findState({
    fold,
    live: open,
    replies,
    newest: { headKey, orderMs, label, committed },
    titles,
    whole,
    tree,
    pull,
    absorbed,
  })
  const settle = state.kind === 'withdrawn' ? settled : <Said>(said: Said) => said
  const [standings, outcomes] = [folded.standings.map(settle), folded.outcomes.map(settle)]
  const live = liveIn(state, open, fold.newest)
  const isResumed = openResumed(replies)
  const versions = new Map(input.versions.map((version) => [version.position, version]))
  const isMergedOver = isApplied(state.kind) ? openIsMergedOver(fold.events, input.tree) : () => false
  return {
    people: people.all,
    events,
    comments: withOutcomes(comments, outcomes, new Set(live.map(outcomeKey)), isMergedOver),
    credited: credits.mails,
    standings,
    tags: findGivenTags(fold),
    audit: auditSeries({ fold, standings, events, versions }),
    state,
    turn: findTurn({
      state,
      fold,
      standings,
      live,
      isResumed,
      replies,
      people,
      newest: {
        headKey,
        orderMs,
        label,
        author: at(people.all, people.find(newest.sender)),
        incomplete: newest.missing > 0,
        rfc: newest.rfc,
        patches: newest.patches.map(({ number, patch }) => ({
          number,
          title: patch.title,
          files: patchPaths(patch.files),
        })),
      },
      pull,
      absorbed,
    }),
    resumed: standings.filter((standing) => standing.answered && isResumed(standing)),
    mergedOver: standings.filter(isMergedOver),
    regressions: findRegressions(fold.events, replies, input.tree),
    claims: findClaims(input.versions, replies, titles.get(fold.newest) ?? indexTitles([]), whole),
    senders,
    siblings: findSiblings(input.versions, input.replies),
  }
}

function settled<Said extends Pick<Standing, 'status'>>(said: Said): Said {
  return isOpenStatus(said.status) ? { ...said, status: 'cleared' } : said
}

function findApplied(events: readonly ReviewEvent[]): ReviewEvent | undefined {
  return events.find(({ position }) => position === 'applied')
}

/** Finds open objections that were made before the patches were committed, or somebody first said that they are applied. */
function openIsMergedOver(
  events: readonly ReviewEvent[],
  tree: TreeState | null,
): (said: Pick<Standing, 'position' | 'status' | 'mailKey'>) => boolean {
  const appliedMs = Math.min(
    findApplied(events)?.orderMs ?? Number.POSITIVE_INFINITY,
    tree?.firstMs ?? Number.POSITIVE_INFINITY,
  )
  const early = new Set(events.filter(({ orderMs }) => orderMs < appliedMs).map(({ mailKey }) => mailKey))
  return ({ position, status, mailKey }) => blocks(position) && status === 'open' && early.has(mailKey)
}

function withOutcomes(
  comments: readonly PlacedComment[],
  outcomes: readonly CommentOutcome[],
  live: ReadonlySet<string>,
  isMergedOver: (outcome: CommentOutcome) => boolean,
): ReviewedComment[] {
  const byComment = new Map(outcomes.map((outcome) => [outcomeKey(outcome), outcome]))
  return comments.map((comment) => {
    const key = `${comment.mailKey} ${comment.from}`
    const outcome = byComment.get(key)
    if (outcome === undefined) return { ...comment, outcome: null }
    return { ...comment, outcome: { ...outcome, mergedOver: isMergedOver(outcome), live: live.has(key) } }
  })
}

function outcomeKey({ mailKey, comment }: Pick<CommentOutcome, 'mailKey' | 'comment'>): string {
  return `${mailKey} ${comment}`
}

/** Finds the text of the comment that an event is part of, with the lines that it quotes. */
function openTextOf(comments: readonly PlacedComment[]): (event: ReviewEvent) => string {
  const texts = new Map(
    comments.map(({ mailKey, from, text, quoted }) => [`${mailKey} ${from}`, `${text} ${quoted.join(' ')}`]),
  )
  return ({ mailKey, comment, sentence }) => texts.get(`${mailKey} ${comment}`) ?? sentence
}

function findRegressions(
  events: readonly ReviewEvent[],
  replies: readonly ReadReply[],
  tree: TreeState | null,
): Regression[] {
  const appliedMs = findApplied(events)?.orderMs ?? tree?.firstMs
  if (appliedMs === undefined) return []
  const fixes = findFixes(replies)
  const found = new Map<string, Regression>()
  for (const { cues, author, orderMs, mailKey, person, patch, sentence } of events) {
    if (!cues.includes('regression') || author || orderMs <= appliedMs || found.has(mailKey)) continue
    found.set(mailKey, { mailKey, person, patch, quote: sentence, fix: fixes.get(mailKey)?.link ?? null })
  }
  return [...found.values()]
}
