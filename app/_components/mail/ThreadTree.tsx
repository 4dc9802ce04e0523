import type { ThreadNodeView } from '../../../db/queries/views'
import { mailAnchor } from '../../_model/code/anchor'
import { messageHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { formatMinute } from '../../_model/time'
import { visible } from '../../_model/visible'

const MAX_INDENT = 9

/** The thread as a tree: who wrote when, and the subject where it changes. `left` more mails are not among the nodes. */
export function ThreadTree({ nodes, left }: { readonly nodes: readonly ThreadNodeView[]; readonly left: number }) {
  return (
    <nav className="thread" aria-labelledby="thread">
      <h2 id="thread" className="thread-title">
        Thread <small>{count(nodes.length + left, 'mail')}</small>
      </h2>
      <ol>
        {nodes.map((node, index) => (
          <li
            id={node.messageId === null ? undefined : mailAnchor(node.messageId)}
            data-item=""
            className={`thread-node thread-depth${Math.min(node.depth, MAX_INDENT)}${node.current ? ' thread-current' : ''}`}
          >
            <Node node={node} subject={subjectIfNew(nodes, index)} />
          </li>
        ))}
      </ol>
      {left === 0 ? null : (
        <p className="thread-cut">
          {count(left, 'more mail')} not shown: a page shows the {count(nodes.length, 'mail')} around this one.
        </p>
      )}
    </nav>
  )
}

function Node({ node, subject }: { readonly node: ThreadNodeView; readonly subject: string }) {
  if (node.messageId === null) return <span className="thread-ghost">a mail that has not been imported</span>
  const name = visible(node.from.name) || visible(node.from.email.split('@', 1).join(''))
  return (
    <a href={messageHref(node.messageId)} aria-current={node.current ? 'page' : undefined}>
      {subject === '' ? null : <span className="thread-subject">{visible(subject)}</span>}
      <span className="thread-who">
        <bdi>{name}</bdi> <time dateTime={node.received}>{formatMinute(node.received).slice(5)}</time>
      </span>
    </a>
  )
}

/** The subject; '' if it repeats the subject of the parent, the nearest node above with less depth. */
export function subjectIfNew(nodes: readonly ThreadNodeView[], index: number): string {
  const node = nodes[index]
  if (node === undefined) return ''
  for (let above = index - 1; above >= 0; above--) {
    const parent = nodes[above]
    if (parent !== undefined && parent.depth < node.depth) {
      return bareSubject(parent.subject) === bareSubject(node.subject) ? '' : node.subject
    }
  }
  return node.subject
}

function bareSubject(subject: string): string {
  return subject
    .replace(/^(?:(?:re|aw|sv|fwd?):\s{0,9}){1,9}/i, '')
    .replace(/\s+/g, ' ')
    .trim()
}
