import type { Role, ThreadReplyView, ThreadView } from '../../../db/queries/views'
import { messageHref, patchHref, replyHref } from '../../_model/href'
import { mailMark } from '../../_model/mailMark'
import { isOpenMark } from '../../_model/marks'
import { count } from '../../_model/pageWords'
import { personName } from '../../_model/personNames'
import { fateWords, positionWords } from '../../_model/reviewWords'
import {
  foldReplies,
  gist,
  leadingStatement,
  placedOn,
  placeWords,
  repliesWords,
  shortOutcome,
  type ThreadNote,
  threadFate,
  threadMark,
} from '../../_model/threads'
import { visible } from '../../_model/visible'
import { Letters } from '../marks/Mark'
import { PersonLink } from '../shell/PersonName'
import { Time } from '../shell/Time'
import { ThreadText } from './ThreadText'

interface Props {
  readonly note: ThreadNote
  /** Whether the quoted lines are shown: not where the thread is below the line itself. */
  readonly quoted: boolean
  /** The series, for a link to the quoted line; left out where the thread is at its line. */
  readonly series?: string
  /** On the page of a series, how its line differs. */
  readonly listed?: Listed
}

/** How a thread is shown in the list of a series. */
interface Listed {
  /** The label of the newest version, which its line leaves out. */
  readonly newest: string
  /** Whether an open thread is one line, too: where a page has many of them. */
  readonly folded: boolean
  /** The version that took back what was changed for the thread. */
  readonly revertedIn?: string | undefined
}

/**
 * A review comment with its answers and what became of it, in reading order. A thread in which something is open is unfolded, unless the page has
 * many of them; any other is one line, which unfolds: who, what in their words, and the outcome.
 */
export function Thread({ note, quoted, series, listed }: Props) {
  const { thread, id } = note
  const { comment } = thread
  const open = isOpenMark(thread)
  return (
    <details
      className={open ? 'threads threads-open' : 'threads'}
      open={open && listed?.folded !== true}
      data-item="comment"
      data-m={mailMark(comment.messageId)}
      data-kind="remark"
    >
      <summary className="threads-line">
        <Line thread={thread} newest={listed?.newest} revertedIn={listed?.revertedIn} />
      </summary>
      <div className="threads-said" id={id}>
        {quoted && comment.quoted.length > 0 ? <Quoted lines={comment.quoted} /> : null}
        <ThreadText text={comment.text} />
        <p className="threads-foot">
          <PersonLink person={comment.person} /> on {comment.label},{' '}
          <a href={`#${id}`}>
            <Time iso={comment.received} minute />
          </a>{' '}
          · <a href={messageHref(comment.messageId)}>mail</a>
          {series === undefined ? null : <PlaceLink note={note} series={series} />}
        </p>
      </div>
      <Replies note={note} />
      <Outcome note={note} />
    </details>
  )
}

/** A thread whose words do not fit on the page: the same line, with a link to the mail. */
export function ThreadLink({ thread, newest }: { readonly thread: ThreadView; readonly newest: string }) {
  return (
    <p className="threads threads-open threads-line threads-away" data-item="comment">
      <Line thread={thread} newest={newest} link />
    </p>
  )
}

/** The line of a thread, which is all of it that shows while it is folded: its strongest statement, by whoever made it, and what became of that. */
function Line(props: {
  readonly thread: ThreadView
  /** In the list of a series, the label of its newest version. */
  readonly newest?: string | undefined
  readonly revertedIn?: string | undefined
  readonly link?: boolean
}) {
  const { newest, revertedIn, link = false } = props
  const thread = leadingStatement(props.thread)
  const { comment } = thread
  const mark = threadMark(thread)
  const begun = personName(comment.person)
  const speaker = personName(mark.person)
  const facts = [
    newest === undefined ? comment.label : placedOn(comment, newest),
    speaker === begun ? '' : `in a thread of ${begun}`,
    threadFate(thread, shortOutcome),
    revertedIn === undefined ? '' : `taken back in ${revertedIn}`,
    repliesWords(thread),
  ]
  const words = visible(gist(thread))
  return (
    <>
      <Letters said={mark} />
      <span className="threads-name">
        <b>
          <bdi>{visible(speaker)}</bdi>
        </b>{' '}
        <RoleName role={mark.role ?? 'reviewer'} />
      </span>
      <span className="threads-verb">{positionWords(mark)}</span>
      <bdi className="threads-gist">{link ? <a href={messageHref(mark.messageId)}>{words}</a> : words}</bdi>
      <span className="threads-fate">{visible(facts.filter((fact) => fact !== '').join(' · '))}</span>
    </>
  )
}

function RoleName({ role }: { readonly role: Role }) {
  return <span className={`threads-role threads-${role}`}>{role}</span>
}

function Quoted({ lines }: { readonly lines: readonly string[] }) {
  return <pre className="threads-quoted">{lines.map((line) => `> ${visible(line)}\n`)}</pre>
}

/** The replies; the middle of many is folded. */
function Replies({ note }: { readonly note: ThreadNote }) {
  const { thread, replyIds } = note
  const replies = thread.replies.map((reply, index) => ({ reply, id: replyIds[index] ?? '' }))
  const { first, folded, last } = foldReplies(replies)
  return (
    <>
      {first.map(({ reply, id }) => (
        <Reply reply={reply} id={id} />
      ))}
      {folded.length === 0 && thread.left > 0 ? <Cut note={note} /> : null}
      {folded.length === 0 ? null : (
        <details className="threads-middle">
          <summary className="threads-hidden">
            {count(folded.length + thread.left, 'more reply', 'more replies')}
          </summary>
          {folded.map(({ reply, id }, index) => (
            <>
              {thread.left > 0 && first.length + index === thread.replies.length / 2 ? <Cut note={note} /> : null}
              <Reply reply={reply} id={id} />
            </>
          ))}
        </details>
      )}
      {last.map(({ reply, id }) => (
        <Reply reply={reply} id={id} />
      ))}
    </>
  )
}

function Cut({ note: { thread } }: { readonly note: ThreadNote }) {
  return (
    <p className="threads-cut" role="note">
      {count(thread.left, 'reply', 'replies')} not shown; <a href={messageHref(thread.comment.messageId)}>the mails</a>{' '}
      have all of them.
    </p>
  )
}

/** A shorter reply says little without all the quoted lines. */
const SHORT = 40

function Reply({ reply, id }: { readonly reply: ThreadReplyView; readonly id: string }) {
  const { person, role, messageId, received, text, quoted, asked } = reply
  const above = text.length < SHORT ? quoted.filter((line) => line.trim() !== '') : quoted.slice(-1)
  return (
    <div className={`threads-reply threads-by-${role}`} id={id} data-m={mailMark(messageId)}>
      <p className="threads-who">
        <PersonLink person={person} /> <RoleName role={role} />{' '}
        <a href={messageHref(messageId)}>
          <Time iso={received} minute />
        </a>
        {asked === null ? null : (
          <span className="threads-fate">
            {' '}
            · {positionWords(asked)}: {fateWords(asked)}
          </span>
        )}
      </p>
      {above.length === 0 ? null : <Quoted lines={above} />}
      <ThreadText text={text} />
    </div>
  )
}

/** What became of the thread, and how to answer. */
function Outcome({ note }: { readonly note: ThreadNote }) {
  const { thread } = note
  const { comment, outcome, replies } = thread
  const newest = replies.at(-1) ?? comment
  return (
    <div className="threads-outcome">
      {outcome === null ? null : <span>Outcome: {threadFate(thread)}</span>}
      {isOpenMark(thread) ? <a href={replyHref(newest.messageId)}>reply by mail</a> : null}
    </div>
  )
}

/** Links to the quoted line, in the version that the comment is about. */
function PlaceLink({ note, series }: { readonly note: ThreadNote; readonly series: string }) {
  const { comment } = note.thread
  if (comment.patch === null) return null
  const where = placeWords(comment)
  return (
    <>
      {' '}
      ·{' '}
      <a href={`${patchHref(series, comment.versionKey, comment.patch)}#${note.id}`} data-open="">
        {where === '' ? `patch ${comment.patch}` : visible(where)}
      </a>
    </>
  )
}
