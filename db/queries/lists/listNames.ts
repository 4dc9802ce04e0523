import { listId } from '../../../lib/search/match'
import type { Db } from '../../open'

/** Bounds the lists whose names are compared. */
const MAX_LISTS = 5_000

/**
 * The mailing lists with this name: the part of its address before the `@`, or before the first dot of its List-Id; where several lists share
 * that, only the whole List-Id, as in `kvm.vger.kernel.org`. Both spellings of one list (kvm@vger.kernel.org and its List-Id) are returned
 * when the archive has both; nothing if the name is unknown or ambiguous. Case is ignored.
 */
export function findLists(db: Db, name: string): readonly string[] {
  const wanted = name.toLowerCase()
  const lists = listAll(db)
  const whole = lists.filter((list) => listId(list) === listId(wanted))
  if (whole.length > 0) return whole
  const named = lists.filter((list) => localPart(list) === wanted)
  return new Set(named.map(listId)).size === 1 ? named : []
}

function localPart(list: string): string {
  return list.split(list.includes('@') ? '@' : '.', 1).join('')
}

/** The names of all lists, each found by one step in the index. */
function listAll(db: Db): string[] {
  const next = db
    .prepare<{ after: string }, string | null>('SELECT min(list) FROM series_lists WHERE list > @after')
    .pluck()
  const lists: string[] = []
  for (let list = next.get({ after: '' }); typeof list === 'string'; list = next.get({ after: list })) {
    lists.push(list)
    if (lists.length >= MAX_LISTS) break
  }
  return lists
}
