import type { SubjectTag } from '../mail/subject'

/** What part a mail plays. `notice` is a machine's word that a patch was taken ("has been added to the 6.1-stable tree"). */
export type MailKind = 'cover' | 'patch' | 'reply' | 'pull' | 'notice' | 'other'

interface KindInput {
  readonly tag: SubjectTag
  readonly subject: string
  readonly hasDiff: boolean
  /** The mail answers another, on record or not. */
  readonly answers: boolean
}

/** tip-bot, the stable queue and -mm send the diff they took along; none of these is a posting. */
const NOTICE =
  /^(?:\[tip: |applied "[^"]*" to the \S+ tree|\[merged[\]: -]|\[folded-merged\]|patch "[^"]*" has been added to|\+ \S+\.patch added to|\[to-be-updated\]|\[obsolete\]|\[withdrawn\])/i

/**
 * Tells the kind of a mail from its subject and whether it holds a diff (domain: "A reply is never a patch").
 * A diff without any posting mark counts only at the start of a thread: `<YxiGpryRNrxvEoiY@infradead.org>` answers with one.
 */
export function classifyMail({ tag, subject, hasDiff, answers }: KindInput): MailKind {
  if (NOTICE.test(subject)) return 'notice'
  if (tag.pull) return tag.reply ? 'reply' : 'pull'
  if (tag.reply) return 'reply'
  const marked = tag.patch || tag.rfc || tag.number !== null
  if (tag.number === 0 && marked) return 'cover'
  if (hasDiff && (marked || !answers)) return 'patch'
  return answers ? 'reply' : 'other'
}

/** Words that name a stable tree: AUTOSEL, stable, 5.10, 6.1-stable, linux-5.15.y. */
const STABLE_WORD = /^(?:autosel|stable|(?:linux-|v)?\d+\.\d+(?:[.-]\w+)*)$/

/** Whether the prefix words of a posting say that it is a backport: the same patches go to several trees on one day. */
export function isBackport(words: readonly string[]): boolean {
  return words.some((word) => STABLE_WORD.test(word))
}

/** The stable queue posts the same titles for 5.15, 5.10 and 5.4 on one day: another stable tree is no repost. A mere tree name may come and go. */
export function isOtherTree(a: readonly string[], b: readonly string[]): boolean {
  return (isBackport(a) || isBackport(b)) && a.join(' ') !== b.join(' ')
}
