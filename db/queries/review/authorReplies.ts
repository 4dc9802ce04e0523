import { groupBy } from '../../../lib/groupBy'
import { withoutCourtesies } from '../../../lib/review/letter'
import type { Db } from '../../open'
import { isoTime } from '../format'
import type { AuthorReplyView } from '../views'
import { listLinked } from './linkedComments'

/** Replies of the author to one comment that are shown, the first of them. */
const MAX_REPLIES = 3

/** Prepares to list what the author's side wrote right below a comment, given by its mail and its first line there. */
export function openAuthorReplies(
  db: Db,
  series: number,
): (messageId: string, line: number | null) => readonly AuthorReplyView[] {
  const replies = listLinked(db, series).flatMap(({ role, answered, person, text, message, order_ms }) => {
    const words = withoutCourtesies(text, person.name)
    if (role !== 'author' || answered === null || answered.role === 'author' || words === '') return []
    const to = `${answered.message}/${answered.line}`
    return { to, view: { person, messageId: message, received: isoTime(order_ms), text: words } }
  })
  const found = groupBy(replies, ({ to }) => to)
  return (messageId, line) =>
    (found.get(`${messageId}/${line ?? ''}`) ?? []).slice(0, MAX_REPLIES).map(({ view }) => view)
}
