import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { openMarks } from '../../db/queries/lists/search'
import { searchPeople } from '../../db/queries/people/searchPeople'
import { readSearch } from '../../lib/search/readSearch'
import { databaseOf } from '../support/ingest'
import { mail, replaceLine } from '../support/mail'

const JOERG = 'Jörg Müller <joerg@example.org>'
const RITA = 'Rita Reader <rita@example.net>'

/** Two patches by Jörg, of which Rita asks to change the first; Mia wrote to neither, and chats. */
function archive(): Promise<Db> {
  return databaseOf([
    mail({ id: 'one@x', subject: '[PATCH] beta: start the pump', body: replaceLine('a.c', 'one'), from: JOERG }),
    mail({
      id: 'two@x',
      subject: '[PATCH] beta: stop the pump',
      body: replaceLine('b.c', 'two'),
      from: JOERG,
      minutes: 5,
    }),
    mail({
      id: 'ask@x',
      subject: 'Re: [PATCH] beta: start the pump',
      body: 'Please rename this function.\n',
      from: RITA,
      minutes: 10,
      inReplyTo: 'one@x',
    }),
    mail({
      id: 'chat@x',
      subject: 'Müller and Reader',
      body: 'Who are they?\n',
      from: 'Mia <mia@example.org>',
      minutes: 20,
    }),
  ])
}

const names = (db: Db, query: string) => searchPeople(db, query).rows.map(({ person }) => person.name)

describe('the search for people', () => {
  it('finds who has all words in the name or the addresses, without regard to case or accents', async () => {
    const db = await archive()
    for (const query of ['jörg müller', 'MULLER', 'joerg@example.org', 'jörg example.org', 'mull*']) {
      expect([query, names(db, query)]).toEqual([query, ['Jörg Müller']])
    }
    expect(names(db, 'reader')).toEqual(['Rita Reader'])
    expect(names(db, 'f:rita')).toEqual(['Rita Reader'])
    expect(names(db, 'f:(rita OR joerg)')).toEqual(['Jörg Müller', 'Rita Reader'])
  })

  it('finds nobody by half of the words, by words of a title, or without words', async () => {
    const db = await archive()
    for (const query of [
      'jörg reader',
      'pump',
      'jörg pump',
      'mia',
      '',
      '...',
      '"',
      's:rita',
      'f:rita NOT f:joerg',
      'd:20240101..',
    ])
      expect([query, names(db, query)]).toEqual([query, []])
  })

  it('says how many series a person is in, and what is waiting', async () => {
    const db = await archive()
    const [joerg] = searchPeople(db, 'müller').rows
    expect(joerg).toMatchObject({
      person: { emails: ['joerg@example.org'] },
      series: 2,
      waiting: { total: 0, own: 2 },
    })
    const [rita] = searchPeople(db, 'rita').rows
    expect(rita?.series).toBe(1)
    expect(rita?.waiting?.total ?? 0).toBe(0)
  })

  it('lists those in most series first, and counts whom it leaves out', async () => {
    const db = await archive()
    expect(names(db, 'example*')).toEqual(['Jörg Müller', 'Rita Reader'])
    expect(searchPeople(db, 'example*', 1)).toMatchObject({ total: 2, rows: [{ person: { name: 'Jörg Müller' } }] })
  })
})

describe('the words of a query', () => {
  it('are marked in a title wherever they are, phrases as a whole', () => {
    const hits = (query: string, title: string) =>
      openMarks(readSearch(query, { nowMs: 0 }))
        .title(title)
        .map(({ text, hit }) => (hit ? `[${text}]` : text))
        .join('')
    expect(hits('pump beta', 'beta: start the  Pump')).toBe('[beta]: start the [Pump]')
    expect(hits('"the pump"', 'the valve of the pump')).toBe('the valve of [the pump]')
    expect(hits('vfio*', 'vfio_device, VFIO-pci')).toBe('[vfio]_device, [VFIO]-pci')
    expect(hits('muller', 'Müller')).toBe('[Müller]')
    expect(hits('none', 'a title')).toBe('a title')
    expect(hits('', 'a title')).toBe('a title')
  })

  it('are marked with other endings, where they are looked for, and not if they are left out', () => {
    const hits = (query: string, text: string, what: 'title' | 'name' = 'title') =>
      openMarks(readSearch(query, { nowMs: 0 }))
        [what](text)
        .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
        .join('')
    expect(hits('maps', 'Mapping of the map')).toBe('[Mapping] of the [map]')
    expect(hits('f:rita pump NOT valve', 'rita: pump or valve')).toBe('rita: [pump] or valve')
    expect(hits('f:rita pump', 'Rita Pump', 'name')).toBe('[Rita] [Pump]')
    expect(hits('s:pump', 'Rita Pump', 'name')).toBe('Rita Pump')
    expect(hits('s:(valve OR "the pump")', 'the pump, the valve')).toBe('[the pump], the [valve]')
  })
})
