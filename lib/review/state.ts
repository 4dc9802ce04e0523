import type { Basis } from './basis'
import type { StateCommit, TreeState } from './input'
import { countSeverities, liveIn } from './liveComments'
import { type Severity, type SeverityCounts, wantsChange } from './positions'
import { findRegression, findSaid, type SaidInput, type SaidState } from './said'
import { isApplied, type SeriesStateKind } from './states'

/** What has become of a series, with the mail and the words that say so. */
export interface SeriesState extends SaidState {
  /** Why the sender of the mail that decides may do so; null when no mail decides. */
  readonly basis: Basis | null
  /** How much the strongest open comment on the newest version asks for; null when none is open. */
  readonly severity: Severity | null
  /** How many comments on the newest version are open. */
  readonly counts: SeverityCounts
  /** The commit that decides; null when mail does. `mailKey` is then the mail that says so too, or the patch mail that the commit was made from. */
  readonly commit: StateCommit | null
  /** Position of the version that the tree has; null when mail decides. `patches` are numbers of that version. */
  readonly version: number | null
  /** A mail that contradicts the tree. */
  readonly conflict: { readonly mailKey: string; readonly quote: string } | null
}

interface StateInput extends SaidInput {
  readonly tree: TreeState | null
}

/**
 * The state of a series. A tree that has its patches decides, unless it lacks some and whoever may decide says that all were applied: a
 * commit that was not recognised proves nothing. Otherwise mail does.
 */
export function findState(input: StateInput): SeriesState {
  const { replies, newest } = input
  const found = decide(input)
  const live = liveIn(found, input.live, input.fold.newest)
  const byPull = input.pull?.mailKey === found.mailKey ? input.pull.basis : undefined
  const decider = replies.find(({ key }) => key === found.mailKey)
  return {
    ...found,
    basis:
      found.quote === ''
        ? null
        : (decider?.basis ?? byPull ?? (found.mailKey === newest.headKey ? newest.committed : null)),
    severity: live[0]?.severity ?? null,
    counts: countSeverities(live),
  }
}

type Decided = Omit<SeriesState, 'basis' | 'severity' | 'counts'>

function decide(input: StateInput): Decided {
  const said = findSaid(input)
  const { tree, newest, fold } = input
  const byMail: Decided = { ...said, commit: null, version: null, conflict: null }
  if (tree === null || (tree.kind === 'partly-applied' && isWhole(said.kind))) return byMail
  // A version that was posted after the revert is looked at anew.
  if (tree.kind === 'reverted' && tree.position < fold.newest && newest.orderMs > tree.commit.committedMs) return byMail
  return followTree(input, tree, said)
}

/** Whether mail says that all patches were applied. */
function isWhole(kind: SeriesStateKind): boolean {
  return kind === 'applied' || kind === 'regression-reported'
}

/** The state that a tree proves, with what mail says of it. A regression that was reported since comes first, until a commit fixes the patches. */
function followTree(input: StateInput, tree: TreeState, said: SaidState): Decided {
  const { kind, commit, position: version, numbers: patches } = tree
  const proved = { tree: null, release: null, patches, commit, version }
  const fixedMs = tree.fixedMs ?? 0
  const regression =
    kind === 'reverted' ? undefined : findRegression(input.replies, input.fold.newest, Math.max(tree.firstMs, fixedMs))
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
function findConflict({ live }: StateInput, said: SaidState, sinceMs: number): SeriesState['conflict'] {
  const { kind, mailKey, quote } = said
  if (kind === 'withdrawn' || kind === 'superseded') return { mailKey, quote }
  const wanted = live.find((comment) => comment.orderMs > sinceMs && wantsChange(comment))
  return wanted === undefined ? null : { mailKey: wanted.mailKey, quote: wanted.quote }
}
