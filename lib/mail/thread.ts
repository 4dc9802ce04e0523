import { at } from '../at'
import { compareText } from '../byTime'
import { groupBy } from '../groupBy'
import type { Address, MessageId } from './types'

export interface ThreadInput {
  /** Unique among the mails: the Message-ID, or a derived key for a second mail with the same Message-ID. */
  readonly key: string
  readonly messageId: MessageId
  /** By which it is found where no mail has them as its Message-ID, see Message.outerIds. */
  readonly outerIds: readonly MessageId[]
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
  /**
   * Time of receipt in milliseconds, but always after the parent's: a list may get an answer before the mail that it answers, and the key, which
   * breaks ties, says nothing of which came first.
   */
  readonly orderMs: number
}

/** References that are read: the nearest ones, and the farthest, which names the thread. Real mail has up to 42; a hostile one has thousands. */
const MAX_REFERENCES = 50

/** The references by which a mail finds its thread, nearest first. */
export function threadReferences(references: readonly MessageId[]): readonly MessageId[] {
  const last = references[references.length - 1]
  return references.length <= MAX_REFERENCES || last === undefined
    ? references
    : [...references.slice(0, MAX_REFERENCES), last]
}

/**
 * Places mails in their threads. The result depends on the set of mails alone, not on their order. The parent is the nearest
 * reference that was imported; a link that would close a loop is left out. A mail belongs to the thread of its parent; without one, to
 * that of the mails whose farthest reference is the same missing mail. So no mail can join two threads of others, whatever it refers
 * to. There is no recursion, so only memory bounds the depth. Linear but for sorting.
 */
export function placeInThreads(mails: readonly ThreadInput[]): ThreadPlace[] {
  const order = [...mails.keys()].sort((a, b) => compareInput(at(mails, a), at(mails, b)))
  const byId = groupById(order, mails)
  const parents = new Array<number | null>(mails.length).fill(null)
  const ghosts = new Array<MessageId | null>(mails.length).fill(null)
  const trees = openTrees(mails.length)
  const anchors = new Map<MessageId, number>()
  for (const index of order) {
    const mail = at(mails, index)
    const references = threadReferences(mail.references)
    for (const reference of references) {
      const parent = pickParent(byId.get(reference), mail, mails)
      // A mail without a parent is the root of its tree: a parent in that tree would close a loop.
      if (parent !== undefined && trees.find(parent) !== index) {
        parents[index] = parent
        trees.hang(index, parent)
        break
      }
    }
    const first = references[0]
    if (parents[index] === null && first !== undefined && !byId.has(first)) ghosts[index] = first
  }
  for (const index of order) {
    const { references } = at(mails, index)
    const farthest = references[references.length - 1]
    if (parents[index] !== null || farthest === undefined || byId.has(farthest)) continue
    const anchor = anchors.get(farthest)
    if (anchor === undefined) anchors.set(farthest, index)
    else trees.hang(index, anchor)
  }
  const firsts = new Map<number, number>()
  for (const index of order) {
    const root = trees.find(index)
    if (!firsts.has(root)) firsts.set(root, index)
  }
  return assignOrder(mails, order, parents).map(({ depth, orderMs }, index) => ({
    parent: parents[index] ?? null,
    ghost: ghosts[index] ?? null,
    thread: firsts.get(trees.find(index)) ?? index,
    depth,
    orderMs,
  }))
}

/** The mails that each id stands for: those that have it as their Message-ID, else those that were wrapped in a mail with it. */
function groupById(order: readonly number[], mails: readonly ThreadInput[]): ReadonlyMap<MessageId, readonly number[]> {
  const own = groupBy(order, (index) => at(mails, index).messageId)
  const named = order.flatMap((index) => at(mails, index).outerIds.map((id) => ({ id, index })))
  const outer = [...groupBy(named, ({ id }) => id)].map(([id, found]) => [id, found.map(({ index }) => index)] as const)
  return new Map([...outer, ...own])
}

/** A forest in which every mail is a root at first. `find` shortens the paths that it walks, which makes it take constant time in practice. */
function openTrees(count: number): { find: (index: number) => number; hang: (root: number, below: number) => void } {
  const above = Array.from({ length: count }, (_, index) => index)
  return {
    find(index) {
      let root = index
      while (above[root] !== root) root = at(above, root)
      for (let member = index; member !== root; ) {
        const next = at(above, member)
        above[member] = root
        member = next
      }
      return root
    },
    hang(root, below) {
      above[root] = below
    },
  }
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
        orderMs: above === undefined ? received : Math.max(received, above.orderMs + 1),
      }
      placed[index] = above
    }
  }
  return placed
}
