import { mailboxKey } from './basis'
import type { SeriesInput } from './input'
import { patchAuthors } from './speaker'

/** The mailboxes of the authors of some versions, and of everybody whom their mails and trailers name. */
export function findNamed(versions: SeriesInput['versions']): {
  readonly authors: ReadonlySet<string>
  readonly named: ReadonlySet<string>
} {
  const authors = new Set<string>()
  const named = new Set<string>()
  for (const { sender, addressed, patches } of versions) {
    authors.add(mailboxKey(sender.email))
    for (const email of addressed) named.add(mailboxKey(email))
    for (const { patch } of patches) {
      for (const { email } of patchAuthors(patch)) authors.add(mailboxKey(email))
      for (const { person } of patch.trailers) named.add(mailboxKey(person?.email ?? ''))
    }
  }
  return { authors, named }
}
