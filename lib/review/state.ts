import { type Application, findApplications, findDropped, type PatchTitles } from './applied'
import type { FoldInput, Standing } from './foldTypes'
import type { StateCommit, TreeState } from './input'
import { wantsChange } from './positions'
import { findReplacement, type Whole } from './replaced'
import type { ReadReply } from './replies'
import { withdrawsPosting } from './rules/answer'
import { isApplied, isOpenStatus, type SeriesStateKind } from './states'

/** What has become of a series, with the mail and the words that say so. */
export interface SeriesState {
  readonly kind: SeriesStateKind
  readonly mailKey: string
  /** Words of the mail; '' when no sentence says it (under review). */
  readonly quote: string
  /** Where an applied series went, as far as the mail says. */
  readonly tree: string | null
  readonly release: string | null
  /** Numbers of the applied patches, in the newest version or in the one that `version` names. */
  readonly patches: readonly number[]
  /** The commit that decides; null when mail does. `mailKey` is then the mail that says so too, or the patch mail that the commit was made from. */
  readonly commit: StateCommit | null
  /** Position of the version that the tree has; null when mail decides. */
  readonly version: number | null
  /** A mail that contradicts the tree. */
  readonly conflict: { readonly mailKey: string; readonly quote: string } | null
}

interface StateInput {
  readonly fold: FoldInput
  readonly standings: readonly Standing[]
  /** By time of receipt. */
  readonly replies: readonly ReadReply[]
  readonly newest: { readonly headKey: string; readonly orderMs: number; readonly titles: PatchTitles }
  readonly whole: Whole
  readonly tree: TreeState | null
}

/**
 * The state of a series. A tree that has its patches decides, unless it lacks some and whoever may decide says that all were applied: a
 * commit that was not recognised proves nothing. Otherwise mail does.
 */
export function findState(input: StateInput): SeriesState {
  const said = findSaid(input)
  const { tree } = input
  if (tree === null || (tree.kind === 'partly-applied' && isWhole(said.kind))) return said
  // A version that was posted after the revert is looked at anew.
  const { newest, fold } = input
  if (tree.kind === 'reverted' && tree.position < fold.newest && newest.orderMs > tree.commit.committedMs) return said
  return followTree(input, tree, said)
}

/** Whether mail says that all patches were applied. */
function isWhole(kind: SeriesStateKind): boolean {
  return kind === 'applied' || kind === 'regression-reported'
}

/** The state that a tree proves, with what mail says of it. A regression that was reported since comes first, until a commit fixes the patches. */
function followTree(input: StateInput, tree: TreeState, said: SeriesState): SeriesState {
  const { fold, replies } = input
  const { kind, commit, position: version, numbers: patches } = tree
  const proved = { tree: null, release: null, patches, commit, version }
  const fixedMs = tree.fixedMs ?? 0
  const since = { orderMs: Math.max(tree.firstMs, fixedMs), tree: null, release: null }
  const regression = kind === 'reverted' ? undefined : findRegression(replies, fold.newest, since)
  if (regression !== undefined) return { ...regression, ...proved, conflict: null }
  const agrees = isApplied(said.kind) && kind !== 'reverted'
  return {
    kind,
    ...proved,
    mailKey: agrees ? said.mailKey : tree.mailKey,
    quote: agrees ? said.quote : '',
    conflict: kind === 'applied' ? findConflict(input, said, Math.max(commit.committedMs, fixedMs)) : null,
  }
}

/** The mail since then that says something else than a tree in which the patches were applied. What was objected before is another matter: it was applied over that. */
function findConflict(
  { fold, standings, replies }: StateInput,
  { kind, mailKey, quote }: SeriesState,
  sinceMs: number,
): SeriesState['conflict'] {
  if (kind === 'withdrawn' || kind === 'superseded') return { mailKey, quote }
  const later = new Map(replies.flatMap((reply) => (reply.orderMs > sinceMs ? [[reply.key, reply] as const] : [])))
  const wanted = standings.find(({ position, since, status, mailKey: key }) => {
    const reply = later.get(key)
    if (reply === undefined || since !== fold.newest || !isOpenStatus(status)) return false
    return wantsChange(position) && !(position === 'nak' && reply.basis === 'none')
  })
  return wanted === undefined ? null : { mailKey: wanted.mailKey, quote: wanted.quote }
}

/**
 * The state of a series according to its mails. The first of these that holds wins: applied (or a regression reported after that), withdrawn or superseded, rejected,
 * changes requested, under review. What strangers write decides nothing (see basis.ts). Only the newest version counts, except that the
 * author may withdraw the whole series anywhere.
 */
function findSaid(input: StateInput): SeriesState {
  const applied = appliedState(input)
  if (applied !== undefined) return applied
  const given = givenUp(input)
  if (given !== undefined) return given
  const { standings, fold, newest, replies } = input
  const live = (standing: Standing): boolean => standing.since === fold.newest && standing.status === 'open'
  const strangers = new Set(replies.flatMap(({ key, basis }) => (basis === 'none' ? [key] : [])))
  const nak = standings.find(
    (standing) => standing.position === 'nak' && live(standing) && !strangers.has(standing.mailKey),
  )
  if (nak !== undefined) return plain('rejected', nak.mailKey, nak.quote)
  const wanted = standings.find(
    ({ position, since, status }) => wantsChange(position) && since === fold.newest && isOpenStatus(status),
  )
  if (wanted !== undefined) return plain('changes-requested', wanted.mailKey, wanted.quote)
  return plain('under-review', newest.headKey, '')
}

const NO_TREE = { commit: null, version: null, conflict: null }

function plain(kind: SeriesStateKind, mailKey: string, quote: string): SeriesState {
  return { kind, mailKey, quote, tree: null, release: null, patches: [], ...NO_TREE }
}

function appliedState({ fold, replies, newest }: StateInput): SeriesState | undefined {
  const all = [...newest.titles.numbers]
  let found: Application[] = []
  for (const reply of replies) {
    if (reply.basis === 'none') continue
    // Some answer the older cover letter and mean the version posted since: <20220412172053.0208445e@p-imbrenda>.
    const current = reply.position === fold.newest
    if (current || reply.orderMs > newest.orderMs)
      found.push(...findApplications(reply, newest.titles).filter(({ numbers }) => current || numbers === 'all'))
    const dropped = current ? findDropped(reply, newest.titles) : undefined
    if (dropped !== undefined) found = withoutDropped(found, dropped, all)
  }
  const first = found[0]
  if (first === undefined) return undefined
  const isWhole = found.some(({ numbers }) => numbers === 'all')
  const applied = new Set(isWhole ? all : [])
  for (const { numbers } of found) if (numbers !== 'all') for (const number of numbers) applied.add(number)
  const patches = [...applied].sort((a, b) => a - b)
  const regression = findRegression(replies, fold.newest, first)
  if (regression !== undefined) return regression
  const best = found.find(({ numbers }) => numbers === 'all') ?? first
  const whole = isWhole || all.every((number) => applied.has(number))
  const { mailKey, quote, tree, release } = best
  return { kind: whole ? 'applied' : 'partly-applied', mailKey, quote, tree, release, patches, ...NO_TREE }
}

/** What is still applied after some patches were dropped from the tree again. */
function withoutDropped(
  applied: readonly Application[],
  dropped: readonly number[] | 'all',
  all: readonly number[],
): Application[] {
  if (dropped === 'all') return []
  return applied.flatMap((one) => {
    const numbers = (one.numbers === 'all' ? all : one.numbers).filter((number) => !dropped.includes(number))
    return numbers.length === 0 ? [] : [{ ...one, numbers }]
  })
}

/** A mail that came after the patches were applied and reports that something broke. */
function findRegression(
  replies: readonly ReadReply[],
  newest: number,
  applied: Pick<Application, 'orderMs' | 'tree' | 'release'>,
): SeriesState | undefined {
  for (const reply of replies) {
    if (reply.position !== newest || reply.orderMs <= applied.orderMs || reply.speaker === 'author') continue
    const said = reply.statements.find(({ cues }) => cues.includes('regression'))
    if (said !== undefined) {
      const { tree, release } = applied
      return { ...plain('regression-reported', reply.key, said.sentence), tree, release }
    }
  }
  return undefined
}

/** Usual words; no mail of the archives at hand has them outside a trailer. */
const SUPERSEDED =
  /\bsuperseded[- ]by\b|\b(?:is|are|was|been) superseded\b|\breplaced by (?:the|this|another|a new) (?:series|patch ?set|patch)/i

/** The author withdraws the newest version, or names a series that replaces it, as whoever may decide about the series can do. */
function givenUp({ fold, replies, whole }: StateInput): SeriesState | undefined {
  for (const reply of [...replies].reverse()) {
    const replacement = reply.basis === 'none' ? undefined : findReplacement(reply, whole)
    if (replacement !== undefined) return plain('superseded', reply.key, replacement.trim())
    if (reply.position !== fold.newest || reply.basis !== 'author') continue
    const alone = reply.number === 0 || whole.single
    for (const { text } of reply.sentences) {
      if (SUPERSEDED.test(text)) return plain('superseded', reply.key, text)
      if (withdrawsPosting(text) && (alone || /\b(?:series|patch ?set|version)\b/i.test(text)))
        return plain('withdrawn', reply.key, text)
    }
  }
  return undefined
}
