import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Thread } from '../../app/_components/threads/Thread'
import { createIds } from '../../app/_model/code/anchor'
import {
  arrangeThreads,
  foldReplies,
  gist,
  placedOn,
  shortenThread,
  shortOutcome,
  threadMark,
  threadNote,
} from '../../app/_model/threads'
import type { AskedView, ThreadReplyView, ThreadView } from '../../db/queries/views'
import { pageText } from '../support/page'

const asked = (more: Partial<AskedView> = {}): AskedView => ({
  position: 'requests-changes',
  severity: 'request',
  regression: false,
  quote: 'Please drop <b>.',
  status: 'open',
  answered: false,
  answeredBy: null,
  changedIn: null,
  messageOnly: false,
  announcedIn: null,
  mergedOver: false,
  counts: true,
  ...more,
})
const person = (name: string) => ({ name, emails: [`${name.toLowerCase()}@example.org`] })
const reply = (name: string, text: string, more: Partial<ThreadReplyView> = {}): ThreadReplyView => ({
  person: person(name),
  role: 'author',
  messageId: `${name}-${text.length}@example.org`,
  received: '2024-01-03T10:00:00Z',
  line: 2,
  text,
  quoted: [],
  asked: null,
  ...more,
})
const thread = (
  more: Partial<Omit<ThreadView, 'comment'>> & { comment?: Partial<ThreadView['comment']> } = {},
): ThreadView => {
  const outcome = more.outcome === undefined ? asked() : more.outcome
  return {
    role: 'maintainer',
    outcome,
    replies: [],
    left: 0,
    ...more,
    comment: {
      person: person('Rita'),
      messageId: 'ask@example.org',
      received: '2024-01-02T10:00:00Z',
      line: 4,
      text: 'Please drop <b>.',
      quoted: ['+<b>'],
      place: { kind: 'line', path: 'd/x.c', file: 0, hunk: 0, at: 0, side: 'new', line: 7, by: 'lines' },
      changedIn: null,
      asked: outcome,
      label: 'v2',
      versionKey: '2',
      patch: 3,
      patches: [3],
      ...more.comment,
    },
  }
}
const draw = (one: ThreadView, series?: string) =>
  renderToString(
    createElement(Thread, {
      note: threadNote(one, createIds()),
      quoted: true,
      ...(series === undefined ? {} : { series }),
    }),
  )

describe('a thread', () => {
  it('has question, answer and outcome in this order, and says who speaks', () => {
    const outcome = asked({ answered: true })
    const text = pageText(draw(thread({ outcome, replies: [reply('Ada', 'Will do.')] })))
    expect(text).toMatch(
      /Rita.*maintainer.*requests a change.*Please drop <b>\..*Ada.*author.*Will do\..*Outcome: author replied/,
    )
  })

  it('is not called unanswered when somebody else has answered, as nowhere else', () => {
    const outcome = asked({ answeredBy: { name: 'Sam', emails: [] } })
    const html = pageText(draw(thread({ outcome })))
    expect(html).toContain('Outcome: the author has not answered; answered by Sam')
    expect(html).not.toContain('unanswered')
    expect(pageText(draw(thread()))).toContain('Outcome: unanswered')
  })

  it('is unfolded while something is open, and one line when all is settled', () => {
    expect(draw(thread())).toMatch(/<details class="threads threads-open"[^>]* open/)
    const settled = draw(
      thread({ outcome: asked({ status: 'addressed', changedIn: 'v3' }), replies: [reply('Ada', 'Ok.')] }),
    )
    expect(settled).not.toMatch(/<details class="threads[^>]* open/)
    expect(pageText(settled.slice(0, settled.indexOf('</summary>')))).toContain('v2 · code changed in v3 · 1 reply')
  })

  it('keeps an anchor for each comment, and offers a reply to the newest mail of an open one', () => {
    const html = draw(thread({ replies: [reply('Ada', 'Will do.')] }))
    expect([...html.matchAll(/ id="(m[0-9a-f]{40}-\d+)"/g)].map(([, id]) => id)).toHaveLength(2)
    expect(html).toContain('<a href="/message/Ada-8%40example.org#reply">reply by mail</a>')
    expect(draw(thread({ outcome: asked({ status: 'cleared' }) }))).not.toContain('reply by mail')
  })

  it('has all lines that a short reply is below, and the last one that a long reply is below', () => {
    const quoted = ['', '1) a constant in', '   this file']
    const html = (text: string) => draw(thread({ replies: [reply('Ada', text, { quoted })] }))
    expect(html('This.')).toContain('> 1) a constant in\n>    this file\n')
    expect(html('There is no other file that has it, so I prefer this.')).not.toContain('> 1) a constant in')
  })

  it('links the line that it quotes on a page that does not show the code', () => {
    expect(draw(thread(), 's@example.org')).toMatch(
      /href="\/series\/s%40example.org\/patch\/2\/3#m[0-9a-f]{40}-4" data-open>x.c:7<\/a>/,
    )
    expect(draw(thread())).not.toContain('/patch/2/3')
  })

  it('folds the middle of many replies and says how many are nowhere on the page', () => {
    const replies = Array.from({ length: 80 }, (_, index) => reply('Ada', `Answer ${index} of many.`))
    const text = pageText(draw(thread({ replies, left: 920 })))
    expect(text).toContain('994 more replies')
    expect(text).toMatch(/Answer 39 of many.*920 replies not shown; the mails have all of them\..*Answer 40 of many/)
    expect(foldReplies([1, 2, 3, 4, 5, 6, 7]).folded).toEqual([])
  })

  it('names whoever has something open in it, if that is somebody else', () => {
    const sam = reply('Sam', 'No, drop it.', { role: 'reviewer', asked: asked({ quote: 'No, drop it.' }) })
    const html = draw(thread({ outcome: sam.asked, comment: { asked: null }, replies: [sam] }))
    expect(pageText(html.slice(0, html.indexOf('</summary>')))).toMatch(
      /Sam.*requests a change\s*No, drop it\.\s*v2 · in a thread of Rita · unanswered · 1 reply/,
    )
  })

  it('shows while it is settled what it began with, not what was added to that', () => {
    const fixed = { status: 'addressed', changedIn: 'v4' } as const
    const first = asked({ ...fixed, position: 'asks', severity: 'question', quote: 'Is this freed twice?' })
    const more = asked({ ...fixed, severity: 'defect', quote: 'mbochs has the same bug.' })
    const added = reply('Rita', 'mbochs has the same bug.', { role: 'maintainer', asked: more })
    const html = draw(thread({ outcome: more, comment: { asked: first }, replies: [added] }))
    expect(pageText(html.slice(0, html.indexOf('</summary>')))).toMatch(
      /Is this freed twice\?\s*v2 · code changed in v4/,
    )
    const open = draw(thread({ outcome: { ...more, status: 'open' }, comment: { asked: first }, replies: [] }))
    expect(pageText(open.slice(0, open.indexOf('</summary>')))).toContain('mbochs has the same bug.')
  })

  it('shows a review tag by its name', () => {
    const text = 'Looks fine.\n\nReviewed-by: Rita <rita@example.org>'
    const html = draw(thread({ outcome: null, role: 'reviewer', comment: { text } }))
    expect(pageText(html.slice(0, html.indexOf('</summary>')))).toMatch(/R.*Rita.*reviewer.*Reviewed-by/)
  })

  it('takes no other trailer for one', () => {
    const text = 'Suggested-by: Rita <rita@example.org>\nReported-by: Rita <rita@example.org>'
    const markIn = (more: string) =>
      threadMark(thread({ outcome: null, role: 'reviewer', comment: { text: text + more } }))
    expect(markIn('')).toMatchObject({ tag: null, position: 'discusses' })
    expect(markIn('\nAcked-by: Rita <rita@example.org>')).toMatchObject({ tag: 'Acked-by', position: 'approves' })
  })
})

describe('the line of a folded thread', () => {
  it('cuts long words between two of them', () => {
    const words = gist(thread({ comment: { asked: null, text: 'word '.repeat(60) }, outcome: null }))
    expect(words).toMatch(/^(?:word )+…$/)
    expect(words.length).toBeLessThan(165)
  })

  it.each([
    [asked({ status: 'addressed', announcedIn: 'v2', changedIn: 'v2' }), 'addressed in v2'],
    [asked({ status: 'addressed', changedIn: 'v4' }), 'code changed in v4'],
    [asked({ status: 'cleared', changedIn: 'v4' }), 'resolved'],
    [asked({ answered: true }), 'author replied'],
  ])('has the outcome in few words', (outcome, words) => {
    expect(shortOutcome(outcome)).toBe(words)
  })
})

describe('the threads of a series', () => {
  const objection = asked({ position: 'objects', severity: 'objection' })
  const on = (patches: readonly number[], outcome: AskedView | null, name = 'Rita', patch: number | null = 1) =>
    thread({ outcome, comment: { patches, patch, person: person(name) } })

  it('are by patch, the strongest first, and those no longer open by person', () => {
    const settled = asked({ status: 'cleared' })
    const { open, closed: done } = arrangeThreads([
      on([2], asked()),
      on([5, 6], objection),
      on([2], asked({ severity: 'nit' })),
      on([1], settled, 'Sam'),
      on([1], settled, 'Rita'),
      on([3], settled, 'Rita'),
      on([1], null),
    ])
    expect(open.map(({ patches, threads }) => [patches, threads.length])).toEqual([
      [[5, 6], 1],
      [[2], 2],
    ])
    expect(done.map(({ name, threads }) => [name, threads.length])).toEqual([
      ['Rita', 2],
      ['Sam', 1],
    ])
  })

  it('have objections before all that asks for less, on whatever patch', () => {
    const { open } = arrangeThreads([on([2], asked()), on([2], objection), on([5], objection)])
    expect(open.map(({ patches, threads }) => [patches, threads.length])).toEqual([
      [[2], 1],
      [[5], 1],
      [[2], 1],
    ])
  })

  it('keep of a long one its first comment, the replies that ask and the newest, and count the others', () => {
    const long = Array.from({ length: 20 }, (_, index) => reply('Ada', `${index} ${'word '.repeat(60)}`))
    const sam = reply('Sam', 'No, drop it.', { role: 'reviewer', asked: asked({ quote: 'No, drop it.' }) })
    const one = thread({ outcome: sam.asked, comment: { asked: null }, replies: [...long, sam, ...long], left: 3 })
    const short = shortenThread(one)
    expect(short.replies.map(({ person: { name } }) => name)).toEqual(['Sam', 'Ada', 'Ada'])
    expect(short.left).toBe(41)
    expect(pageText(draw(short))).toContain('41 replies not shown')
    expect(shortenThread(thread())).toEqual(thread())
    const promised = reply('Rita', 'First document it.', {
      asked: asked({ quote: 'First document it.', status: 'promised' }),
    })
    const more = shortenThread({ ...one, replies: [...long, promised, ...long, sam, ...long] })
    expect(more.replies.map(({ person: { name } }) => name)).toEqual(['Rita', 'Sam', 'Ada', 'Ada'])
  })

  it('name a patch that the newest version does not have by its version', () => {
    const { open } = arrangeThreads([on([], asked(), 'Rita', 4), on([], asked(), 'Rita', null)])
    expect(open.map(({ dropped }) => dropped)).toEqual(['', 'v2 patch 4'])
  })

  it('name the patch that a comment was made on only where the newest version gives it another number', () => {
    const { comment } = thread()
    expect(placedOn(comment, 'v3')).toBe('v2')
    expect(placedOn(comment, 'v2')).toBe('')
    expect(placedOn({ ...comment, patches: [4] }, 'v3')).toBe('patch 3 of v2')
    expect(placedOn({ ...comment, patches: [] }, 'v3')).toBe('patch 3 of v2')
    expect(placedOn({ ...comment, patch: null, patches: [] }, 'v3')).toBe('v2')
  })
})
