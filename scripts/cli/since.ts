import { cutText } from '../../app/_model/cutText'
import { personName } from '../../app/_model/personNames'
import { fateWords } from '../../app/_model/reviewWords'
import { carryText, gradeWords, patchChangeWords, replyText, sinceSentence } from '../../app/_model/sinceWords'
import { openReader, withDatabase } from '../../db/open'
import { getSinceReview } from '../../db/queries/series/sinceReview'
import type { SinceCommentView, SinceReviewView } from '../../db/queries/views'
import { CommandError, type CommandInput, oneId, toJson, UsageError } from './command'
import { clean } from './output'

/** A longer answer is cut. */
const MAX_REPLY = 180

/** What changed in a series since the last review tag or comment of a person. Fails when no series has the mail, or the person wrote nothing in it. */
export function runSince({ database, json, words, options: { person } }: CommandInput): Promise<string> {
  const id = oneId(words, 'since')
  if (typeof person !== 'string' || person === '') {
    throw new UsageError('since takes --person ADDRESS, an address of the reviewer or author')
  }
  return withDatabase(openReader(database), (db) => {
    const view = getSinceReview(db, id, person)
    if (view === undefined) {
      throw new CommandError(
        `${id}: no imported series has this mail, or ${person} wrote no reply in it; reroll show --json has the addresses`,
      )
    }
    return json ? toJson(view) : `${sinceLines(view).map(clean).join('\n')}\n`
  })
}

function sinceLines(view: SinceReviewView): string[] {
  const { title, seriesId, last, patches, comments, dropped, carry, isAuthor } = view
  const reply = isAuthor ? '' : replyText(view)
  const tags = carry === null ? '' : carryText({ ...carry, toVersion: view.toVersion })
  return [
    title,
    seriesId,
    `${sinceSentence(view)}  ${last.messageId}`,
    ...patches.flatMap((patch) => [
      '',
      `${patch.number} ${patch.title}: ${patchChangeWords(patch)}`,
      ...patch.tags.map((tag) => `    ${tag.name} on ${tag.givenLabel}: ${gradeWords(tag)}  ${tag.messageId}`),
      ...patch.comments.flatMap(commentLines),
    ]),
    ...(comments.length === 0 ? [] : ['', 'general comments', ...comments.flatMap(commentLines)]),
    ...(dropped.length === 0 ? [] : ['', 'dropped', ...dropped.map((one) => `    ${one}`)]),
    ...[reply, tags].flatMap((text) => (text === '' ? [] : ['', ...text.split('\n')])),
  ]
}

function commentLines(comment: SinceCommentView): string[] {
  return [
    commentLine(comment),
    ...comment.replies.map(
      ({ person, text, messageId }) => `        ${personName(person)}: "${cutText(text, MAX_REPLY)}"  ${messageId}`,
    ),
  ]
}

function commentLine({ on, quote, fate, messageId }: SinceCommentView): string {
  return `    "${quote}" on ${on}: ${fate === null ? 'the patch was dropped' : fateWords(fate)}  ${messageId}`
}
