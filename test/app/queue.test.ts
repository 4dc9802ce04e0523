import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { ListTable } from '../../app/_components/lists/ListTable'
import { Queue, QueueJumps } from '../../app/_components/lists/Queue'
import { QueueBody } from '../../app/_components/lists/QueueBody'
import { SeriesTable } from '../../app/_components/lists/SeriesTable'
import { filterHref, readFilters } from '../../app/_model/filters'
import { findUnknown } from '../../app/_model/filterWords'
import { readPullFilters } from '../../app/_model/pullFilters'
import { EMPTY_QUEUE } from '../../db/queries/lists/queue'
import type { QueueView, SeriesRow } from '../../db/queries/views'
import { ROW } from './seriesRow'

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
      'no new review of v2 seen',
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

describe('a filter with a value that it does not know', () => {
  it('is found with the values that it can have', () => {
    expect(findUnknown({ group: 'bogus', q: 'x' })).toMatchObject({
      name: 'group',
      problem: 'There is no group “bogus”.',
    })
    expect(findUnknown({ since: 'yesterday' })?.choices).toEqual([])
    expect(findUnknown({ group: 'bogus' })?.choices).toContainEqual(['ready', 'Ready to apply'])
    expect(findUnknown({ group: 'ready', person: 'bogus' })).toBeUndefined()
    for (const name of ['state', 'turn', 'why', 'age'] as const)
      for (const [value] of findUnknown({ [name]: 'bogus' })?.choices ?? [['none']])
        expect(readFilters({ [name]: value }).filter).toEqual({ [name]: value })
  })

  it('is refused with the choices, and no series are counted', () => {
    const html = renderToString(
      createElement(QueueBody, {
        title: 'Queue',
        queue: EMPTY_QUEUE,
        base: '/',
        values: { state: 'nonsense' },
        feed: '/atom',
        empty: null,
        problem: undefined,
      }),
    )
    expect(html).toContain('There is no state “nonsense”.')
    expect(html).toContain('href="/?state=applied"')
    expect(html).not.toContain('0 series')
    expect(html).not.toContain('No series match')
  })
})

describe('the filters of pull requests', () => {
  it('have no group that there is not, and say so', () => {
    expect(readPullFilters({ group: 'bogus', q: 'x' })).toMatchObject({ filter: { query: 'x' }, unknownGroup: true })
    expect(readPullFilters({ group: 'open' })).toMatchObject({ filter: { group: 'open' }, unknownGroup: false })
  })
})
