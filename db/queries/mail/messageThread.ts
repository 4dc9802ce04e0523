import type { Db } from '../../open'
import { isoTime, person } from '../format'
import type { ThreadNodeView } from '../views'

/** A thread is drawn up to this many mails; the largest of 248,000 real mails' threads has 318. */
export const MAX_NODES = 1_000

interface ThreadRow {
  readonly id: number
  readonly key: string
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly parent: number | null
  readonly ghost: string | null
  readonly order_ms: number
}

interface Pending {
  readonly row: ThreadRow
  readonly depth: number
}

/**
 * The thread as a tree in reading order: answers below what they answer, oldest first, unseen parents as ghosts. Of a longer
 * thread than MAX_NODES that many mails around the current one, in the order of time, and how many others there are.
 */
export function listThread(
  db: Db,
  thread: number,
  current: number,
): { readonly nodes: readonly ThreadNodeView[]; readonly left: number } {
  const ids = db
    .prepare<[number], number>(
      'SELECT message FROM places JOIN messages ON messages.id = places.message WHERE thread = ? ORDER BY order_ms, key',
    )
    .pluck()
    .all(thread)
  const from = Math.max(0, Math.min(ids.indexOf(current) - MAX_NODES / 2, ids.length - MAX_NODES))
  const shown = db
    .prepare<[number, number, number], ThreadRow>(
      `SELECT messages.id, key, subject, from_name, from_email, parent, ghost, order_ms
       FROM places JOIN messages ON messages.id = places.message WHERE thread = ? ORDER BY order_ms, key LIMIT ? OFFSET ?`,
    )
    .all(thread, MAX_NODES, from)
  return { nodes: drawTree(shown, current), left: ids.length - shown.length }
}

function drawTree(rows: readonly ThreadRow[], current: number): ThreadNodeView[] {
  const ids = new Set(rows.map(({ id }) => id))
  const children = groupByParent(rows)
  const nodes: ThreadNodeView[] = []
  const drawFrom = (roots: readonly ThreadRow[], depth: number) => {
    const pending: Pending[] = roots.map((row) => ({ row, depth })).reverse()
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      nodes.push(toNode(next, current))
      const below = next.depth + 1
      for (const row of [...(children.get(next.row.id) ?? [])].reverse()) pending.push({ row, depth: below })
    }
  }
  const drawnGhosts = new Set<string>()
  for (const row of rows) {
    if (row.parent !== null && ids.has(row.parent)) continue
    if (row.ghost === null) drawFrom([row], 0)
    else if (!drawnGhosts.has(row.ghost)) {
      drawnGhosts.add(row.ghost)
      nodes.push(ghostNode(row.ghost))
      drawFrom(
        rows.filter(({ ghost, parent }) => parent === null && ghost === row.ghost),
        1,
      )
    }
  }
  return nodes
}

function groupByParent(rows: readonly ThreadRow[]): Map<number, ThreadRow[]> {
  const children = new Map<number, ThreadRow[]>()
  for (const row of rows) {
    if (row.parent === null) continue
    const list = children.get(row.parent) ?? []
    children.set(row.parent, list)
    list.push(row)
  }
  return children
}

function toNode({ row, depth }: Pending, current: number): ThreadNodeView {
  return {
    depth,
    messageId: row.key,
    subject: row.subject,
    from: person(row.from_name, row.from_email),
    received: isoTime(row.order_ms),
    current: row.id === current,
  }
}

function ghostNode(messageId: string): ThreadNodeView {
  return {
    depth: 0,
    messageId: null,
    subject: `(not on record: ${messageId})`,
    from: person('', ''),
    received: '',
    current: false,
  }
}
