import { parseSubject } from '../mail/subject'

/** Prefixes that are shown, and characters of one. */
const MAX_PREFIXES = 6
const MAX_LENGTH = 40
/** A number after one of these belongs to it: AUTOSEL 6.1, PART 4. */
const NUMBERED: readonly string[] = ['autosel', 'stable', 'backport', 'for', 'part']
/** The number of a patch in a way that the subject is not read by: 0/1.5. */
const COUNTER = /^\d{1,4}(?:\.\d{1,2})?\/\d{1,4}(?:\.\d{1,2})?$/

/**
 * The prefixes of a subject that say where a series belongs, as written: RFC, net-next, kvm-unit-tests, AUTOSEL 6.1. Leaves out PATCH, versions and
 * numbers, and the name of a mailing list that puts it into each subject. At most six.
 */
export function findPrefixes(subject: string, lists: readonly string[]): string[] {
  const { rfc, words } = parseSubject(subject)
  const listNames = new Set(lists.map((list) => list.slice(0, list.lastIndexOf('@')).toLowerCase()))
  const lower = subject.toLowerCase()
  const found: string[] = rfc ? ['RFC'] : []
  let joins = false
  for (const word of words.filter((one) => !listNames.has(one) && !COUNTER.test(one))) {
    const at = lower.indexOf(word)
    const written = (at < 0 ? word : subject.slice(at, at + word.length)).slice(0, MAX_LENGTH)
    if (joins && /^\d/.test(word)) found.push(`${found.pop()} ${written}`)
    else found.push(written)
    joins = NUMBERED.includes(word)
  }
  return [...new Set(found)].slice(0, MAX_PREFIXES)
}
