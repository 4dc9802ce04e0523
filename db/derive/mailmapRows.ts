import { memo } from '../../lib/memo'
import { mailboxKey } from '../../lib/review/basis'
import { isInScope, type Posted } from '../../lib/review/posted'
import type { Db } from '../open'

interface OtherRow {
  readonly mailbox: string
  readonly person: string
  readonly scopes: string
}

/** What the .mailmap files of the trees say. */
interface Mailmap {
  /**
   * The other addresses of the same person, by any tree, or by those that count for what was posted. A tree with scopes counts for what was posted to its lists or
   * changes its files; for null, which stands for the whole archive, only a tree without scopes does.
   */
  readonly othersOf: (mailbox: string, posted?: Posted | null) => readonly string[]
  /** By mailbox, one address that stands for its person, for those of these people who wrote from several. */
  readonly joinOf: (mailboxes: Iterable<string>, posted: Posted) => ReadonlyMap<string, string>
}

/** Prepares looking up who is one person according to the trees. Where no tree has a .mailmap, nobody is looked up. */
export function openMailmap(db: Db): Mailmap {
  const some = db.prepare<[], 1>('SELECT 1 FROM mailmaps LIMIT 1').pluck().get() === 1
  const select = db.prepare<{ mailbox: string }, OtherRow>(
    `SELECT other.mailbox, own.person, trees.scopes FROM mailmaps AS own JOIN trees ON trees.id = own.tree
       JOIN mailmaps AS other ON other.tree = own.tree AND other.person = own.person
     WHERE own.mailbox = @mailbox AND other.mailbox <> @mailbox ORDER BY other.mailbox, trees.id`,
  )
  const rows = new Map<string, readonly OtherRow[]>()
  const others = (mailbox: string, posted: Posted | null | undefined): readonly OtherRow[] => {
    if (!some) return []
    return memo(rows, mailbox, () => select.all({ mailbox })).filter(
      ({ scopes }) => posted === undefined || isInScope(JSON.parse(scopes) as string[], posted),
    )
  }
  return {
    othersOf: (mailbox, posted) => [...new Set(others(mailbox, posted).map((row) => row.mailbox))],
    joinOf(mailboxes, posted) {
      const writers = new Set(mailboxes)
      const joined = new Map<string, string>()
      for (const mailbox of writers)
        for (const { mailbox: other } of others(mailbox, posted))
          if (writers.has(other)) joined.set(mailbox, [mailbox, other, joined.get(mailbox) ?? other].sort()[0] ?? other)
      return joined
    },
  }
}

/**
 * A mail of each series in which one of these mailboxes and another one have written that `persons` gives to one person. Reads the sender of every
 * mail, so call it only when a .mailmap has changed.
 */
export function findJoined(db: Db, changed: ReadonlySet<string>, persons: ReadonlyMap<string, string>): Set<number> {
  const select = db.prepare<[], { readonly message: number; readonly series: number; readonly email: string }>(
    `SELECT places.message, places.series, messages.from_email AS email
     FROM places JOIN messages ON messages.id = places.message WHERE places.series IS NOT NULL`,
  )
  const seen = new Map<string, string>()
  const found = new Set<number>()
  for (const { message, series, email } of select.iterate()) {
    const mailbox = mailboxKey(email)
    const person = changed.has(mailbox) ? persons.get(mailbox) : undefined
    if (person === undefined) continue
    const key = `${series} ${person}`
    const other = seen.get(key)
    if (other === undefined) seen.set(key, mailbox)
    else if (other !== mailbox) found.add(message)
  }
  return found
}
