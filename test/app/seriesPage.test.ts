import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import { Around } from '../../app/_components/series/Around'
import { OpenRemarks } from '../../app/_components/series/OpenRemarks'
import { Reports } from '../../app/_components/series/Reports'
import { SeriesSections } from '../../app/_components/series/SeriesSections'
import { TakeAway } from '../../app/_components/series/TakeAway'
import { Verdict } from '../../app/_components/series/Verdict'
import { renderMarkup } from '../../app/_markup/markup'
import { seriesChapters } from '../../app/_model/chapters'
import { replyCommand } from '../../app/_model/replyCommand'
import type { ReportView, SeriesDocument, SeriesRemarkView } from '../../db/queries/views'
import { series } from './fixtures'

const render = (element: Parameters<typeof renderMarkup>[0]) => renderMarkup(element)
const page = encodeURIComponent(series.id)

const remark = (more: Partial<SeriesRemarkView>): SeriesRemarkView => ({
  person: { name: 'Ari <i>Archer</i>', emails: ['ari@example.org'] },
  messageId: 'no@example.org',
  received: '2024-01-02T12:00:00Z',
  position: 'requests-changes',
  quote: 'Please drop <script>.',
  label: 'v1',
  versionKey: '1',
  patch: 2,
  patches: [2],
  status: 'open',
  answered: false,
  mergedOver: false,
  changedIn: null,
  line: 7,
  place: { path: 'drivers/alpha/core.c', line: 12 },
  ...more,
})
const objection = remark({ position: 'objects', quote: 'This is wrong.', mergedOver: true })
const withRemarks = (...remarks: readonly SeriesRemarkView[]): SeriesDocument => ({ ...series, remarks })

describe('the verdict', () => {
  it('says who objects, where and in which words, and how many remarks are open besides', () => {
    const html = render(createElement(Verdict, { series: withRemarks(objection, remark({})) }))
    expect(html).toContain('Ari &lt;i&gt;Archer&lt;/i&gt;</bdi> objects</strong> on patch 2, v1, merged over it')
    expect(html).toContain('This is wrong.')
    expect(html).toContain('1 more open remark')
  })

  it('says that nobody objects when all objections are settled', () => {
    const html = render(createElement(Verdict, { series: withRemarks(remark({ position: 'nak', status: 'cleared' })) }))
    expect(html).toContain('nobody objects, nothing is open')
  })

  it('says what changed last: the step to the newest version, and the newest mail', () => {
    const newestMail = {
      messageId: 'late@example.org',
      from: { name: 'Zoe', email: 'zoe@example.org' },
      received: '2024-01-03T10:00:00Z',
      kind: 'reply',
      label: 'v2',
      patch: 2,
    } as const
    const html = render(createElement(Verdict, { series: { ...series, newestMail } }))
    expect(html).toContain(`href="/series/${page}/diff/1..2"`)
    expect(html).toContain('code changed in 1 of 2, 1 dropped')
    expect(html).toContain('href="/message/late%40example.org"')
    expect(html).toContain('on patch 2')
  })

  it('says for how long somebody is waited for, and nothing of less than a day or of nobody', () => {
    const html = (waitingDays: number | null) => render(createElement(Verdict, { series: { ...series, waitingDays } }))
    expect(html(1)).toContain('</strong>, for 1 day (')
    expect(html(0)).not.toContain(', for ')
    expect(html(null)).not.toContain(', for ')
  })
})

describe('the sections of the page', () => {
  it('name what has nothing to say in one line, and link only to what is there', () => {
    const html = render(createElement(SeriesSections, { series }))
    expect(html).toContain(
      'Nothing to tell: no reviewers, no remarks, no changelog, no replies, no reports of machines',
    )
    for (const [, id] of html.matchAll(/<a href="#([a-z]+)">/g)) expect(html).toContain(`id="${id}"`)
    expect(html).not.toContain('id="reports"')
    expect(html).toContain('id="evolution"')
  })

  it('open a section as soon as there is something in it', () => {
    const ids = seriesChapters(withRemarks(remark({}))).flatMap(({ id, empty, size }) =>
      empty ? [] : [`${id} ${size}`],
    )
    expect(ids).toEqual(['versions 2', 'evolution 3', 'remarks 1 open'])
  })
})

describe('a remark', () => {
  it('leads to its mail and to the line of the patch it quotes, and says that nothing happened to it', () => {
    const html = render(createElement(OpenRemarks, { series: withRemarks(remark({})) }))
    expect(html).toContain('Please drop &lt;script&gt;.')
    expect(html).toContain('open, no answer; what it quotes is unchanged')
    expect(html).toContain('href="/message/no%40example.org"')
    expect(html).toMatch(new RegExp(`href="/series/${page}/patch/1/2#m[0-9a-f]{40}-7"`))
    expect(html).toContain('core.c:12')
    expect(html).toContain('--in-reply-to=no@example.org')
  })

  it('says in which version what it quotes changed, and that the author answered', () => {
    const html = render(
      createElement(OpenRemarks, { series: withRemarks(remark({ answered: true, changedIn: 'v2' })) }),
    )
    expect(html).toContain('open, the author answered; what it quotes changed in v2')
  })

  it('is folded once it is settled, and offers no reply', () => {
    const html = render(
      createElement(OpenRemarks, { series: withRemarks(remark({ status: 'addressed', changedIn: 'v2' })) }),
    )
    expect(html).toContain('1 remark: 1 changed since, not confirmed')
    expect(html).toContain('Nothing is open')
    expect(html).not.toContain('in-reply-to')
  })

  it('on the whole series leads to no patch', () => {
    const html = render(
      createElement(OpenRemarks, { series: withRemarks(remark({ patch: null, patches: [], place: null })) }),
    )
    expect(html).toContain('on the series')
    expect(html).not.toContain('/patch/')
  })
})

describe('the command that answers a mail', () => {
  it('quotes what a stranger chose for the shell', () => {
    expect(replyCommand('a;$(rm -rf b)@x', "o'b@example.org", ['list@example.org', 'no address'])).toBe(
      "git send-email --in-reply-to='a;$(rm -rf b)@x' --to='o'\\''b@example.org' --cc=list@example.org REPLY",
    )
    expect(replyCommand('a@x', undefined, [])).toBe('git send-email --in-reply-to=a@x REPLY')
  })
})

describe('a report of a machine', () => {
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

  it('says what it found, on which patch, and in which version that changed', () => {
    expect(html({})).toContain('a.c:2: warning: &lt;b&gt;')
    expect(html({})).toContain(`href="/series/${page}/patch/1/1"`)
    expect(html({})).toContain('the hunk it names changed in')
    expect(html({ creditedIn: 'v2' })).toContain('v2 says who reported it')
  })

  it('says that nothing changed, that there is no version since, or that the patch has nothing of it', () => {
    expect(html({ changedIn: null })).toContain('the hunk it names did not change since')
    expect(html({ changedIn: null, version: 'v2' })).toContain('no version since')
    expect(html({ changedIn: null, place: null })).toContain('it names nothing that the patch changes')
  })
})

describe('what stands around the series', () => {
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

  it('links what is known to its series, and what is not to the archive', () => {
    const html = render(
      createElement(Around, {
        series: { ...series, dependencies: [dependency, { ...dependency, value: 'gone@example.org', other: null }] },
      }),
    )
    expect(html).toContain('href="/series/other%40example.org"')
    expect(html).toContain('Other &lt;b&gt;series&lt;/b&gt;')
    expect(html).toContain('href="https://lore.kernel.org/r/gone%40example.org"')
    expect(html).toContain('not on record')
  })

  it('folds what only an older version rested on', () => {
    const html = render(
      createElement(Around, { series: { ...series, dependencies: [{ ...dependency, version: 'v1' }] } }),
    )
    expect(html).toContain('what earlier versions rested on')
    expect(html).not.toContain('Rests on</h3>')
  })

  it('names the patch that mends one of this series, and whether that was applied', () => {
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

it('takes along the newest version: mbox, b4, mail, archive, data', () => {
  const html = render(createElement(TakeAway, { series }))
  expect(html).toContain(`href="/series/${page}/mbox?version=2"`)
  expect(html).toContain('b4 shazam v2-0@example.org')
  expect(html).toContain('b4 am v2-0@example.org')
  expect(html).toContain(`href="/api/series/${page}"`)
  expect(html).toContain(`href="/series/${page}/atom"`)
  expect(html).toContain('href="https://lore.kernel.org/r/v2-0%40example.org"')
  expect(html).toContain('href="/message/v2-0%40example.org/raw"')
})

it('gives b4 no id that it would take for an option', () => {
  const versions = series.versions.map((version) => ({ ...version, cover: '-o/tmp/x@example.org' }))
  const html = render(createElement(TakeAway, { series: { ...series, versions } }))
  expect(html).toContain('b4 am &#x27;https://lore.kernel.org/r/-o%2Ftmp%2Fx%40example.org&#x27;')
})
