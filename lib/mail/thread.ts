import { at } from '../at'
import { compareText } from '../byTime'
import { groupBy } from '../groupBy'
import type { Address, MessageId } from './types'

export interface ThreadInput {
  /** Unique among the mails: the Message-ID, or a derived key for a second mail with the same Message-ID. */
  readonly key: string
  readonly messageId: MessageId
  /** Nearest first, as in Message.references. */
  readonly references: readonly MessageId[]
  readonly receivedMs: number
  /** Distinguishes mails that share a Message-ID, see pickParent. */
  readonly mark: string
  readonly from: Address
  /** Addresses of To and Cc. */
  readonly recipients: readonly string[]
}

export interface ThreadPlace {
  /** Index of the mail that this one answers; null for a root. */
  readonly parent: number | null
  /** The nearest Message-ID it refers to, when that mail is not imported (a ghost); otherwise null. */
  readonly ghost: MessageId | null
  /** Index of the first mail of the thread; a ghost connects mails as well. */
  readonly thread: number
  readonly depth: number
  /** Time of receipt in milliseconds, but never before the parent's. */
  readonly orderMs: number
}

/**
 * Places mails in their threads. The result depends on the set of mails alone, not on their order. The parent is the nearest
 * reference that was imported; a link that would close a loop is left out. There is no recursion, so only memory bounds the depth.
 * Cost: mails x depth, for the loop check.
 */
export function placeInThreads(mails: readonly ThreadInput[]): ThreadPlace[] {
  const order = [...mails.keys()].sort((a, b) => compareInput(at(mails, a), at(mails, b)))
  const byId = groupBy(order, (index) => at(mails, index).messageId)
  const parents = new Array<number | null>(mails.length).fill(null)
  const ghosts = new Array<MessageId | null>(mails.length).fill(null)
  for (const index of order) {
    const mail = at(mails, index)
    for (const reference of mail.references) {
      const parent = pickParent(byId.get(reference), mail, mails)
      if (parent !== undefined && !reaches(parents, parent, index)) {
        parents[index] = parent
        break
      }
    }
    const first = mail.references[0]
    if (parents[index] === null && first !== undefined && !byId.has(first)) ghosts[index] = first
  }
  const threads = connect(mails, order, byId)
  return assignOrder(mails, order, parents).map(({ depth, orderMs }, index) => ({
    parent: parents[index] ?? null,
    ghost: ghosts[index] ?? null,
    thread: at(threads, index),
    depth,
    orderMs,
  }))
}

function compareInput(a: ThreadInput, b: ThreadInput): number {
  return a.receivedMs - b.receivedMs || compareText(a.key, b.key)
}

/** When more mails than this share a Message-ID, later ones cannot become parents; this bounds the work during a flood. */
const MAX_SHARING = 50

/**
 * Chooses among mails that share a Message-ID: the one whose sender also wrote this mail or is among its recipients, since a reply answers
 * a person; else the one with the same mark; else the first.
 */
function pickParent(
  candidates: readonly number[] | undefined,
  mail: ThreadInput,
  mails: readonly ThreadInput[],
): number | undefined {
  if (candidates === undefined || candidates.length < 2) return candidates?.[0]
  const circle = new Set([mail.from.email, ...mail.recipients])
  const closeness = (candidate: number): number => {
    const other = at(mails, candidate)
    return (circle.has(other.from.email) ? 2 : 0) + (other.mark === mail.mark ? 1 : 0)
  }
  return candidates
    .slice(0, MAX_SHARING)
    .reduce((best, candidate) => (closeness(candidate) > closeness(best) ? candidate : best))
}

/** Whether `from` is `target`, or answers it directly or through other mails. */
function reaches(parents: readonly (number | null)[], from: number, target: number): boolean {
  for (let mail: number | null = from; mail !== null; mail = parents[mail] ?? null) if (mail === target) return true
  return false
}

/** Joins mails that share a Message-ID or a reference (union-find). The earliest mail names the thread. */
function connect(
  mails: readonly ThreadInput[],
  order: readonly number[],
  byId: ReadonlyMap<string, readonly number[]>,
): number[] {
  const leader = mails.map((_, index) => index)
  const rank = new Array<number>(mails.length)
  for (const [position, index] of order.entries()) rank[index] = position
  const find = (index: number): number => {
    let root = index
    while (leader[root] !== root) root = at(leader, root)
    for (let member = index; member !== root; ) {
      const next = at(leader, member)
      leader[member] = root
      member = next
    }
    return root
  }
  const union = (a: number, b: number) => {
    const [left, right] = [find(a), find(b)]
    if (left === right) return
    if (at(rank, left) < at(rank, right)) leader[right] = left
    else leader[left] = right
  }
  const seen = new Map<string, number>()
  for (const index of order) {
    const mail = at(mails, index)
    for (const id of [mail.messageId, ...mail.references]) {
      const other = seen.get(id) ?? byId.get(id)?.[0]
      if (other === undefined) seen.set(id, index)
      else union(index, other)
    }
  }
  return mails.map((_, index) => find(index))
}

function assignOrder(
  mails: readonly ThreadInput[],
  order: readonly number[],
  parents: readonly (number | null)[],
): { depth: number; orderMs: number }[] {
  const placed = new Array<{ depth: number; orderMs: number }>(mails.length)
  for (const start of order) {
    const path: number[] = []
    let next: number | null = start
    while (next !== null && placed[next] === undefined) {
      path.push(next)
      next = parents[next] ?? null
    }
    let above = next === null ? undefined : placed[next]
    for (const index of path.reverse()) {
      const received = at(mails, index).receivedMs
      above = {
        depth: above === undefined ? 0 : above.depth + 1,
        orderMs: Math.max(received, above?.orderMs ?? received),
      }
      placed[index] = above
    }
  }
  return placed
}
