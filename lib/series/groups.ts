import type { MessageId } from '../mail/types'
import type { VersionIndex } from './candidates'
import type { VersionFacts } from './facts'

/** A correction by hand: the versions of these two mails belong, or do not belong, to one series. */
export interface Correction {
  readonly kind: 'link' | 'unlink'
  readonly a: MessageId
  readonly b: MessageId
}

/** Corrections between versions, each named by its head. */
interface ByHand {
  readonly linked: ReadonlyMap<number, readonly number[]>
  readonly parted: ReadonlyMap<number, readonly number[]>
}

/** Finds the versions that corrections name. One that names a mail which is not imported is left out. */
export function resolveCorrections(corrections: readonly Correction[], index: VersionIndex): ByHand {
  const linked = new Map<number, number[]>()
  const parted = new Map<number, number[]>()
  const put = (into: Map<number, number[]>, from: number, to: number) => into.set(from, [...(into.get(from) ?? []), to])
  for (const { kind, a, b } of corrections) {
    const [left, right] = [index.named(a)[0], index.named(b)[0]]
    if (left === undefined || right === undefined) continue
    const into = kind === 'link' ? linked : parted
    put(into, left, right)
    put(into, right, left)
  }
  return { linked, parted }
}

export interface Groups {
  readonly find: (head: number) => number
  readonly join: (a: number, b: number) => void
  /** Whether joining the two would undo a correction. */
  readonly isForbidden: (a: number, b: number) => boolean
}

/** Sets of versions that belong together (union-find), in which those linked by hand are joined from the start. */
export function openGroups(members: readonly VersionFacts[], { linked, parted }: ByHand): Groups {
  const above = new Map(members.map(({ version }) => [version.head.id, version.head.id]))
  const find = (head: number): number => {
    let root = head
    for (let next = above.get(root); next !== undefined && next !== root; next = above.get(root)) {
      // Shortens the path for the next search.
      above.set(root, above.get(next) ?? next)
      root = next
    }
    return root
  }
  const join = (a: number, b: number): void => {
    const [left, right] = [find(a), find(b)]
    above.set(Math.max(left, right), Math.min(left, right))
  }
  const forbidden: (readonly [number, number])[] = []
  for (const head of above.keys()) {
    for (const other of linked.get(head) ?? []) if (above.has(other)) join(head, other)
    for (const other of parted.get(head) ?? []) if (above.has(other)) forbidden.push([head, other])
  }
  const isForbidden = (a: number, b: number): boolean => {
    const [left, right] = [find(a), find(b)]
    return forbidden.some(([x, y]) => find(x) === left && find(y) === right)
  }
  return { find, join, isForbidden }
}
