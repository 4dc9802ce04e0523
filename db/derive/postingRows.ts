import { headOf } from '../../lib/series/assembleVersions'
import { findSharers } from '../../lib/series/candidates'
import { groupPostings } from '../../lib/series/groupPostings'
import { hashKey, markerKeys } from '../../lib/series/keys'
import type { SeriesMail } from '../../lib/series/types'
import type { Db } from '../open'
import { HEADER_COLUMNS, PLACE_COLUMNS, type PlacedRow, toSeriesMail } from './mailRows'
import { openVersionIndex } from './versionIndex'

/** What assembling versions changed. */
export interface Assembled {
  /** Heads of versions that are new or have other mails than before. */
  readonly changed: ReadonlySet<number>
  /** Heads of versions that were compared with one of these before, and of versions that are gone. */
  readonly affected: ReadonlySet<number>
}

interface Member {
  readonly mail: SeriesMail
  readonly head: number | null
}

/**
 * Groups the covers and patches of these threads into versions and writes `places.head`. `moved`: mails that are new, were read again
 * or have another place, so that their version counts as changed. The caller holds the transaction.
 */
export function assemblePostings(db: Db, threads: ReadonlySet<number>, moved: ReadonlySet<number>): Assembled {
  const load = openUnitReader(db)
  const before = openVersionIndex(db)
  const changed = new Set<number>()
  const affected = new Set<number>()
  const heads: (readonly [mail: number, head: number])[] = []
  const done = new Set<number>()
  for (const thread of threads) {
    if (done.has(thread)) continue
    const unit = load(thread)
    const counts = new Map<number | null, number>()
    for (const { mail, head } of unit.values()) {
      done.add(mail.thread)
      counts.set(head, (counts.get(head) ?? 0) + 1)
    }
    for (const mails of groupPostings([...unit.values()].map(({ mail }) => mail))) {
      const head = headOf(mails).id
      const known = mails.map(({ id }) => unit.get(id)?.head ?? null)
      const same = known.every((one) => one === head) && counts.get(head) === mails.length
      if (same && !mails.some(({ id }) => moved.has(id))) continue
      changed.add(head)
      for (const [index, old] of known.entries()) {
        if (old !== null) affected.add(old)
        const mail = mails[index]
        if (mail !== undefined && old !== head) heads.push([mail.id, head])
      }
    }
  }
  const gone = affected.size
  const given = new WeakSet<readonly number[]>()
  for (const head of [...affected]) {
    const facts = before.factsOf(head)
    if (facts !== undefined) for (const other of findSharers(facts, before, gone, given)) affected.add(other)
  }
  const write = db.prepare<{ mail: number; head: number }>('UPDATE places SET head = @head WHERE message = @mail')
  for (const [mail, head] of heads) write.run({ mail, head })
  return { changed, affected }
}

/** Loads the covers and patches of a thread, and those of other threads that may be part of the same postings. */
function openUnitReader(db: Db): (thread: number) => Map<number, Member> {
  const selectThread = db.prepare<{ thread: number }, PlacedRow>(
    `SELECT ${HEADER_COLUMNS}, ${PLACE_COLUMNS} FROM places JOIN messages ON messages.id = places.message
     WHERE places.thread = @thread AND places.kind IN ('cover', 'patch')`,
  )
  const selectPartners = db
    .prepare<{ key: number }, number>(
      `SELECT DISTINCT places.thread FROM edges JOIN places ON places.message = edges.message WHERE edges.key = @key`,
    )
    .pluck()
  return (start) => {
    const unit = new Map<number, Member>()
    const threads = new Set([start])
    const keys = new Set<string>()
    for (const thread of threads) {
      for (const row of selectThread.all({ thread })) {
        const mail = toSeriesMail(row)
        unit.set(mail.id, { mail, head: row.head })
        for (const key of markerKeys(mail, mail.from, mail.receivedMs)) {
          if (keys.has(key)) continue
          keys.add(key)
          for (const partner of selectPartners.all({ key: hashKey(key) })) threads.add(partner)
        }
      }
    }
    return unit
  }
}
