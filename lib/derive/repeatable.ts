import { firstIndex } from '../firstIndex'
import { groupBy } from '../groupBy'
import { indexRepeated, type Repeatable, type RepeatedText } from '../review/repeated'
import type { SeriesMail } from '../series/types'
import type { StoredMail } from './types'

/** A mail of a series, as far as it matters here. */
interface Member {
  readonly mail: Pick<SeriesMail, 'key' | 'orderMs'>
  readonly parentKey: string | null
  readonly stored: Pick<StoredMail, 'body' | 'from'>
}

/** How far up the thread a mail may quote without marks. */
const MAX_ABOVE = 10
/** Earlier answers to the mails above, the newest first, that it may quote. */
const MAX_BESIDE = 10

/**
 * Finds, for each mail of a series, the texts that it may quote without marks: the mails above it in its thread, and earlier answers to these by
 * other people, because some programs name the patch in In-Reply-To when they answer a reply. Each text is indexed once, when it is
 * first needed.
 */
export function openRepeatable(members: readonly Member[]): (key: string) => Repeatable {
  const byKey = new Map(members.map((member) => [member.mail.key, member]))
  const answers = groupBy(
    [...members].sort((a, b) => b.mail.orderMs - a.mail.orderMs),
    ({ parentKey }) => parentKey,
  )
  const known = new Map<string, RepeatedText>()
  const textOf = ({ mail, stored }: Member): RepeatedText => {
    const text = known.get(mail.key) ?? indexRepeated(stored.body)
    known.set(mail.key, text)
    return text
  }
  return (key) => {
    const own = byKey.get(key)
    const above: Member[] = []
    let next = own === undefined || own.parentKey === null ? undefined : byKey.get(own.parentKey)
    while (next !== undefined && above.length < MAX_ABOVE) {
      above.push(next)
      next = next.parentKey === null ? undefined : byKey.get(next.parentKey)
    }
    const others = own === undefined ? [] : above.flatMap(({ mail }) => earlier(answers.get(mail.key) ?? [], own))
    const beside = others.filter((answer) => !above.includes(answer)).slice(0, MAX_BESIDE)
    const written = above.filter(({ stored }) => stored.from.email !== own?.stored.from.email)
    const writers = [...above, ...beside, ...(own === undefined ? [] : [own])].flatMap(({ stored: { from } }) => [
      from.name.toLowerCase(),
      from.email,
    ])
    return { above: written.map(textOf), beside: beside.map(textOf), writers }
  }
}

/** The last answers of other people before a mail; `answers` are sorted, the newest first. */
function earlier(answers: readonly Member[], { mail, stored }: Member): Member[] {
  const from = firstIndex(answers, (answer) => answer.mail.orderMs < mail.orderMs)
  return answers.slice(from, from + MAX_BESIDE).filter((answer) => answer.stored.from.email !== stored.from.email)
}
