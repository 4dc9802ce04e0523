import { beforeAll, describe, expect, it } from 'vitest'
import { escapeXml, feedId, renderFeed } from '../../app/_model/atom'
import { mailEntry, personEntry, seriesEntry, seriesEvents } from '../../app/_model/feedEntries'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { listFeed, listPersonFeed } from '../../db/queries/lists/feed'
import { findHits } from '../../db/queries/lists/hits'
import { searchMessages } from '../../db/queries/lists/search'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { readAtom } from '../support/atom'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { databaseOf, ingestFiles, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

const HOSTILE =
  ']]><script>alert(1)</script> & "\' \u0000\u0008\u000b\ufffe\uffff\ud800 \u202e \u2028 &amp; <!-- <![CDATA['

const render = (entries: Parameters<typeof renderFeed>[0]['entries'], base?: string) =>
  renderFeed({ identity: ['test'], title: HOSTILE, self: '/atom?q=a&b', page: '/', entries }, base)

describe('an Atom document', () => {
  it('is well-formed, whatever the text', () => {
    const entry = {
      identity: [HOSTILE],
      title: HOSTILE,
      updated: '2024-03-01T10:00:00Z',
      author: '',
      href: '/series/%3C?a=1&b="',
      summary: [HOSTILE, HOSTILE],
    }
    const feed = readAtom(render([entry]))
    expect(feed.entries[0]?.title).toContain(']]><script>alert(1)</script> & "\'')
    expect(feed.entries[0]?.title).toContain('<U+202E>')
    expect(feed.entries[0]?.author).toBe('unknown')
    expect(feed.self).toBe('/atom?q=a&b')
    expect(readAtom(render([])).updated).toBe('1970-01-01T00:00:00Z')
  })

  it('has absolute links if the address of the site is known', () => {
    expect(readAtom(render([], 'https://patches.example.org')).self).toBe('https://patches.example.org/atom?q=a&b')
  })

  it('gives an entry the same id every time, and different entries different ids', () => {
    expect(feedId(['series', 'a', 'b'])).toBe(feedId(['series', 'a', 'b']))
    expect(feedId(['series', 'a', 'b'])).not.toBe(feedId(['series', 'a/b']))
    expect(feedId(['x'])).toBe(feedId(['x']).toLowerCase())
  })

  it('spells out invisible characters', () => {
    expect(escapeXml('a\u200bb\ud83d\ude00')).toBe('a&lt;U+200B&gt;b\ud83d\ude00')
  })
})

const diff = (line: string) =>
  `Why.\n---\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,3 @@ int f(void)\n one\n+${line}\n two\n`
const RITA = 'Rita Reader <rita@example.net>'
const BEN = 'Ben Builder <ben@example.net>'
const MAILS = [
  mail({ id: 'v1@example.org', subject: '[PATCH] alpha: begin', body: diff('one;') }),
  mail({
    id: 'tag@example.org',
    subject: 'Re: [PATCH] alpha: begin',
    body: 'Reviewed-by: Rita Reader <rita@example.net>\n',
    from: RITA,
    minutes: 10,
    inReplyTo: 'v1@example.org',
  }),
  mail({
    id: 'v2@example.org',
    subject: '[PATCH v2] alpha: begin',
    body: `Why.\n\nReviewed-by: Rita Reader <rita@example.net>\n${diff('two;').replace('Why.\n', '')}`,
    minutes: 60,
  }),
  mail({
    id: 'ask@example.org',
    subject: 'Re: [PATCH v2] alpha: begin',
    body: '> +two;\n\nPlease use a lock here.\n',
    from: BEN,
    minutes: 70,
    inReplyTo: 'v2@example.org',
  }),
]

describe('the entries of a feed', () => {
  let db: Db
  beforeAll(async () => {
    db = await databaseOf(MAILS)
  })

  it('sum up a series', () => {
    const [entry] = listFeed(db, {}).map(seriesEntry)
    expect(entry?.title).toBe('v2: alpha: begin')
    expect(entry?.summary[0]).toBe('v2: code changed in 1 of 1, 1 tag predates v2, 1 unanswered comment.')
    expect(entry?.updated).toBe('2024-03-01T11:10:00Z')
  })

  it('show a person what became of their tags and comments', () => {
    const said = (address: string) => listPersonFeed(db, address)?.series.map(personEntry)[0]?.summary[0]
    expect(said('rita@example.net')).toBe('v2: code changed in 1 of 1, 1 of your tags predates v2.')
    expect(said('ben@example.net')).toBe('v2: code changed in 1 of 1, 1 comment of yours unanswered.')
    expect(said('ada@example.org')).toContain('1 tag predates v2, 1 unanswered comment')
    expect(listPersonFeed(db, 'nobody@example.org')).toBeUndefined()
  })

  it('list the events of one series, newest first', () => {
    const series = getSeriesDocument(db, 'v2@example.org')
    const titles = series === undefined ? [] : seriesEvents(series).map(({ title }) => title)
    expect(titles.slice(-3)).toEqual([
      'v2 posted: code changed in 1 of 1',
      'Rita Reader: Reviewed-by (patch 1), v1',
      'v1 posted: 1 patch',
    ])
    expect(titles[0]).toMatch(/^(?:Ben Builder: requests a change|Changes requested)/)
  })

  it('get a new id for a new version, and keep their id when only mail came', async () => {
    const early = openWriter(':memory:')
    await ingestMails(early, MAILS.slice(0, 1))
    const idAt = (at: Db) => feedId(listFeed(at, {}).map(seriesEntry)[0]?.identity ?? [])
    const first = idAt(early)
    await ingestMails(early, MAILS.slice(1, 2))
    expect(idAt(early)).toBe(first)
    await ingestMails(early, MAILS.slice(2, 3))
    expect(idAt(early)).not.toBe(first)
  })
})

describeWithCorpus('the feeds over the vfio series', () => {
  it('are valid and say what changed in v4', async () => {
    const db = openWriter(':memory:')
    await ingestFiles(db, corpusPath('vfio-device-life-cycle.mbox'))
    const all = listFeed(db, {})
    const document = getSeriesDocument(db, all[0]?.id ?? '')
    const mails = searchMessages(db, findHits(db, 'vfio')).rows.map(mailEntry)
    const person = listPersonFeed(db, 'jgg@nvidia.com')?.series ?? []
    const feeds = [
      all.map(seriesEntry),
      person.map(personEntry),
      document === undefined ? [] : seriesEvents(document),
      mails,
    ]
    const read = feeds.map((entries) => readAtom(render(entries)))
    expect(read.map(({ entries }) => entries.length > 0)).toEqual([true, true, true, true])
    expect(read[0]?.entries[0]?.summary).toMatch(/^v4: code changed in \d+ of 15, \d+ tags predate v4/)
    expect(read[1]?.entries[0]?.summary).toMatch(/of your tags predates? v/)
    expect(read[2]?.entries.filter(({ title }) => / posted: /.test(title))).toHaveLength(4)
  })
})
