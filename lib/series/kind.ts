import { normaliseTitle, parseSubject, type SubjectTag, withoutArea } from '../mail/subject'
import type { Message, MessageId } from '../mail/types'
import { isCutPatch, isEmptyCommit } from '../patch/body'
import { hasDiff } from '../patch/diff'

/** What part a mail plays. A `notice` is the report of a script that a patch was taken ("has been added to the 6.1-stable tree"). */
export type MailKind = 'cover' | 'patch' | 'reply' | 'pull' | 'notice' | 'other'

/** A mail whose subject was read: what every later stage asks about it. */
export interface ReadSubject {
  readonly tag: SubjectTag
  /** The title for comparing, see normaliseTitle. */
  readonly titleKey: string
  /** The same without its area, see withoutArea. */
  readonly bareTitleKey: string
  readonly kind: MailKind
}

/** Mails of tip-bot, of the stable queue and of -mm include the diff they took; none of them is a posting. */
const NOTICE =
  /^(?:\[tip: |applied "[^"]*" to the \S+ tree|\[merged[\]: -]|\[folded-merged\]|patch "[^"]*" has been added to|\+ \S+\.patch added to|\[to-be-updated\]|\[obsolete\]|\[withdrawn\])/i

const FIXUP_MARKS = /^(?:(?:fixup|squash|amend)! )+/i

/** The title of the patch that `fixup! title`, `squash! title` or `amend! title` is to be folded into; undefined for any other title. Linear. */
export function fixupTarget(title: string): string | undefined {
  const target = title.replace(FIXUP_MARKS, '')
  return target === title || target === '' ? undefined : target
}

/** Reads the subject of a mail, and with it what part the mail plays. Never fails; linear. */
export function readSubject(
  { subject, references }: Pick<Message, 'subject' | 'references'>,
  hasDiff: boolean,
): ReadSubject {
  const tag = parseSubject(subject)
  const titleKey = normaliseTitle(tag.title)
  const kind = kindOf(tag, subject, hasDiff, references.length > 0)
  return { tag, titleKey, bareTitleKey: withoutArea(titleKey), kind }
}

/**
 * Whether a mail holds a patch: it has a diff, or its subject numbers it (`[PATCH 1/2]`) and it is an empty commit or lost its diff to a
 * list. That fills its place in the series, as nothing else says that the number is not missing. Linear.
 */
export function holdsPatch({ subject, body }: Pick<Message, 'subject' | 'body'>): boolean {
  if (hasDiff(body)) return true
  const { patch, reply, pull, number } = parseSubject(subject)
  const numbered = patch && !reply && !pull && number !== null && number > 0
  return numbered && (isEmptyCommit(body) || isCutPatch(body))
}

/** A reply is never a patch. A diff without any mark of a posting counts only at the start of a thread: `<YxiGpryRNrxvEoiY@infradead.org>` answers with one. */
function kindOf(tag: SubjectTag, subject: string, hasDiff: boolean, answers: boolean): MailKind {
  if (NOTICE.test(subject)) return 'notice'
  if (tag.pull) return tag.reply ? 'reply' : 'pull'
  if (tag.reply) return 'reply'
  const marked = tag.patch || tag.rfc || tag.number !== null || fixupTarget(tag.title) !== undefined
  if (tag.number === 0 && marked) return 'cover'
  if (hasDiff && (marked || !answers)) return 'patch'
  return answers ? 'reply' : 'other'
}

/** Whether a mail is one of the patches below a pull request (`[PULL 1/2]`), which belong to no series. */
export function isPulledPatch({ kind, tag }: Pick<ReadSubject, 'kind' | 'tag'>): boolean {
  return kind === 'pull' && tag.number !== null && tag.number > 0
}

/**
 * Whether a mail may be a cover letter without any mark of one (<20220923092652.100656-1-hch@lst.de>, "simplify the mdev interface v8"):
 * it opens a thread. It is one if a numbered patch of its sender answers it at once, see placeMails.
 */
export function mayBeCover({ kind }: Pick<ReadSubject, 'kind'>, references: readonly MessageId[]): boolean {
  return kind === 'other' && references.length === 0
}

/** Whether a mail is such a cover letter. */
export function isBareCover({ kind, tag }: Pick<ReadSubject, 'kind' | 'tag'>): boolean {
  return kind === 'cover' && tag.number === null
}

/** The subject of such a cover letter. A number is that of a patch, by mistake. A version at its end needs no brackets: nothing else of it says that it is a cover. */
export function asCover({ tag, ...read }: ReadSubject): ReadSubject {
  const [, title, version] = /^(.*\S) v(\d{1,3})$/i.exec(tag.title) ?? []
  const bare = { ...tag, number: null, total: null }
  if (tag.version !== null || title === undefined) return { ...read, tag: bare, kind: 'cover' }
  const titleKey = normaliseTitle(title)
  return {
    tag: { ...bare, title, version: Number(version) },
    titleKey,
    bareTitleKey: withoutArea(titleKey),
    kind: 'cover',
  }
}

/** A shorter title ("s390 fixes") is too common to connect mails by itself. */
const MIN_TITLE_WORDS = 4

/** Whether a title has so many words that two mails with it are hardly about different things. */
export function isTelling(title: string): boolean {
  return title.split(' ').length >= MIN_TITLE_WORDS
}

/** Words that name a stable tree: AUTOSEL, stable, 5.10, 6.1-stable, linux-5.15.y. */
const STABLE_WORD = /^(?:autosel|stable|(?:linux-|v)?\d+\.\d+(?:[.-]\w+)*)$/

/** Whether a prefix word names a stable tree. */
export function isStableWord(word: string): boolean {
  return STABLE_WORD.test(word)
}

/** Whether the prefix words of a posting say that it is a backport: the same patches go to several trees on one day. */
export function isBackport(words: readonly string[]): boolean {
  return words.some(isStableWord)
}

/** Words that name a program or library and not a tree: libnetfilter_queue, iproute2, ulogd2, conntrack-tools, ndctl, xfsprogs. */
const PROJECT_WORD =
  /^(?:lib[a-z]\w+|nft|nftables|(?:ip|ip6|eb|arp)tables|ipset|ulogd2?|iproute2?|ethtool|[a-z][\w-]*(?:tools?|utils?|progs|ctl))$/

/** The names of programs and libraries among the prefix words of a posting. */
export function projectWords(words: readonly string[]): string[] {
  return words.filter((word) => PROJECT_WORD.test(word))
}

/**
 * Whether the prefix words of a posting name a program or library that a text, such as "nftables 1.0.1 release", does not name: <20210916035236.14327-1-duncan_roe@optusnet.com.au>
 * has a title of libnetfilter_log 1.0.2 and is for libnetfilter_queue. `nft` is short for nftables. Linear.
 */
export function isOfOtherProject(words: readonly string[], text: string): boolean {
  const projects = projectWords(words)
  const named = text.toLowerCase().split(/\s+/)
  return projects.length > 0 && !projects.some((project) => named.some((word) => word.startsWith(project)))
}

/**
 * Whether two postings go to different stable trees. The stable queue posts the same titles for 5.15, 5.10 and 5.4 on one day, and none
 * is a repost of another; the name of any other tree may come and go between versions.
 */
export function isOtherTree(a: readonly string[], b: readonly string[]): boolean {
  return (isBackport(a) || isBackport(b)) && a.join(' ') !== b.join(' ')
}
