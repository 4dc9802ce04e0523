import { describe, expect, it, vi } from 'vitest'
import type { Db } from '../../db/open'
import { findMails } from '../../db/queries/mail/findMails'
import { openNewestWithWords, type Reach } from '../../db/queries/mail/wordHits'
import { parseSearch } from '../../lib/search/grammar'
import { copyMail } from '../support/copyMail'
import { databaseOf } from '../support/ingest'
import { mail } from '../support/mail'

const VFIO = '{own} : "vfio"'
const START_MS = Date.UTC(2024, 2, 1, 10)

/** 301 mails with the same words; those from the 101st on were imported later, and are older. */
async function unordered(): Promise<Db> {
  const db = await databaseOf([mail({ id: 'm@example.org', subject: 'Many', body: 'vfio pci\n' })])
  copyMail(db, 300)
  db.exec('UPDATE messages SET received_ms = received_ms - 1000000 WHERE id > 100')
  db.exec('UPDATE places SET order_ms = order_ms - 1000000 WHERE message > 100')
  return db
}

/** Counts the statements on a table that are run. */
function counting(db: Db, table: string): { readonly count: () => number } {
  const prepare = db.prepare.bind(db)
  let count = 0
  vi.spyOn(db, 'prepare').mockImplementation((sql: string) => {
    if (sql.includes(`${table}`)) count++
    return prepare(sql)
  })
  return { count: () => count }
}

describe('the newest mails with words', () => {
  const reach = (few: number, newest: number, isLast = false): Reach => ({ wanted: 5, few, newest, spare: 500, isLast })

  it('are all of them if they are few', async () => {
    const within = openNewestWithWords(await unordered(), VFIO)
    const { ids, more } = within(reach(301, 9))
    expect([ids.length, more]).toEqual([301, false])
  })

  it('are looked for among the newest, further back each time, and at last among those imported last', async () => {
    const within = openNewestWithWords(await unordered(), VFIO)
    expect(within(reach(2, 4))).toEqual({ ids: [100, 99, 98, 97], more: true, sinceMs: START_MS + 97 })
    expect(within(reach(4, 8)).ids).toEqual([100, 99, 98, 97, 96, 95, 94, 93])
    const last = within(reach(4, 8, true))
    expect(last).toEqual({ ids: [100, 99, 98, 97, 96, 95, 94, 93, 301, 300, 299, 298, 297], more: true })
  })

  it('are not read again where all are known', async () => {
    const db = await unordered()
    const seen = counting(db, 'mail_search')
    const within = openNewestWithWords(db, VFIO)
    expect(within(reach(250, 40)).ids).toEqual([100, 99, 98, 97, 96, 95, 94, 93, 92, 91])
    expect(seen.count()).toBe(1)
    within(reach(250, 40, true))
    expect(seen.count()).toBe(1)
  })
})

describe('the first mail of a search', () => {
  function first(db: Db, text: string): number | undefined {
    const parsed = parseSearch(text, { nowMs: START_MS })
    const found = 'query' in parsed ? findMails(db, parsed.query, { limit: 10 }) : parsed
    if ('problem' in found) throw new Error(found.problem)
    for (const id of found.ids) return id
    return undefined
  }

  it('with the beginning of a word is looked for in the newest mails before the index is asked', async () => {
    const db = await databaseOf([
      mail({ id: 'm@example.org', subject: 'One', body: 'The vfio pump\n' }),
      mail({ id: 'o@example.org', subject: 'Two', body: 'Other words.\n', minutes: 9 }),
    ])
    const seen = counting(db, 'mail_search')
    expect(first(db, 'pum*')).toBe(1)
    expect(seen.count()).toBe(0)
    expect(first(db, 'valv*')).toBeUndefined()
    expect(seen.count()).toBeGreaterThan(0)
  })
})
