import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { countLines, keepLines, MAX_LINES, shareLines } from '../../lib/derive/lineBudget'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

describe('the lines of one series', () => {
  it('count a long line as several', () => {
    expect(['', 'a', 'a\n\n', 'x'.repeat(80), `${'x'.repeat(160)}\n`].map(countLines)).toEqual([0, 1, 2, 1, 3])
  })

  it('are shared so that short texts are kept whole', () => {
    expect(shareLines([5, 100, 200], 125)).toBe(60)
    expect(shareLines([5, 10], 15)).toBe(15)
    expect(shareLines([1, 1, 1, 1], 2)).toBe(0)
  })

  it('are cut at the end of a line', () => {
    expect(keepLines('a\nb\nc\n', 2, 9).text).toBe('a\nb\n')
    expect(keepLines(`a\n${'x'.repeat(200)}\nb\n`, 3, 9).text).toBe('a\n')
    expect(keepLines('a\nb', 2, 9)).toEqual({ text: 'a\nb', issue: null })
  })

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
    const db = openWriter(':memory:')
    await ingestMails(db, mails)
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
