import { beforeAll, describe, expect, it } from 'vitest'
import { SEARCHED_COLUMNS, type SearchedRow, toSearched } from '../../db/mail/searchedMail'
import type { Db } from '../../db/open'
import { type FindOptions, findMails } from '../../db/queries/mail/findMails'
import { matches } from '../../lib/search/match'
import type { Query, ValueName, WordsQuery } from '../../lib/search/query'
import { splitWords } from '../../lib/search/words'
import { copyMail } from '../support/copyMail'
import { dump } from '../support/dump'
import { databaseOf, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { ALLOWED, findScans, recording, type Seen } from '../support/plans'

const diff = (file: string, gone: string, came: string) =>
  `---\ndiff --git a/${file} b/${file}\nindex 1a2b3c4d5e6f..0f1e2d3c4b5a 100644\n--- a/${file}\n+++ b/${file}\n@@ -1,2 +1,2 @@ int start(void)\n kept();\n-${gone}();\n+${came}();\n`
const LIST = ['List-Id: <pumps.example.org>']
const MAILS = [
  mail({
    id: 'p@example.org',
    subject: '[PATCH] pump: start it',
    body: `Maps the pages of the vfio-pci pump.\n\nchange-id: 20240301-pump-abc\n${diff('drivers/pump.c', 'gone', 'came')}`,
    headers: LIST,
  }),
  mail({
    id: 'r@example.org',
    subject: 'Re: [PATCH] pump: start it',
    body: '> +came();\n\nWhy does vfio need the pci pump?\n',
    from: 'Rex Roe <rex@example.org>',
    inReplyTo: 'p@example.org',
    cc: 'Cora <cora@example.org>',
    minutes: 10,
    headers: LIST,
  }),
  mail({ id: 'o@example.org', subject: 'Mapping of pages', body: 'Other words.\n', minutes: 20 }),
  mail({
    id: 'q@example.org',
    subject: '[PATCH] valve: open it',
    body: `Needed by the pump.\n${diff('drivers/valve.c', 'came', 'gone')}`,
    minutes: 30,
  }),
]

const words = (field: WordsQuery['fields'][number], text: string, more: Partial<WordsQuery> = {}): Query => ({
  kind: 'words',
  fields: [field],
  words: splitWords(text),
  prefix: false,
  stem: false,
  ...more,
})
const value = (name: ValueName, text: string): Query => ({ kind: 'value', name, value: text })
const all = (...parts: Query[]): Query => ({ kind: 'all', parts })
const any = (...parts: Query[]): Query => ({ kind: 'any', parts })
const not = (part: Query): Query => ({ kind: 'not', part })
const START_MS = Date.UTC(2024, 2, 1, 10)
const received = (fromMinutes: number, beforeMinutes: number): Query => ({
  kind: 'time',
  clock: 'received',
  fromMs: START_MS + fromMinutes * 60_000,
  beforeMs: START_MS + beforeMinutes * 60_000,
})

function find(db: Db, query: Query, options: Partial<FindOptions> = {}): string[] {
  const found = findMails(db, query, { limit: 100, ...options })
  if ('problem' in found) throw new Error(found.problem)
  const key = db.prepare<{ id: number }, string>('SELECT key FROM messages WHERE id = @id').pluck()
  return [...found.ids].map((id) => key.get({ id })?.replace('@example.org', '') ?? '')
}

const LEAVES: readonly Query[] = [
  words('subject', 'pump'),
  words('subject', 'map', { stem: true }),
  words('own', 'vfio pci'),
  words('own', 'pum', { prefix: true }),
  words('added', 'came'),
  words('removed', 'came'),
  words('quoted', 'came'),
  words('from', 'rex'),
  words('cc', 'cora example'),
  words('list', 'pumps'),
  value('mid', 'o@example.org'),
  value('lid', 'pumps.example.org'),
  value('changeid', '20240301-pump-abc'),
  value('dfpost', '0f1e2d3'),
  received(5, 25),
  { kind: 'time', clock: 'sent', fromMs: START_MS + 600_000 },
]

describe('the mails that a query asks for', () => {
  let db: Db
  beforeAll(async () => {
    db = await databaseOf(MAILS)
  })

  it('come newest first, each found by its fields', () => {
    expect(find(db, words('own', 'pump'))).toEqual(['q', 'r', 'p'])
    expect(find(db, words('own', 'vfio pci'))).toEqual(['p'])
    expect(find(db, words('added', 'came'))).toEqual(['p'])
    expect(find(db, words('removed', 'came'))).toEqual(['q'])
    expect(find(db, words('quoted', 'came'))).toEqual(['r'])
    expect(find(db, words('subject', 'mapped', { stem: true }))).toEqual(['o'])
    expect(find(db, words('to', 'list example org'))).toEqual(['q', 'o', 'r', 'p'])
    expect(find(db, words('cc', 'cora'))).toEqual(['r'])
  })

  it('have a value or a time', () => {
    expect(find(db, value('mid', '<o@example.org>'))).toEqual(['o'])
    expect(find(db, value('changeid', '20240301-pump-abc'))).toEqual(['p'])
    expect(find(db, value('dfblob', '1a2b3c4d5'))).toEqual(['q', 'p'])
    expect(find(db, value('lid', 'pumps.example.org'))).toEqual(['r', 'p'])
    expect(find(db, received(10, 30))).toEqual(['o', 'r'])
  })

  it('are those with a patch-id as it is stored', () => {
    const id = db.prepare<[], string>("SELECT value FROM mentions WHERE kind = 'patch' ORDER BY message").pluck().get()
    expect(find(db, any(value('patchid', id ?? ''), value('patchid', 'f'.repeat(40))))).toEqual(['p'])
  })

  it('are those of a thread or of lists', () => {
    const thread = db.prepare<[], number>("SELECT id FROM messages WHERE key = 'r@example.org'").pluck().get()
    expect(find(db, not(words('from', 'rex')), { threadOf: thread })).toEqual(['p'])
    expect(find(db, received(0, 99), { threadOf: thread })).toEqual(['r', 'p'])
    expect(find(db, words('own', 'pump'), { lists: ['pumps@example.org'] })).toEqual(['r', 'p'])
    expect(find(db, received(0, 99), { lists: ['pumps.example.org', 'none'] })).toEqual(['r', 'p'])
    expect(find(db, words('own', 'pump'), { lists: ['none@example.org'] })).toEqual([])
  })

  it('are exactly those that match, for every two things that a query can ask for', () => {
    const rows = db
      .prepare<[], SearchedRow & { readonly key: string }>(
        `SELECT messages.key, ${SEARCHED_COLUMNS} FROM messages JOIN mails ON mails.id = messages.id ORDER BY messages.received_ms DESC`,
      )
      .all()
    for (const left of LEAVES)
      for (const right of LEAVES) {
        for (const query of [
          all(left, right),
          any(left, right),
          all(left, not(right)),
          all(words('own', 'the'), any(right, not(left))),
        ]) {
          const wanted = rows
            .filter((row) => matches(query, toSearched(row)))
            .map(({ key }) => key.replace('@example.org', ''))
          expect({ query, found: find(db, query) }).toEqual({ query, found: wanted })
        }
      }
  })

  it('are at most as many as asked for, and more are reported', () => {
    const found = findMails(db, words('own', 'pump'), { limit: 2 })
    if ('problem' in found) throw new Error(found.problem)
    expect([...found.ids]).toHaveLength(2)
    expect(found.isCut()).toBe(true)
    const three = findMails(db, words('own', 'pump'), { limit: 3 })
    if ('problem' in three) throw new Error(three.problem)
    expect([...three.ids]).toHaveLength(3)
    expect(three.isCut()).toBe(false)
  })

  it('may be more while mails wait to be read again', async () => {
    const other = await databaseOf(MAILS)
    other.exec('INSERT INTO outdated (message) VALUES (1)')
    const found = findMails(other, words('own', 'pump'), { limit: 9 })
    if ('problem' in found) throw new Error(found.problem)
    expect([...found.ids]).toHaveLength(3)
    expect(found.isCut()).toBe(true)
  })

  it('are not looked for when the query only leaves out', () => {
    expect(findMails(db, not(words('own', 'pump')), { limit: 1 })).toHaveProperty('problem')
  })
})

describe('a mail that came through two lists', () => {
  const through = (list: string, minutes: number) =>
    mail({
      id: 'x@example.org',
      subject: 'Both',
      body: 'Gasket.\n',
      headers: [`List-Id: <${list}.example.org>`],
      received: new Date(START_MS + minutes * 60_000),
    })

  it('is found by each of them, whichever copy came first', async () => {
    for (const [first, second] of [
      [1, 2],
      [2, 1],
    ] as const) {
      const db = await databaseOf([through('one', first)])
      await ingestMails(db, [through('two', second)])
      expect(find(db, value('lid', 'one.example.org'))).toEqual(['x'])
      expect(find(db, value('lid', 'two.example.org'))).toEqual(['x'])
      expect(find(db, all(words('list', 'two'), words('own', 'gasket')))).toEqual(['x'])
      const other = await databaseOf([through('two', second)])
      await ingestMails(other, [through('one', first)])
      expect(dump(db).mail_search).toEqual(dump(other).mail_search)
    }
  })
})

describe('a query that very many mails might match', () => {
  it('is compared with a bounded number of them, the newest, and says so', async () => {
    const db = await databaseOf([mail({ id: 'm@example.org', subject: 'Many', body: 'pci then vfio\n' })])
    copyMail(db, 1_500)
    const phrase = findMails(db, words('own', 'vfio pci'), { limit: 10 })
    if ('problem' in phrase) throw new Error(phrase.problem)
    expect([...phrase.ids]).toEqual([])
    expect(phrase.isCut()).toBe(true)
    const other = findMails(db, words('own', 'then vfio'), { limit: 1_000 })
    if ('problem' in other) throw new Error(other.problem)
    const ids = [...other.ids]
    expect([ids[0], ids.at(-1)]).toEqual([1_501, 902])
    expect(other.isCut()).toBe(true)
    const sender = findMails(db, words('from', 'author ada example'), { limit: 1_000 })
    if ('problem' in sender) throw new Error(sender.problem)
    expect([...sender.ids]).toHaveLength(1_000)
    const both = findMails(db, all(words('own', 'vfio'), words('own', 'pci')), { limit: 1_000 })
    if ('problem' in both) throw new Error(both.problem)
    expect([...both.ids]).toHaveLength(1_000)
    expect(both.isCut()).toBe(true)
  })
})

describe('a phrase whose words very many newer mails have in another order', () => {
  it('is found in the one mail that has it', async () => {
    const db = await databaseOf([mail({ id: 'm@example.org', subject: 'Many', body: 'pci then vfio\n' })])
    copyMail(db, 1_500)
    db.exec('INSERT INTO word_pairs SELECT messages.id, filter FROM messages, word_pairs WHERE messages.id > 1')
    await ingestMails(db, [mail({ id: 'o@example.org', subject: 'Old', body: 'The vfio-pci pump\n', minutes: -9 })])
    const found = findMails(db, words('own', 'vfio pci'), { limit: 10 })
    if ('problem' in found) throw new Error(found.problem)
    expect([...found.ids]).toEqual([1_502])
    expect(found.isCut()).toBe(false)
  })
})

describe('mails that were imported after newer ones', () => {
  it('do not hide the newest', async () => {
    const db = await databaseOf([MAILS[3] ?? Buffer.alloc(0)])
    await ingestMails(db, MAILS.slice(0, 3))
    expect(find(db, words('own', 'pump'), { limit: 1 })).toEqual(['q'])
    expect(find(db, all(words('own', 'pump'), not(words('own', 'vfio'))), { limit: 1 })).toEqual(['q'])
  })

  it('do not hide the newest where very many have the words', async () => {
    const db = await databaseOf([mail({ id: 'm@example.org', subject: 'Many', body: 'vfio pci\n' })])
    copyMail(db, 12_000)
    // The last half was imported later, and is older.
    for (const [table, id, time] of [
      ['messages', 'id', 'received_ms'],
      ['places', 'message', 'order_ms'],
    ]) {
      db.exec(`UPDATE ${table} SET ${time} = ${time} - 1000000 WHERE ${id} > 6000`)
    }
    const seen = new Map<string, Seen>()
    const handle = recording(db, 'queries', seen)
    const newest = (query: Query, limit: number) => {
      const found = findMails(handle, query, { limit })
      if ('problem' in found) throw new Error(found.problem)
      return { ids: [...found.ids], cut: found.isCut() }
    }
    const { ids, cut } = newest(words('own', 'vfio'), 1_000)
    expect([ids[0], ids.at(-1), ids.length, cut]).toEqual([6_000, 5_001, 1_000, true])
    const received = (fromMs: number, beforeMs: number): Query => ({
      kind: 'time',
      clock: 'received',
      fromMs,
      beforeMs,
    })
    // Alternatives of which one finds fewer: no mail comes before a newer one of the other.
    const either = newest(
      any(all(words('own', 'vfio'), received(0, START_MS - 900_000)), words('own', 'vfio pci')),
      300,
    )
    expect(either.ids).toEqual(Array.from({ length: 300 }, (_, at) => 6_000 - at))
    // Those of a wide range of time, and of a narrow one.
    expect(newest(all(words('own', 'vfio'), received(0, START_MS + 9e9)), 500).ids[0]).toBe(6_000)
    const old = newest(all(words('own', 'vfio'), received(0, START_MS - 900_000)), 5)
    expect(old.ids[0]).toBe(12_001)
    expect(newest(all(words('own', 'vfio'), received(START_MS + 5_990, START_MS + 9e9)), 50).ids).toHaveLength(11)
    expect([...seen.values()].map(({ sql }) => sql).join()).toContain('ORDER BY messages.received_ms DESC LIMIT')
    expect(findScans(db, seen.values(), ALLOWED)).toEqual([])
  })
})
