import type { NodeMarkView, ThreadNodeView } from '../../db/queries/views'
import { groupBy } from '../../lib/groupBy'
import { SEVERITIES, waits } from '../../lib/review/positions'
import { isOpenMark, signsOf } from './marks'

/** A line of a thread with the subject where it is new, and what is folded below it. */
export interface TreeLine {
  readonly node: ThreadNodeView
  readonly subject: string
  /** Whether it starts a subject of its own below a mail of the same sender, as a patch below its cover letter does: its name says nothing new. */
  readonly sameSender: boolean
}

/** A mail near the top of a thread, with everything below it. */
export interface Branch {
  readonly head: TreeLine
  readonly below: readonly TreeLine[]
  /** Whether the mails below are folded. */
  readonly folded: boolean
}

/** A thread with fewer mails is shown unfolded. */
const MIN_FOLDED = 40

/**
 * The branches of a thread: postings and answers to the first mail, each with the discussion below. In a long thread only the branch of the current mail is
 * unfolded, so that readers see where they are.
 */
export function branchesOf(nodes: readonly ThreadNodeView[]): readonly Branch[] {
  const branches: { head: TreeLine; below: TreeLine[] }[] = []
  for (const [index, node] of nodes.entries()) {
    const subject = subjectIfNew(nodes, index)
    const sameSender =
      subject !== '' && node.marks.length === 0 && parentOf(nodes, index)?.from.email === node.from.email
    const line = { node, subject, sameSender }
    const last = branches.at(-1)
    if (last === undefined || node.depth < 2) branches.push({ head: line, below: [] })
    else last.below.push(line)
  }
  return branches.map(({ head, below }) => ({
    head,
    below,
    folded: nodes.length >= MIN_FOLDED && below.length > 1 && ![head, ...below].some(({ node }) => node.current),
  }))
}

/** What is said in a folded branch: each kind of mark once with its number, open and weighty ones first; at most five. */
export function branchMarks(
  below: readonly TreeLine[],
): readonly { readonly said: NodeMarkView; readonly count: number }[] {
  const marks = below.flatMap(({ node }) => node.marks).filter(({ position }) => position !== 'author')
  const weight = (said: NodeMarkView) =>
    (isOpenMark(said) ? 0 : waits(said.position) ? 20 : 10) +
    (said.severity === null ? 0 : SEVERITIES.indexOf(said.severity))
  return [...groupBy(marks, (said) => `${signsOf(said).join()} ${isOpenMark(said)}`).values()]
    .map((alike) => ({ said: alike[0], count: alike.length }))
    .sort((a, b) => weight(a.said) - weight(b.said))
    .slice(0, 5)
}

/** The subject; '' if it repeats the subject of the parent. */
export function subjectIfNew(nodes: readonly ThreadNodeView[], index: number): string {
  const node = nodes[index]
  if (node === undefined) return ''
  const parent = parentOf(nodes, index)
  return parent !== undefined && bareSubject(parent.subject) === bareSubject(node.subject) ? '' : node.subject
}

/** The nearest node above with less depth. */
function parentOf(nodes: readonly ThreadNodeView[], index: number): ThreadNodeView | undefined {
  const depth = nodes[index]?.depth ?? 0
  for (let above = index - 1; above >= 0; above--) {
    const node = nodes[above]
    if (node !== undefined && node.depth < depth) return node
  }
  return undefined
}

function bareSubject(subject: string): string {
  return subject
    .replace(/^(?:(?:re|aw|sv|fwd?):\s{0,9}){1,9}/i, '')
    .replace(/\s+/g, ' ')
    .trim()
}
