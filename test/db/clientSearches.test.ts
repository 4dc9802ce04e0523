import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { searchMbox } from '../../db/queries/mail/searchMbox'
import { openClientQueries } from '../../scripts/tools/bench/clientQueries'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { databaseOf, readMails } from '../support/ingest'
import { ALLOWED, findScans, recording, type Seen } from '../support/plans'

const SEARCHES = 1_000

describeWithCorpus('a thousand searches drawn by lot from real mail', () => {
  let db: Db
  beforeAll(async () => {
    db = await databaseOf(
      ['vfio-device-life-cycle.mbox', 'iommufd-rfc.mbox'].flatMap((name) => readMails(corpusPath(name))),
    )
  })
  afterAll(() => db?.close())

  it('are all answered, most of them with mail, and none reads a whole table', () => {
    const seen = new Map<string, Seen>()
    const handle = recording(db, 'queries', seen)
    const draw = openClientQueries(db, 7)
    const kinds = { mbox: 0, none: 0, problem: 0, large: 0 }
    for (let count = 0; count < SEARCHES; count++) {
      const { query, threads, id } = draw()
      const result = searchMbox(handle, { list: 'all', query, threads, ...(id !== undefined && { id }) }, Date.now())
      kinds[result.kind]++
      if (result.kind !== 'mbox') continue
      let mails = 0
      for (const one of result.mails) {
        expect(one.subarray(0, 12).toString()).toBe('From mboxrd@')
        if (++mails === 3) break
      }
      expect([query, mails > 0]).toEqual([query, true])
    }
    expect(kinds.mbox).toBeGreaterThan(SEARCHES * 0.8)
    // A beginning of two letters, or the name of somebody who has none.
    expect(kinds.problem).toBeLessThan(SEARCHES * 0.02)
    expect(kinds.large).toBe(0)
    expect(findScans(db, seen.values(), ALLOWED)).toEqual([])
  })
})
