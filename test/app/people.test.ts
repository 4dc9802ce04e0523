import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Duties } from '../../app/_components/people/Duties'
import { OpenComments } from '../../app/_components/people/OpenComments'
import { PeopleTable } from '../../app/_components/people/PeopleTable'
import { PersonHead } from '../../app/_components/people/PersonHead'
import { Said } from '../../app/_components/people/Said'
import { againWords, dutyCounts, dutyLinks, saidWords } from '../../app/_model/dutyWords'
import { getPerson } from '../../db/queries/people/person'
import type { PeopleRow, PersonPageView, SeriesRemarkView, SeriesRow, WaitReason } from '../../db/queries/views'
import { databaseOf } from '../support/ingest'
import { addLine, mail } from '../support/mail'
import { objection, RITA, standing } from './fixtures'
import { ROW } from './seriesRow'

const NONE = { apply: 0, pull: 0, answer: 0, respin: 0, 'look-again': 0, review: 0 }

const remark = (more: Partial<SeriesRemarkView> = {}): SeriesRemarkView => ({
  ...objection,
  counts: true,
  received: '2024-03-01T10:00:00Z',
  label: 'v1',
  versionKey: '1',
  patch: 2,
  patches: [2],
  line: 3,
  place: { path: 'drivers/x/y.c', line: 12 },
  quoted: '+ int <count> = 1;',
  ...more,
})

async function pageOf(address: string, ...more: readonly Buffer[]): Promise<PersonPageView> {
  const REX = 'Rex Roe <rex@example.org>'
  const db = await databaseOf([
    mail({ id: 'a@example.org', subject: '[PATCH] alpha: <count>', body: addLine('a.c', 'one'), cc: REX }),
    mail({
      id: 'ask@example.org',
      subject: 'Re: [PATCH] alpha: <count>',
      body: '> +one\n\nPlease use a constant here.\n',
      from: REX,
      minutes: 5,
      inReplyTo: 'a@example.org',
    }),
    ...more,
  ])
  const view = getPerson(db, address)
  if (view === undefined) throw new Error('no such person')
  return view
}

describe('the dashboard of a person', () => {
  it('shows the author the comments to answer below their series, and leaves out what is empty', async () => {
    const view = await pageOf('ada@example.org')
    const html = renderToString(createElement(Duties, { view }))
    expect(html).toContain('id="answer"')
    expect(html).toContain('Please use a constant here.')
    expect(html).toContain('href="/message/ask%40example.org#reply"')
    for (const id of ['apply', 'pull', 'look-again', 'review', 'waiting', 'comments'])
      expect(html).not.toContain(`id="${id}"`)
    expect(dutyLinks(view)).toEqual([{ id: 'answer', words: '1 to answer' }])
  })

  it('shows a reviewer their open comments with how to reply', async () => {
    const view = await pageOf('rex@example.org')
    const html = renderToString(createElement(Duties, { view }))
    expect(html).toContain('id="comments"')
    expect(html).toContain('href="/message/ask%40example.org#reply"')
    expect(dutyLinks(view)).toEqual([{ id: 'comments', words: '1 open comment' }])
  })

  it('shows an author first what they have not answered', async () => {
    const said = (id: string, to: string, from: string, body: string, minutes: number) =>
      mail({ id: `${id}@example.org`, subject: 'Re: it', body, from, minutes, inReplyTo: `${to}@example.org` })
    const view = await pageOf(
      'ada@example.org',
      said('sure', 'ask', 'Ada Author <ada@example.org>', '> Please use a constant here.\n\nIt is one already.\n', 6),
      said('more', 'a', 'Rex Roe <rex@example.org>', '> +one\n\nPlease rename it.\n', 7),
    )
    const [answer] = view.duties
    expect(answer?.series[0]?.comments.map(({ quote, answered }) => [quote, answered])).toEqual([
      ['Please rename it.', false],
      ['Please use a constant here.', true],
    ])
  })

  it('escapes what comes from mail', async () => {
    expect(renderToString(createElement(Duties, { view: await pageOf('ada@example.org') }))).toContain(
      'alpha: &lt;count>',
    )
  })
})

describe('the reason of a duty', () => {
  const show = async (reason: WaitReason, own = false) => {
    const view = await pageOf('rex@example.org')
    const [series] = view.series
    if (series === undefined) throw new Error('no series')
    const duties = [{ duty: 'apply' as const, total: 1, series: [{ ...series, own, reason, comments: [] }] }]
    return renderToString(createElement(Duties, { view: { ...view, duties } }))
  }

  it('says how the series was sent to them and what they applied there, with the folder as proof', async () => {
    const html = await show({ kind: 'sent', field: 'cc', folder: 'arch/s390', applied: 12 })
    expect(html.replace(/<[^>]*>/g, '')).toContain(
      'in Cc of the newest version, and applied 12 other series in arch/s390',
    )
    expect(html).toContain('href="/path/arch/s390"')
    expect(await show({ kind: 'sent', field: 'to', folder: null, applied: 0 })).toContain(
      'in To of the newest version<',
    )
  })

  it('is what somebody usually applies, to whom the series was not sent', async () => {
    const html = await show({ kind: 'usual', folder: 'arch/s390', applied: 1 })
    expect(html.replace(/<[^>]*>/g, '')).toContain(
      'not in To or Cc of the newest version, but applied 1 other series in arch/s390',
    )
    const own = await show({ kind: 'usual', folder: 'arch/s390', applied: 1 }, true)
    expect(own.replace(/<[^>]*>/g, '')).toContain('they applied 1 other series in arch/s390')
    expect(own).not.toContain('not in To')
  })

  it('is the mail that says so, or the operator', async () => {
    expect(await show({ kind: 'said' })).toContain('<a href="/message/')
    expect(await show({ kind: 'operator' })).toContain('named for its list or files')
  })

  it('is said of a series of their own as well', async () => {
    expect(await show({ kind: 'said' }, true)).toMatch(/<p class="person-again"><a href="\/message\/.*?<\/p>/)
  })

  it('depends on what the mail that names them says', () => {
    const words = (why: SeriesRow['turn']['why']) => saidWords({ ...ROW.turn, why })
    expect(words('pledged')).toBe('they said they will apply it')
    expect(words('pushed')).toBe('they wrote that they have it in a branch')
    expect(words('in-pull-request')).toBe('they were asked to pull it')
    expect(words('pinged')).toBe('the author asked them')
  })

  it('is marked with the duty, for the script of the front page', async () => {
    expect(await show({ kind: 'operator' })).toContain('data-duty="to apply"')
  })
})

describe('open comments', () => {
  it('name the person, the place and the version, and link the mail, the patch and the reply', () => {
    const html = renderToString(createElement(OpenComments, { series: 's@example.org', comments: [remark()] }))
    expect(html).toContain('href="/people/')
    expect(html).toContain('href="/series/s%40example.org/patch/1/2">patch 2, y.c:12</a>')
    expect(html).toContain('#reply">reply by mail</a>')
    expect(html).toContain('<code class="shell-quoted">+ int &lt;count> = 1;</code>')
  })

  it('fold all but four, and do not repeat the name on the page of the person', () => {
    const comments = [1, 2, 3, 4, 5, 6].map((line) => remark({ line, quote: `Why ${line}?` }))
    const html = renderToString(createElement(OpenComments, { series: 's@example.org', comments, own: true }))
    expect(html).toContain('<summary>2 more open comments</summary>')
    expect(html).not.toContain('href="/people/')
  })

  it('fold what has an answer or the promise of a change, below what is to answer; not those of the person', () => {
    const comments = [
      remark({ quote: 'Who calls it?', answered: true }),
      remark({ quote: 'Please split it.', status: 'promised', answered: true }),
      remark({ quote: 'Why one?', answered: false }),
    ]
    const shown = (list: typeof comments, own = false) =>
      renderToString(createElement(OpenComments, { series: 's@example.org', comments: list, own }))
    const words = (html: string) => html.match(/<summary>.*?<\/summary>|Why one|Who calls|Please split/g)
    expect(words(shown(comments))).toEqual([
      'Why one',
      '<summary>1 change promised</summary>',
      'Please split',
      '<summary>1 comment answered, still open</summary>',
      'Who calls',
    ])
    expect(words(shown(comments.slice(0, 2)))?.slice(0, 1)).toEqual(['Please split'])
    expect(shown(comments, true)).not.toContain('<summary>')
  })
})

describe('what a person said', () => {
  it('has tags grouped by what became of them, without quotes, and each comment in its words', () => {
    const given = (patch: number, messageId: string) =>
      standing({ patch, messageId, tag: 'Reviewed-by', status: 'current', quote: 'Reviewed-by: Rita' })
    const standings = [given(1, 'm1@example.org'), given(2, 'm2@example.org'), { ...objection, quote: 'Why so?' }]
    const html = renderToString(createElement(Said, { standings }))
    expect(html).toContain('on patches 1, 2')
    expect(html.match(/Reviewed-by/g)).toHaveLength(1)
    expect(html).toContain('href="/message/m2%40example.org"')
    expect(html).toContain('Why so?')
  })

  it('is nothing for somebody who took no position', () => {
    expect(renderToString(createElement(Said, { standings: [] }))).toBe('')
  })
})

describe('the head of a page', () => {
  it('names the link to the queue for what it leads to', async () => {
    const view = await pageOf('ada@example.org')
    const html = renderToString(createElement(PersonHead, { view, address: 'ada@example.org', name: 'Ada' }))
    expect(html).toMatch(/<a href="\/\?person=ada@example.org">series that they sent or answered/)
  })
})

describe('why to look again', () => {
  it('names tags, comments and answers', async () => {
    const [series] = (await pageOf('ada@example.org')).series
    if (series === undefined) throw new Error('no series')
    expect(againWords({ row: series.row, again: { stale: 1, addressed: 2, answered: 1 } })).toEqual([
      '1 tag predates v1',
      '2 comments to confirm: code changed',
      'author replied to 1 comment',
    ])
    expect(againWords({ row: series.row, again: { stale: 0, addressed: 0, answered: 0 } })).toEqual([])
  })
})

describe('the table of people', () => {
  const row: PeopleRow = {
    person: RITA,
    maintainer: true,
    counts: { ...NONE, apply: 2, review: 1 },
    again: null,
    total: 3,
    since: '2024-03-01T10:00:00Z',
    days: 70,
    own: 2,
    toAnswer: 2,
    waitsOn: [{ person: { name: 'Zoe', emails: ['zoe@example.org'] }, series: 1 }],
  }

  it('links each number to that section of the page of the person', () => {
    const html = renderToString(createElement(PeopleTable, { rows: [row] }))
    expect(html).toContain('href="/people/rita%40example.org#apply"')
    expect(html).toContain('href="/people/rita%40example.org#waiting">2 series</a>')
    expect(html).not.toContain('#pull')
    expect(html).toContain('Zoe</bdi> 1')
    expect(html).toContain(' · 2 comments to answer')
    expect(html).toContain('applies patches')
    expect(html).toMatch(/title="waiting since 2024-03-01[^"]*">70 d</)
  })

  it('links the one series to look at again to what changed since, and says that nobody is named', () => {
    const again = { ...row, counts: { ...NONE, 'look-again': 1 }, again: 'one@example.org', waitsOn: [] }
    const html = renderToString(createElement(PeopleTable, { rows: [again] }))
    expect(html).toContain('href="/series/one%40example.org/since/rita%40example.org"')
    expect(html).toContain('2 series</a>: nobody named')
    const several = renderToString(createElement(PeopleTable, { rows: [{ ...again, again: null }] }))
    expect(several).toContain('href="/people/rita%40example.org#look-again"')
  })

  it('counts in words only what there is', () => {
    expect(dutyCounts(row.counts)).toEqual([
      { duty: 'apply', words: '2 to apply' },
      { duty: 'review', words: '1 to review' },
    ])
  })
})
