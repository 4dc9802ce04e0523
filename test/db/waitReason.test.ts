import { describe, expect, it } from 'vitest'
import { getPerson } from '../../db/queries/people/person'
import { findWaitReason } from '../../db/queries/people/waitReason'
import { addMaintainer } from '../../db/store/maintainers'
import { databaseOf } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const REX = 'Rex Roe <rex@example.org>'
const ZOE = 'Zoe Zed <zoe@example.org>'
const IS_ZOE = new Set(['zoe@example.org'])

const patch = (id: string, minutes: number, people: { to?: string; cc?: string } = {}) => {
  const bytes = mail({
    id: `${id}@example.org`,
    subject: `[PATCH] ${id}: count`,
    body: addLine(`drivers/pump/${id}.c`, id),
    minutes,
    ...(people.cc !== undefined && { cc: people.cc }),
  })
  return people.to === undefined
    ? bytes
    : Buffer.from(bytes.toString().replace('To: list@example.org', `To: ${people.to}`))
}
const reply = (to: string, from: string, body: string, minutes: number) =>
  mail({ id: `re-${minutes}@example.org`, subject: 'Re: it', body, from, minutes, inReplyTo: `${to}@example.org` })

describe('why a series is waiting on somebody', () => {
  const archive = async () => {
    const db = await databaseOf([
      patch('one', 0, { cc: ZOE }),
      reply('one', ZOE, 'Applied, thanks!\n', 1),
      patch('two', 2, { to: ZOE }),
      patch('three', 3, { cc: ZOE }),
      patch('four', 4),
      patch('five', 5, { cc: `${ZOE}, ${REX}` }),
      reply('five', REX, `Reviewed-by: ${REX}\n`, 6),
    ])
    addMaintainer(db, { scope: 'drivers/pump/one.c', email: 'zoe@example.org' }, 1)
    addMaintainer(db, { scope: 'drivers/pump/five.c', email: 'zoe@example.org' }, 1)
    const id = db.prepare<{ key: string }, number>('SELECT id FROM series WHERE key = @key').pluck()
    const reason = (name: string, turn_people = '[]', duty: 'review' | 'look-again' = 'review') =>
      findWaitReason(
        db,
        {
          id: Number(id.get({ key: `${name}@example.org` })),
          author_email: 'ada@example.org',
          turn: 'reviewers',
          turn_people,
        },
        duty,
        IS_ZOE,
      )
    return { db, reason }
  }

  it('says how it was sent to them, and how many others they applied in its folder', async () => {
    const { reason } = await archive()
    expect(reason('two')).toMatchObject({ kind: 'sent', field: 'to', folder: 'drivers/pump', applied: 1 })
    expect(reason('three')).toMatchObject({ kind: 'sent', field: 'cc' })
    expect(reason('four')).toBeNull()
  })

  it('is the mail that names them, or the operator, before that', async () => {
    const { reason } = await archive()
    expect(reason('two', '[{"name":"Zoe","emails":["zoe@example.org"]}]')).toEqual({ kind: 'said' })
    expect(reason('five')).toEqual({ kind: 'operator' })
  })

  it('needs none where they have to look again, since their own comments show it', async () => {
    expect((await archive()).reason('two', '[]', 'look-again')).toBeNull()
  })

  it('is on their page, where they come first of those that can apply it', async () => {
    const { db } = await archive()
    addMaintainer(db, { scope: 'drivers/pump/five.c', email: 'abe@example.org' }, 1)
    const apply = getPerson(db, 'zoe@example.org')?.duties.find(({ duty }) => duty === 'apply')
    expect(apply?.series.map(({ row, reason }) => [row.title, row.turn.people[0]?.emails, reason])).toEqual([
      ['five: count', ['zoe@example.org'], { kind: 'operator' }],
    ])
  })
})
