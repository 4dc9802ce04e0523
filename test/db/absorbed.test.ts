import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { hideMessage } from '../../db/store/hide'
import { rebuild } from '../../db/store/rebuild'
import type { MessageId } from '../../lib/mail/types'
import { dump } from '../support/dump'
import { databaseOf, ingestMails, shuffle } from '../support/ingest'
import { type MailParts, mail } from '../support/mail'

const ADA = 'Ada Author <ada@example.org>'
const MAX = 'Max Maintainer <max@example.org>'
const lines = (name: string) => [1, 2, 3, 4, 5, 6].map((number) => `+${name} line number ${number};\n`).join('')
const diff = (name: string) =>
  `Why.\n\nSigned-off-by: ${ADA}\n---\n\ndiff --git a/${name}.c b/${name}.c\n--- a/${name}.c\n+++ b/${name}.c\n@@ -1 +1,7 @@\n-old\n${lines(name)}`
const patch = (
  id: string,
  subject: string,
  name: string,
  minutes: number,
  rest: Partial<MailParts> = {},
): MailParts => ({
  ...{ id, subject, body: diff(name), from: ADA, cc: MAX, minutes },
  ...rest,
})
const ALONE = patch('alone@x', '[PATCH] tool: remove the pump', 'pump', 0)
const LATER: readonly MailParts[] = [
  { id: 'c@x', subject: '[PATCH 0/2] tool: clean the house', body: 'Cover.\n', from: ADA, cc: MAX, minutes: 500 },
  patch('c1@x', '[PATCH 1/2] tool: remove the old pump of the house', 'pump', 501, { inReplyTo: 'c@x' }),
  patch('c2@x', '[PATCH 2/2] tool: paint it', 'paint', 502, { inReplyTo: 'c@x' }),
]
const stateOf = (db: Db, id = 'alone@x') => {
  const { state, turn, relations } = getSeriesDocument(db, id) ?? {}
  return [state?.kind, state?.messageId, turn?.whose, relations?.map(({ kind }) => kind)]
}

describe('a series whose patches went on in another series', () => {
  it('is superseded by it, in any order of arrival', async () => {
    const mails = [ALONE, ...LATER].map(mail)
    const db = await databaseOf(mails)
    expect(stateOf(db)).toEqual(['superseded', 'c@x', 'nobody', ['absorb']])
    expect(getSeriesDocument(db, 'alone@x')?.state).toMatchObject({
      by: { name: 'Ada Author' },
      quote: 'tool: clean the house',
    })
    expect(stateOf(db, 'c@x').slice(0, 3)).toEqual(['under-review', 'c@x', 'reviewers'])
    const rows = dump(db)
    const parts = await databaseOf([mail(ALONE)])
    for (const one of LATER) await ingestMails(parts, [mail(one)])
    expect(dump(parts)).toEqual(rows)
    expect(dump(await databaseOf(shuffle(mails, 7)))).toEqual(rows)
    await rebuild(db, { resume: false })
    expect(dump(db)).toEqual(rows)
  })

  it('is what it was when the other series is gone, is older, or it was applied before or reviewed since', async () => {
    const db = await databaseOf([ALONE, ...LATER].map(mail))
    for (const { id } of LATER) hideMessage(db, (id ?? '') as MessageId)
    expect(stateOf(db)).toEqual(['under-review', 'alone@x', 'reviewers', []])
    const older = await databaseOf([{ ...ALONE, minutes: 900 }, ...LATER].map(mail))
    expect(stateOf(older)[0]).toBe('under-review')
    const applied: MailParts = {
      ...{ id: 'r@x', subject: 'Re: [PATCH] tool: remove the pump', from: MAX, minutes: 100, inReplyTo: 'alone@x' },
      body: 'Applied, thanks.\n',
    }
    expect(stateOf(await databaseOf([ALONE, applied, ...LATER].map(mail)))[0]).toBe('applied')
    const asked = { ...applied, minutes: 900, body: 'Please rename the pump.\n' }
    expect(stateOf(await databaseOf([ALONE, asked, ...LATER].map(mail)))[0]).toBe('changes-requested')
  })
})
