import { describe, expect, it } from 'vitest'
import { getPerson } from '../../db/queries/people/person'
import { databaseOf } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const REX = 'Rex Roe <rex@example.org>'
const ZOE = 'Zoe Zed <zoe@example.org>'

const sentTo = (to: string) =>
  Buffer.from(
    mail({ id: 'p@example.org', subject: '[PATCH] count', body: addLine('drivers/pump/a.c', 'a'), minutes: 10 })
      .toString()
      .replace('To: list@example.org', `To: ${to}`),
  )
/** Both have reviewed another patch, and applied none. */
const spoken = [
  mail({ id: 'o@example.org', subject: '[PATCH] other', body: addLine('drivers/tap/o.c', 'o'), minutes: 0 }),
  ...[REX, ZOE].map((from, at) =>
    mail({
      id: `r${at}@example.org`,
      subject: 'Re: [PATCH] other',
      body: `Reviewed-by: ${from}\n`,
      from,
      minutes: 1 + at,
      inReplyTo: 'o@example.org',
    }),
  ),
]
const toReview = async (to: string, ...replies: readonly Buffer[]) => {
  const db = await databaseOf([...spoken, sentTo(to), ...replies])
  const of = (email: string) => getPerson(db, email)?.duties.flatMap(({ duty }) => (duty === 'review' ? [duty] : []))
  return [of('rex@example.org'), of('zoe@example.org')]
}

describe('a patch that nobody has reviewed', () => {
  it('waits for the review of the one person in To', async () => {
    expect(await toReview(`${ZOE}, list@example.org`)).toEqual([[], ['review']])
  })

  it('waits for them no longer once they have answered', async () => {
    const body = 'I have the same in a series of mine.\n'
    const reply = mail({
      id: 'a@example.org',
      subject: 'Re: count',
      body,
      from: ZOE,
      minutes: 20,
      inReplyTo: 'p@example.org',
    })
    expect(await toReview(`${ZOE}, list@example.org`, reply)).toEqual([[], []])
  })

  it('waits for nobody by name when it was sent to several, or to lists', async () => {
    expect(await toReview(`${ZOE}, ${REX}`)).toEqual([[], []])
    expect(await toReview('list@example.org')).toEqual([[], []])
  })
})
