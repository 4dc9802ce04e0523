import { describe, expect, it } from 'vitest'
import { MAX_LINES } from '../../lib/derive/lineBudget'
import { databaseOf } from '../support/ingest'
import { mail } from '../support/mail'

describe('the lines of one series', () => {
  it('are no more than the limit, and each mail that lost some says so', async () => {
    const lines = 'a line of a report\n'.repeat(180_000)
    const mails = Array.from({ length: 7 }, (_, at) =>
      mail({
        id: `m${at}@example.org`,
        subject: at === 0 ? '[PATCH 0/1] Report' : 'Re: [PATCH 0/1] Report',
        body: at === 6 ? 'Short.\n' : `${at}\n${lines}`,
        minutes: at,
        ...(at === 0 ? {} : { inReplyTo: 'm0@example.org' }),
      }),
    )
    const db = await databaseOf(mails)
    const found = db
      .prepare(
        "SELECT key, issues.text FROM issues JOIN messages ON messages.id = message WHERE code = 'text-cut' ORDER BY key",
      )
      .all()
    expect(found).toHaveLength(6)
    expect(found[0]).toEqual({
      key: 'm0@example.org',
      text: 'The mails of this series have 1,080,007 lines in total, counting a line over 80 characters as several; 1,000,000 are compared, and of this mail the first 166,666.',
    })
    expect(MAX_LINES).toBe(1_000_000)
  })
})
