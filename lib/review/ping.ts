import { at } from '../at'
import { namesIn, nameWords } from './addressee'
import { mayDecide } from './basis'
import type { Turn, TurnInput } from './turn'

/**
 * Whom the author pinged in the last mail about the newest version: the people whom the sentence names, else the reviewer whose mail it
 * answers. Undefined when somebody wrote after it, when there is no ping, and when it is for everybody.
 */
export function findPing({ replies, fold, people, maintainers }: TurnInput): Turn | undefined {
  const current = replies.filter(({ position, speaker }) => position === fold.newest && speaker !== 'bot')
  const last = current.at(-1)
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
    current.some((reply) => reply.person === person && mayDecide(reply.basis)) ||
    maintainers.some(({ emails }) => emails.some((email) => at(people.all, person).emails.includes(email)))
  return {
    whose: pinged.every(decides) ? 'maintainer' : 'reviewers',
    why: 'pinged',
    people: pinged.map((person) => at(people.all, person)),
    sinceMs: last.orderMs,
    mailKey: last.key,
  }
}
