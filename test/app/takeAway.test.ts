import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { TakeAway } from '../../app/_components/series/TakeAway'
import { mboxTags } from '../../app/_model/mboxTags'
import { ARI, markOf, outcomeOf, series, withMarks } from './fixtures'

const render = renderToString
const page = encodeURIComponent(series.id)
/** The series with a cover letter of this Message-ID in each version. */
const withCover = (cover: string) => ({
  ...series,
  versions: series.versions.map((version) => ({ ...version, cover })),
})

it('offers the newest version as mbox, b4 command, mail, archive link and JSON', () => {
  const html = render(createElement(TakeAway, { series: withCover('v2-0@rexlabs.com') }))
  expect(html).toContain(`href="/series/${page}/mbox?version=2"`)
  expect(html).toContain('b4 shazam v2-0@rexlabs.com')
  expect(html).toContain('b4 am v2-0@rexlabs.com')
  expect(html).toContain(`href="/api/series/${page}"`)
  expect(html).toContain(`href="/series/${page}/atom"`)
  expect(html).toContain('href="https://lore.kernel.org/all/v2-0%40rexlabs.com/"')
  expect(html).toContain('href="/message/v2-0%40rexlabs.com/raw"')
})

it.each(['v2-0@example.org', 'v2-0@lists.example.com', 'v2-0@host.invalid', 'v2-0@localhost'])(
  'leads to no archive and names no b4 command for an invented mail: %s',
  (id) => {
    const html = render(createElement(TakeAway, { series: withCover(id) }))
    expect(html).not.toMatch(/lore|b4/)
    expect(html).toContain('git am')
  },
)

it('does not give b4 an ID that looks like an option', () => {
  const html = render(createElement(TakeAway, { series: withCover('-o/tmp/x@rexlabs.com') }))
  expect(html).toContain("b4 am 'https://lore.kernel.org/all/-o%2Ftmp%2Fx%40rexlabs.com/'")
})

it('offers no tags for the next version of a series that was applied', () => {
  const sums = { ...series.sums, reviewed: 1 }
  const drawn = (kind: 'applied' | 'under-review') =>
    renderToString(createElement(TakeAway, { series: { ...series, sums, state: { ...series.state, kind } } }))
  expect(drawn('under-review')).toContain('Tags that the next version may carry')
  expect(drawn('applied')).not.toContain('next version')
})

describe('a patch that may not apply', () => {
  const v2 = series.versions.at(-1)
  const issue = (code: string, text: string, index: number) => ({
    ...{ code, text, version: 'v2', patch: index + 1, messageId: v2?.patches[index]?.messageId ?? '' },
  })
  const conflict =
    'Hunk 1 of a.c does not apply after the patches before it: at line 7 it has "x" where they leave "y".'
  const html = (issues: (typeof series)['issues'], more: Partial<typeof series> = {}) =>
    render(createElement(TakeAway, { series: { ...series, ...more, issues } }))

  it('is named beside the commands, with a link to the details', () => {
    expect(html([issue('base-conflict', conflict, 1)])).toContain(
      'Patch 2: Hunk 1 of a.c does not apply after the patches before it (<a href="#known">details</a>)',
    )
    const both = [issue('damaged-diff', 'The diff was damaged.', 0), issue('base-conflict', conflict, 1)]
    expect(html(both)).toContain('Patches 1, 2 may not apply (')
  })

  it('needs no number when it is the only one', () => {
    const versions = series.versions.slice(0, 1).map((one) => ({ ...one, total: 1, patches: one.patches.slice(0, 1) }))
    const messageId = versions[0]?.patches[0]?.messageId ?? ''
    const text = 'The diff was damaged before it arrived here, so it may not apply: lines were wrapped.'
    expect(html([{ ...issue('damaged-diff', text, 0), messageId }], { versions })).toContain(
      '>The diff was damaged before it arrived here, so it may not apply (',
    )
  })

  it('is not one of an older version, or one with another problem', () => {
    const old = { ...issue('base-conflict', conflict, 0), messageId: series.versions[0]?.patches[0]?.messageId ?? '' }
    expect(html([old, issue('date-skew', 'The clock is wrong.', 0)])).not.toContain('takeaway-doubt')
  })
})

describe('the mbox of the newest version', () => {
  it('adds the tags of replies to it, and leaves out those of older versions with the reason', () => {
    const old = markOf({ person: ARI, since: { kind: 'code', lines: 2 }, outcome: outcomeOf('stale') })
    const same = markOf({ person: ARI, tag: 'Tested-by' })
    const tags = mboxTags(withMarks({ '1': { 1: [old], 2: [same] } }))
    expect(tags.adds).toEqual([
      { tag: 'Acked-by', person: 'Ari Archer', patches: [1, 2], on: 'v2', since: null, condition: null },
    ])
    expect(tags.leavesOut).toMatchObject([
      { tag: 'Reviewed-by', person: 'Ari Archer', patches: [1], on: 'v1', since: { kind: 'code', lines: 2 } },
      { tag: 'Tested-by', patches: [2], on: 'v1', since: { kind: 'none' } },
    ])
    const html = render(createElement(TakeAway, { series: withMarks({ '1': { 1: [old], 2: [same] } }) }))
    expect(html).toContain('The mbox adds 2 tags from replies, leaves out 2 tags given on older versions')
    expect(html).toContain('on 1, v1, 2 lines since')
    expect(html).toContain('on 2, v1, same code')
  })

  it('says on what an added tag depends', () => {
    const quote = 'with those two nits fixed: Acked-by: Ari Archer <ari@rexlabs.com>'
    const [sent] = series.versions.at(-1)?.patches[0]?.trailers.filter(({ source }) => source !== 'body') ?? []
    const mark = markOf({
      person: ARI,
      tag: 'Acked-by',
      position: 'approves-with-condition',
      quote,
      messageId: sent?.messageId ?? '',
    })
    const conditional = withMarks({ '2': { 1: [mark] } })
    expect(mboxTags(conditional).adds).toMatchObject([
      { patches: [1], condition: 'with those two nits fixed' },
      { patches: [2], condition: null },
    ])
    const html = render(createElement(TakeAway, { series: conditional }))
    expect(html).toContain('adds 2 tags from replies, 1 of them conditional')
    expect(html).toContain('only once its condition is met: “with those two nits fixed”')
  })

  it('does not count a tag that the author took over, or that was given again', () => {
    // Patch 1 of v2 has Rita's tag in its mail.
    expect(mboxTags(withMarks({ '1': { 1: [markOf({})] } })).leavesOut).toEqual([])
    expect(mboxTags(withMarks({ '1': { 1: [markOf({ tag: 'Acked-by', person: ARI })] } })).leavesOut).toEqual([])
    expect(mboxTags(withMarks({ '1': { 3: [markOf({})] } })).leavesOut).toEqual([])
  })
})

afterEach(() => vi.unstubAllEnvs())

it('offers the mbox to git am, by the address of the site', () => {
  vi.stubEnv('PORT', undefined)
  expect(render(createElement(TakeAway, { series }))).toContain(
    `curl -sL 'http://localhost:3000/series/${page}/mbox?version=2' | git am`,
  )
  vi.stubEnv('REROLL_URL', 'https://patches.example.org/')
  expect(render(createElement(TakeAway, { series }))).toContain("'https://patches.example.org/series/")
})
