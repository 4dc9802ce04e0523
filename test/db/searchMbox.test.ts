import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { listThreadMails } from '../../db/queries/mail/mailFeed'
import { countMissingInThread } from '../../db/queries/mail/missingMails'
import { type MboxSearch, searchMbox } from '../../db/queries/mail/searchMbox'
import { databaseOf } from '../support/ingest'
import { mail } from '../support/mail'

const DIFF = (line: string) => `Why.\n---\n--- a/pond.c\n+++ b/pond.c\n@@ -1 +1,2 @@\n int pond;\n+${line}\n`
const ON_LIST = ['List-Id: <pond.example.org>']

/** A series whose second version has another title, in two threads; and mail about something else. */
const MAILS = [
  mail({ id: 'v1@example.org', subject: '[PATCH] pond: add a frog', body: DIFF('int frog;'), headers: ON_LIST }),
  mail({
    id: 'r1@example.org',
    subject: 'Re: [PATCH] pond: add a frog',
    body: 'A toad, please.\n',
    minutes: 5,
    inReplyTo: 'v1@example.org',
  }),
  mail({
    id: 'v2@example.org',
    subject: '[PATCH v2] pond: add a toad',
    body: `v1: https://lore.kernel.org/all/v1@example.org/\n${DIFF('int toad;')}`,
    minutes: 60,
    headers: ON_LIST,
  }),
  mail({
    id: 'r2@example.org',
    subject: 'Re: [PATCH v2] pond: add a toad',
    body: 'Fine.\n',
    minutes: 65,
    inReplyTo: 'v2@example.org',
  }),
  mail({
    id: 'lost@example.org',
    subject: 'Re: hello',
    body: 'As I said: a newt.\n',
    minutes: 70,
    headers: ['References: <gone1@example.org> <gone2@example.org>'],
  }),
]

describe('a search for an mbox', () => {
  let db: Db
  beforeAll(async () => {
    db = await databaseOf(MAILS)
  })

  const search = (asked: Partial<MboxSearch>) =>
    searchMbox(db, { list: 'all', query: 'frog', threads: false, ...asked }, 0)
  const idsOf = (asked: Partial<MboxSearch>): readonly string[] | string => {
    const result = search(asked)
    if (result.kind !== 'mbox') return `${result.kind}: ${result.text}`
    return [...result.mails].map((one) => /^Message-ID: <(.*)@example\.org>$/m.exec(one.toString())?.[1] ?? '')
  }

  it('finds the mails that match, newest first', () => {
    expect(idsOf({ query: 's:frog' })).toEqual(['r1', 'v1'])
    expect(idsOf({ query: 'newt' })).toEqual(['lost'])
  })

  it('finds with threads those of all versions of the series, whatever their title', () => {
    expect(idsOf({ query: 's:frog', threads: true })).toEqual(['v1', 'r1', 'v2', 'r2'])
    expect(idsOf({ query: 'newt', threads: true })).toEqual(['lost'])
  })

  it('looks in one list, or in one thread', () => {
    expect(idsOf({ list: 'pond', query: 'pond' })).toEqual(['v2', 'v1'])
    expect(idsOf({ id: 'v2@example.org', query: 'pond' })).toEqual(['r2', 'v2'])
    expect(idsOf({ id: 'v1@example.org', query: 'NOT s:re' })).toEqual(['v1'])
    // 10:05, in seconds since 1970.
    expect(idsOf({ id: 'v1@example.org', query: 'rt:1709287500..' })).toEqual(['r1'])
    expect(idsOf({ id: 'r1@example.org', query: 'rt:1709287501..' })).toBe('none: No results found.')
  })

  it('says why it finds nothing', () => {
    expect(idsOf({ query: 'newt frog' })).toBe('none: No results found.')
    expect(idsOf({ list: 'lake' })).toBe('none: No such list here.')
    expect(idsOf({ id: 'nobody@example.org' })).toBe('none: No such mail here.')
    expect(idsOf({ query: 'foo:bar' })).toMatch(/^problem: "foo:" is not a prefix/)
    expect(idsOf({ query: 'NOT frog' })).toMatch(/^problem: NOT alone/)
  })

  it('counts the mails that a thread names and that are not here', () => {
    const missing = (query: string, threads = true) => {
      const result = search({ query, threads })
      return result.kind === 'mbox' ? [[...result.mails].length, result.countMissing()] : result.kind
    }
    expect([missing('newt'), missing('frog'), missing('newt', false)]).toEqual([
      [1, 2],
      [4, 0],
      [1, 0],
    ])
    expect(countMissingInThread(db, 'lost@example.org')).toBe(2)
    expect(countMissingInThread(db, 'r2@example.org')).toBe(0)
    expect(countMissingInThread(db, 'nobody@example.org')).toBe(0)
  })
})

describe('a search that finds more than an answer may have', () => {
  it('gives the newest thousand mails and says so; of threads only whole ones; in a feed of a thread the newest', async () => {
    const flock = Array.from({ length: 1_001 }, (_, at) =>
      mail({
        id: `duck${at}@example.org`,
        subject: `Re: duck ${at}`,
        body: 'Quack.\n',
        minutes: at,
        ...(at > 0 && { inReplyTo: 'duck0@example.org' }),
      }),
    )
    const goose = mail({ id: 'goose@example.org', subject: 'goose', body: 'Quack.\n', minutes: 2_000 })
    const db = await databaseOf([...flock, goose])
    const ask = (threads: boolean, query = 'quack') => searchMbox(db, { list: 'all', query, threads }, 0)
    const found = ask(false)
    if (found.kind !== 'mbox') expect.fail(found.text)
    const mails = [...found.mails].map(String)
    expect([mails.length, found.isCut()]).toEqual([1_000, true])
    expect(mails[0]).toContain('Message-ID: <goose@example.org>')
    const whole = ask(true)
    if (whole.kind !== 'mbox') expect.fail(whole.text)
    expect([[...whole.mails].length, whole.isCut()]).toEqual([1, true])
    expect(ask(true, 's:duck')).toMatchObject({ kind: 'large' })
    const feed = listThreadMails(db, 'duck0@example.org')?.map(({ messageId }) => messageId)
    expect([feed?.length, feed?.at(0), feed?.at(-1)]).toEqual([1_000, 'duck1000@example.org', 'duck1@example.org'])
  })
})
