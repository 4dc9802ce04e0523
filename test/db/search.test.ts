import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { findHits, findSearchProblem } from '../../db/queries/lists/hits'
import { groupMessages, searchMessages } from '../../db/queries/lists/search'
import { searchSeries, summariseSeries } from '../../db/queries/lists/seriesList'
import { rebuild } from '../../db/store/rebuild'
import { copyMail } from '../support/copyMail'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { dump } from '../support/dump'
import { databaseOf, ingestFiles, ingestMails } from '../support/ingest'
import { type MailParts, mail, replaceLine } from '../support/mail'

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

const series = (db: Db, query: string) => searchSeries(db, findHits(db, query)).rows.map(({ id }) => id)
const mails = (db: Db, query: string) => searchMessages(db, findHits(db, query)).rows.map(({ messageId }) => messageId)

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

  it('finds what a mail quotes and what a diff has too, and shows it', async () => {
    const db = await databaseOf([PATCH, REPLY])
    expect(mails(db, 'quotation')).toEqual(['reply.1@example.org'])
    expect(mails(db, 'q:explains')).toEqual(['reply.1@example.org'])
    expect(mails(db, 'dfb:marmalade')).toEqual(['v1@example.org'])
    const [hit] = searchMessages(db, findHits(db, 'marmalade')).rows
    expect(hit?.snippet.filter((piece) => piece.hit).map(({ text }) => text)).toEqual(['marmalade'])
  })

  it('is the search of a public-inbox: phrases, beginnings, other endings, operators, prefixes and dates', async () => {
    const db = await databaseOf([PATCH, REPLY, ALONE])
    expect(mails(db, '"the gasket"')).toHaveLength(2)
    expect(mails(db, '"gasket the"')).toEqual([])
    expect(mails(db, 'gask')).toEqual([])
    expect(mails(db, 'gask*')).toHaveLength(2)
    expect(mails(db, 'gaskets')).toHaveLength(2)
    expect(mails(db, 'gasket NOT rename')).toEqual(['alone@example.org'])
    expect(mails(db, 'meeting OR uberlauf')).toEqual(['alone@example.org', 'v1@example.org'])
    expect(mails(db, 'f:rita s:pump')).toEqual(['reply.1@example.org'])
    // Days count from the newest mail.
    expect(mails(db, 'd:1.hour.ago.. gasket')).toHaveLength(2)
    expect(series(db, 'f:rita')).toEqual(['v1@example.org'])
    expect(series(db, 's:gasket OR f:nobody')).toEqual([])
    expect([...summariseSeries(db, { query: 'f:rita NOT s:valve' })].map(({ id }) => id)).toEqual(['v1@example.org'])
  })

  it('reads a pasted title as words', async () => {
    const db = await databaseOf([PATCH, REPLY])
    for (const title of ['beta: start the pump', '[PATCH] beta: start the pump', 'Re: [PATCH] beta: start the pump']) {
      expect([title, findHits(db, title).problem, series(db, title)]).toEqual([title, undefined, ['v1@example.org']])
    }
  })

  it.each(['@', '%', '<..>'])('finds nothing by a text without words, and complains of nothing: %s', async (text) => {
    const hits = findHits(await databaseOf([PATCH]), text)
    expect(hits).toMatchObject({ problem: undefined, ids: [] })
  })

  it('says what is wrong with a query, and finds its words alone', async () => {
    const db = await databaseOf([PATCH, REPLY, ALONE])
    const odd: readonly (readonly [string, string, number])[] = [
      ['beta:start', '"beta:" is not a prefix', 2],
      ['NOT pump', 'NOT alone', 2],
      ['gasket AND', 'AND needs something', 2],
      ['ga* pump', 'would match too much', 0],
      ['d:whenever', 'is not a date', 0],
      ['https://example.org/gasket', '"https:" is not a prefix', 0],
    ]
    for (const [query, problem, found] of odd) {
      expect([query, findHits(db, query).problem]).toEqual([query, expect.stringContaining(problem)])
      expect(findSearchProblem(query)).toBe(findHits(db, query).problem)
      expect([query, mails(db, query).length]).toEqual([query, found])
    }
    expect(findSearchProblem(undefined)).toBeUndefined()
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
      '{title}:x',
      '^x',
      '😀',
      '-x',
      '\u0301',
    ]
    for (const query of [
      ...odd,
      'x '.repeat(500),
      '"'.repeat(999),
      'ab* '.repeat(200),
      'é'.repeat(2000),
      `${'a.'.repeat(90)}@b`,
    ]) {
      expect(() => series(db, query)).not.toThrow()
      expect(() => mails(db, query)).not.toThrow()
    }
    for (const query of ['', ' \0 ', '"*"', '@']) expect([series(db, query), mails(db, query)]).toEqual([[], []])
  })

  it('is limited to a list or to a series', async () => {
    const through = (list: string, id: string) =>
      mail({
        id: `${id}@x`,
        subject: `[PATCH] ${id}: pump`,
        body: replaceLine(`${id}.c`, id),
        headers: [`List-Id: <${list}.example.org>`],
      })
    const db = await databaseOf([through('one', 'alpha'), through('two', 'gamma')])
    const within = findHits(db, 'pump', { lists: ['one@example.org'] })
    expect(searchMessages(db, within).rows.map(({ messageId }) => messageId)).toEqual(['alpha@x'])
    expect(searchSeries(db, within).rows.map(({ id }) => id)).toEqual(['alpha@x'])
    expect(
      searchMessages(db, findHits(db, 'pump', { series: 'gamma@x' })).rows.map(({ messageId }) => messageId),
    ).toEqual(['gamma@x'])
    expect(findHits(db, 'pump', { series: 'none@x' }).ids).toEqual([])
  })

  it('finds the mails of a series also where a thousand newer mails have the words', async () => {
    const db = await databaseOf([
      mail({ id: 'old@x', subject: '[PATCH] old: count', body: `pci then vfio\n${replaceLine('a.c', 'one')}` }),
    ])
    copyMail(db, 1_100)
    expect(findHits(db, 'vfio')).toMatchObject({ cut: true })
    expect(findHits(db, 'vfio', { series: 'old@x' })).toMatchObject({ ids: [1], cut: false })
    expect(findHits(db, 'marmalade', { series: 'old@x' }).ids).toEqual([])
  })

  it('groups mails by series, or by thread, the group with the newest mail first', async () => {
    const replies = [1, 2, 3, 4].map((index) =>
      mail({
        id: `r${index}@x`,
        subject: 'Re: pump',
        body: 'A gasket.',
        minutes: 30 + index,
        inReplyTo: 'v1@example.org',
      }),
    )
    const db = await databaseOf([PATCH, REPLY, ALONE, ...replies])
    const { groups, total } = groupMessages(db, findHits(db, 'gasket'))
    expect(total).toBe(6)
    expect(
      groups.map(({ series: one, total: size, rows }) => [one?.id, size, rows.map(({ messageId }) => messageId)]),
    ).toEqual([
      ['v1@example.org', 5, ['r4@x', 'r3@x', 'r2@x']],
      [undefined, 1, ['alone@example.org']],
    ])
  })

  it('cuts the snippet of a mail of megabytes from its beginning, however it is encoded', async () => {
    const long = `${'gasket on the table\n'.repeat(200_000)}last of all\n`
    const coded = long.replaceAll('table', 't=61ble')
    const quoted = mail({ id: 'coded@example.org', subject: 'Coded', body: coded }).toString()
    const db = await databaseOf([
      mail({ id: 'plain@example.org', subject: 'Plain', body: long }),
      Buffer.from(quoted.replace('Encoding: 8bit', 'Encoding: quoted-printable')),
    ])
    const { rows } = searchMessages(db, findHits(db, 'gasket'))
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
    const db = await databaseOf([REPLY])
    const [hit] = searchMessages(db, findHits(db, 'rename gask*')).rows
    expect(hit?.snippet.filter((piece) => piece.hit).map(({ text }) => text)).toEqual(['rename', 'gasket'])
    expect(hit?.snippet.map(({ text }) => text).join('')).toContain('Please rename the gasket. Reviewed-by')
  })

  it('gives a page at a time, and the last page for one after it', async () => {
    const many = Array.from({ length: 45 }, (_, index) =>
      mail({ id: `m${index}@example.org`, subject: `Note ${index}`, body: 'kettle\n', minutes: index }),
    )
    const db = await databaseOf(many)
    expect(searchMessages(db, findHits(db, 'kettle'), 2)).toMatchObject({ total: 45, cut: false, page: 2, pages: 3 })
    expect(
      searchMessages(db, findHits(db, 'kettle'), 99)
        .rows.map(({ messageId }) => messageId)
        .at(-1),
    ).toBe('m0@example.org')
  })

  it('ranks a series with the words in its title before one with them in a subject, and that before newer mail', async () => {
    const other = (id: string, subject: string, minutes: number, more: Partial<MailParts> = {}) =>
      mail({
        id: `${id}@example.org`,
        subject,
        body: `Needed by the pump.\n---\n${DIFF.replaceAll('beta/pump', `gamma/${id}`)}${HUNK}`,
        minutes,
        ...more,
      })
    const db = await databaseOf([
      PATCH,
      other('valve', '[PATCH] gamma: open the valve', 500),
      other('hose', '[PATCH] gamma: move the hose', 300),
      mail({
        id: 'hosed@example.org',
        subject: 'Re: the pump of gamma',
        body: 'Yes.',
        minutes: 310,
        inReplyTo: 'hose@example.org',
      }),
    ])
    expect(series(db, 'pump')).toEqual(['v1@example.org', 'hose@example.org', 'valve@example.org'])
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
    expect(searchMessages(db, findHits(db, 'forward reference')).rows.map((hit) => hit.series?.label)).toContain('v2')
  })
})
