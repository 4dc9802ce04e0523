import type { SubjectTag } from '../mail/subject'
import type { Message } from '../mail/types'
import { isQuoted } from '../quoted'
import { parseShortlog } from './shortlog'
import type { PullRequest } from './types'

/** `[ANNOUNCE] nftables 1.0.1 release` (<YZZV42ERgpDbk/zL@salvia>), `ipset 7.15 released`, `Linux 6.1-rc3`. */
const RELEASE = /\bannounce(?:ment)?\b|\breleased?\b|\bv?\d{1,4}\.\d{1,4}(?:\.\d{1,4}){0,2}(?:-rc\d{1,2})?$/i

/** What readAnnouncement reads of a mail. */
interface AnnouncingMail {
  readonly subject: {
    readonly kind: 'cover' | 'patch' | 'reply' | 'pull' | 'notice' | 'other'
    readonly tag: Pick<SubjectTag, 'title'>
  }
  /** The subject as it was sent. */
  readonly words: string
  readonly body: Message['body']
}

/**
 * Reads the announcement of a release: a mail that answers nothing, whose subject names a release and whose text has the output of
 * `git shortlog`. Undefined for any other mail. Linear.
 */
export function readAnnouncement({ subject, words, body }: AnnouncingMail): PullRequest | undefined {
  if (subject.kind !== 'other' || !RELEASE.test(words)) return undefined
  const { entries, count } = parseShortlog(body.split('\n').filter((line) => !isQuoted(line)))
  if (count === 0) return undefined
  return {
    kind: 'release',
    title: subject.tag.title,
    url: null,
    ref: null,
    base: null,
    head: null,
    patches: count,
    shortlog: entries,
    version: 1,
  }
}
