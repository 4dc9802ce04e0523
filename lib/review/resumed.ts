import { approves } from './positions'
import type { ReadReply } from './replies'

/** Mails above a reply that are looked at; a loop ends. */
const MAX_ABOVE = 100

/** The mail of a comment, and the person who made it. */
interface Said {
  readonly mailKey: string
  readonly person: number
}

/**
 * Prepares to find out whether somebody has resumed their review since the author answered their comment: they replied to that answer, or gave a tag after it. They
 * have then read the answer; what they ask for now is a comment of its own. <Y4/LsZKmR3iWFphU@nvidia.com>, <2890d53a-2437-c74c-2082-1ee29414878f@linux.ibm.com>.
 */
export function openResumed(replies: readonly ReadReply[]): (said: Said) => boolean {
  const byKey = new Map(replies.map((reply) => [reply.key, reply]))
  /** By the key of a mail, when the author first answered below it. */
  const answers = new Map<string, number>()
  const resumed = new Set<string>()
  const tagged = new Map<number, number>()
  for (const reply of replies) {
    const { person, speaker, orderMs, statements } = reply
    if (speaker === 'bot') continue
    const above = findAbove(reply, byKey)
    if (speaker === 'author') {
      for (const one of above) answers.set(one.key, Math.min(orderMs, answers.get(one.key) ?? orderMs))
      continue
    }
    const answer = above.findIndex((one) => one.speaker === 'author')
    if (answer !== -1) for (const one of above.slice(answer)) if (one.person === person) resumed.add(one.key)
    const isTag = statements.some(({ position, tag }) => tag !== null && (approves(position) || position === 'tested'))
    if (isTag) tagged.set(person, Math.max(orderMs, tagged.get(person) ?? orderMs))
  }
  return ({ mailKey, person }) =>
    resumed.has(mailKey) || (tagged.get(person) ?? 0) > (answers.get(mailKey) ?? Number.POSITIVE_INFINITY)
}

/** The replies above a reply, nearest first. */
function findAbove({ parent }: ReadReply, byKey: ReadonlyMap<string, ReadReply>): ReadReply[] {
  const above: ReadReply[] = []
  let next = parent === null ? undefined : byKey.get(parent)
  while (next !== undefined && above.length < MAX_ABOVE) {
    above.push(next)
    next = next.parent === null ? undefined : byKey.get(next.parent)
  }
  return above
}
