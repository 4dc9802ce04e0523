import { describe, expect, it } from 'vitest'
import { getSeriesThreads } from '../../db/queries/review/threads'
import type { ThreadsView, ThreadView } from '../../db/queries/views'
import { ADA, alphaPatch as patch, alphaReply as reply } from '../support/alpha'
import { databaseOf } from '../support/ingest'

async function threadsOf(...mails: readonly Buffer[]): Promise<ThreadsView> {
  const found = getSeriesThreads(await databaseOf(mails), 'v1@example.org')
  if (found === undefined) throw new Error('no series')
  return found
}
const lines = ({ threads }: ThreadsView) =>
  threads.map(({ comment, role, replies, outcome }: ThreadView) => [
    `${role}: ${comment.text} (${outcome?.status ?? 'asks nothing'})`,
    ...replies.map((one) => `${one.role}: ${one.text}`),
  ])

const ASK = reply('ask', 'v1', '> +one\n\nPlease use a constant here.\n\nThanks,\nRex\n', 10)

describe('a comment with its answers', () => {
  it('is a thread of question, answer and outcome, whether the answer quotes code or not', async () => {
    const answer = reply('yes', 'ask', 'Hi Rex,\n\n> Please use a constant here.\n\nWill do.\n\nAda\n', 20, ADA)
    const found = await threadsOf(patch(1, 'one', 0), ASK, answer)
    expect(lines(found)).toEqual([['reviewer: Please use a constant here. (promised)', 'author: Will do.']])
    expect(found).toMatchObject({ left: 0 })
    expect(found.threads[0]?.comment).toMatchObject({ label: 'v1', versionKey: '1', patches: [1] })
  })

  it('keeps the answers below what they answer, with the words they quote when something else is in between', async () => {
    const found = await threadsOf(
      patch(1, 'one', 0),
      ASK,
      reply('a', 'ask', '> Please use a constant here.\n\nWhich one do you mean?\n', 20, ADA),
      reply('b', 'ask', '> Please use a constant here.\n\nThere is none in this file.\n', 30, ADA),
      reply('c', 'a', '> Which one do you mean?\n\nThe one in x.h.\n', 40),
    )
    expect(lines(found)[0]?.slice(1)).toEqual([
      'author: Which one do you mean?',
      'reviewer: The one in x.h.',
      'author: There is none in this file.',
    ])
    expect(found.threads[0]?.replies.map(({ quoted }) => quoted)).toEqual([[], [], ['Please use a constant here.']])
  })

  it('quotes the line in the middle of a text that an answer is below', async () => {
    const options = ['There are options:', '1) a constant', '2) a variable', '3) a macro', 'Which one do you prefer?']
    const answer = (from: number) =>
      `${options
        .slice(0, from)
        .map((line) => `> ${line}\n`)
        .join('')}\nThis.\n`
    const found = (from: number) =>
      threadsOf(
        patch(1, 'one', 0),
        ASK,
        reply('a', 'ask', `> Please use a constant here.\n\n${options.join('\n')}\n`, 20, ADA),
        reply('b', 'a', answer(from), 30),
      )
    expect((await found(2)).threads[0]?.replies.at(-1)?.quoted).toEqual(options.slice(0, 2))
    expect((await found(5)).threads[0]?.replies.at(-1)?.quoted).toEqual([])
  })

  it('is apart from another comment of the same mail', async () => {
    const two = reply('two', 'v1', '> Why.\n\nPlease explain more.\n\n> +one\n\nPlease use a constant here.\n', 10)
    const answer = reply('yes', 'two', '> > +one\n>\n> Please use a constant here.\n\nFixed.\n', 20, ADA)
    expect(lines(await threadsOf(patch(1, 'one', 0), two, answer)).map(({ length }) => length)).toEqual([1, 2])
  })

  it('says what became of it by a later version', async () => {
    const found = await threadsOf(patch(1, 'one', 0), ASK, patch(2, 'ONE', 60))
    expect(found.threads[0]?.outcome).toMatchObject({ status: 'addressed', changedIn: 'v2' })
  })

  it('is open while one of its replies asks for something', async () => {
    const more = reply('more', 'no', '> No.\n\nPlease add a comment, then.\n', 30)
    const found = await threadsOf(
      patch(1, 'one', 0),
      ASK,
      reply('no', 'ask', '> Please use a constant here.\n\nNo.\n', 20, ADA),
      more,
    )
    expect(found.threads).toHaveLength(1)
    expect(found.threads[0]?.outcome).toMatchObject({ status: 'open', quote: 'Please add a comment, then.' })
  })

  it('leaves out a mail of nothing but thanks', async () => {
    const found = await threadsOf(patch(1, 'one', 0), ASK, reply('ty', 'ask', 'Thanks,\nAda\n', 20, ADA))
    expect(lines(found)[0]).toHaveLength(1)
  })

  it('is cut in the middle when it has more replies than a page shows, and counts them', async () => {
    const replies = Array.from({ length: 100 }, (_, index) =>
      reply(
        `r${index}`,
        index === 0 ? 'ask' : `r${index - 1}`,
        `I think about this for the time number ${index}.\n`,
        20 + index,
      ),
    )
    const [thread] = (await threadsOf(patch(1, 'one', 0), ASK, ...replies)).threads
    expect(thread?.replies).toHaveLength(80)
    expect(thread?.left).toBe(20)
    expect(thread?.replies.at(-1)?.text).toContain('number 99')
  })

  it('is about the patch of the reply that asks, when its first comment asks for nothing', async () => {
    const found = await threadsOf(
      patch(1, 'one', 0),
      reply('see', 'v1', '> +one\n\nI see what this does now.\n', 10),
      reply('no', 'see', '> I see what this does now.\n\nPlease use a constant here.\n', 20),
    )
    expect(found.threads).toHaveLength(1)
    expect(found.threads[0]).toMatchObject({ comment: { asked: null, patches: [1] }, outcome: { status: 'open' } })
  })

  it('keeps the reply that asks when many replies around it are left out, so that nobody else is credited with it', async () => {
    const replies = Array.from({ length: 100 }, (_, index) =>
      reply(
        `r${index}`,
        index === 0 ? 'ask' : `r${index - 1}`,
        index === 50 ? 'Please use a constant here.\n' : `I thought about this for the time number ${index}.\n`,
        20 + index,
      ),
    )
    const see = reply('ask', 'v1', '> +one\n\nI see what this does now.\n', 10)
    const [thread] = (await threadsOf(patch(1, 'one', 0), see, ...replies)).threads
    expect(thread?.outcome?.quote).toBe('Please use a constant here.')
    expect(thread?.replies.filter(({ asked }) => asked !== null)).toHaveLength(1)
    expect(thread).toMatchObject({ left: 20, replies: { length: 80 } })
  })
})

describe('who speaks', () => {
  it('is a maintainer when the person said what has become of the series and may decide it', async () => {
    const applied = reply('done', 'v1', 'Applied to alpha/next, thanks.\n', 20)
    const found = await threadsOf(patch(1, 'one', 0), ASK, applied)
    expect(found.threads.map(({ role }) => role)).toEqual(['maintainer', 'maintainer'])
  })
})
