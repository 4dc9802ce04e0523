import { describe, expect, it } from 'vitest'
import { newestMailMs } from '../../db/newestMail'
import { summariseSeries } from '../../db/queries/lists/seriesList'
import { getStatus } from '../../db/queries/status/status'
import { databaseOf } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const PATCH = mail({ id: 'p@example.org', subject: '[PATCH] pump: drip', body: addLine('pump.c', 'drip();') })
const POSTED_MS = Date.UTC(2024, 2, 1, 10)
const FUTURE = new Date(Date.now() + 5 * 365 * 86_400_000)
const LATE = mail({ id: 'r@example.org', subject: 'Re: [PATCH] x', body: 'Hm.\n', received: FUTURE, inReplyTo: 'q@x' })

describe('the newest mail', () => {
  it('is not one of the future, by which all series would be quiet', async () => {
    const db = await databaseOf([PATCH, LATE])
    expect(newestMailMs(db)).toBe(POSTED_MS)
    expect(getStatus(db).newestMail).toBe('2024-03-01T10:00:00Z')
    expect([...summariseSeries(db, {})].map(({ group }) => group)).toEqual(['waiting-on-review'])
    db.close()
  })

  it('is one of the future if there is no other, and none without mail', async () => {
    const db = await databaseOf([LATE])
    expect(newestMailMs(db)).toBe(Math.floor(FUTURE.getTime() / 1_000) * 1_000)
    expect(newestMailMs(await databaseOf([]))).toBe(0)
    db.close()
  })
})
