import type { SinceCommentView } from '../../../db/queries/views'
import { cutText } from '../../_model/cutText'
import { messageHref } from '../../_model/href'
import { fateWords } from '../../_model/reviewWords'
import { isOpenComment } from '../../_model/sinceWords'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'
import { Quote, QuotedLine } from '../shell/Quote'

/** A longer answer is cut. */
const MAX_REPLY = 180

/** Comments of the person, each with its version, what became of it and what the author answered. What is open is marked. */
export function SinceComments({ comments }: { readonly comments: readonly SinceCommentView[] }) {
  if (comments.length === 0) return null
  return (
    <ul>
      {comments.map(({ messageId, quote, quoted, outcome, fate, on, replies }) => (
        <li className={isOpenComment({ outcome }) ? 'since-comment since-open' : 'since-comment'}>
          <QuotedLine line={quoted} />
          <Quote quote={quote} messageId={messageId} /> on {on}:{' '}
          <b>{fate === null ? 'the patch is no longer in the series' : fateWords(fate)}</b>
          {replies.map((reply) => (
            <p className="since-reply">
              <a href={messageHref(reply.messageId)}>
                <PersonName person={reply.person} />
              </a>
              : <q>{visible(cutText(reply.text, MAX_REPLY))}</q>
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}
