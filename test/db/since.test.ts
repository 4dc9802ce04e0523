import { describe, expect, it } from 'vitest'
import { getSinceReview } from '../../db/queries/series/sinceReview'
import type { SinceReviewView } from '../../db/queries/views'
import { databaseOf } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const REX = 'Rex Roe <rex@example.org>'

/** A patch of a series of two. */
function patch(version: number, number: number, line: string): Buffer {
  return mail({
    id: `v${version}-${number}@example.org`,
    subject: `[PATCH v${version} ${number}/2] part ${number}: count`,
    body: addLine(`${number}.c`, line),
    minutes: version * 100 + number,
    ...(number === 1 ? {} : { inReplyTo: `v${version}-1@example.org` }),
  })
}

function reply(id: string, to: string, body: string, minutes: number, from = REX): Buffer {
  return mail({ id: `${id}@example.org`, subject: 'Re: part', body, minutes, from, inReplyTo: `${to}@example.org` })
}

const V1 = [patch(1, 1, 'int one;'), patch(1, 2, 'int two;')]
const V2 = [patch(2, 1, 'int one = 1;'), patch(2, 2, 'int two;')]
const TAGS = [
  reply('tag1', 'v1-1', `Reviewed-by: ${REX}\n`, 110),
  reply('tag2', 'v1-2', `> +int two;\n\nPlease name it three.\n\nReviewed-by: ${REX}\n`, 111),
]

async function sinceOf(address: string, ...mails: readonly Buffer[]): Promise<SinceReviewView | undefined> {
  return getSinceReview(await databaseOf(mails), 'v1-1@example.org', address)
}

describe('what changed since a review', () => {
  it('lists the patches that the person tagged, each tag graded by what changed since', async () => {
    const view = await sinceOf('rex@example.org', ...V1, ...TAGS, ...V2)
    expect(view).toMatchObject({
      from: 1,
      to: 2,
      isAuthor: false,
      carry: null,
      last: { messageId: 'tag2@example.org' },
    })
    expect(view?.patches.map(({ number, change, tags }) => [number, change, tags.map(({ since }) => since)])).toEqual([
      [1, 'code', ['code']],
      [2, 'identical', ['none']],
    ])
    expect(view?.patches[0]?.tags[0]).toMatchObject({ name: 'Reviewed-by', given: 1, lines: 1 })
  })

  it('gives the comments of the person with what became of them, and nobody else’s', async () => {
    const other = reply('other', 'v1-1', '> +int one;\n\nPlease drop it.\n', 112, 'Olga Other <olga@example.org>')
    const view = await sinceOf('rex@example.org', ...V1, ...TAGS, other, ...V2)
    expect(
      view?.patches.flatMap(({ comments }) => comments.map(({ quote, outcome, on }) => [quote, outcome, on])),
    ).toEqual([['Please name it three.', 'open', 'v1']])
  })

  it('counts from the last tag or comment, not from a mail that reviews nothing', async () => {
    const chat = reply('chat', 'v2-1', 'I am back from leave and happy to see this moving.\n', 210)
    expect(await sinceOf('rex@example.org', ...V1, ...TAGS, ...V2, chat)).toMatchObject({ from: 1, to: 2 })
  })

  it('says that there is no newer version when there is none', async () => {
    const view = await sinceOf('rex@example.org', ...V1, ...TAGS)
    expect(view?.patches.map(({ change }) => change)).toEqual([null, null])
  })

  it('tells the author which tags to carry and which to ask for again', async () => {
    const view = await sinceOf(
      'ada@example.org',
      ...V1,
      reply('ok', 'tag1', 'Thanks, I will.\n', 120, 'Ada Author <ada@example.org>'),
      ...TAGS,
      ...V2,
    )
    const lines = (tags: readonly { readonly trailer: string; readonly patches: readonly number[] }[] = []) =>
      tags.map(({ trailer, patches }) => `${patches.join()} ${trailer}`)
    expect(view?.isAuthor).toBe(true)
    expect(lines(view?.carry?.keep)).toEqual([`2 Reviewed-by: ${REX}`])
    expect(lines(view?.carry?.ask)).toEqual([`1 Reviewed-by: ${REX}`])
  })

  it('tells an author who wrote no reply, too', async () => {
    const view = await sinceOf('ada@example.org', ...V1, ...TAGS, ...V2)
    expect(view).toMatchObject({ isAuthor: true, from: 2, to: 2, last: { messageId: 'v2-1@example.org' } })
    expect(view?.carry?.keep.map(({ patches }) => patches)).toEqual([[2]])
  })

  it('is undefined for somebody who wrote nothing in the series, and for a mail that no series has', async () => {
    expect(await sinceOf('nobody@example.org', ...V1, ...TAGS)).toBeUndefined()
    expect(getSinceReview(await databaseOf(V1), 'unknown@example.org', 'rex@example.org')).toBeUndefined()
  })
})
