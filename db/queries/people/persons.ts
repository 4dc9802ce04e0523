import { mailboxKey } from '../../../lib/review/basis'
import type { PersonDetail } from '../views'

/** The people of several series, each once: those with a mailbox in common are one person. */
export interface Persons {
  /** Identifies the person; the same for all their addresses. Throws for somebody who was not given. */
  readonly idOf: (person: PersonDetail) => string
  /** All their addresses, and the name that came first. */
  readonly detailOf: (id: string) => PersonDetail
}

/** Joins people by their mailboxes. Whoever has no address is known by name. */
export function joinPersons(people: readonly PersonDetail[]): Persons {
  const above = new Map<string, string>()
  const rootOf = (key: string): string => {
    let root = key
    for (let next = above.get(root); next !== undefined && next !== root; next = above.get(root)) root = next
    // Later look-ups are short.
    for (let one = key; one !== root; ) {
      const next = above.get(one) ?? root
      above.set(one, root)
      one = next
    }
    return root
  }
  const idOf = (person: PersonDetail): string => rootOf(keyOf(person))
  for (const person of people) {
    const root = idOf(person)
    if (!above.has(root)) above.set(root, root)
    for (const email of person.emails) above.set(rootOf(mailboxKey(email)), root)
  }
  const details = new Map<string, { name: string; emails: Set<string> }>()
  for (const person of people) {
    const id = idOf(person)
    const detail = details.get(id) ?? { name: '', emails: new Set() }
    if (detail.name === '') detail.name = person.name
    for (const email of person.emails) detail.emails.add(email)
    details.set(id, detail)
  }
  return {
    idOf,
    detailOf: (id) => {
      const detail = details.get(id)
      if (detail === undefined) throw new Error('a person who was not given')
      return { name: detail.name, emails: shownAddresses(detail.emails) }
    },
  }
}

function keyOf({ name, emails }: PersonDetail): string {
  const [first] = emails
  return first === undefined ? `name ${name}` : mailboxKey(first)
}

/** The mailboxes of addresses, which tell people apart. */
export function mailboxesOf(emails: readonly string[]): ReadonlySet<string> {
  return new Set(emails.map(mailboxKey))
}

/** Whether one of the addresses of a person is one of these mailboxes. */
export function hasMailbox({ emails }: PersonDetail, mailboxes: ReadonlySet<string>): boolean {
  return emails.some((email) => mailboxes.has(mailboxKey(email)))
}

/** A host has letters, digits, dots and hyphens. */
const HOST = /@[\p{L}\p{N}.-]+$/u

/**
 * The addresses of a person for readers, in order: without those to which other text is glued, such as `frankja@linux.ibm.comreviewed-by:`, unless there
 * are no others.
 */
export function shownAddresses(emails: Iterable<string>): readonly string[] {
  const all = [...new Set(emails)].sort()
  const whole = all.filter((email) => HOST.test(email))
  return whole.length > 0 ? whole : all
}
