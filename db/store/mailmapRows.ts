import type { MappedAddress } from '../../lib/tree/mailmap'
import { deriveTouched, settleTrust } from '../derive/derive'
import { findJoined } from '../derive/mailmapRows'
import { toRecheck } from '../derive/recheck'
import type { Db } from '../open'

/**
 * Stores what the .mailmap of a tree says now, and derives again the series of the people of whom it says something else than before, in one
 * transaction. [] when it has none.
 */
export function putMailmap(db: Db, tree: number, entries: readonly MappedAddress[]): void {
  const run = db.transaction(() => {
    const before = new Map(
      db
        .prepare<{ tree: number }, MappedAddress>('SELECT mailbox, person FROM mailmaps WHERE tree = @tree')
        .all({ tree })
        .map(({ mailbox, person }) => [mailbox, person]),
    )
    const after = new Map(entries.map(({ mailbox, person }) => [mailbox, person]))
    const changed = new Set(
      [...before.keys(), ...after.keys()].filter((mailbox) => before.get(mailbox) !== after.get(mailbox)),
    )
    if (changed.size === 0) return
    // Those who stay are no longer, or newly, one person with those who changed.
    const persons = new Set([...changed].flatMap((mailbox) => [before.get(mailbox), after.get(mailbox)]))
    for (const [mailbox, person] of [...before, ...after]) if (persons.has(person)) changed.add(mailbox)
    const joined = new Set([...findJoined(db, changed, before), ...findJoined(db, changed, after)])
    db.prepare('DELETE FROM mailmaps WHERE tree = @tree').run({ tree })
    const insert = db.prepare('INSERT INTO mailmaps (tree, mailbox, person) VALUES (@tree, @mailbox, @person)')
    for (const { mailbox, person } of entries) insert.run({ tree, mailbox, person })
    const recheck = toRecheck(db)
    for (const mailbox of changed) recheck.add(mailbox)
    if (joined.size > 0) deriveTouched(db, joined)
    else settleTrust(db)
  })
  run.immediate()
}
