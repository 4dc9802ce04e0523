import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { ListTable } from '../../app/_components/lists/ListTable'
import { Queue, QueueJumps } from '../../app/_components/lists/Queue'
import { SeriesTable } from '../../app/_components/lists/SeriesTable'
import { findBlocker } from '../../app/_model/blocker'
import { filterHref, readFilters } from '../../app/_model/filters'
import { EMPTY_QUEUE } from '../../db/queries/lists/queue'
import type { QueueView, SeriesRow } from '../../db/queries/views'
import { series } from './fixtures'

const rita = { name: 'Rita Reader', emails: ['rita@example.org'] }
const max = { name: 'Max Maintainer', emails: ['max@example.org'] }

const ROW: SeriesRow = {
  id: 'v1@example.org',
  title: 'beta: start the pump',
  prefixes: [],
  author: { name: 'Ada Author', email: 'ada@example.org' },
  lists: ['pumps@example.org'],
  versionLabels: ['v1', 'v2'],
  newestPosted: '2024-01-02T10:00:00Z',
  step: { from: '1', to: '2' },
  total: 3,
  present: 3,
  messages: 9,
  replies: 5,
  lastActivity: '2024-01-03T10:00:00Z',
  state: { ...series.state, kind: 'under-review' },
  turn: {
    whose: 'reviewers',
    why: 'unreviewed',
    people: [],
    since: '2024-01-02T10:00:00Z',
    messageId: 'v2@example.org',
  },
  days: 12,
  idleDays: 3,
  headline: null,
  group: 'waiting-on-review',
  backport: [],
  standings: { reviewed: 2, acked: 0, tested: 1, stale: 0, objections: 0, remarks: 0, unanswered: 0 },
}

const asked: NonNullable<SeriesRow['headline']> = {
  person: rita,
  position: 'objects',
  severity: 'objection',
  regression: false,
  quote: 'This leaks.',
  messageId: 'no@example.org',
  unanswered: 1,
  people: [
    { person: rita, comments: { objection: 1, request: 2, nit: 3 } },
    { person: max, comments: { request: 1 } },
  ],
}
const onAuthor: Partial<SeriesRow> = {
  group: 'waiting-on-author',
  turn: {
    ...ROW.turn,
    whose: 'author',
    why: 'open-remarks',
    people: [{ name: 'Ada Author', emails: ['ada@example.org'] }],
  },
  headline: asked,
}

const blocker = (more: Partial<SeriesRow>) => findBlocker({ ...ROW, ...more })
const turn = (more: Partial<SeriesRow['turn']>) => ({ turn: { ...ROW.turn, ...more } })

describe('what a series is blocked by', () => {
  it('is whoever has the strongest open comment, with what all have open, and its mail', () => {
    expect(blocker(onAuthor)).toEqual({
      said: expect.objectContaining({ position: 'objects', severity: 'objection' }),
      who: 'Rita Reader +1',
      what: '1 objection, 3 requests, 3 more',
      notes: [],
      href: '/message/no%40example.org',
      title: 'Rita Reader: 1 objection, 2 requests, 3 nits; Max Maintainer: 1 request. “This leaks.”',
    })
  })

  it('says that the author promised a change, or replied, with that mail', () => {
    const promised = blocker({
      ...onAuthor,
      ...turn({ whose: 'author', why: 'promised', messageId: 'yes@example.org' }),
    })
    expect(promised?.notes).toEqual([{ words: 'change promised', href: '/message/yes%40example.org' }])
    const answered = blocker({ headline: asked, ...turn({ why: 'answered', people: [rita] }) })
    expect(answered).toMatchObject({ who: 'Rita Reader +1', notes: [{ words: 'author replied' }] })
  })

  it('is whoever applies it once it is ready, with what they have to know first', () => {
    const ready = turn({ whose: 'maintainer', why: 'ready', people: [max, rita] })
    const nits = { ...asked, severity: 'nit' as const, people: [{ person: rita, comments: { nit: 2 } }] }
    expect(blocker({ ...ready, headline: nits, standings: { ...ROW.standings, stale: 1 } })).toMatchObject({
      who: 'Max Maintainer +1',
      what: 'to apply',
      title: 'Max Maintainer and Rita Reader',
      notes: [
        { words: '2 nits', href: '/message/no%40example.org' },
        { words: '1 tag predates v2', href: null },
      ],
    })
    expect(blocker(turn({ whose: 'maintainer', why: 'ready' }))).toMatchObject({ who: 'maintainer', notes: [] })
  })

  it('is the lack of a review, and how far one has come', () => {
    expect(blocker({})?.what).toBe('no new review seen')
    const none = { ...ROW.standings, reviewed: 0 }
    expect(blocker({ standings: none })).toMatchObject({
      who: '',
      what: 'no review seen',
      href: '/message/v2%40example.org',
    })
    expect(blocker(turn({ why: 'in-review' }))?.what).toBe('2 of 3 reviewed')
    expect(blocker(turn({ whose: 'author', why: 'in-review', people: [max] }))?.what).toBe('to post it without RFC')
    expect(blocker({ ...turn({ why: 'in-review' }), standings: none })?.what).toBe('under review, no tag yet')
  })

  it('is whose mail asks for changes, where no comment is open', () => {
    const by = { name: 'Max Maintainer', email: 'max@example.org' }
    const state = {
      ...ROW.state,
      kind: 'changes-requested' as const,
      by,
      messageId: 'c@example.org',
      quote: 'Please respin.',
    }
    expect(blocker({ ...onAuthor, headline: null, state })).toMatchObject({
      who: 'Max Maintainer',
      what: 'changes requested',
      href: '/message/c%40example.org',
      title: 'Please respin.',
    })
  })

  it('is the request to pull, for patches that are in one', () => {
    const state = { ...ROW.state, kind: 'in-pull-request' as const, messageId: 'pull@example.org' }
    expect(blocker({ state, ...turn({ whose: 'maintainer', why: 'in-pull-request', people: [max] }) })).toMatchObject({
      who: 'Max Maintainer',
      what: 'to pull',
      href: '/message/pull%40example.org',
    })
  })

  it('is nothing for what is over, and for backports', () => {
    expect(blocker({ group: 'done', ...turn({ whose: 'maintainer', why: 'deferred' }) })).toBeUndefined()
    expect(blocker(turn({ whose: 'nobody', why: 'settled' }))).toBeUndefined()
    expect(blocker({ group: 'backport' })).toBeUndefined()
  })
})

const table = (rows: readonly SeriesRow[], more = {}) =>
  renderToString(createElement(SeriesTable, { rows, caption: 'Series', ...more }))
const cells = (html: string) =>
  [...html.matchAll(/<t[dh](?: scope="row")? class="rows-[^>]*>(.*?)<\/t[dh]>/g)].map(([, text = '']) =>
    text.replace(/<[^>]*>/g, '').trim(),
  )

describe('a table of series', () => {
  it('has in each row title, author, version, patches, R, A, T, what blocks it, days and mails', () => {
    const html = table([{ ...ROW, prefixes: ['net-next'] }]).replace(/<thead>.*<\/thead>/s, '')
    expect(cells(html)).toEqual([
      'net-next beta: start the pump',
      'Ada Author',
      'v2',
      '3',
      '2',
      '·',
      '1',
      'no new review seen',
      '12 d',
      '9',
    ])
  })

  it('links the version to what changed since the one before, and the title to the series', () => {
    const html = table([ROW])
    expect(html).toContain('href="/series/v1%40example.org/diff/1..2"')
    expect(html).toContain('href="/series/v1%40example.org"')
    expect(table([{ ...ROW, step: null }])).not.toContain('/diff/')
  })

  it('says how many patches of a version are archived here', () => {
    expect(cells(table([{ ...ROW, present: 1 }]))).toContain('1/3')
  })

  it('shows what became of a series that waits for nobody', () => {
    const state = { ...ROW.state, kind: 'withdrawn' as const, by: null }
    expect(table([{ ...ROW, state, group: 'done' }])).toContain('Withdrawn')
    expect(table([{ ...ROW, group: 'backport', backport: ['6.1', '5.15'] }])).toContain('for 6.1, 5.15')
  })

  it('shows hostile titles, names and prefixes as text', () => {
    const hostile = '<script>\u202e'
    const html = table([
      { ...ROW, title: hostile, prefixes: [hostile], author: { name: hostile, email: 'e@example.org' } },
    ])
    expect(html).not.toContain('<script')
    expect(html).not.toContain('\u202e')
  })

  it('has a line below each series where one is given', () => {
    const html = table([ROW], { below: () => createElement('p', {}, 'What they said') })
    expect(html).toMatch(/<tr class="rows-below"><td colspan="10"><p>What they said/)
    expect(table([ROW])).not.toContain('rows-below')
    expect(table([ROW], { below: () => null })).not.toContain('rows-below')
  })
})

const view = (group: SeriesRow['group'], total = 1, whys: QueueView['groups'][number]['whys'] = []) => ({
  group,
  total,
  rows: [{ ...ROW, group }],
  whys,
})
const queue = (groups: QueueView['groups']): QueueView => ({ ...EMPTY_QUEUE, groups, total: 1 })
const page = (groups: QueueView['groups'], values = {}, fixed = {}) =>
  renderToString(createElement(Queue, { queue: queue(groups), base: '/', values, fixed }))
const folds = (html: string) =>
  [...html.matchAll(/<details([^>]*)>/g)].map(([, head = '']) => [/id="([\w-]+)"/.exec(head)?.[1], / open/.test(head)])

describe('days in a row', () => {
  it('are those of waiting, or those without mail where nobody has to act, as the head says', () => {
    const html = renderToString(createElement(SeriesTable, { rows: [ROW], caption: 'all' }))
    expect(html).toMatch(/>since<.*>12 d</)
    const idle = renderToString(createElement(SeriesTable, { rows: [ROW], caption: 'all', days: 'idle' }))
    expect(idle).toMatch(/>last mail<.*>3 d</)
    expect(page([view('quiet')])).toContain('last mail')
    expect(page([view('ready')])).not.toContain('last mail')
  })
})

describe('a series of which a part was applied', () => {
  it('says so beside what the rest waits for, with the mail', () => {
    const state = { ...ROW.state, kind: 'partly-applied' as const, messageId: 'part@example.org' }
    expect(findBlocker({ ...ROW, state })?.notes).toContainEqual({
      words: 'partly applied',
      href: '/message/part%40example.org',
    })
    expect(findBlocker(ROW)?.notes.map(({ words }) => words)).not.toContain('partly applied')
  })
})

describe('the table of mailing lists', () => {
  it('links each number to that group of the list', () => {
    const lists = [
      {
        list: 'pumps@example.org',
        total: 9,
        lastActivity: '2024-01-03T10:00:00Z',
        groups: [{ value: 'ready' as const, count: 4 }],
        rows: [],
      },
    ]
    const html = renderToString(createElement(ListTable, { lists }))
    expect(html).toContain('href="/list/pumps%40example.org?group=ready">4<')
    expect(html).not.toContain('group=done')
  })
})

describe('the groups of the queue', () => {
  it('are open where somebody has to act, and folded otherwise', () => {
    expect(folds(page([view('ready'), view('quiet'), view('done')]))).toEqual([
      ['ready', true],
      ['quiet', false],
      ['done', false],
    ])
  })

  it('show at least one group open', () => {
    expect(folds(page([view('done'), view('backport')]))).toEqual([
      ['done', true],
      ['backport', false],
    ])
  })

  it('link to all of a group that has more, with the filters, and to its feed', () => {
    const html = page([view('done', 12)], { person: 'rita' }, { path: 'drivers/beta' })
    expect(html).toContain('href="/?group=done&amp;person=rita">all 12 series')
    expect(html).toContain('href="/atom?group=done&amp;person=rita&amp;path=drivers/beta"')
    expect(page([view('done', 1)])).not.toContain('all 1')
  })

  it('say why their series wait, each a link to these', () => {
    const whys = [
      { value: 'unreviewed' as const, count: 7 },
      { value: 'answered' as const, count: 2 },
    ]
    const html = page([view('waiting-on-review', 9, whys)])
    expect(html).toContain('href="/?group=waiting-on-review&amp;why=unreviewed">unreviewed</a> 7')
  })

  it('are linked with their sizes above the list', () => {
    const html = renderToString(createElement(QueueJumps, { queue: queue([view('ready', 3), view('done', 1_200)]) }))
    expect(html).toContain('href="#ready">Ready to apply</a> 3')
    expect(html).toContain('href="#done">Done</a> 1,200')
  })
})

describe('the filters of a list', () => {
  it('are read from an address and written to one', () => {
    const { values, filter } = readFilters({ person: ' Rita ', path: '/drivers//beta/', state: 'applied' })
    expect(filter).toEqual({ person: 'Rita', path: 'drivers/beta', state: 'applied' })
    expect(filterHref('/list/x', values)).toBe('/list/x?state=applied&person=Rita&path=/drivers//beta/')
  })
})
