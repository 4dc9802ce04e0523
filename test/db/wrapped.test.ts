import { expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { findMessage } from '../../db/queries/series/find'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { hideMessage } from '../../db/store/hide'
import type { MessageId } from '../../lib/mail/types'
import { databaseOf, ingestMails } from '../support/ingest'
import { type MailParts, mail, replaceLine, wrapped } from '../support/mail'

const BODY = replaceLine('a.c')
const PATCH: MailParts = { id: 'a@x', subject: '[PATCH] alpha: one', body: BODY }
const ANSWER: MailParts = {
  id: 'r@x',
  subject: 'Re: [PATCH] alpha: one',
  body: 'Reviewed-by: Bob <bob@example.org>\n',
  from: 'Bob <bob@example.org>',
  inReplyTo: 'outer@list',
  minutes: 9,
}

it('gives a wrapped patch the tags of whoever answers the outer mail, in whatever order they come', async () => {
  const mails = [wrapped(PATCH, 'outer@list'), mail(ANSWER)]
  for (const order of [mails, [...mails].reverse()]) {
    const db = openWriter(':memory:')
    for (const one of order) await ingestMails(db, [one])
    const tags = getSeriesDocument(db, 'a@x')?.versions[0]?.patches[0]?.trailers.map(({ source }) => source)
    expect(tags).toEqual(['reply'])
  }
})

it('finds a wrapped mail by the outer id until it is removed, and another mail that has this id before it', async () => {
  const db = await databaseOf([wrapped(PATCH, 'outer@list')])
  const inner = findMessage(db, 'a@x')
  expect(inner).toBeDefined()
  expect(findMessage(db, 'outer@list')).toBe(inner)
  await ingestMails(db, [mail({ ...PATCH, id: 'outer@list' })])
  expect(findMessage(db, 'outer@list')).not.toBe(inner)
  hideMessage(db, 'outer@list' as MessageId)
  hideMessage(db, 'a@x' as MessageId)
  expect(findMessage(db, 'outer@list')).toBeUndefined()
})

it('links a new version to a wrapped one that it names by the outer id', async () => {
  const db = openWriter(':memory:')
  const body = BODY.replace('---\n', '---\nv1: https://lore.kernel.org/r/outer@list\n\n').replace('new', 'newer')
  await ingestMails(db, [wrapped(PATCH, 'outer@list')])
  await ingestMails(db, [mail({ id: 'a2@x', subject: '[PATCH v2] beta: other', body, minutes: 90 })])
  const versions = getSeriesDocument(db, 'a2@x')?.versions
  expect(versions?.map(({ label }) => label)).toEqual(['v1', 'v2'])
  expect(versions?.[1]?.link?.evidence).toContain('changelog-link')
})
