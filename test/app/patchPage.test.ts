import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { PatchBar } from '../../app/_components/compare/PatchBar'
import { PatchFacts } from '../../app/_components/compare/PatchFacts'
import { MenuLinks } from '../../app/_components/compare/VersionMenu'
import { foldProse } from '../../app/_model/foldProse'
import { layoutBar, linkSteps } from '../../app/_model/patchBar'
import { tellPatch } from '../../app/_model/patchStory'
import { rowAnchor } from '../../app/_model/tracks'
import { readColumns, readStepView, readView, viewQuery } from '../../app/_model/view'
import type { MarkView, SeriesDocument, StoryAsk, StoryCard } from '../../db/queries/views'
import { at } from '../../lib/at'
import type { ProseLine } from '../../lib/evolution/types'
import { ARI, commitOf, markOf, RITA, series } from './fixtures'

const id = encodeURIComponent(series.id)
const asks = (more: Partial<StoryAsk>): StoryAsk => ({
  person: ARI,
  position: 'requests-changes',
  severity: 'defect',
  regression: false,
  quote: 'Free it last.',
  messageId: 'ask@example.org',
  on: 'v1',
  patch: 1,
  patches: [1],
  outcome: 'done',
  changed: [1, 2],
  announcedAs: 'free it last (Ari)',
  revertedIn: null,
  answeredBy: null,
  promised: false,
  ...more,
})
const card = (more: Partial<StoryCard>): StoryCard => ({
  versionKey: '2',
  label: 'v2',
  hasChangelog: true,
  asked: [],
  askedCount: 0,
  announced: [],
  unannounced: [],
  dropped: [],
  gained: [],
  lost: [],
  ...more,
})

/** The series with marks on patch 1 of v1, by version 1. */
function marked(marks: readonly MarkView[], more: Partial<SeriesDocument> = {}): SeriesDocument {
  const [first, ...rest] = series.tracks
  if (first === undefined) throw new Error('no track')
  const cells = first.cells.map((cell) => (cell.versionKey === '1' ? { ...cell, marks } : cell))
  return { ...series, tracks: [{ ...first, cells }, ...rest], ...more }
}

describe('the keys of the bar', () => {
  it('lead up to the row of the patch, where it has one', () => {
    expect(rowAnchor(series, '1', 1)).toBe('patch-1')
    expect(rowAnchor(series, '9', 1)).toBeUndefined()
    const versions = series.versions.map((one) => ({ ...one, total: 1, patches: one.patches.slice(0, 1) }))
    expect(rowAnchor({ ...series, versions }, '1', 1)).toBeUndefined()
    const bar = createElement(PatchBar, {
      ...{ series, row: 'patch-1', menu: null, place: null, title: 'x', previous: null, next: null },
      ...{ href: String, views: [], columns: null },
    })
    expect(renderToString(bar)).toContain(`href="/series/${id}#patch-1" rel="up"`)
  })

  it('lead to the next step and the one before, where there are no neighbouring patches', () => {
    const ends = ['1', '2', '3', '4'].map((key) => ({ key, label: `v${key}` }))
    const links = linkSteps(
      ends,
      { from: at(ends, 1), to: at(ends, 2) },
      (older, newer) => `/${older.key}..${newer.key}`,
    )
    const drawn = (neighbours: boolean) => renderToString(createElement(MenuLinks, { name: 'x', links, neighbours }))
    expect(drawn(true)).toMatch(/href="\/1..2" rel="prev".*href="\/3..4" rel="next"/)
    expect(drawn(false)).not.toContain('rel=')
  })
})

describe('the story of a patch', () => {
  const change = markOf({
    person: ARI,
    position: 'requests-changes',
    severity: 'defect',
    quote: 'Free it last.',
    messageId: 'ask@example.org',
  })
  const told = marked([markOf({}), change], { story: [card({ asked: [asks({})] })] })

  it('says which comment the version changed for, with the changelog item', () => {
    const { marks, item, asked } = tellPatch(told, '2', 1)
    expect(marks.map(({ fixed, label }) => [fixed, label])).toEqual([
      ['free it last (Ari)', 'v1'],
      [null, 'v1'],
    ])
    expect(item?.text).toBe('free it last (Ari)')
    expect(asked).toEqual([])
  })

  it('names a comment on another patch that this one changed for', () => {
    expect(tellPatch(told, '2', 2).asked.map(({ patches }) => patches)).toEqual([[1]])
  })

  it('does not say that an older version fixed it', () => {
    expect(tellPatch(told, '1', 1).marks.map(({ fixed }) => fixed)).toEqual([null, null])
  })

  it('counts what one person said several times once', () => {
    const again = { ...change, messageId: 'again@example.org' }
    const { marks } = tellPatch(marked([change, again, { ...again, person: RITA }]), '2', 1)
    expect(marks.map(({ times, mark }) => [mark.person.name, times])).toEqual([
      [RITA.name, 1],
      ['Ari Archer', 2],
    ])
  })

  it('lists equal changes of the newest step only', () => {
    const alike = marked([], { groups: [{ patches: [1, 2], reason: null }] })
    expect([tellPatch(alike, '2', 1).alike, tellPatch(alike, '1', 1).alike]).toEqual([[2], []])
  })

  it('is empty for a patch that is not there', () => {
    expect(tellPatch(series, '2', 9)).toMatchObject({ cells: [], marks: [], item: null })
  })

  it('is one line: what does not fit is folded', () => {
    const people = Array.from({ length: 9 }, (_, at) => ({
      name: `Person Number ${at}`,
      emails: [`p${at}@example.org`],
    }))
    const story = tellPatch(
      marked(people.map((person) => markOf({ person, since: { kind: 'code', lines: 3 } }))),
      '2',
      1,
    )
    const html = renderToString(createElement(PatchFacts, { story, change: null, href: String }))
    expect(html).toContain('3 lines since')
    const [shown = '', folded = ''] = html.split('<details')
    expect(shown.match(/<a /g)?.length).toBeLessThan(6)
    expect((shown.match(/<a /g)?.length ?? 0) + (folded.match(/<a /g)?.length ?? 0)).toBe(9)
  })
})

describe('the bar of a patch', () => {
  const ref = (version: number) => ({ version, label: `v${version}`, key: `${version}` })
  const target = { from: ref(1), to: ref(2), number: 1, view: 'interdiff', columns: false } as const
  const bar = (document: SeriesDocument, more = {}) =>
    layoutBar(document, tellPatch(document, '2', 1), { ...target, ...more })

  it('has the views, and the comparison with the commit where one is known', () => {
    expect(bar(series).views.map(({ words }) => words)).toEqual(['interdiff', 'range-diff', 'full', 'comments'])
    const applied = bar({ ...series, commits: [commitOf({})] }).views.at(-1)
    expect(applied).toMatchObject({ words: 'applied', href: `/series/${id}/patch/2/1?view=applied` })
  })

  it('keeps two columns from view to view, and does not offer them for a range-diff', () => {
    expect(bar(series, { columns: true }).views.map(({ href }) => href.includes('columns=2'))).not.toContain(false)
    expect(bar(series).columns).toEqual({ href: `/series/${id}/diff/1..2/1?columns=2`, on: false })
    expect(bar(series, { view: 'range-diff' }).columns).toBeNull()
  })

  it('leads from a patch by itself to what changed in it, if an older version has it', () => {
    const alone = bar(series, { from: null, view: 'comments' })
    expect([alone.range, alone.place]).toEqual(['v2', '1/2'])
    expect(alone.views[0]?.href).toBe(`/series/${id}/diff/1..2/1`)
    const first = layoutBar(series, tellPatch(series, '1', 1), { ...target, from: null, to: ref(1), view: 'comments' })
    expect(first.views.map(({ words }) => words)).toEqual(['comments'])
  })

  it('marks the step that is shown', () => {
    expect(bar(series).steps).toEqual([
      { words: 'v1 → v2', href: `/series/${id}/diff/1..2/1`, current: true, key: null },
    ])
  })
})

describe('the links from version to version', () => {
  const ends = [1, 2, 3, 4].map((number) => ({ key: `${number}`, label: `v${number}` }))
  const keysOf = (from: number, to: number) =>
    linkSteps(
      ends,
      { from: at(ends, from - 1), to: at(ends, to - 1) },
      (older, newer) => `${older.key}..${newer.key}`,
    ).map(({ href, current, key }) => `${href}${current ? ' current' : ''}${key === null ? '' : ` ${key}`}`)

  it('have keys for the step before the one that is shown, the one after it, and all', () => {
    expect(keysOf(2, 3)).toEqual(['1..2 [', '2..3 current', '3..4 ]', '1..4 a'])
    expect(keysOf(1, 4)).toEqual(['1..2', '2..3', '3..4', '1..4 current'])
  })

  it('lead on from a patch by itself in both directions', () => {
    expect(keysOf(2, 2)).toEqual(['1..2 [', '2..3 ]', '3..4', '1..4 a'])
  })
})

describe('the query of a view', () => {
  it('is read back as it was written, and anything else is the default', () => {
    const query = new URLSearchParams(viewQuery('full', true))
    expect([readView(query.get('view') ?? ''), readColumns(query.get('columns') ?? '')]).toEqual(['full', true])
    expect([readView('nope'), readStepView('applied'), readColumns('3')]).toEqual(['interdiff', 'interdiff', false])
    expect(viewQuery('interdiff')).toBe('')
  })
})

describe('a changed commit message', () => {
  const line = (side: ProseLine['side'], text: string): ProseLine => ({ side, spans: [{ kind: 'same', text }] })
  const same = (size: number) => Array.from({ length: size }, (_, at) => line('both', `same ${at}`))

  it('is shown with a line around each change', () => {
    const { shown, rest } = foldProse([...same(5), line('new', 'more'), ...same(5)])
    expect(shown.map(({ gap, lines }) => [gap, lines.length])).toEqual([[4, 3]])
    expect(rest).toEqual([])
  })

  it('is folded when it is long, so that the code stays near', () => {
    const { shown, rest, hidden } = foldProse(Array.from({ length: 30 }, (_, at) => line('new', `line ${at}`)))
    expect([shown, rest].map((blocks) => blocks.reduce((sum, { lines }) => sum + lines.length, 0))).toEqual([9, 21])
    expect(hidden).toBe(21)
  })
})
