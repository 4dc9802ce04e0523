import { parseMessage } from '../../../lib/mail/message'
import type { Message, MessageId } from '../../../lib/mail/types'
import { type LoreArchive, serverOf } from './lookup'
import { findWanted, type Post, toPost } from './missingMails'

/** A series of forty versions needs about eighty requests. */
const MAX_REQUESTS = 120

export interface Collected {
  /** Who delivered them, see serverOf. */
  readonly server: string
  /** In the order in which they were found, without copies. */
  readonly mails: readonly Buffer[]
  /** Requested IDs that the archive does not have. */
  readonly unknown: readonly MessageId[]
  /** Whether the search stopped at the limit on requests. */
  readonly cut: boolean
}

/**
 * Fetches the threads of these mails, then the other versions and missing patches that they mention, until nothing new is found.
 * Mail contributes only Message-IDs and search words, never a URL: everything is requested from the base URL of the archive.
 */
export async function collectSeries(archive: LoreArchive, start: readonly MessageId[]): Promise<Collected> {
  const mails: Buffer[] = []
  const unknown: MessageId[] = []
  const known = new Set<string>()
  const posts: Post[] = []
  const asked = new Set<string>()
  let requests = 0
  const take = async (raw: Buffer): Promise<void> => {
    const message = await readMessage(raw)
    const key = message === undefined ? raw.toString('latin1') : `${message.messageId}\0${message.contentHash}`
    if (asked.has(`mail ${key}`)) return
    asked.add(`mail ${key}`)
    mails.push(raw)
    if (message === undefined) return
    known.add(message.messageId)
    const post = toPost(message)
    if (post !== undefined) posts.push(post)
  }
  const fetchThread = async (id: MessageId): Promise<void> => {
    if (known.has(id) || asked.has(`thread ${id}`)) return
    asked.add(`thread ${id}`)
    requests++
    const thread = await archive.findThread(id)
    if (thread === undefined) unknown.push(id)
    for (const raw of thread ?? []) await take(raw)
  }
  for (const id of start) await fetchThread(id)
  for (let before = -1; before < mails.length && requests < MAX_REQUESTS; ) {
    before = mails.length
    const { ids, searches } = findWanted(posts, known)
    for (const id of ids) if (requests < MAX_REQUESTS) await fetchThread(id)
    for (const { query, accepts } of searches) {
      if (asked.has(`search ${query}`) || requests >= MAX_REQUESTS) continue
      asked.add(`search ${query}`)
      requests++
      for (const raw of await archive.search(query)) {
        const message = await readMessage(raw)
        const post = message === undefined ? undefined : toPost(message)
        if (post !== undefined && accepts(post)) await fetchThread(post.message.messageId)
      }
    }
  }
  return { server: serverOf(archive.base), mails, unknown, cut: requests >= MAX_REQUESTS }
}

async function readMessage(raw: Buffer): Promise<Message | undefined> {
  const parsed = await parseMessage(raw)
  return parsed.kind === 'message' ? parsed.message : undefined
}
