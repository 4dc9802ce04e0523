import { expect, it } from 'vitest'
import { listQueue } from '../../db/queries/lists/queue'
import { databaseOf } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const RITA = 'Rita Reader <rita@example.net>'
const BEN = 'Ben Builder <ben@example.org>'

const posting = Buffer.from(
  mail({
    id: 'p@example.org',
    subject: '[PATCH] treewide: count',
    body: `${addLine('arch/s390/a.c', 'a')}${addLine('mm/b.c', 'b')}`,
  })
    .toString()
    .replace('To: list@example.org', `To: list@example.org, ${RITA}, ${BEN}`),
)
const reply = (id: string, from: string, body: string) =>
  mail({
    id: `${id}@example.org`,
    subject: 'Re: [PATCH] treewide: count',
    body,
    from,
    minutes: 9,
    inReplyTo: 'p@example.org',
  })
const limits = async (...replies: readonly Buffer[]) => {
  const db = await databaseOf([posting, ...replies])
  const rows = listQueue(db).groups.flatMap((group) => group.rows)
  db.close()
  return rows.map(({ group, tagLimits }) => [group, ...tagLimits])
}

it('the row of a series says to which parts of the code all of its tags are limited', async () => {
  const partly = reply('r', RITA, `For s390 part:\n\nAcked-by: ${RITA}\n`)
  expect(await limits(partly)).toEqual([['waiting-on-review', 's390']])
  expect(await limits(partly, reply('b', BEN, `Reviewed-by: ${BEN}\n`))).toEqual([['ready']])
})
