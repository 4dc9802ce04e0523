import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Latest } from '../../app/_components/lists/Latest'
import type { LatestView } from '../../db/queries/views'

const by = { name: 'Rita Reader', email: 'rita@example.org' }
const series = { id: 'v1@example.org', title: 'beta: work' }
const LATEST: LatestView = {
  asOf: '2024-01-09T10:05:00Z',
  since: '2024-01-08T10:05:00Z',
  versions: [{ ...series, label: 'v2', step: { from: '1', to: '2' }, author: by }],
  comments: [{ ...series, by, messageId: 'ask@example.org', size: 2 }],
  applied: [{ ...series, by, messageId: 'taken@example.org' }],
}
const render = (latest: LatestView) => renderToString(createElement(Latest, { latest }))

describe('the line about the last day', () => {
  it('says to which time ages count, and how much is new, each with a link to its proof', () => {
    const html = render(LATEST)
    expect(html.replace(/<[^>]*>/g, '')).toMatch(
      /^As of 2024-01-09 10:05 UTC · last 24 hours: 1 new version, 2 comments, 1 applied/,
    )
    for (const href of [
      '/series/v1%40example.org/diff/1..2',
      '/message/ask%40example.org',
      '/message/taken%40example.org',
    ])
      expect(html).toContain(`href="${href}"`)
  })

  it('says so when nothing is new, and is left out where there is no mail', () => {
    expect(render({ ...LATEST, versions: [], comments: [], applied: [] })).toContain('nothing new in the last 24 hours')
    expect(render({ ...LATEST, asOf: null })).toBe('')
  })

  it('lists no more than 20 of a kind, and says how many there are', () => {
    const html = render({ ...LATEST, versions: Array.from({ length: 23 }, () => LATEST.versions).flat() })
    expect(html.match(/diff\/1\.\.2/g)).toHaveLength(20)
    expect(html).toContain('and 3 more')
  })
})
