import { expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { ingestMails } from '../support/ingest'
import { mail, replaceLine } from '../support/mail'

const PATCH = mail({
  id: 'a@x',
  subject: '[PATCH] teach the pump to drip',
  body: replaceLine('p.c'),
})

async function stateAfter(from: string): Promise<unknown> {
  const db = openWriter(':memory:')
  const reply = mail({
    id: 'r@x',
    subject: 'Re: [PATCH] teach the pump to drip',
    body: 'See the other series.\n',
    from,
    inReplyTo: 'a@x',
    minutes: 10,
    headers: ['Obsoleted-by: <other@x>'],
  })
  await ingestMails(db, [PATCH, reply])
  const state = db.prepare('SELECT state FROM series').pluck().get()
  const claims = db.prepare("SELECT count(*) FROM claims WHERE kind = 'superseded'").pluck().get()
  db.close()
  return { state, claims }
}

it('the header Obsoleted-by of a reply by the author ends the series, and that by a stranger is a claim', async () => {
  expect(await stateAfter('Ada Author <ada@example.org>')).toEqual({ state: 'superseded', claims: 1 })
  expect(await stateAfter('Eve Example <eve@evil.example>')).toMatchObject({ state: 'under-review', claims: 1 })
})
