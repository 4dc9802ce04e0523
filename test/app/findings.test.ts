import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Findings } from '../../app/_components/series/Findings'
import { Relations } from '../../app/_components/series/Relations'
import type { RelationView } from '../../db/queries/views'
import { series } from './fixtures'

const other = {
  id: 'x@example.org',
  title: 'Other',
  author: { name: 'Ari', email: 'ari@example.org' },
  version: 'v3',
  messageId: 'x@example.org',
}

/** The section of a series with one relation. */
function showRelation(relation: Pick<RelationView, 'kind' | 'evidence'> & Partial<RelationView>): string {
  const relations = [{ patch: null, ...relation, direction: 'to', version: 'v2', other } as const]
  return renderToString(createElement(Relations, { series: { ...series, relations, relationCount: 1 } }))
}

describe('findings and relations', () => {
  it('show tags that no mail backs, and not what other sections show', () => {
    const audit = (['mismatch', 'stale-tag'] as const).map((kind) => ({
      kind,
      version: 2,
      label: 'v2',
      patch: 1,
      person: { name: 'Ari', email: 'ari@example.org' },
      messageId: 'no@example.org',
      text: `about ${kind}`,
      newest: true,
    }))
    const html = renderToString(createElement(Findings, { series: { ...series, audit } }))
    expect(html).toContain('about mismatch')
    expect(html).not.toContain('about stale-tag')
    expect(renderToString(createElement(Findings, { series }))).toBe('')
  })

  it('mark a proposed link as not confirmed', () => {
    const html = showRelation({ kind: 'propose', evidence: ['title'] })
    expect(html).toContain('possibly continued in v3 of')
    expect(html).toContain('not confirmed')
    expect(html).toContain('same title')
    expect(html).not.toContain('more')
    expect(renderToString(createElement(Relations, { series }))).toBe('')
  })

  it('name the sender of a fixup with the address when it is somebody else', () => {
    const show = (evidence: readonly string[]) => showRelation({ kind: 'fixup', evidence })
    expect(show(['title', 'sender'])).toContain('has a fixup in v3 of')
    expect(show(['title', 'sender'])).not.toContain('different sender')
    expect(show(['in-reply-to', 'title'])).toContain('ari@example.org')
    expect(show(['in-reply-to', 'title'])).toContain('a different sender')
  })

  it('name the patch as which a series took up the patch of somebody else, and the thread that it was posted in', () => {
    const patch = { number: 36, messageId: 'p36@example.org' }
    const html = showRelation({ kind: 'absorb', evidence: ['patch-title'], patch })
    expect(html).toMatch(/v2 was taken up as <a href="\/message\/p36%40example.org">patch 36 of v3<\/a> of .*Other/)
    expect(showRelation({ kind: 'absorb', evidence: ['sender', 'patch-title'], patch })).toContain('merged into v3')
    const postedInto = { version: 'v1', patch: 34, other }
    expect(renderToString(createElement(Relations, { series: { ...series, postedInto } }))).toMatch(
      /v1 was posted in reply to <a href="\/message\/x%40example.org">patch 34 of v3<\/a> of .*Other/,
    )
  })

  it('count the related series that are not listed', () => {
    const html = renderToString(
      createElement(Relations, { series: { ...series, relations: [], relationCount: 1_190 } }),
    )
    expect(html).toContain('and 1,190 more')
  })
})
