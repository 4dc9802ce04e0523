import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Picture } from '../../../app/_components/picture/Picture'
import { Versions } from '../../../app/_components/picture/Versions'
import { pictureParts } from '../../../app/_model/picture/parts'
import { shapePicture } from '../../../app/_model/picture/shape'
import type { SeriesDocument } from '../../../db/queries/views'
import { ARI, markOf, outcomeOf, series, withMarks } from '../fixtures'

const page = encodeURIComponent(series.id)
const draw = (of: SeriesDocument) => renderToString(createElement(Picture, { series: of }))

describe('the picture of a series', () => {
  it('has the newest version beside the title, and a wrong clock in its tooltip', () => {
    const html = draw(series)
    const heads = [...html.matchAll(/data-label="(v\d)"/g)].map(([, label]) => label)
    expect(heads).toEqual(['v2', 'v1'])
    expect(html).toContain('7 h ahead of receipt')
    expect(html).toContain('code changed in 1 of 2, 1 dropped')
  })

  it('links each cell to that step of the patch, and an initial version to its mail', () => {
    const html = draw(series)
    expect(html).toContain(`href="/series/${page}/diff/1..2/1"`)
    expect(html).toContain(`href="/series/${page}/diff/1..2/-3"`)
    expect(html).toContain('href="/message/v1-2%40example.org"')
  })

  it('has words for its marks, and explains only the marks it has', () => {
    const html = draw(series)
    expect(html).toContain('code changed, 3 added, 1 removed; also trailers')
    expect(html).not.toContain('message only')
    expect(html).toContain('<caption')
  })

  it('uses each row id once', () => {
    const twice = { ...series, tracks: [...series.tracks, ...series.tracks.slice(0, 1).map((track) => ({ ...track }))] }
    const ids = [...draw(twice).matchAll(/<tr id="([^"]*)"/g)].map((match) => match[1])
    expect(ids).toEqual(['patch-1', 'patch-2'])
  })

  it('leaves a cell empty in which nothing changed and nothing was said', () => {
    expect(draw(series)).toContain('<td data-v="v2" class="picture-same"></td>')
  })

  it('names the reason of patches that changed alike, and who asked for it', () => {
    const reason = { text: 'free <last>', messageId: 'v2-0@example.org', askedBy: ARI }
    expect(draw({ ...series, groups: [{ patches: [1, 2], reason }] })).toMatch(
      /1, 2: <a href="\/message\/v2-0%40example.org"><bdi>free &lt;last><\/bdi><\/a>, asked by <bdi>Ari Archer/,
    )
  })
})

it('counts what does not fit beside a version of a single patch', () => {
  const people = Array.from({ length: 62 }, (_, index) => ({ name: `P ${index}`, emails: [`p${index}@example.org`] }))
  const said = withMarks({ '2': { 1: people.map((person) => markOf({ person })) } })
  const html = renderToString(createElement(Versions, { parts: pictureParts(said, shapePicture(said)) }))
  expect(html).toContain('<a href="#timeline">+2</a>')
})

describe('the reviewers of the picture', () => {
  const objection = markOf({ person: ARI, position: 'objects', outcome: outcomeOf('open'), quote: 'Why <script>?' })
  const html = draw(withMarks({ '1': { 1: [markOf({}), objection] } }))

  it('can be followed one by one, and what changed since they last said something is a link away', () => {
    expect(html).toContain('id="by-ari-archer"')
    expect(html).toContain('href="#by-ari-archer"')
    expect(html).toMatch(new RegExp(`href="/series/${page}/since/ari%40example.org"[^>]*>changes since v1`))
    expect(html).toContain('href="/people/ari%40example.org"')
  })

  it('have an open objection in the column of the newest version', () => {
    expect(html).toMatch(/<td data-v="v2"[^>]*>(?:(?!<\/td>).)*mark-open(?:(?!<\/td>).)*Ari v1/)
  })

  it('are shown as text, however hostile', () => {
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('<b>Reader')
  })

  it('have ids of their own when they share a name', () => {
    const twin = { ...ARI, emails: ['twin@example.org'] }
    const both = draw(withMarks({ '1': { 1: [objection, { ...objection, person: twin }] } }))
    const ids = [...both.matchAll(/id="(by-[^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(2)
  })
})
