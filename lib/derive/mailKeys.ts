import { mailboxOf } from '../mail/address'
import { type Notice, parseNotice } from '../mail/notice'
import { threadReferences } from '../mail/thread'
import type { Message } from '../mail/types'
import { patchId } from '../patch/patchId'
import { readAnnouncement } from '../pull/announcement'
import { readPullRequest } from '../pull/pullRequest'
import type { PullRequest } from '../pull/types'
import { copyKey, hashKey, markerKeys, noticeKeys, postingKeys, threadKey } from '../series/keys'
import type { ReadSubject } from '../series/kind'
import { asCover, isPulledPatch, mayBeCover, readSubject } from '../series/kind'
import { ownsPosting } from '../series/ownership'
import { findReferences, type Reference } from '../series/references'
import { readSketch, type Sketch } from '../series/sketch'
import { isPosting } from '../series/slot'
import { patchMailKeys } from '../tree/commitKeys'

/** What one mail says about others, read once when it is stored. */
export interface Connections {
  readonly subject: ReadSubject
  /** Numbers under which the mail is found: the ids that it answers, what lib/series/keys.ts makes of a posting or a notice, and what lib/tree/commitKeys.ts makes of a patch. */
  readonly keys: readonly number[]
  /** Of a cover letter or patch, and of a mail that may be a cover letter. */
  readonly sketch: Sketch | undefined
  /** Of the report of a script that a patch was taken. */
  readonly notice: Notice | undefined
  readonly references: readonly Reference[]
  /** Of a mail that asks to pull, or announces a release. */
  readonly pull: PullRequest | undefined
}

/** Reads the keys of a mail, its sketch, and its references to others. The result depends on this mail alone. Linear. */
export function readConnections(
  message: Pick<
    Message,
    'messageId' | 'outerIds' | 'references' | 'subject' | 'from' | 'body' | 'succession' | 'automatic'
  >,
  receivedMs: number,
  hasDiff: boolean,
): Connections {
  const { references, outerIds, body, from } = message
  const subject = readSubject(message, hasDiff)
  const { kind, titleKey } = subject
  // Other mails decide whether it is a cover: it can be found as one.
  const maybe = mayBeCover(subject, references)
  const posting = maybe ? asCover(subject) : subject
  const sketch = isPosting(posting) ? readSketch(message, posting) : undefined
  const notice = kind === 'notice' ? parseNotice(message.subject, body) : undefined
  const own =
    sketch !== undefined && (kind === 'cover' || kind === 'patch')
      ? findReferences({ body, kind, titleKey, changeIds: sketch.changeIds })
      : []
  const keys = threadReferences(references).map(threadKey)
  if (sketch !== undefined) {
    keys.push(...Object.values(postingKeys({ ...posting, from, sketch })).flat())
    keys.push(...markerKeys(posting, from, receivedMs))
    if (maybe && sketch.text !== null) keys.push(copyKey(from, sketch.text))
  }
  if (kind === 'patch') {
    const titles = [subject.tag.title, ...(sketch?.title == null ? [] : [sketch.title])]
    keys.push(...patchMailKeys(titles, own.find((one) => one.kind === 'patch')?.value ?? null))
  }
  if (hasDiff && isPulledPatch(subject)) {
    const diff = body.slice(Math.max(0, body.search(/^diff --git /m)))
    keys.push(...patchMailKeys([subject.tag.title], patchId(diff) ?? null))
  }
  if (notice !== undefined) keys.push(...noticeKeys(notice))
  return {
    subject,
    keys: [...new Set(keys.map(hashKey))],
    sketch,
    notice,
    pull: readPullRequest({ subject, body }) ?? readAnnouncement({ subject, words: message.subject, body }),
    references: [
      ...outerIds.map((value) => ({ kind: 'outer', value, text: '' }) as const),
      ...own,
      ...(isOwning(message, subject) ? [{ kind: 'owns', value: mailboxOf(from), text: '' } as const] : []),
    ],
  }
}

/** Whether a mail is a reply whose sender says that the posting above it is their own. */
export function isOwning(
  { from, body, automatic }: Pick<Message, 'from' | 'body' | 'automatic'>,
  { kind }: Pick<ReadSubject, 'kind'>,
): boolean {
  return kind === 'reply' && !automatic && ownsPosting(body, from.name)
}
