import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Around } from '../../app/_components/series/Around'
import { OpenRemarks } from '../../app/_components/series/OpenRemarks'
import { Reports } from '../../app/_components/series/Reports'
import { SeriesSections } from '../../app/_components/series/SeriesSections'
import { Summary } from '../../app/_components/series/Summary'
import { TakeAway } from '../../app/_components/series/TakeAway'
import { seriesChapters } from '../../app/_model/chapters'
import { replyCommand } from '../../app/_model/shell'
import type { HeadlineView, ReportView, SeriesDocument, SeriesRemarkView } from '../../db/queries/views'
import { series } from './fixtures'

const render = renderToString
const page = encodeURIComponent(series.id)

const remark = (more: Partial<SeriesRemarkView>): SeriesRemarkView => ({
  person: { name: 'Ari <i>Archer</i>', emails: ['ari@example.org'] },
  messageId: 'no@example.org',
  received: '2024-01-02T12:00:00Z',
  position: 'requests-changes',
  severity: null,
  regression: false,
  quote: 'Please drop <script>.',
  label: 'v1',
  versionKey: '1',
  patch: 2,
  patches: [2],
  status: 'open',
  answered: false,
  mergedOver: false,
  counts: true,
  changedIn: null,
  announcedIn: null,
  line: 7,
  place: { path: 'drivers/alpha/core.c', line: 12 },
  ...more,
})
const objection = remark({ position: 'objects', quote: 'This is wrong.', mergedOver: true })
const withRemarks = (...remarks: readonly SeriesRemarkView[]): SeriesDocument => ({ ...series, remarks })

describe('the summary of a series', () => {
  it('shows who objects, where and in which words, and how many comments are open besides', () => {
    const html = render(createElement(Summary, { series: withRemarks(objection, remark({ counts: false })) }))
    expect(html).toContain('Ari &lt;i>Archer&lt;/i></bdi> objects</strong> on patch 2, v1, applied over this objection')
    expect(html).toContain('This is wrong.')
    expect(html).toContain('1 open comment</a>')
  })

  it('quotes the strongest open comment, and says who has how many open', () => {
    const person = { name: 'Matthew Rosato', emails: ['matthew@example.org'] }
    const of = (
      position: 'requests-changes' | 'asks',
      severity: 'request' | 'nit',
      comments: HeadlineView['people'][0]['comments'],
    ) =>
      render(
        createElement(Summary, {
          series: {
            ...withRemarks(remark({ person, position })),
            headline: {
              person,
              position,
              severity,
              regression: false,
              quote: 'Please keep it.',
              messageId: 'q@example.org',
              unanswered: 1,
              people: [{ person, comments }],
            },
          },
        }),
      )
    const request = of('requests-changes', 'request', { request: 1, nit: 2 })
    expect(request).toMatch(
      /summary-against"><bdi>Matthew Rosato<\/bdi> requests a change<\/strong>: <q><bdi>Please keep it/,
    )
    expect(request).toContain('Matthew Rosato: 1 request, 2 nits')
    const nit = of('requests-changes', 'nit', { nit: 1 })
    expect(nit).toContain('Matthew Rosato: 1 nit')
    expect(nit).not.toContain('summary-against')
  })

  it('folds what was left open once the patches are applied, and says what happened after that', () => {
    const person = { name: 'Alex', emails: ['alex@example.org'] }
    const applied = { ...series.state, kind: 'applied' } as const
    const regression = { person, messageId: 'reg@example.org', patch: 2, quote: 'This broke the build.', fix: null }
    const html = render(
      createElement(Summary, { series: { ...withRemarks(objection), state: applied, regressions: [regression] } }),
    )
    expect(html).toMatch(/<dt>After that<\/dt>.*Alex<\/bdi> reported a regression<\/strong> in patch 2/)
    expect(html).toMatch(/<dt>Left open<\/dt><dd><details[^>]*><summary>1 comment left open when merged/)
    expect(html).not.toContain('<dt>Open</dt>')
    const received = '2024-01-02T18:00:00Z'
    const late = remark({ received: '2024-01-03T12:00:00Z' })
    const since = render(
      createElement(Summary, { series: { ...withRemarks(objection, late), state: { ...applied, received } } }),
    )
    expect(since).toContain('1 comment left open when merged')
    expect(since).toContain('<a href="#remarks">1 open comment</a> since')
  })

  it('shows no objection when all objections are resolved', () => {
    const html = render(createElement(Summary, { series: withRemarks(remark({ position: 'nak', status: 'cleared' })) }))
    expect(html).toContain('No objections. No open comments.')
  })

  it('shows the latest change: the step to the newest version, and the newest mail', () => {
    const newestMail = {
      messageId: 'late@example.org',
      from: { name: 'Zoe', email: 'zoe@example.org' },
      received: '2024-01-03T10:00:00Z',
      kind: 'reply',
      label: 'v2',
      patch: 2,
    } as const
    const html = render(createElement(Summary, { series: { ...series, newestMail } }))
    expect(html).toContain(`href="/series/${page}/diff/1..2"`)
    expect(html).toContain('code changed in 1 of 2, 1 dropped')
    expect(html).toContain('href="/message/late%40example.org"')
    expect(html).toContain('on patch 2')
  })

  it('shows for how many whole days a series has been waiting', () => {
    const html = (waitingDays: number | null) => render(createElement(Summary, { series: { ...series, waitingDays } }))
    expect(html(1)).toContain('title="since 2024-01-03">1 day<')
    expect(html(0)).not.toContain(' day')
    expect(html(null)).not.toContain(' day')
  })
})

describe('the sections of the page', () => {
  it('are left out when they are empty, and the jump links lead to the others', () => {
    const html = render(createElement(SeriesSections, { series }))
    for (const [, id] of html.matchAll(/<a href="#([a-z]+)">/g)) expect(html).toContain(`id="${id}"`)
    expect(html).not.toContain('id="reports"')
    expect(html).toContain('id="evolution"')
  })

  it('appear as soon as they have content', () => {
    const ids = seriesChapters(withRemarks(remark({}))).map(({ id, size }) => `${id} ${size}`)
    expect(ids).toEqual(['versions 2', 'evolution 3', 'remarks 1 open'])
  })
})

describe('a review comment', () => {
  it('links to its mail and to the line of the patch it quotes, and is unanswered', () => {
    const html = render(createElement(OpenRemarks, { series: withRemarks(remark({})) }))
    expect(html).toContain('Please drop &lt;script>.')
    expect(html).toContain('unanswered')
    expect(html).toContain('href="/message/no%40example.org"')
    expect(html).toMatch(new RegExp(`href="/series/${page}/patch/1/2#m[0-9a-f]{40}-7"`))
    expect(html).toContain('core.c:12')
    expect(html).toContain('--in-reply-to=no@example.org')
  })

  it('shows in which version the quoted code changed, and that the author replied', () => {
    const html = render(
      createElement(OpenRemarks, { series: withRemarks(remark({ answered: true, changedIn: 'v2' })) }),
    )
    expect(html).toContain('author replied; quoted code changed in v2')
  })

  it('is folded once it is settled, without a command to reply', () => {
    const html = render(
      createElement(OpenRemarks, { series: withRemarks(remark({ status: 'addressed', changedIn: 'v2' })) }),
    )
    expect(html).toContain('1 comment: 1 code changed; reviewer has not confirmed')
    expect(html).toContain('No open comments')
    expect(html).not.toContain('in-reply-to')
  })

  it('on the whole series has no link to a patch', () => {
    const html = render(
      createElement(OpenRemarks, { series: withRemarks(remark({ patch: null, patches: [], place: null })) }),
    )
    expect(html).toContain('on the series')
    expect(html).not.toContain('/patch/')
  })
})

describe('the command that replies to a mail', () => {
  it('quotes text from strangers for the shell', () => {
    const hostile = { messageId: 'a;$(rm -rf b)@x', to: "o'b@example.org", cc: ['list@example.org'] }
    expect(replyCommand(hostile).join(' ')).toBe(
      "git send-email --in-reply-to='a;$(rm -rf b)@x' --to='o'\\''b@example.org' --cc=list@example.org REPLY",
    )
    expect(replyCommand({ messageId: 'a@x', to: undefined, cc: [] }).join(' ')).toBe(
      'git send-email --in-reply-to=a@x REPLY',
    )
  })
})

describe('a bot report', () => {
  const report: ReportView = {
    messageId: 'robot@example.org',
    from: { name: 'kernel test robot', email: 'lkp@example.org' },
    received: '2024-01-01T18:00:00Z',
    version: 'v1',
    patch: 1,
    findings: [{ text: 'warning: <b>', path: 'a.c', line: 2 }],
    place: 'hunk',
    changedIn: 'v2',
    creditedIn: null,
  }
  const html = (more: Partial<ReportView>) =>
    render(createElement(Reports, { series: { ...series, reports: [{ ...report, ...more }] } }))

  it('shows what the bot found, on which patch, and in which version that code changed', () => {
    expect(html({})).toContain('a.c:2: warning: &lt;b>')
    expect(html({})).toContain(`href="/series/${page}/patch/1/1"`)
    expect(html({})).toContain('reported code changed in')
    expect(html({ creditedIn: 'v2' })).toContain('v2 credits the report')
  })

  it('shows that the reported code did not change, that there is no newer version, or that the patch does not have that code', () => {
    expect(html({ changedIn: null })).toContain('reported code not changed since')
    expect(html({ changedIn: null, version: 'v2' })).toContain('no newer version')
    expect(html({ changedIn: null, place: null })).toContain('reported code is not in the patch')
  })
})

describe('related series', () => {
  const other = {
    id: 'other@example.org',
    title: 'Other <b>series</b>',
    author: { name: 'Rex', email: 'rex@example.org' },
    version: 'v3',
    messageId: 'other@example.org',
  }
  const dependency = {
    direction: 'on',
    kind: 'mail',
    value: 'other@example.org',
    text: 'Depends-on: <other@example.org>',
    messageId: 'v2-0@example.org',
    version: 'v2',
    patches: 1,
    other,
  } as const

  it('links a known mail to its series, and an unknown one to the archive', () => {
    const html = render(
      createElement(Around, {
        series: { ...series, dependencies: [dependency, { ...dependency, value: 'gone@example.org', other: null }] },
      }),
    )
    expect(html).toContain('href="/series/other%40example.org"')
    expect(html).toContain('Other &lt;b>series&lt;/b>')
    expect(html).toContain('href="https://lore.kernel.org/all/gone%40example.org/"')
    expect(html).toContain('not imported here')
  })

  it('folds the bases of older versions', () => {
    const html = render(
      createElement(Around, { series: { ...series, dependencies: [{ ...dependency, version: 'v1' }] } }),
    )
    expect(html).toContain('bases of earlier versions')
    expect(html).not.toContain('Based on</h3>')
    expect(html).not.toContain('not shown')
  })

  it('counts the bases that are not shown, of older versions and of the newest', () => {
    const html = (version: string) => {
      const dependencies = Array.from({ length: 45 }, () => ({ ...dependency, version }))
      return render(createElement(Around, { series: { ...series, dependencies } }))
    }
    expect(html('v1')).toContain('5 more not shown')
    expect(html('v2')).toContain('5 more not shown')
  })

  it('names a patch that fixes one of this series, and whether that one was applied', () => {
    const fix = {
      direction: 'by',
      version: 'v2',
      patch: 1,
      text: 'Fixes: 0123',
      other: { ...other, patch: 4 },
    } as const
    const html = (applied: boolean) =>
      render(createElement(Around, { series: { ...series, fixes: [{ ...fix, applied }] } }))
    expect(html(true)).toContain('after it was applied')
    expect(html(false)).not.toContain('after it was applied')
    expect(html(true)).toContain('patch 4')
  })
})

it('offers the newest version as mbox, b4 command, mail, archive link and JSON', () => {
  const html = render(createElement(TakeAway, { series }))
  expect(html).toContain(`href="/series/${page}/mbox?version=2"`)
  expect(html).toContain('b4 shazam v2-0@example.org')
  expect(html).toContain('b4 am v2-0@example.org')
  expect(html).toContain(`href="/api/series/${page}"`)
  expect(html).toContain(`href="/series/${page}/atom"`)
  expect(html).toContain('href="https://lore.kernel.org/all/v2-0%40example.org/"')
  expect(html).toContain('href="/message/v2-0%40example.org/raw"')
})

it('does not give b4 an ID that looks like an option', () => {
  const versions = series.versions.map((version) => ({ ...version, cover: '-o/tmp/x@example.org' }))
  const html = render(createElement(TakeAway, { series: { ...series, versions } }))
  expect(html).toContain("b4 am 'https://lore.kernel.org/all/-o%2Ftmp%2Fx%40example.org/'")
})
