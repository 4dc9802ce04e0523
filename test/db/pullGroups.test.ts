import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { listPulls, type PullFilter, searchPulls } from '../../db/queries/pulls/pullGroups'
import { copyMail } from '../support/copyMail'
import { databaseOf } from '../support/ingest'
import { type MailParts, mail, replaceLine } from '../support/mail'

const MAX = 'Max Maintainer <max@example.org>'
const LIN = 'Lin Upstream <lin@example.net>'
const DAY = 24 * 60

const text = (tag: string, titles: readonly string[]): string =>
  `Please pull.\n\nare available in the Git repository at:\n\n  git://example.org/tool.git tags/${tag}\n\nAda Author (${titles.length}):\n${titles.map((title) => `      ${title}\n`).join('')}`

const request = (id: string, minutes: number, more: Partial<MailParts> = {}): MailParts => ({
  id: `${id}@x`,
  subject: `[GIT PULL] Changes ${id}`,
  from: MAX,
  body: text(`tool-${id}`, [`tool: do ${id} well now`]),
  minutes,
  headers: ['List-Id: <list.vger.kernel.org>'],
  ...more,
})
const answer = (id: string, minutes: number, body: string, from = LIN): MailParts => ({
  id: `answer-${id}@x`,
  subject: `Re: [GIT PULL] Changes ${id}`,
  from,
  body,
  minutes,
  inReplyTo: `${id}@x`,
})
/** A request to Lin, whose address has no name in it. */
const toLin = (parts: MailParts): Buffer =>
  Buffer.from(mail(parts).toString().replace('To: list@example.org', 'To: lin@example.net, list@vger.kernel.org'))

/** One request in each group, and two that are open. */
function archive(): Promise<Db> {
  return databaseOf([
    mail({
      id: 'patch@x',
      subject: '[PATCH] tool: do new well now',
      body: replaceLine('a.c', 'new'),
      minutes: 100 * DAY,
    }),
    mail({ ...answer('none', 100 * DAY + 5, 'Reviewed-by: Lin Upstream <lin@example.net>\n'), inReplyTo: 'patch@x' }),
    toLin(request('old', 0)),
    toLin(request('done', 10)),
    mail(answer('done', 20, 'Pulled, thanks.\n')),
    toLin(request('gone', 30)),
    mail(answer('gone', 40, 'Please ignore this one.\n', MAX)),
    toLin(request('first', 50)),
    toLin(
      request('second', 60, {
        subject: '[GIT PULL v2] Changes first',
        body: text('tool-first', ['tool: do first well now']),
      }),
    ),
    mail(answer('second', 70, 'Pulled, thanks.\n')),
    toLin(request('new', 101 * DAY)),
    toLin(request('newer', 103 * DAY, { from: 'Sue Submaintainer <sue@example.org>' })),
  ])
}

const ids = (db: Db, filter?: PullFilter) => listPulls(db, filter).rows.map(({ id }) => id)

describe('the list of pull requests', () => {
  it('has groups: without an answer by how long they wait, all others newest first', async () => {
    const db = await archive()
    const list = listPulls(db)
    expect(list.groups).toEqual([
      { group: 'open', total: 2 },
      { group: 'pulled', total: 2 },
      { group: 'quiet', total: 1 },
      { group: 'superseded', total: 1 },
      { group: 'withdrawn', total: 1 },
    ])
    expect(list.rows.map(({ group, id }) => `${group} ${id}`)).toEqual([
      'open new@x',
      'open newer@x',
      'pulled second@x',
      'pulled done@x',
      'quiet old@x',
      'superseded first@x',
      'withdrawn gone@x',
    ])
    expect(list.total).toBe(7)
  })

  it('says who was asked, since when, what proves the answer, and which series are in it', async () => {
    const { rows } = listPulls(await archive())
    const rowOf = (id: string) => rows.find((row) => row.id === id)
    expect(rowOf('new@x')).toMatchObject({
      from: { name: 'Max Maintainer' },
      to: [{ name: 'Lin Upstream', email: 'lin@example.net' }],
      days: 2,
      known: ['lin@example.net'],
      state: 'requested',
      proof: null,
      series: ['patch@x'],
      seriesIn: [{ id: 'patch@x', title: 'tool: do new well now' }],
    })
    expect(rowOf('done@x')).toMatchObject({ state: 'pulled', proof: { messageId: 'answer-done@x' }, seriesIn: [] })
    expect(rowOf('first@x')).toMatchObject({ supersededBy: { id: 'second@x' } })
  })

  it('is filtered by group, words, sender and list, and the counts follow the filters but not the group', async () => {
    const db = await archive()
    expect(ids(db, { group: 'pulled' })).toEqual(['second@x', 'done@x'])
    expect(ids(db, { from: 'sue' })).toEqual(['newer@x'])
    expect(ids(db, { from: 'max@example.org', group: 'open' })).toEqual(['new@x'])
    expect(ids(db, { query: 'changes gone' })).toEqual(['gone@x'])
    expect(ids(db, { list: 'LIST@vger.kernel.org' })).toHaveLength(7)
    expect(ids(db, { list: 'other@vger.kernel.org' })).toEqual([])
    expect(listPulls(db, { from: 'sue', group: 'pulled' })).toMatchObject({
      rows: [],
      total: 0,
      groups: [{ group: 'open', total: 1 }],
    })
    for (const filter of [{ query: '...' }, { from: '--' }]) expect(listPulls(db, filter).total).toBe(0)
  })

  it('is filtered by either spelling of a list, whichever the mails have', async () => {
    const db = await databaseOf([
      mail(request('dotted', 0, { headers: ['List-Id: <kvm.vger.example.org>'] })),
      mail(request('plain', 10, { headers: ['X-Mailing-List: kvm@vger.example.org'] })),
      mail(request('other', 20)),
    ])
    for (const list of ['KVM@vger.example.org', 'kvm.vger.example.org'])
      expect([list, ids(db, { list })]).toEqual([list, ['dotted@x', 'plain@x']])
  })

  it('has pages of 50 in a group, and the first ten of each group without one', async () => {
    const many = Array.from({ length: 53 }, (_, index) => [
      toLin(request(`r${index}`, index * 10)),
      mail(answer(`r${index}`, index * 10 + 5, 'Pulled, thanks.\n')),
    ]).flat()
    const db = await databaseOf(many)
    expect(listPulls(db).rows).toHaveLength(10)
    expect(listPulls(db, { group: 'pulled' })).toMatchObject({ total: 53, pages: 2, page: 1 })
    expect(ids(db, { group: 'pulled', page: 2 })).toEqual(['r2@x', 'r1@x', 'r0@x'])
    expect(listPulls(db, { group: 'pulled', page: 9 }).page).toBe(2)
  })

  it('is searched by words, newest first', async () => {
    const db = await archive()
    expect(searchPulls(db, 'changes').rows.map(({ id }) => id)[0]).toBe('newer@x')
    expect(searchPulls(db, 'changes', 2)).toMatchObject({ total: 7, cut: false, rows: [{}, {}] })
    expect(searchPulls(db, '').rows).toEqual([])
    expect(searchPulls(db, 'f:sue OR "do done well"').rows.map(({ id }) => id)).toEqual(['newer@x', 'done@x'])
    expect(searchPulls(db, 'd:20240610.. f:example').rows.map(({ id }) => id)).toEqual(['newer@x', 'new@x'])
  })

  it('says when older requests were not read for a phrase', async () => {
    const db = await databaseOf([mail(request('r', 0, { body: `${text('r', ['tool: x'])}\nvfio pci\n` }))])
    copyMail(db, 700)
    const columns = db
      .prepare<[], string>("SELECT name FROM pragma_table_info('pulls') WHERE name <> 'message'")
      .pluck()
      .all()
    db.exec(
      `INSERT INTO pulls (message, ${columns}) SELECT messages.id, ${columns.map((name) => `p.${name}`)} FROM messages, pulls AS p WHERE messages.id > 1`,
    )
    expect(listPulls(db, { query: 'vfio' })).toMatchObject({ total: 701, cut: false })
    expect(listPulls(db, { query: '"vfio pci"' })).toMatchObject({ total: 600, cut: true })
    expect(searchPulls(db, '"vfio pci"')).toMatchObject({ total: 600, cut: true })
  })
})
