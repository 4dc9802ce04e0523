import { describe, expect, it } from 'vitest'
import { getSincePage } from '../../db/queries/series/sincePage'
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
  reply('tag2', 'v1-2', `> +int two;\n> }\n\nPlease name it three.\n\nReviewed-by: ${REX}\n`, 111),
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
      view?.patches.flatMap(({ comments }) =>
        comments.map(({ quote, quoted, outcome, on }) => [quote, quoted, outcome, on]),
      ),
    ).toEqual([['Please name it three.', '+int two;', 'open', 'v1']])
  })

  it('knows whether the person has replied to the answer of the author', async () => {
    const asks = reply('asks', 'v1-1', '> +int one;\n\nPlease name it two.\n', 110)
    const says = reply(
      'says',
      'asks',
      '> Please name it two.\n\nIt is the first.\n',
      111,
      'Ada Author <ada@example.org>',
    )
    const back = reply('back', 'says', '> It is the first.\n\nI see it as an index.\n', 112)
    const resumedBy = async (...mails: readonly Buffer[]) =>
      (await sinceOf('rex@example.org', ...V1, ...mails))?.patches[0]?.comments.map(({ resumed }) => resumed)
    expect([await resumedBy(asks, says), await resumedBy(asks, says, back)]).toEqual([[false], [true]])
  })

  it('keeps a tag with a condition, and the other tags of its mail, from those to carry until the condition is met', async () => {
    const body = `> +int one;\n\nPlease name it two.\n\nWith that fixed:\nTested-by: ${REX}\nReviewed-by: ${REX}\n`
    const tag = reply('tag1', 'v1-1', body, 110)
    const carry = async (...mails: readonly Buffer[]) => (await sinceOf('ada@example.org', ...V1, tag, ...mails))?.carry
    const open = await carry()
    expect(open?.keep).toEqual([])
    expect(open?.once.map(({ trailer, condition }) => [trailer, condition])).toEqual([
      [`Tested-by: ${REX}`, 'With that fixed'],
      [`Reviewed-by: ${REX}`, 'With that fixed'],
    ])
    const done = await carry(patch(2, 1, 'int two;'), patch(2, 2, 'int two;'))
    expect([done?.once, done?.keep.map(({ asked, condition }) => [asked, condition])]).toEqual([
      [],
      [
        [true, null],
        [true, null],
      ],
    ])
  })

  it('counts from the last tag or comment, not from a mail that reviews nothing', async () => {
    const chat = reply('chat', 'v2-1', 'I am back from leave and happy to see this moving.\n', 210)
    expect(await sinceOf('rex@example.org', ...V1, ...TAGS, ...V2, chat)).toMatchObject({ from: 1, to: 2 })
  })

  it('counts from the newest version that they reviewed, whatever they wrote later in the thread of an older one', async () => {
    const newer = reply('newer', 'v2-2', `Reviewed-by: ${REX}\n`, 210)
    const older = reply('older', 'v1-1', '> +int one;\n\nPlease drop it.\n', 220)
    const view = await sinceOf('rex@example.org', ...V1, ...TAGS, ...V2, newer, older)
    expect(view).toMatchObject({ from: 2, to: 2, last: { messageId: 'newer@example.org' } })
  })

  it('is dated by the newest mail of the person on the version that they reviewed', async () => {
    const later = reply('later', 'v1-1', 'I am back from leave and happy to see this moving.\n', 130)
    const view = await sinceOf('rex@example.org', ...V1, ...TAGS, later, ...V2)
    expect(view).toMatchObject({ from: 1, to: 2, last: { messageId: 'later@example.org' } })
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

  it('tells the author which of these tags the newest version lacks as posted, and how many comments on it are open', async () => {
    const tagged = Buffer.from(patch(2, 2, 'int two;').toString().replace('---\n', `\nReviewed-by: ${REX}\n---\n`))
    const later = reply('late', 'v2-1', `Reviewed-by: ${REX}\n`, 210)
    const asks = reply('asks', 'v2-2', '> +int two;\n\nPlease name it four.\n', 220)
    const view = await sinceOf('ada@example.org', ...V1, ...TAGS, patch(2, 1, 'int one = 1;'), tagged, later, asks)
    expect(view?.carry?.keep.map(({ patches, unposted }) => [patches, unposted])).toEqual([
      [[1], [1]],
      [[2], []],
    ])
    expect(view?.carry?.open).toBe(1)
  })

  it('carries a tag whose own mail asked for what changed, until the code changes again', async () => {
    const condition = reply(
      'cond',
      'v1-1',
      `> +int one;\n\nPlease give it a value.\n\nWith that: Reviewed-by: ${REX}\n`,
      110,
    )
    const log = Buffer.from(
      patch(2, 1, 'int one = 1;')
        .toString()
        .replace('---\n', '---\nChanges in v2:\n - patch 1: give it a value (Rex)\n\n'),
    )
    const mails = [...V1, condition, log, patch(2, 2, 'int two;')]
    const view = await sinceOf('ada@example.org', ...mails)
    expect(view?.carry?.keep.map(({ patches, asked, since }) => [patches, asked, since])).toEqual([[[1], true, 'code']])
    const own = await sinceOf('rex@example.org', ...mails)
    expect(own?.patches.map(({ tags }) => tags.map(({ asked }) => asked))).toEqual([[true]])
    const later = await sinceOf('ada@example.org', ...mails, patch(3, 1, 'long one = 2;'), patch(3, 2, 'int two;'))
    expect(later?.carry).toMatchObject({ keep: [], ask: [{ patches: [1], asked: false }] })
  })

  it('takes the address from the mail that corrects a tag', async () => {
    const first = reply('tag1', 'v1-1', 'Tested-by: Rex Roe <rex@wrong.example.org>\n', 110)
    const again = reply('tag2', 'tag1', `Sorry, wrong address.\n\nTested-by: ${REX}\n`, 112)
    const view = await sinceOf('ada@example.org', ...V1, first, again)
    expect(view?.carry?.keep.map(({ trailer }) => trailer)).toEqual([`Tested-by: ${REX}`])
  })

  it('compares each patch with the version on which the person last spoke about it', async () => {
    const second = reply('tag3', 'v2-2', `Reviewed-by: ${REX}\n`, 210)
    const view = await sinceOf('rex@example.org', ...V1, ...TAGS.slice(0, 1), ...V2, second)
    expect(view).toMatchObject({ from: 2, to: 2 })
    expect(view?.patches.map(({ number, from, change }) => [number, from.label, change])).toEqual([
      [1, 'v1', 'code'],
      [2, 'v2', null],
    ])
  })

  it('tells an author who wrote no reply, too', async () => {
    const view = await sinceOf('ada@example.org', ...V1, ...TAGS, ...V2)
    expect(view).toMatchObject({ isAuthor: true, from: 2, to: 2, last: { messageId: 'v2-1@example.org' } })
    expect(view?.carry?.keep.map(({ patches }) => patches)).toEqual([[2]])
  })

  it('gives what the author answered right below a comment', async () => {
    const answer = reply(
      'answer',
      'tag2',
      'Rex Roe wrote:\n> Please name it three.\n\nIt is two for a reason.\n\nThanks,\nAda\n',
      120,
      'Ada Author <ada@example.org>',
    )
    const view = await sinceOf('rex@example.org', ...V1, ...TAGS, answer)
    expect(view?.patches.flatMap(({ comments }) => comments.flatMap(({ replies }) => replies))).toMatchObject([
      { person: { name: 'Ada Author' }, messageId: 'answer@example.org', text: 'It is two for a reason.' },
    ])
  })

  it('names the posting of the newest version as the last mail of an author who replied before', async () => {
    const answer = reply('ok', 'tag1', 'Thanks, I will.\n', 120, 'Ada Author <ada@example.org>')
    const view = await sinceOf('ada@example.org', ...V1, ...TAGS, answer, ...V2)
    expect(view).toMatchObject({ isAuthor: true, from: 2, last: { messageId: 'v2-1@example.org' } })
  })

  it('offers a tag for the series to no patch that its giver wrote', async () => {
    const [one, two] = V1 as [Buffer, Buffer]
    const byRex = Buffer.from(two.toString().replace('\n\n', `\n\nFrom: ${REX}\n\n`))
    const tag = reply('all', 'v1-1', `For the series:\nReviewed-by: ${REX}\n`, 110)
    const view = await sinceOf('ada@example.org', one, byRex, tag)
    expect(view?.carry?.keep.map(({ patches }) => patches)).toEqual([[1]])
  })

  it('has a page for somebody whose tag only the patches have', async () => {
    const tagged = (version: number, line: string) =>
      Buffer.from(patch(version, 2, line).toString().replace('---\n', `Reviewed-by: ${REX}\n---\n`))
    const mails = [patch(1, 1, 'int one;'), tagged(1, 'int two;'), patch(2, 1, 'int one;'), tagged(2, 'int two = 2;')]
    const view = await sinceOf('rex@example.org', ...mails)
    expect(view?.patches.map(({ number, tags }) => [number, tags.map(({ name }) => name)])).toEqual([
      [2, ['Reviewed-by']],
    ])
  })

  it('shows small changes in place', async () => {
    const page = getSincePage(await databaseOf([...V1, ...TAGS, ...V2]), 'v1-1@example.org', 'rex@example.org')
    expect(page?.changes.map(({ number, from, to }) => [number, from.label, to.label])).toEqual([[1, 'v1', 'v2']])
  })

  it('is undefined for somebody who wrote nothing in the series, and for a mail that no series has', async () => {
    expect(await sinceOf('nobody@example.org', ...V1, ...TAGS)).toBeUndefined()
    expect(getSinceReview(await databaseOf(V1), 'unknown@example.org', 'rex@example.org')).toBeUndefined()
  })
})
