import { describe, expect, it } from 'vitest'
import { openThreadCount } from '../../db/derive/boilerplateRows'
import { openWriter } from '../../db/migrate'

const KEY = 7
const CALLS = 2_000
const TRIES = 3

/** The lowest CPU time of counting the threads of a paragraph that this many mails have in four threads. */
function countMs(mails: number): number {
  const db = openWriter(':memory:')
  db.pragma('foreign_keys = OFF')
  db.prepare<{ mails: number; key: number }>(
    `WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < @mails)
     INSERT INTO paragraphs (key, message, thread) SELECT @key, number, 1 + number % 4 FROM numbers`,
  ).run({ mails, key: KEY })
  const countThreads = openThreadCount(db)
  expect([countThreads(KEY), countThreads(KEY + 1)]).toEqual([4, 0])
  const costs = Array.from({ length: TRIES }, () => {
    const start = process.cpuUsage()
    for (let call = 0; call < CALLS; call++) countThreads(KEY)
    return process.cpuUsage(start).user / 1_000
  })
  db.close()
  return Math.min(...costs)
}

describe('counting the threads of a paragraph', () => {
  it('costs about the same when 64 times as many mails of four threads have it', () => {
    expect(countMs(64_000)).toBeLessThan(8 * countMs(1_000))
  })
})
