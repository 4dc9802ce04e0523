import type { TrailerPerson } from '../../../lib/patch/types'
import { mailboxKey } from '../../../lib/review/basis'
import { sameFullName } from '../../../lib/review/identity'
import type { PersonDetail } from '../views'

/** The people of a series and whoever its tags name, by number. */
export interface StoryPeople {
  readonly all: readonly PersonDetail[]
  /** The number of the person whom a tag names; a new one for somebody who wrote no mail. */
  readonly find: (tag: Pick<TrailerPerson, 'name' | 'email'>) => number
}

/** People with a full name are compared with so many others. */
const MAX_NAMES = 500

/** Opens the people of a series, `known` by number. */
export function openPeople(known: readonly PersonDetail[]): StoryPeople {
  const all: PersonDetail[] = [...known]
  const byEmail = new Map<string, number>()
  const add = (person: PersonDetail, index: number) => {
    for (const email of person.emails) if (!byEmail.has(mailboxKey(email))) byEmail.set(mailboxKey(email), index)
  }
  for (const [index, person] of known.entries()) add(person, index)
  return {
    all,
    find: ({ name, email }) => {
      const found = byEmail.get(mailboxKey(email))
      if (found !== undefined && email !== '') return found
      const named = all.slice(0, MAX_NAMES).findIndex((person) => sameFullName(person.name, name))
      if (named >= 0) return named
      const person = { name, emails: email === '' ? [] : [email] }
      all.push(person)
      add(person, all.length - 1)
      return all.length - 1
    },
  }
}
