import { describe, expect, it } from 'vitest'
import { listPeopleWaiting } from '../../db/queries/people/peopleList'
import { getPerson } from '../../db/queries/people/person'
import { joinPersons, shownAddresses } from '../../db/queries/people/persons'
import { searchPeople } from '../../db/queries/people/searchPeople'
import { getSinceReview } from '../../db/queries/series/sinceReview'
import { addMaintainer } from '../../db/store/maintainers'
import { databaseOf } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const ADA = 'Ada Author <ada@example.org>'
const REX = 'Rex Roe <rex@example.org>'
const ZOE = 'Zoe Zed <zoe@example.org>'

/** Minutes after which nothing older is under way. */
const QUIET = 91 * 24 * 60

function patch(
  name: string,
  minutes: number,
  { version = 1, line = name, from = ADA, cc = `${REX}, ${ZOE}` } = {},
): Buffer {
  return mail({
    id: `${name}-v${version}@example.org`,
    subject: `[PATCH${version > 1 ? ` v${version}` : ''}] ${name}: count`,
    body: addLine(`${name}.c`, line),
    from,
    cc,
    minutes,
    ...(version > 1 && { inReplyTo: `${name}-v1@example.org` }),
  })
}

function reply(to: string, from: string, body: string, minutes: number): Buffer {
  return mail({
    id: `re-${minutes}@example.org`,
    subject: `Re: ${to}`,
    body,
    from,
    minutes,
    inReplyTo: `${to}@example.org`,
  })
}

const READY = [patch('ready', 0), reply('ready-v1', REX, `Reviewed-by: ${REX}\n`, 5)]
const ASKED = [patch('asked', 10), reply('asked-v1', REX, '> +asked\n\nPlease use a constant here.\n', 15)]
const CHANGED = [
  patch('changed', 20),
  reply('changed-v1', REX, `Reviewed-by: ${REX}\n`, 25),
  // Its author carries the tag over.
  Buffer.from(
    patch('changed', 30, { version: 2, line: 'changed = 1;' })
      .toString()
      .replace('Why.\n', `Why.\n\nReviewed-by: ${REX}\n`),
  ),
]
/** Sent to Zoe; the others have her in Cc. */
const FRESH = [
  Buffer.from(patch('fresh', 40).toString().replace('To: list@example.org', `To: ${ZOE}`)),
  patch('copied', 41),
]

async function archive(mails: readonly Buffer[]) {
  const db = await databaseOf(mails)
  addMaintainer(db, { scope: 'list@example.org', email: 'zoe@example.org' }, 1)
  // Mail without a list of its own: the operator names her for the files instead.
  for (const name of ['ready', 'asked', 'changed', 'fresh', 'copied'])
    addMaintainer(db, { scope: `${name}.c`, email: 'zoe@example.org' }, 1)
  return db
}

async function dutiesOf(address: string, mails: readonly Buffer[]) {
  const view = getPerson(await archive(mails), address)
  return Object.fromEntries(
    (view?.duties ?? []).map(({ duty, series }) => [duty, series.map(({ row }) => row.title.replace(/:.*/, ''))]),
  )
}

const ALL = [...READY, ...ASKED, ...CHANGED, ...FRESH]
/** Zoe wrote one mail, so that she has a page. */
const NOTE = reply('ready-v1', ZOE, 'I will have a look next week.\n', 4)

describe('what is waiting on a person', () => {
  it('is, for whoever applies patches, what is ready and was sent to them, the longest wait first', async () => {
    expect(await dutiesOf('zoe@example.org', [...ALL, NOTE])).toMatchObject({ apply: ['ready', 'changed'] })
  })

  it('is, for the author, the comments on their series, in words and with the place', async () => {
    const view = getPerson(await archive(ALL), 'ada@example.org')
    const answer = view?.duties.find(({ duty }) => duty === 'answer')
    expect(answer?.series.map(({ row }) => row.title)).toEqual(['asked: count'])
    expect(answer?.series[0]?.comments).toMatchObject([
      { quote: 'Please use a constant here.', person: { name: 'Rex Roe' }, patch: 1, messageId: 're-15@example.org' },
    ])
  })

  it('is, for a reviewer, code that changed under their tag', async () => {
    expect(await dutiesOf('rex@example.org', ALL)).toEqual({ 'look-again': ['changed'] })
  })

  it('is, for whoever applies patches, what was sent to them and nobody has reviewed', async () => {
    expect((await dutiesOf('zoe@example.org', [...ALL, NOTE])).review).toEqual(['fresh'])
  })

  it('is nothing that is quiet', async () => {
    const late = patch('late', QUIET, { from: 'Lea Late <lea@example.org>' })
    expect(await dutiesOf('zoe@example.org', [...ALL, NOTE, late])).toEqual({})
    expect(await dutiesOf('ada@example.org', [...ALL, late])).toEqual({})
  })
})

describe('the page of a person', () => {
  it('has their own series that wait on others, the longest wait first, and not those that wait on them', async () => {
    const view = getPerson(await archive(ALL), 'ada@example.org')
    expect(view?.own.map(({ title }) => title)).toEqual([
      'ready: count',
      'changed: count',
      'fresh: count',
      'copied: count',
    ])
    expect(view?.ownTotal).toBe(4)
  })

  it('has their open comments with the series', async () => {
    const view = getPerson(await archive(ALL), 'rex@example.org')
    expect(view?.comments.map(({ row, comments }) => [row.title, comments.map(({ quote }) => quote)])).toEqual([
      ['asked: count', ['Please use a constant here.']],
    ])
    expect(getPerson(await archive(ALL), 'ada@example.org')?.comments).toEqual([])
  })

  it('says whether they apply patches', async () => {
    const db = await archive([...ALL, NOTE])
    expect(getPerson(db, 'zoe@example.org')?.maintainer).toBe(true)
    expect(getPerson(db, 'rex@example.org')?.maintainer).toBe(false)
  })

  it('has backports after all other series, whatever their age', async () => {
    const backport = mail({
      id: 'stable@example.org',
      subject: '[PATCH AUTOSEL 6.1] ready: count',
      body: addLine('ready.c', 'ready'),
      from: ADA,
      minutes: 60,
    })
    const groups = getPerson(await archive([...READY, backport]), 'ada@example.org')?.series.map(({ row }) => row.group)
    expect(groups).toEqual(['ready', 'backport'])
  })
})

describe('a nit on a series that is ready', () => {
  const nit = reply('ready-v1', REX, '> +ready\n\nnit: s/ready/steady/\n', 3)

  it('is for its author to answer, on their page, in the list of people, in a search and beside the tags, while others have to apply it', async () => {
    const db = await archive([...READY.slice(0, 1), nit, reply('ready-v1', ZOE, `Reviewed-by: ${ZOE}\n`, 5)])
    const view = getPerson(db, 'ada@example.org')
    expect(view?.own.map(({ turn }) => turn.why)).toEqual(['ready'])
    expect(view?.ownComments).toMatchObject([
      { id: 'ready-v1@example.org', comments: [{ quote: 'nit: s/ready/steady/', severity: 'nit' }] },
    ])
    expect(view?.toAnswer).toBe(1)
    expect(view?.duties).toEqual([])
    expect(listPeopleWaiting(db, { query: 'ada' }).rows).toMatchObject([{ total: 0, own: 1, toAnswer: 1 }])
    expect(searchPeople(db, 'ada').rows).toMatchObject([{ waiting: { toAnswer: 1 } }])
    const since = getSinceReview(db, 'ready-v1@example.org', 'ada@example.org')
    expect(since?.carry).toMatchObject({ open: 1, answered: 0 })
  })

  it('is no longer to answer once they have answered it', async () => {
    const answer = Buffer.from(
      reply('ready-v1', ADA, '> nit: s/ready/steady/\n\nIt is called so elsewhere.\n', 4)
        .toString()
        .replace('In-Reply-To: <ready-v1@', 'In-Reply-To: <re-3@'),
    )
    const db = await archive([...READY.slice(0, 1), nit, answer, reply('ready-v1', ZOE, `Reviewed-by: ${ZOE}\n`, 5)])
    expect(getPerson(db, 'ada@example.org')).toMatchObject({ ownComments: [], toAnswer: 0 })
  })
})

describe('who is waiting on whom', () => {
  it('counts as many series for each person as their page has', async () => {
    const db = await archive([...ALL, NOTE])
    const { rows } = listPeopleWaiting(db)
    expect(rows.map(({ person }) => person.name)).toContain('Zoe Zed')
    for (const { person, counts, own } of rows) {
      const view = getPerson(db, person.emails[0] ?? '')
      const shown = Object.fromEntries((view?.duties ?? []).map(({ duty, total }) => [duty, total]))
      expect({ ...counts, own }).toEqual({
        apply: 0,
        pull: 0,
        answer: 0,
        respin: 0,
        'look-again': 0,
        review: 0,
        ...shown,
        own: view?.ownTotal,
      })
    }
  })

  it('is never an author whose series wait on himself', async () => {
    const asked = reply('asked-v1', REX, '> +asked\n\nPlease use a constant here.\n', 15)
    const applies = reply('re-15', ADA, "> Please use a constant here.\n\nI'll fix that before merge.\n", 16)
    const db = await archive([patch('asked', 10), asked, applies])
    const ada = listPeopleWaiting(db).rows.find(({ person }) => person.name === 'Ada Author')
    expect(ada).toMatchObject({ counts: { apply: 1 }, own: 0, waitsOn: [] })
    expect(getPerson(db, 'ada@example.org')?.ownTotal).toBe(0)
  })

  it('puts first on whom most series are waiting, and names whom the series of an author are waiting on', async () => {
    const { rows } = listPeopleWaiting(await archive([...ALL, NOTE]))
    expect(rows[0]?.person.name).toBe('Zoe Zed')
    const ada = rows.find(({ person }) => person.name === 'Ada Author')
    expect(ada).toMatchObject({ own: 4, maintainer: false })
    expect(ada?.waitsOn[0]).toMatchObject({ person: { name: 'Zoe Zed' }, series: 3 })
  })

  it('is narrowed by all words of a query, in the name or the address', async () => {
    const db = await archive([...ALL, NOTE])
    const find = (query: string) => listPeopleWaiting(db, { query }).rows.map(({ person }) => person.name)
    expect(find('roe REX')).toEqual(['Rex Roe'])
    expect(find('zoe@example')).toEqual(['Zoe Zed'])
    expect(find('rex zed')).toEqual([])
  })
})

describe('joining people of several series', () => {
  it('takes those with a mailbox in common as one, with the name that came first and all addresses', () => {
    const ann = { name: 'Ann', emails: ['ann@example.org', 'ann@work.example'] }
    const work = { name: '', emails: ['ann@work.example', 'ann@old.example'] }
    const bob = { name: 'Bob', emails: ['bob@example.org'] }
    const { idOf, detailOf } = joinPersons([work, bob, ann, { name: 'A', emails: ['ann@old.example'] }])
    expect(idOf(ann)).toBe(idOf(work))
    expect(idOf(bob)).not.toBe(idOf(ann))
    expect(detailOf(idOf(work))).toEqual({
      name: 'Ann',
      emails: ['ann@example.org', 'ann@old.example', 'ann@work.example'],
    })
  })
})

describe('the addresses of a person', () => {
  it('are shown without those to which a trailer was glued, unless there are no others', () => {
    expect(shownAddresses(['rex@example.orgreviewed-by:', 'rex@example.org', 'a@ex-ample.org'])).toEqual([
      'a@ex-ample.org',
      'rex@example.org',
    ])
    expect(shownAddresses(['rex@example.orgreviewed-by:'])).toEqual(['rex@example.orgreviewed-by:'])
  })
})
