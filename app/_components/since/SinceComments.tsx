import type { SinceCommentView } from '../../../db/queries/views'
import { isOpenStatus } from '../../../lib/review/states'
import { fateWords } from '../../_model/reviewWords'
import { Quote, QuotedLine } from '../shell/Quote'

/** Comments of the person, each with its version and what became of it. What is open is marked. */
export function SinceComments({ comments }: { readonly comments: readonly SinceCommentView[] }) {
  if (comments.length === 0) return null
  return (
    <ul>
      {comments.map(({ messageId, quote, quoted, outcome, fate, on }) => (
        <li className={outcome !== null && isOpenStatus(outcome) ? 'since-comment since-open' : 'since-comment'}>
          <QuotedLine line={quoted} />
          <Quote quote={quote} messageId={messageId} /> on {on}:{' '}
          <b>{fate === null ? 'the patch is no longer in the series' : fateWords(fate)}</b>
        </li>
      ))}
    </ul>
  )
}
