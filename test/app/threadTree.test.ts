import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { MailPlace } from '../../app/_components/mail/MailPlace'
import { ThreadTree } from '../../app/_components/mail/ThreadTree'
import { branchesOf, branchMarks } from '../../app/_model/threadTree'
import type { MailPlaceView, MessageView, NodeMarkView, ThreadNodeView } from '../../db/queries/views'
import { pageText } from '../support/page'

const asks: NodeMarkView = {
  position: 'requests-changes',
  severity: 'request',
  tag: null,
  regression: false,
  outcome: {
    status: 'open',
    answered: false,
    answeredBy: null,
    changedIn: null,
    messageOnly: false,
    announcedIn: null,
    mergedOver: false,
  },
}
const tag: NodeMarkView = { ...asks, position: 'approves', severity: null, tag: 'Acked-by', outcome: null }
const node = (name: string, depth: number, more: Partial<ThreadNodeView> = {}): ThreadNodeView => ({
  depth,
  messageId: `${name}@example.org`,
  subject: depth === 0 ? 'alpha' : `[PATCH] ${name}`,
  from: { name: 'Rita', email: 'rita@example.org' },
  received: '2024-01-02T10:00:00Z',
  current: false,
  marks: [],
  ...more,
})
/** A cover letter with three patches, each with 20 replies. */
const long = (current: string) => [
  node('cover', 0, { current: current === 'cover' }),
  ...['a', 'b', 'c'].flatMap((name) => [
    node(name, 1),
    ...Array.from({ length: 20 }, (_, index) =>
      node(`${name}${index}`, 2, {
        subject: `Re: [PATCH] ${name}`,
        current: current === `${name}${index}`,
        marks: [asks, tag],
      }),
    ),
  ]),
]
const draw = (nodes: readonly ThreadNodeView[]) => renderToString(createElement(ThreadTree, { nodes, left: 0 }))

describe('the tree of a thread', () => {
  it('has the letters of what a mail says before its name, and their words', () => {
    const html = draw([node('cover', 0), node('reply', 1, { marks: [asks, tag] })])
    expect(pageText(html)).toMatch(/!A ?Rita 01-02 10:00 requests a change: unanswered; Acked-by/)
  })

  it('folds what is below other patches when it is long, and says what is asked there', () => {
    const branches = branchesOf(long('b3'))
    expect(branches.map(({ head, folded }) => [head.node.messageId, folded])).toEqual([
      ['cover@example.org', false],
      ['a@example.org', true],
      ['b@example.org', false],
      ['c@example.org', true],
    ])
    expect(branchMarks(branches[1]?.below ?? []).map(({ said, count }) => [said.position, count])).toEqual([
      ['requests-changes', 20],
      ['approves', 20],
    ])
    const html = draw(long('b3'))
    expect(html.match(/<details/g)).toHaveLength(2)
    expect(pageText(html)).toContain('20 replies !20')
  })

  it('is unfolded when it is short', () => {
    expect(draw(long('cover').slice(0, 39))).not.toContain('<details')
  })
})

describe('the links of a mail to its patch', () => {
  const place: MailPlaceView = {
    own: true,
    number: 6,
    total: 15,
    versionKey: '4',
    since: { label: 'v3', key: '3' },
    versions: [
      { label: 'v3', key: '3', number: 5, messageId: 'v3-5@example.org' },
      { label: 'v4', key: '4', number: 6, messageId: 'v4-6@example.org' },
    ],
    previous: { number: 5, messageId: 'v4-5@example.org' },
    next: null,
  }
  const series = { id: 's@example.org', title: 'alpha', label: 'v4', number: 6 }
  const render = (message: Pick<MessageView, 'series' | 'place'>) =>
    renderToString(createElement(MailPlace, { message: message as MessageView }))

  it('lead to what changed, to the comments, and to the other versions', () => {
    const html = render({ series, place })
    expect(pageText(html)).toContain('Patch 6 of 15, v4')
    expect(html).toMatch(/href="\/series\/s%40example.org\/diff\/3\.\.4\/6"[^>]*>what changed since v3</)
    expect(html).toMatch(/href="\/series\/s%40example.org\/patch\/4\/6"[^>]*>with comments</)
    expect(html).toContain('href="/message/v3-5%40example.org"')
    expect(html).toMatch(/href="\/message\/v4-5%40example.org" rel="prev"/)
  })

  it('lead from a cover letter to the step and to the series', () => {
    const html = render({ series, place: { ...place, number: 0, previous: null } })
    expect(pageText(html)).toContain('Cover letter, v4')
    expect(html).toMatch(/\/diff\/3\.\.4"[^>]*>what changed since v3</)
    expect(html).toMatch(/href="\/series\/s%40example.org"[^>]*>series</)
  })

  it('say what a reply answers, and are absent outside of series', () => {
    expect(pageText(render({ series, place: { ...place, own: false } }))).toContain('Reply to patch 6 of 15, v4')
    expect(render({ series: null, place: null })).toBe('')
  })
})
