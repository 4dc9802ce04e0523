import { describe, expect, it } from 'vitest'
import { getMessage } from '../../db/queries/mail/messagePage'
import type { SaidView } from '../../db/queries/views'
import { databaseOf } from '../support/ingest'
import { mail, replaceLine } from '../support/mail'

const TAG = 'Reviewed-by: Rex Roe <rex@example.org>\n'
const patch = (number: number) =>
  mail({
    id: `p${number}@example.org`,
    subject: `[PATCH ${number}/2] pump: part ${number}`,
    body: replaceLine(`p${number}.c`, `new ${number}`),
    minutes: number,
    inReplyTo: 'p0@example.org',
  })

/** What a reply to this mail of a series of two patches says. */
async function said(to: number, body: string): Promise<readonly SaidView[] | undefined> {
  const db = await databaseOf([
    mail({ id: 'p0@example.org', subject: '[PATCH 0/2] pump: count', body: 'Cover.\n' }),
    patch(1),
    patch(2),
    mail({
      id: 'r@example.org',
      subject: 'Re: pump',
      body,
      minutes: 9,
      from: 'Rex Roe <rex@example.org>',
      inReplyTo: `p${to}@example.org`,
    }),
  ])
  const message = getMessage(db, 'r@example.org')
  db.close()
  return message?.said
}

describe('the positions of a mail', () => {
  it('have the words that narrow or widen a tag, and the patches that it counts for', async () => {
    expect(await said(0, `For patch 2:\n${TAG}`)).toMatchObject([
      { patches: [], scope: 'patch 2', statuses: [{ status: 'current', patches: [2] }] },
    ])
    expect(await said(0, `For patches 1 and 2:\n${TAG}`)).toMatchObject([
      { scope: 'patches 1, 2', statuses: [{ patches: [1, 2] }] },
    ])
    expect(await said(1, TAG)).toMatchObject([{ patches: [1], scope: null }])
  })

  it('name a patch once for several requests on one line', async () => {
    expect(await said(1, 'Please rename the pump. Please drop the valve.\n')).toMatchObject([{ patches: [1] }])
  })
})
