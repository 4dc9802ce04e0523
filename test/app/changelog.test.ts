import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Changelog } from '../../app/_components/series/Changelog'
import { series } from './fixtures'

describe('a changelog', () => {
  const html = renderToString(
    createElement(Changelog, {
      series: {
        ...series,
        changelog: [
          {
            version: 2,
            label: 'v2',
            text: 'fix <it> (Rita)',
            credits: ['Rita'],
            remark: 'reply-1@example.org',
            patches: [1],
            dropped: [3],
            tiedBy: 'number',
            messageId: 'v2-0@example.org',
            line: 4,
          },
        ],
        audit: [
          {
            kind: 'unannounced-change',
            version: 2,
            label: 'v2',
            patch: 3,
            person: null,
            messageId: null,
            text: 'gone',
          },
        ],
      },
    }),
  )

  it('links an item to the patch it changed, to the mail that requested it, and to its own mail', () => {
    const id = encodeURIComponent(series.id)
    expect(html).toContain('fix &lt;it> (Rita)')
    expect(html).toContain(`href="/series/${id}/diff/1..2/1"`)
    expect(html).toContain('href="/message/reply-1%40example.org"')
    expect(html).toContain('href="/message/v2-0%40example.org"')
  })

  it('lists changes that it does not mention, a dropped patch by its old number', () => {
    expect(html).toContain('Not in the changelog:')
    expect(html).toContain('dropped <')
    expect(html).toContain('diff/1..2/-3')
  })
})
