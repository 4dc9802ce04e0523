import { expect, it } from 'vitest'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { databaseOf } from '../support/ingest'
import { type MailParts, mail } from '../support/mail'

const BOB = 'Bob <bob@example.net>'
const patch = (file: string, code: string) =>
  `Why.\n---\ndiff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n-old ${file}\n+${code}\n`
const posted: readonly MailParts[] = ['one', 'two'].map((name, index) => ({
  id: `${name}@x`,
  subject: `[PATCH ${index + 1}/2] t: ${name}`,
  body: patch(`${name}.c`, 'new'),
  inReplyTo: 'cover@x',
  minutes: index + 1,
}))
const SERIES: readonly MailParts[] = [
  { id: 'cover@x', subject: '[PATCH 0/2] t: both', body: 'Words.\n' },
  ...posted,
  { id: 'r@x', subject: 'Re: [PATCH 2/2] t: two', body: 'Rename it.\n', inReplyTo: 'two@x', from: BOB, minutes: 60 },
]
const answer = (subject: string): MailParts => ({
  id: 'new@x',
  subject: 'Re: [PATCH 2/2] t: two',
  body: `> Rename it.\n\nSure:\n\n-- >8 --\nSubject: ${subject}\n\n${patch('two.c', 'newer')}`,
  inReplyTo: 'r@x',
  minutes: 90,
})

async function versions(last: MailParts) {
  const db = await databaseOf([...SERIES, last].map(mail))
  return getSeriesDocument(db, 'cover@x')?.versions.map(({ label, patches }) => [
    label,
    ...patches.map(({ messageId }) => messageId),
  ])
}

it('takes a new version below a scissors line in an answer of the author for one', async () => {
  expect(await versions(answer('[PATCH v2 2/2] t: two'))).toEqual([
    ['v1', 'one@x', 'two@x'],
    ['v2', 'one@x', 'new@x'],
  ])
})

it.each([
  ['the author calls no new version', answer('[PATCH] t: two')],
  ['a reader suggests', { ...answer('[PATCH v2 2/2] t: two'), from: BOB }],
])('leaves a series as it is when there is a patch that %s', async (_, last) => {
  expect(await versions(last)).toEqual([['v1', 'one@x', 'two@x']])
})
