import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { searchMessages } from '../../db/queries/lists/search'
import { searchSeries, summariseSeries } from '../../db/queries/lists/seriesList'
import { rebuild } from '../../db/store/rebuild'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { dump } from '../support/dump'
import { databaseOf, ingestFiles, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

const DIFF =
  'diff --git a/drivers/beta/pump.c b/drivers/beta/pump.c\n--- a/drivers/beta/pump.c\n+++ b/drivers/beta/pump.c\n'
const HUNK = '@@ -1,2 +1,3 @@ int main(void)\n first\n+int marmalade;\n last\n'
const PATCH = mail({
  id: 'v1@example.org',
  subject: '[PATCH] beta: start the pump',
  body: `Explains the Überlauf of beta-pump.\n---\n${DIFF}${HUNK}`,
  from: 'Jörg Müller <joerg@example.org>',
})
const REPLY = mail({
  id: 'reply.1@example.org',
  subject: 'Re: [PATCH] beta: start the pump',
  body: '> Explains the quotation\n\nPlease rename the gasket.\n\nReviewed-by: Rita Reader <rita@example.net>\n',
  from: 'Rita Reader <rita@example.net>',
  minutes: 10,
  inReplyTo: 'v1@example.org',
})
const ALONE = mail({
  id: 'alone@example.org',
  subject: 'Meeting on Monday',
  body: 'The gasket is on the table.',
  minutes: 20,
})

const series = (db: Db, query: string) => searchSeries(db, query).rows.map(({ id }) => id)
const mails = (db: Db, query: string) => searchMessages(db, query).rows.map(({ messageId }) => messageId)

describe('the search', () => {
  it('finds a series by title, people, path, list of its mails, patch and Message-ID', async () => {
    const db = await databaseOf([PATCH, REPLY, ALONE])
    for (const query of [
      'pump',
      'START THE PUMP',
      'joerg@example.org',
      'muller',
      'Müller',
      'rita reader',
      'drivers/beta',
      'pump.c',
      'v1@example.org',
      '<reply.1@example.org>',
      'https://lore.kernel.org/all/reply.1@example.org/T/#u',
    ]) {
      expect([query, series(db, query)]).toEqual([query, ['v1@example.org']])
    }
    expect(series(db, 'monday')).toEqual([])
    expect([...summariseSeries(db, { query: 'gasket' })].map(({ id }) => id)).toEqual(['v1@example.org'])
  })

  it('finds mails by subject, sender, Message-ID and own words, newest first', async () => {
    const db = await databaseOf([PATCH, REPLY, ALONE])
    expect(mails(db, 'gasket')).toEqual(['alone@example.org', 'reply.1@example.org'])
    expect(mails(db, 'meeting monday')).toEqual(['alone@example.org'])
    expect(mails(db, 'rita@example.net gasket')).toEqual(['reply.1@example.org'])
    expect(mails(db, 'reply.1')).toEqual(['reply.1@example.org'])
    expect(mails(db, 'uberlauf')).toEqual(['v1@example.org'])
  })

  it('does not find what a mail only quotes, nor lines of diffs', async () => {
    const db = await databaseOf([PATCH, REPLY])
    expect(mails(db, 'quotation')).toEqual([])
    expect(mails(db, 'marmalade')).toEqual([])
  })

  it('reads quotes as a phrase, a star as the beginning of a word, and no operators', async () => {
    const db = await databaseOf([PATCH, REPLY, ALONE])
    expect(mails(db, '"the gasket"')).toHaveLength(2)
    expect(mails(db, '"gasket the"')).toEqual([])
    expect(mails(db, 'gask')).toEqual([])
    expect(mails(db, 'gask*')).toHaveLength(2)
    expect(mails(db, 'ga*')).toEqual([])
    expect(mails(db, 'gasket OR pump')).toEqual([])
  })

  it('accepts any query, and finds nothing for one without a letter', async () => {
    const db = await databaseOf([PATCH, REPLY])
    const odd = [
      '',
      ' ',
      '\0',
      '"',
      "'",
      '*',
      '@',
      '[PATCH',
      'AND',
      'NEAR(',
      'a/b',
      'v2.1',
      'vfio: add',
      '{title}:x',
      '^x',
      '😀',
      '-x',
      '\u0301',
    ]
    for (const query of [...odd, 'x '.repeat(500), '"'.repeat(999), 'ab* '.repeat(200), 'é'.repeat(2000)]) {
      expect(() => series(db, query)).not.toThrow()
      expect(() => mails(db, query)).not.toThrow()
    }
    for (const query of ['', ' \0 ', '"*"', '@']) expect([series(db, query), mails(db, query)]).toEqual([[], []])
  })

  it('uses the first sixteen words, in quotes or not, and ignores the rest', async () => {
    const letters = [...'abcdefghijklmnop'].map((letter) => `word${letter}`)
    const db = await databaseOf([mail({ id: 'long@example.org', subject: 'Words', body: letters.join(' ') })])
    expect(mails(db, `${letters.join(' ')} nowhere`)).toEqual(['long@example.org'])
    expect(mails(db, `"${letters.join(' ')} nowhere"`)).toEqual(['long@example.org'])
    expect(mails(db, `${letters.slice(1).join(' ')} nowhere`)).toEqual([])
    expect(searchMessages(db, letters.join(' ')).onlyWords).toBeNull()
    expect(searchMessages(db, `"${letters.join(' ')} nowhere"`).onlyWords).toBe(16)
    expect(mails(db, `"${letters.slice(1).join(' ')} nowhere"`)).toEqual([])
  })

  it('counts a repeated word once', async () => {
    const db = await databaseOf([ALONE])
    expect(mails(db, `${'gasket GASKET "gasket" '.repeat(30)} table`)).toEqual(['alone@example.org'])
    expect(mails(db, `${'gasket '.repeat(30)} nowhere`)).toEqual([])
  })

  it('cuts the snippet of a mail of megabytes from its beginning, however it is encoded', async () => {
    const long = `${'gasket on the table\n'.repeat(200_000)}last of all\n`
    const coded = long.replaceAll('table', 't=61ble')
    const quoted = mail({ id: 'coded@example.org', subject: 'Coded', body: coded }).toString()
    const db = await databaseOf([
      mail({ id: 'plain@example.org', subject: 'Plain', body: long }),
      Buffer.from(quoted.replace('Encoding: 8bit', 'Encoding: quoted-printable')),
    ])
    const { rows } = searchMessages(db, 'gasket')
    expect(
      rows.map(({ snippet }) =>
        snippet
          .map(({ text }) => text)
          .join('')
          .slice(0, 19),
      ),
    ).toEqual(['gasket on the table', 'gasket on the table'])
  })

  it('marks the matches in the words around them', async () => {
    const [hit] = searchMessages(await databaseOf([REPLY]), 'rename gask*').rows
    expect(hit?.snippet.filter((piece) => piece.hit).map(({ text }) => text)).toEqual(['rename', 'gasket'])
    expect(hit?.snippet.map(({ text }) => text).join('')).toContain('Please rename the gasket. Reviewed-by')
  })

  it('gives a page at a time, and the last page for one after it', async () => {
    const many = Array.from({ length: 45 }, (_, index) =>
      mail({ id: `m${index}@example.org`, subject: `Note ${index}`, body: 'kettle\n', minutes: index }),
    )
    const db = await databaseOf(many)
    expect(searchMessages(db, 'kettle', 2)).toMatchObject({ total: 45, cut: false, page: 2, pages: 3 })
    expect(
      searchMessages(db, 'kettle', 99)
        .rows.map(({ messageId }) => messageId)
        .at(-1),
    ).toBe('m0@example.org')
  })

  it('ranks a series with the words in its title before one with newer mail', async () => {
    const other = mail({
      id: 'other@example.org',
      subject: '[PATCH] gamma: open the valve',
      body: `Needed by the pump.\n---\n${DIFF.replaceAll('beta/pump', 'gamma/valve')}${HUNK}`,
      minutes: 500,
    })
    expect(series(await databaseOf([PATCH, other]), 'pump')).toEqual(['v1@example.org', 'other@example.org'])
  })

  it('forgets the words of what is derived again, and is the same after a rebuild', async () => {
    const db = await databaseOf([PATCH])
    await ingestMails(db, [REPLY])
    await ingestMails(db, [ALONE])
    const before = dump(db)
    expect(before.mail_search).toHaveLength(3)
    expect(before.series_search).toHaveLength(1)
    expect(dump(await databaseOf([ALONE, REPLY, PATCH]))).toEqual(before)
    await rebuild(db, { resume: false })
    expect(dump(db)).toEqual(before)
  })
})

describeWithCorpus('the search over the vfio series', () => {
  it('finds it by title, reviewer, patch and path', async () => {
    const db = openWriter(':memory:')
    await ingestFiles(db, corpusPath('vfio-device-life-cycle.mbox'))
    const found = ['tidy vfio_device "life cycle"', 'tony krowiak', 'vfio/ccw', 'drivers/s390/crypto', 'mdev*'].map(
      (query) => series(db, query),
    )
    expect(new Set(found.flat()).size).toBe(1)
    expect(found.every((ids) => ids.length === 1)).toBe(true)
    expect(searchMessages(db, 'forward reference').rows.map((hit) => hit.series?.label)).toContain('v2')
  })
})
