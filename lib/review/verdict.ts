import { findApplications, findDropped, type PatchTitles } from './applied'
import type { ReadReply } from './replies'
import { saysDropped } from './rules/apply'

/** What somebody who may decide says has become of patches, in words or as a command to a bot. */
export type VerdictKind =
  | 'applied'
  | 'dropped'
  | 'rejected'
  | 'deferred'
  | 'not-applicable'
  | 'superseded'
  | 'changes-requested'
  | 'under-review'

/** One such statement in a reply. Whether its sender may decide is another matter; see basis.ts. */
export interface Verdict {
  readonly kind: VerdictKind
  readonly mailKey: string
  readonly orderMs: number
  readonly quote: string
  /** Numbers of the patches that it is about, or `all` for the whole version. */
  readonly numbers: readonly number[] | 'all'
  /** Where the patches went, when it says that they were applied and names the tree or branch. */
  readonly tree: string | null
  readonly release: string | null
}

/** What a reply says has become of patches of its version, whose titles are `titles`. */
export function findVerdicts(reply: ReadReply, titles: PatchTitles): Verdict[] {
  const applied = findApplications(reply, titles).map((one) => ({ ...one, kind: 'applied' as const }))
  const numbers = findDropped(reply, titles)
  if (numbers === undefined) return applied
  const quote = reply.sentences.find(({ text }) => saysDropped(text))?.text ?? ''
  const { key: mailKey, orderMs } = reply
  return [...applied, { kind: 'dropped', mailKey, orderMs, quote, numbers, tree: null, release: null }]
}
