import { parseSubject, type SubjectTag } from '../../../lib/mail/subject'
import type { Message, MessageId } from '../../../lib/mail/types'
import { findMentions } from '../../../lib/series/mentions'

/** A cover letter or patch, as posted. */
export interface Post {
  readonly message: Message
  readonly tag: SubjectTag
}

/** A search in the archive, and which of its results are accepted. */
interface Search {
  readonly query: string
  readonly accepts: (post: Post) => boolean
}

export interface Wanted {
  /** Mails whose threads hold other versions. */
  readonly ids: readonly MessageId[]
  readonly searches: readonly Search[]
}

/** Larger sets are not searched for gaps. */
const MAX_TOTAL = 500
const MAX_GUESSES = 10
const DAY_MS = 24 * 60 * 60_000

/** Reads a mail as a post; undefined if it is a reply, a pull request or not a patch. */
export function toPost(message: Message): Post | undefined {
  const tag = parseSubject(message.subject)
  return tag.patch && !tag.reply && !tag.pull ? { message, tag } : undefined
}

/**
 * What to fetch next, judged from the posts collected so far: links and Supersedes lines in their text, the mail they reply to,
 * their change-id, their title with the same sender, and missing patch numbers. Each search says which results it accepts,
 * because a search for "fix typo" must not import everybody's.
 */
export function findWanted(posts: readonly Post[], known: ReadonlySet<string>): Wanted {
  const ids = new Set<MessageId>()
  const searches = new Map<string, Search>()
  const add = (search: Search) => searches.set(search.query, search)
  for (const post of posts) {
    const { message, tag } = post
    if (!isHead(post, posts)) continue
    const mentions = findMentions(message.body)
    for (const id of [...mentions.olderIds, ...mentions.supersededIds, ...mentions.supersedingIds]) ids.add(id)
    for (const id of message.references.slice(0, 1)) ids.add(id)
    for (const changeId of mentions.changeIds.slice(0, 3)) add(searchChangeId(changeId))
    const title = plainTitle(tag.title)
    if (title !== '' && message.from.email !== '') add(searchTitle(title, message.from.email))
    const absent = missingNumbers(post, posts)
    for (const guess of guessIds(post, absent)) ids.add(guess)
    if (absent.length > 0) add(searchMissing(post))
  }
  return { ids: [...ids].filter((id) => !known.has(id)), searches: [...searches.values()] }
}

/** Whether a post represents its set: a cover letter, a single patch, or the lowest number present in a set without a cover. */
function isHead({ message, tag }: Post, posts: readonly Post[]): boolean {
  if (tag.number === null || tag.number === 0) return true
  return !posts.some((other) => isSameSet(other, { message, tag }) && (other.tag.number ?? 0) < (tag.number ?? 0))
}

function missingNumbers(head: Post, posts: readonly Post[]): number[] {
  const { total } = head.tag
  if (total === null || total > MAX_TOTAL) return []
  const numbers = new Set(posts.filter((post) => isSameSet(post, head)).map(({ tag }) => tag.number))
  return Array.from({ length: total }, (_, index) => index + 1).filter((number) => !numbers.has(number))
}

/**
 * Guesses the Message-IDs of missing patches, for servers without search: git send-email numbers the IDs of one posting
 * (`20220921104401.38898-6-kevin.tian@intel.com`). Only a few, because each guess costs a request.
 */
function guessIds({ message, tag }: Post, absent: readonly number[]): MessageId[] {
  const parts = /^(.{1,120}-)(\d{1,3})(-[^-@][^@]{0,100}@.{1,120})$/.exec(message.messageId)
  if (parts === null || tag.number === null || absent.length > MAX_GUESSES) return []
  const offset = Number(parts[2]) - tag.number
  return absent.map((number) => `${parts[1]}${number + offset}${parts[3]}` as MessageId)
}

function isSameSet(a: Post, b: Post): boolean {
  const near = Math.abs((a.message.sentAtMs ?? 0) - (b.message.sentAtMs ?? 0)) <= 3 * DAY_MS
  return near && isSamePosting(a, b)
}

function isSamePosting(a: Post, b: Post): boolean {
  return a.message.from.email === b.message.from.email && a.tag.version === b.tag.version && a.tag.total === b.tag.total
}

function searchChangeId(changeId: string): Search {
  return {
    query: `"${phrase(changeId)}"`,
    accepts: ({ message }) => findMentions(message.body).changeIds.includes(changeId),
  }
}

function searchTitle(title: string, email: string): Search {
  return {
    query: `s:"${phrase(title)}" f:${phrase(email).replaceAll(' ', '')}`,
    accepts: ({ message, tag }) => message.from.email === email && plainTitle(tag.title) === title,
  }
}

/** Finds patches that were sent without threading: same sender, same days, same version and total. */
function searchMissing(head: Post): Search {
  const sentMs = head.message.sentAtMs ?? 0
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '')
  const email = phrase(head.message.from.email).replaceAll(' ', '')
  return {
    query: `f:${email} d:${day(sentMs - DAY_MS)}..${day(sentMs + 2 * DAY_MS)} s:PATCH`,
    accepts: (post) => isSameSet(post, head),
  }
}

function plainTitle(title: string): string {
  return title.toLowerCase().replace(/\s+/g, ' ').trim()
}

/** Escapes text for a quoted Xapian phrase: nothing left in it can close the quotes or act as an operator. */
function phrase(text: string): string {
  return text
    .slice(0, 200)
    .replace(/[^\p{L}\p{N}@._+-]+/gu, ' ')
    .trim()
}
