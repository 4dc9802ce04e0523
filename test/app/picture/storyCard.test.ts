import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { StoryCard } from '../../../app/_components/picture/StoryCard'
import type { StoryAsk, StoryCard as StoryCardView } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { pageText } from '../../support/page'
import { ARI, RITA, series } from '../fixtures'

const page = encodeURIComponent(series.id)
const ask = (more: Partial<StoryAsk>): StoryAsk => ({
  person: ARI,
  position: 'requests-changes',
  severity: 'request',
  regression: false,
  quote: 'Please keep <it>.',
  messageId: 'ask@example.org',
  on: 'v1',
  patch: 1,
  patches: [1],
  outcome: 'done',
  changed: [1],
  announcedAs: null,
  revertedIn: null,
  answeredBy: null,
  promised: false,
  ...more,
})
const empty: StoryCardView = {
  versionKey: '2',
  label: 'v2',
  hasChangelog: true,
  asked: [],
  askedCount: 0,
  dropped: [],
  announced: [],
  unannounced: [],
  gained: [],
  lost: [],
}
const draw = (card: Partial<StoryCardView>) =>
  renderToString(
    createElement(StoryCard, {
      series,
      card: { ...empty, askedCount: card.asked?.length ?? 0, ...card },
      version: at(series.versions, 1),
      before: at(series.versions, 0),
    }),
  )

describe('the card of a version', () => {
  it('says who asked for what on which patch, and what changed for it', () => {
    expect(pageText(draw({ asked: [ask({ outcome: 'done', changed: [1], revertedIn: 'v4' })] }))).toContain(
      'taken back in v4',
    )
    const html = draw({ asked: [ask({ announcedAs: 'kept it (Ari)' })] })
    expect(html).toContain('<p><strong>Done 1</strong></p>')
    expect(html).toMatch(/Ari Archer<\/bdi>.* on patch 1.*Please keep &lt;it>\..* → <a href="[^"]*\/diff\/1\.\.2\/1"/)
    expect(html).toContain('href="/message/ask%40example.org"')
    expect(html).toContain('>, announced: <bdi>kept it (Ari)</bdi>')
  })

  it('has what nobody answered first, with the version it was said on when that is an older one', () => {
    const html = draw({ asked: [ask({}), ask({ outcome: 'undone', changed: [], on: 'RFC', position: 'objects' })] })
    expect(html.indexOf('No answer or change found 1')).toBeLessThan(html.indexOf('Done 1'))
    expect(html).toContain('on RFC patch 1')
  })

  it('puts comments of one person together that the same change answers, counts each, and has what words resolved', () => {
    const html = draw({
      asked: [ask({}), ask({ messageId: 'more@example.org' }), ask({ outcome: 'settled', changed: [] })],
    })
    expect(html).toContain('<summary>Asked 3: done 2, resolved 1</summary>')
    expect(html).toContain('<p><strong>Done 2</strong></p>')
    expect(html).toMatch(
      / and 1 more: <a class="story-quote" href="\/message\/more%40example\.org".*><bdi>Please keep &lt;it>\.<\/bdi><\/a>/,
    )
    expect(html).toContain('<strong>Resolved by words or a tag 1</strong>')
  })

  it('says who answered if it was not the author, and what the author will change', () => {
    const answered = { outcome: 'answered', changed: [] } as const
    const by = { name: 'Bo Moe', emails: ['bo@example.org'] }
    expect(draw({ asked: [ask({ ...answered, answeredBy: by })] })).toMatch(
      /, answered by .*Bo Moe.*, not by the author/,
    )
    expect(draw({ asked: [ask({ ...answered, promised: true })] })).toContain(', author will change it')
    expect(draw({ asked: [ask(answered)] })).not.toMatch(/not by the author|will change/)
  })

  it('has what else the author announced, and what nobody announced', () => {
    const announced = [{ text: 'rename', patches: [2], messageId: 'v2-0@example.org' }]
    const html = draw({ announced, unannounced: [1, 2], dropped: [3] })
    expect(html).toContain('Announced 1')
    expect(html).toContain(`href="/series/${page}/diff/1..2/2"`)
    expect(html).toContain('<strong>Not named in the changelog</strong> → ')
    expect(html).toContain('; dropped 3')
    expect(draw({ unannounced: [1], hasChangelog: false })).toContain('<strong>No changelog</strong> → ')
  })

  it('has the tags that came and went, one person once', () => {
    const tag = {
      person: RITA,
      tag: 'Reviewed-by',
      messageId: 'r@example.org',
      since: { kind: 'code', lines: 3 },
      least: { kind: 'code', lines: 3 },
    } as const
    const html = draw({
      gained: [
        { ...tag, patches: [1] },
        { ...tag, patches: [2], since: { kind: 'code', lines: 21 } },
      ],
      lost: [{ ...tag, patches: [3] }],
    })
    expect(html).toContain(' 1, 2 (3–21 lines since)')
    expect(html).toMatch(/Tags dropped.* 3 \(3 lines since\)/)
  })

  it('is a line for each kind of thing, and folds the rest into the first one', () => {
    const html = draw({
      asked: [ask({}), ask({ outcome: 'undone', changed: [] })],
      unannounced: [2],
      gained: [{ person: RITA, tag: 'Acked-by', patches: [1], messageId: null, since: null, least: null }],
    })
    const [folded = '', lines = ''] = html.split('</details>')
    expect(folded).toMatch(
      /^<details class="story-part"><summary>Asked 2: no answer found 1 \(asked by Ari Archer\), done 1 · 1 tag gained<\/summary>/,
    )
    expect(folded).toContain('Tags gained')
    expect(lines).toContain('<strong>Not named in the changelog</strong>')
    expect(lines).not.toContain('Ari Archer')
    expect(draw({ announced: [{ text: 'rename', patches: [], messageId: 'a@example.org' }] })).toMatch(
      /^<details class="story-part"><summary>Announced 1<\/summary>/,
    )
    expect(draw({})).toBe('')
  })

  it('never folds an objection that nobody answered', () => {
    const html = draw({ asked: [ask({ outcome: 'undone', changed: [], position: 'objects' })] })
    expect(html.split('</details>')[1]).toMatch(/Ari Archer.*Please keep &lt;it>\./)
  })
})
