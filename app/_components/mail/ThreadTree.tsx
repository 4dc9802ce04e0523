import type { ThreadNodeView } from '../../../db/queries/views'
import { mailAnchor } from '../../_model/code/anchor'
import { messageHref } from '../../_model/href'
import { signsOf, toneOf } from '../../_model/marks'
import { count } from '../../_model/pageWords'
import { nameWithoutDomain } from '../../_model/personNames'
import { nodeMarkWords } from '../../_model/reviewWords'
import { branchesOf, branchMarks, type TreeLine } from '../../_model/threadTree'
import { formatMinute } from '../../_model/time'
import { visible } from '../../_model/visible'
import { Legend } from '../marks/Legend'
import { Letters } from '../marks/Mark'

const MAX_INDENT = 9

/** The thread as a tree: who wrote when, what they say, and the subject where it changes. `left` more mails are not among the nodes. */
export function ThreadTree({ nodes, left }: { readonly nodes: readonly ThreadNodeView[]; readonly left: number }) {
  const marks = nodes.flatMap((node) => node.marks)
  return (
    <nav className="thread" aria-labelledby="thread">
      <h2 id="thread" className="thread-title">
        Thread <small>{count(nodes.length + left, 'mail')}</small>
      </h2>
      <ol>
        {branchesOf(nodes).map(({ head, below, folded }) => (
          <>
            <Line line={head} />
            {folded ? (
              <li>
                <details>
                  <summary className="thread-fold">
                    {count(below.length, 'reply', 'replies')} <BranchMarks below={below} />
                  </summary>
                  <ol>
                    {below.map((line) => (
                      <Line line={line} />
                    ))}
                  </ol>
                </details>
              </li>
            ) : (
              below.map((line) => <Line line={line} />)
            )}
          </>
        ))}
      </ol>
      {marks.length === 0 ? null : (
        <Legend marks={new Set(marks.flatMap((said) => signsOf(said)))} tones={new Set(marks.map(toneOf))} />
      )}
      {left === 0 ? null : (
        <p className="thread-cut">
          {count(left, 'more mail')} not shown: a page shows the {count(nodes.length, 'mail')} around this one.
        </p>
      )}
    </nav>
  )
}

function Line({ line }: { readonly line: TreeLine }) {
  const { node } = line
  return (
    <li
      id={node.messageId === null ? undefined : mailAnchor(node.messageId)}
      data-item="mail"
      className={`thread-node thread-depth${Math.min(node.depth, MAX_INDENT)}${node.current ? ' thread-current' : ''}`}
    >
      <Node line={line} />
    </li>
  )
}

/** What is said below a folded branch, by its letters. */
function BranchMarks({ below }: { readonly below: readonly TreeLine[] }) {
  return (
    <span className="thread-marks">
      {branchMarks(below).map(({ said, count: number }) => (
        <>
          <Letters said={said} />
          {number === 1 ? '' : `${number} `}
          <span className="visually-hidden">{nodeMarkWords(said)}; </span>
        </>
      ))}
    </span>
  )
}

function Node({ line: { node, subject, sameSender } }: { readonly line: TreeLine }) {
  if (node.messageId === null) return <span className="thread-ghost">a mail that has not been imported</span>
  const name = nameWithoutDomain(node.from)
  const words = node.marks.map(nodeMarkWords).join('; ')
  return (
    <a href={messageHref(node.messageId)} aria-current={node.current ? 'page' : undefined}>
      {subject === '' ? null : <span className="thread-subject">{visible(subject)}</span>}
      <span className={sameSender ? 'visually-hidden' : 'thread-who'}>
        {node.marks.length === 0 ? null : (
          <span className="thread-marks">
            {node.marks.map((said) => (
              <Letters said={said} />
            ))}
          </span>
        )}
        <bdi>{name}</bdi> <time dateTime={node.received}>{formatMinute(node.received).slice(5)}</time>
        {words === '' ? null : <span className="thread-words"> {words}</span>}
      </span>
    </a>
  )
}
