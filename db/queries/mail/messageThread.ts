import { groupBy } from '../../../lib/groupBy'
import { patchNumber } from '../../../lib/patchNumber'
import type { MailKind } from '../../../lib/series/kind'
import type { Db } from '../../open'
import { isoTime, person } from '../format'
import type { ThreadNodeView } from '../views'
import { listThreadMarks } from './threadMarks'

/** Bounds the mails of a thread that are shown; of 248,000 real mails the largest thread has 318. */
const MAX_NODES = 1_000

interface ThreadRow {
  readonly id: number
  readonly key: string
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly parent: number | null
  readonly ghost: string | null
  readonly order_ms: number
  readonly kind: MailKind
  readonly series: number | null
  readonly version: number | null
  readonly number: number | null
}

/**
 * A thread as a tree in reading order: replies below what they answer, oldest first, patches by their numbers, and a ghost for each parent that is unknown.
 * A thread with more than MAX_NODES mails is cut to that many around the current one; `left` counts the others.
 */
export function listThread(
  db: Db,
  thread: number,
  current: number,
): { readonly nodes: readonly ThreadNodeView[]; readonly left: number } {
  const rows = db
    .prepare<{ thread: number }, ThreadRow>(
      `SELECT messages.id, messages.key, messages.subject, messages.from_name, messages.from_email, places.parent, places.ghost,
              places.order_ms, places.kind, places.series, places.version, places.number
       FROM places JOIN messages ON messages.id = places.message
       WHERE places.thread = @thread ORDER BY places.order_ms, messages.key`,
    )
    .all({ thread })
  const place = rows.findIndex(({ id }) => id === current)
  const from = Math.max(0, Math.min(place - MAX_NODES / 2, rows.length - MAX_NODES))
  const shown = rows.slice(from, from + MAX_NODES)
  return { nodes: listNodes(shown, current, listThreadMarks(db, thread)), left: rows.length - shown.length }
}

function listNodes(
  rows: readonly ThreadRow[],
  current: number,
  marks: ReturnType<typeof listThreadMarks>,
): ThreadNodeView[] {
  const ids = new Set(rows.map(({ id }) => id))
  const children = groupBy(rows, ({ parent }) => parent)
  const nodes: ThreadNodeView[] = []
  const addTree = (root: ThreadRow, rootDepth: number): void => {
    // An explicit stack, because a thread may be deeper than the call stack allows.
    const pending = [{ row: root, depth: rootDepth }]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { row, depth } = next
      nodes.push(toNode(row, depth, current, marks))
      const below = byNumber(children.get(row.id) ?? [])
      pending.push(...below.map((child) => ({ row: child, depth: depth + 1 })).reverse())
    }
  }
  const ghosts = groupBy(
    rows.filter(({ parent }) => parent === null),
    ({ ghost }) => ghost,
  )
  const seen = new Set<string>()
  for (const row of byNumber(rows)) {
    if (row.parent !== null && ids.has(row.parent)) continue
    if (row.ghost === null) addTree(row, 0)
    else if (!seen.has(row.ghost)) {
      seen.add(row.ghost)
      nodes.push(ghostNode(row.ghost))
      for (const child of byNumber(ghosts.get(row.ghost) ?? [])) addTree(child, 1)
    }
  }
  return nodes
}

/**
 * Mails that answer the same one, with the patches of a version in the order of their numbers: servers deliver them in any order. The others keep their places, by
 * time.
 */
function byNumber(rows: readonly ThreadRow[]): readonly ThreadRow[] {
  const keyOf = ({ kind, series, version }: ThreadRow) => (kind === 'patch' ? `${series} ${version}` : '')
  const sorted = new Map(
    [...groupBy(rows, keyOf)].map(([key, own]) => {
      const numbers = own.toSorted((a, b) => patchNumber(a.number ?? 0) - patchNumber(b.number ?? 0))
      return [key, (key === '' ? own : numbers).values()]
    }),
  )
  return rows.map((row) => sorted.get(keyOf(row))?.next().value ?? row)
}

function toNode(
  row: ThreadRow,
  depth: number,
  current: number,
  marks: ReturnType<typeof listThreadMarks>,
): ThreadNodeView {
  return {
    depth,
    messageId: row.key,
    subject: row.subject,
    from: person(row.from_name, row.from_email),
    received: isoTime(row.order_ms),
    current: row.id === current,
    marks: row.kind === 'patch' || row.kind === 'cover' ? [] : (marks.get(row.id) ?? []),
  }
}

function ghostNode(messageId: string): ThreadNodeView {
  return {
    depth: 0,
    messageId: null,
    subject: `(not imported here: ${messageId})`,
    from: person('', ''),
    received: '',
    current: false,
    marks: [],
  }
}
