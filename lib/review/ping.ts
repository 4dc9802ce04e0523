import { at } from '../at'
import { namesIn, nameWords } from './addressee'
import { mayComment, mayDecide } from './basis'
import type { People, Person } from './identity'
import type { ReadReply } from './replies'

/** A ping by the author of a series. */
interface Ping {
  readonly whose: 'maintainer' | 'reviewers'
  readonly people: readonly Person[]
  readonly sinceMs: number
  readonly mailKey: string
}

interface PingInput {
  /** By time of receipt. */
  readonly replies: readonly ReadReply[]
  /** Position of the newest version. */
  readonly newest: number
  readonly people: People
}

/**
 * Whom the author pinged in the last mail about the newest version: the people whom the sentence names, else the reviewer whose mail it
 * answers. Undefined when somebody with a say wrote after it, when there is no ping, and when it is for everybody.
 */
export function findPing({ replies, newest, people }: PingInput): Ping | undefined {
  const current = replies.filter(({ position, speaker }) => position === newest && speaker !== 'bot')
  const last = current.findLast(({ basis }) => mayComment(basis))
  if (last?.speaker !== 'author') return undefined
  const ping = last.statements.find(({ cues }) => cues.includes('pings'))
  if (ping === undefined) return undefined
  const words = namesIn(ping.sentence)
  const others = people.all.flatMap((person, index) => (index === last.person ? [] : [{ person, index }]))
  const named = others.filter(({ person }) => [...nameWords([person.name])].some((word) => words.includes(word)))
  const parent = current.find(({ key, speaker }) => key === last.parent && speaker === 'reviewer')
  const pinged = named.length > 0 ? named.map(({ index }) => index) : parent === undefined ? [] : [parent.person]
  if (pinged.length === 0) return undefined
  const decides = (person: number): boolean =>
    current.some((reply) => reply.person === person && mayDecide(reply.basis))
  return {
    whose: pinged.every(decides) ? 'maintainer' : 'reviewers',
    people: pinged.map((person) => at(people.all, person)),
    sinceMs: last.orderMs,
    mailKey: last.key,
  }
}
