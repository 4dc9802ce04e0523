import { describe, expect, it } from 'vitest'
import { getMessage } from '../../db/queries/mail/messagePage'
import type { MessageView } from '../../db/queries/views'
import { databaseOf } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const REX = 'Rex Roe <rex@example.org>'
const id = (version: number, number: number) => `v${version}-${number}@example.org`
const posted = (version: number, number: number, minutes: number, line = 'one') =>
  mail({
    id: id(version, number),
    subject: `[PATCH v${version} ${number}/3] alpha: ${number === 0 ? 'all' : `part ${number}`}`,
    body: number === 0 ? 'Three parts.\n' : addLine(`${number}.c`, line),
    minutes,
    cc: REX,
    ...(number === 0 ? {} : { inReplyTo: id(version, 0) }),
  })
const reply = (name: string, to: string, body: string, minutes: number, from = REX) =>
  mail({ id: `${name}@example.org`, subject: 'Re: alpha', body, minutes, from, inReplyTo: to })

async function messageOf(wanted: string, ...mails: readonly Buffer[]): Promise<MessageView> {
  const found = getMessage(await databaseOf(mails), wanted)
  if (found === undefined) throw new Error('no mail')
  return found
}
const order = ({ thread }: MessageView) => thread.map(({ messageId }) => messageId?.replace('@example.org', ''))

describe('the thread of a mail', () => {
  it('has patches in the order of their numbers, whenever they came, and replies below what they answer', async () => {
    const found = await messageOf(
      id(1, 0),
      posted(1, 0, 0),
      posted(1, 3, 1),
      posted(1, 1, 2),
      reply('early', id(1, 0), 'Nice.\n', 3),
      posted(1, 2, 4),
      reply('late', id(1, 3), 'Why?\n', 9),
    )
    expect(order(found)).toEqual(['v1-0', 'v1-1', 'v1-2', 'early', 'v1-3', 'late'])
  })

  it('keeps each version apart, when the newer one answers the older', async () => {
    const second = posted(2, 0, 60)
      .toString()
      .replace('To: ', `In-Reply-To: <${id(1, 0)}>\nTo: `)
    const found = await messageOf(
      id(1, 0),
      posted(1, 0, 0),
      posted(1, 2, 1),
      posted(1, 1, 2),
      posted(1, 3, 3),
      Buffer.from(second),
      posted(2, 3, 61),
      posted(2, 2, 62),
      posted(2, 1, 63),
    )
    expect(order(found)).toEqual(['v1-0', 'v1-1', 'v1-2', 'v1-3', 'v2-0', 'v2-1', 'v2-2', 'v2-3'])
  })

  it('says of each reply what it asks for or gives, and what became of it; of a posting nothing', async () => {
    const mails = [
      posted(1, 0, 0),
      posted(1, 1, 1),
      posted(1, 2, 2),
      posted(1, 3, 3),
      reply('both', id(1, 1), '> +one\n\nPlease use a constant here.\n\nReviewed-by: Rex Roe <rex@example.org>\n', 10),
      reply(
        'yes',
        'both@example.org',
        '> Please use a constant here.\n\nWill do.\n',
        20,
        'Ada Author <ada@example.org>',
      ),
      reply('talk', id(1, 2), 'I see.\n', 30),
    ]
    const { thread } = await messageOf(id(1, 0), ...mails)
    const marks = Object.fromEntries(
      thread.map((node) => [
        node.messageId?.replace('@example.org', ''),
        node.marks.map(({ position, tag, outcome }) => [tag ?? position, outcome?.status ?? null]),
      ]),
    )
    expect(marks).toEqual({
      'v1-0': [],
      'v1-1': [],
      both: [
        ['requests-changes', 'promised'],
        ['Reviewed-by', 'current'],
      ],
      yes: [['author', null]],
      'v1-2': [],
      talk: [],
      'v1-3': [],
    })
  })
})

describe('the place of a mail in its series', () => {
  const mails = [1, 2].flatMap((version) =>
    [0, 1, 2, 3].map((number) => posted(version, number, 60 * version + number, `line ${version}`)),
  )

  it('is the patch with its other versions, the one it was compared with, and its neighbours', async () => {
    expect((await messageOf(id(2, 2), ...mails)).place).toEqual({
      own: true,
      number: 2,
      total: 3,
      versionKey: '2',
      since: { label: 'v1', key: '1' },
      versions: [
        { label: 'v1', key: '1', number: 2, messageId: id(1, 2) },
        { label: 'v2', key: '2', number: 2, messageId: id(2, 2) },
      ],
      previous: { number: 1, messageId: id(2, 1) },
      next: { number: 3, messageId: id(2, 3) },
    })
  })

  it('is the cover letter, which the first patch follows', async () => {
    expect((await messageOf(id(1, 0), ...mails)).place).toMatchObject({
      own: true,
      number: 0,
      since: null,
      versions: [{ messageId: id(1, 0) }, { messageId: id(2, 0) }],
      previous: null,
      next: { number: 1, messageId: id(1, 1) },
    })
  })

  it('of a reply is the patch that it answers', async () => {
    const { place } = await messageOf('why@example.org', ...mails, reply('why', id(2, 3), 'Why?\n', 300))
    expect(place).toMatchObject({ own: false, number: 3, versionKey: '2', since: { key: '1' } })
  })

  it('is none outside of series, and for a patch that was not imported', async () => {
    expect((await messageOf('alone@example.org', reply('alone', 'gone@example.org', 'Hi.\n', 1))).place).toBeNull()
    const holed = mails.filter((_, index) => index !== 7)
    const lost = mail({
      id: 'lost@example.org',
      subject: 'Re: [PATCH v2 3/3] alpha: part 3',
      body: 'Why?\n',
      from: REX,
      minutes: 400,
      inReplyTo: id(2, 3),
    })
    expect((await messageOf('lost@example.org', ...holed, lost)).place).toBeNull()
  })
})
