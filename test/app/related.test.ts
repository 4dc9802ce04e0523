import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Around } from '../../app/_components/series/Around'
import { Reports } from '../../app/_components/series/Reports'
import { WentIn } from '../../app/_components/series/WentIn'
import type { ReportView } from '../../db/queries/views'
import { pageText } from '../support/page'
import { series } from './fixtures'

const render = renderToString
const page = encodeURIComponent(series.id)

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

  it('names the stable trees that it was backported to, and of a backport the series that it copies', () => {
    const from = { name: 'Sasha', email: 'sasha@example.org' }
    const one = { id: 'stable@example.org', from, date: '2024-02-01T10:00:00Z', trees: ['6.1'] }
    const backports = { trees: ['6.1', '6.0'], count: 9, series: [one] }
    const backportOf = [{ id: 'first@example.org', title: 'The <first>' }]
    const html = render(createElement(Around, { series: { ...series, backports, backportOf } }))
    expect(html).toContain('to 6.1 and 6.0, 9 series: <a href="/series/stable%40example.org">6.1 by <bdi>Sasha')
    expect(html).toContain('Backport of</h3>')
    expect(html).toContain('href="/series/first%40example.org">The &lt;first>')
  })

  it('names a patch that fixes one of this series, and whether that one was applied', () => {
    const fix = {
      direction: 'by',
      kind: 'fixes',
      posted: '2024-03-01T00:00:00.000Z',
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
    expect(html(true)).toContain('Fixed by</h3>')
    const reverted = { ...series, fixes: [{ ...fix, kind: 'reverts', applied: false } as const] }
    expect(render(createElement(Around, { series: reverted }))).toContain('Reverted by</h3>')
    const evidence = pageText(render(createElement(WentIn, { series: reverted })))
    expect(evidence).toMatch(/^Evidence that it went in: patch 1 reverted by .*, 2024-03-01$/)
    expect(render(createElement(WentIn, { series }))).toBe('')
    const applied = { ...reverted, state: { ...series.state, kind: 'applied' } as const }
    expect(render(createElement(WentIn, { series: applied }))).toBe('')
  })
})
