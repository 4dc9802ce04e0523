import { parseSubject } from '../subject'

export interface ReplySubject {
  readonly reply: boolean
  /** The whole subject without reply marks and list tags, lower case: what a mail and its answers have in common. */
  readonly title: string
}

/** A subject as a key for threading by subject, where an archive dropped every reference. */
export function normaliseReplySubject(subject: string): ReplySubject {
  const { reply } = parseSubject(stripListTag(subject))
  let rest = stripListTag(subject)
  for (let previous = ''; rest !== previous; ) {
    previous = rest
    rest = stripListTag(rest.replace(/^\s*(?:re|aw|antw|sv|vs|fwd?)\s*:\s*/i, ''))
  }
  return { reply: reply || rest !== stripListTag(subject), title: rest.replace(/\s+/g, ' ').trim().toLowerCase() }
}

/** `[Intel-gfx] `, but not `[PATCH v2] `. */
function stripListTag(subject: string): string {
  const tag = /^\s*\[([A-Za-z][\w.-]{0,60})\]\s*/.exec(subject)
  return tag === null || /patch|rfc|pull|resend/i.test(tag[1] ?? '')
    ? subject.slice(0, 2_000)
    : subject.slice(tag[0].length)
}
