import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Comments } from '../../app/_components/series/Comments'
import { createIds } from '../../app/_model/code/anchor'
import type { AskedView, StoryAsk, StoryCard, ThreadView } from '../../db/queries/views'
import { ARI, outcomeOf, series } from './fixtures'

const asked = (status: 'open' | 'cleared'): AskedView => ({
  ...outcomeOf(status),
  position: 'asks',
  severity: 'question',
  regression: false,
  quote: 'Why?',
  counts: true,
})
const thread = (line: number, status: 'open' | 'cleared', text = 'Why?'): ThreadView => ({
  comment: {
    person: ARI,
    messageId: 'why@example.org',
    received: '2024-01-02T10:00:00Z',
    line,
    text,
    quoted: [],
    place: { kind: 'unplaced', reason: 'no-quote' },
    changedIn: null,
    asked: asked(status),
    label: 'v1',
    versionKey: '1',
    patch: 1,
    patches: [1],
  },
  role: 'reviewer',
  outcome: asked(status),
  replies: [],
  left: 0,
})
const draw = (threads: readonly ThreadView[], left = 0, told = series) =>
  renderToString(createElement(Comments, { series: told, threads: { threads, left }, ids: createIds() }))

describe('the review comments of a series', () => {
  it('are threads: open ones by patch, those no longer open folded with who began them', () => {
    const html = draw([thread(1, 'open'), thread(2, 'cleared')])
    expect(html).toContain('Patch 1</h3>')
    expect(html).toContain('1 comment no longer open: Ari Archer 1')
    expect(draw([thread(1, 'cleared')])).toContain('No open comments.')
    // Those that are left out may be open.
    expect(draw([thread(1, 'cleared')], 3)).not.toContain('No open comments')
  })

  it('say that a change for one was taken back later', () => {
    const ask: StoryAsk = {
      person: ARI,
      position: 'asks',
      severity: 'question',
      regression: false,
      quote: 'Why?',
      messageId: 'why@example.org',
      on: 'v1',
      patch: 1,
      patches: [1],
      outcome: 'done',
      changed: [1],
      announcedAs: 'drop it',
      revertedIn: 'v4',
      answeredBy: null,
      promised: false,
    }
    const rest = { versionKey: '2', label: 'v2', hasChangelog: true, askedCount: 1, announced: [], unannounced: [] }
    const card: StoryCard = { ...rest, asked: [ask], dropped: [], gained: [], lost: [] }
    const told = { ...series, story: [card] }
    expect(draw([thread(1, 'cleared')], 0, told)).toContain('resolved · taken back in v4')
    expect(draw([thread(1, 'cleared')])).not.toContain('taken back')
  })

  it('are each one line at first where more than three are open', () => {
    const open = (size: number) => Array.from({ length: size }, (_, index) => thread(index, 'open'))
    expect(draw(open(3)).match(/<details[^>]* open/g)).toHaveLength(3)
    expect(draw(open(4))).not.toMatch(/<details[^>]* open/)
    expect(draw(open(4)).match(/<details/g)).toHaveLength(4)
  })

  it('keep the line of an open one whose words do not fit on the page, with a link to its mail', () => {
    const long = 'word '.repeat(10_000)
    const html = draw([thread(1, 'open', long), thread(2, 'open', long)], 3)
    expect(html).toMatch(/<bdi class="threads-gist"><a href="\/message\/why%40example.org">Why\?<\/a>/)
    expect(html).toContain('3 more comments not shown')
    expect(draw([thread(1, 'open', long), thread(2, 'cleared', long)])).toContain('1 more comment not shown')
    expect(draw([thread(1, 'open', long)])).not.toContain('not shown')
  })
})
