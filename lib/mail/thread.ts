import type { Address, MessageId } from './types'

export interface ThreadInput {
  /** Unique among the mails: the Message-ID, or a derived key for a second mail with the same id. */
  readonly key: string
  readonly messageId: MessageId
  /** Nearest first, as in Message.references. */
  readonly references: readonly MessageId[]
  readonly receivedMs: number
  /** Tells mails that share one Message-ID apart; see pickParent. */
  readonly mark: string
  /** Who sent it, and to whom. */
  readonly from: Address
  readonly recipients: readonly string[]
}

export interface ThreadPlace {
  /** Index of the mail this one answers; null for a root. */
  readonly parent: number | null
  /** The nearest id it refers to when no mail on record has it: a ghost. */
  readonly ghost: MessageId | null
  /** Index of the first mail of the connected thread; ghosts connect too. */
  readonly thread: number
  readonly depth: number
  /** Time of receipt, but never before the parent's, in milliseconds. */
  readonly orderMs: number
}

/**
 * Places mails in their threads, whatever order they come in: the result depends on the set alone.
 * The parent is the nearest reference on record; a link that would close a loop is left out. No recursion, so depth is
 * bounded by memory only. Cost: mails x depth for the loop check.
 */
export function placeInThreads(mails: readonly ThreadInput[]): ThreadPlace[] {
  const order = mails.map((_, index) => index).sort((a, b) => compareInput(mails[a], mails[b]))
  const byId = new Map<string, number[]>()
  for (const index of order) {
    const id = mails[index]?.messageId ?? ''
    byId.set(id, [...(byId.get(id) ?? []), index])
  }
  const parents = new Array<number | null>(mails.length).fill(null)
  const ghosts = new Array<MessageId | null>(mails.length).fill(null)
  for (const index of order) {
    const mail = mails[index]
    if (mail === undefined) continue
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
    thread: threads[index] ?? index,
    depth,
    orderMs,
  }))
}

function compareInput(a: ThreadInput | undefined, b: ThreadInput | undefined): number {
  if (a === undefined || b === undefined) return 0
  return a.receivedMs - b.receivedMs || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

/** Of more mails with one id than these the later ones are nobody's parents: bounds the work on a flood. */
const MAX_SHARING = 50

/**
 * Of mails that share an id the one whose sender wrote this mail too, or is among those it goes to: who answers answers a person. Else the
 * one with the same mark, else the first.
 */
function pickParent(
  candidates: readonly number[] | undefined,
  mail: ThreadInput,
  mails: readonly ThreadInput[],
): number | undefined {
  if (candidates === undefined || candidates.length < 2) return candidates?.[0]
  const circle = new Set([mail.from.email, ...mail.recipients])
  const closeness = (candidate: number): number => {
    const other = mails[candidate]
    return (other !== undefined && circle.has(other.from.email) ? 2 : 0) + (other?.mark === mail.mark ? 1 : 0)
  }
  return candidates
    .slice(0, MAX_SHARING)
    .reduce((best, candidate) => (closeness(candidate) > closeness(best) ? candidate : best))
}

/** True when `from`, or a mail above it, is `target`. */
function reaches(parents: readonly (number | null)[], from: number, target: number): boolean {
  for (let at: number | null = from; at !== null; at = parents[at] ?? null) if (at === target) return true
  return false
}

/** Joins mails that share an id or a reference, by union-find; the earliest mail names the thread. */
function connect(
  mails: readonly ThreadInput[],
  order: readonly number[],
  byId: ReadonlyMap<string, number[]>,
): number[] {
  const leader = mails.map((_, index) => index)
  const rank = new Map(order.map((index, position) => [index, position]))
  const find = (index: number): number => {
    let root = index
    while (leader[root] !== root) root = leader[root] ?? root
    for (let at = index; at !== root; ) {
      const next = leader[at] ?? root
      leader[at] = root
      at = next
    }
    return root
  }
  const union = (a: number, b: number) => {
    const [left, right] = [find(a), find(b)]
    if (left === right) return
    if ((rank.get(left) ?? 0) < (rank.get(right) ?? 0)) leader[right] = left
    else leader[left] = right
  }
  const seen = new Map<string, number>()
  for (const index of order) {
    const mail = mails[index]
    if (mail === undefined) continue
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
  const placed: ({ depth: number; orderMs: number } | undefined)[] = new Array(mails.length)
  for (const start of order) {
    const path: number[] = []
    let at: number | null = start
    while (at !== null && placed[at] === undefined) {
      path.push(at)
      at = parents[at] ?? null
    }
    let above = at === null ? undefined : placed[at]
    for (const index of path.reverse()) {
      const received = mails[index]?.receivedMs ?? 0
      above = {
        depth: above === undefined ? 0 : above.depth + 1,
        orderMs: Math.max(received, above?.orderMs ?? received),
      }
      placed[index] = above
    }
  }
  return placed.map((place) => place ?? { depth: 0, orderMs: 0 })
}
