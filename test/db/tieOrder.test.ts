import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { hideMessage } from '../../db/store/hide'
import { rebuild } from '../../db/store/rebuild'
import type { MessageId } from '../../lib/mail/types'
import { type CommitParts, putCommits, shaOf } from '../support/commits'
import { dump } from '../support/dump'
import { ingestMails, shuffle } from '../support/ingest'
import { type MailParts, mail } from '../support/mail'

const id = (name: string) => `${name}@example.org` as MessageId

describe('commits and mails', () => {
  const body = (file: string, line: string) =>
    `Why.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\ndiff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n-old\n+${line}\n`
  const MAILS: readonly MailParts[] = [
    { id: id('c1'), subject: '[PATCH 0/2] valves', body: 'Words.\n' },
    { id: id('a1'), subject: '[PATCH 1/2] valve: turn it', body: body('a', 'one'), inReplyTo: id('c1'), minutes: 1 },
    {
      id: id('b1'),
      subject: '[PATCH 2/2] valve: count the drips',
      body: body('b', 'two'),
      inReplyTo: id('c1'),
      minutes: 2,
    },
    { id: id('c2'), subject: '[PATCH v2 0/2] valves', body: 'Words.\n', minutes: 3000 },
    {
      id: id('a2'),
      subject: '[PATCH v2 1/2] valve: turn it',
      body: body('a', 'three'),
      inReplyTo: id('c2'),
      minutes: 3001,
    },
    {
      id: id('b2'),
      subject: '[PATCH v2 2/2] valve: count the drips',
      body: body('b', 'four'),
      inReplyTo: id('c2'),
      minutes: 3002,
    },
    {
      id: id('r2'),
      subject: 'Re: [PATCH v2 0/2] valves',
      body: 'NAK.\n',
      inReplyTo: id('c2'),
      minutes: 9000,
      from: 'Rex <rex@example.org>',
    },
    { id: id('lone'), subject: '[PATCH] valve: seal it', body: body('c', 'five'), minutes: 4000 },
    {
      id: id('again'),
      subject: '[PATCH 7/9] valve: seal it',
      body: `From: Ada Author <ada@example.org>\n\n${body('c', 'five')}`,
      minutes: 4500,
      from: 'Max <max@example.org>',
    },
  ]
  const COMMITS: readonly CommitParts[] = [
    { title: 'valve: turn it', minutes: 5000 },
    {
      title: 'valve: count the drops',
      links: [id('b2')],
      minutes: 5001,
      text: `valve: count the drops\n\n${body('b', 'other')}`,
    },
    {
      title: 'Revert "valve: turn it"',
      author: 'max@example.org',
      reverts: [shaOf('valve: turn it').slice(0, 12)],
      minutes: 6000,
    },
    {
      title: 'Reapply "valve: turn it"',
      author: 'max@example.org',
      reverts: [shaOf('Revert "valve: turn it"')],
      minutes: 7000,
    },
    { title: 'valve: seal it', minutes: 5002, release: 'v1.0' },
    { title: 'valve: paint it', minutes: 5003, fixes: [shaOf('valve: seal it').slice(0, 12)] },
  ]

  it('are tied by link and by title and author', async () => {
    const db = openWriter(':memory:')
    await ingestMails(db, MAILS.map(mail))
    putCommits(db, COMMITS)
    const rows = db
      .prepare(
        'SELECT commits.title, messages.key, ties.key AS by, ties.added, ties.removed FROM ties JOIN commits ON commits.id = ties."commit" JOIN messages ON messages.id = ties.message ORDER BY commits.committed_ms, messages.received_ms',
      )
      .all()
    expect(rows).toEqual([
      { title: 'valve: turn it', key: id('a2'), by: 'title', added: null, removed: null },
      { title: 'valve: count the drops', key: id('b2'), by: 'link', added: 1, removed: 1 },
      { title: 'valve: seal it', key: id('lone'), by: 'title', added: null, removed: null },
      { title: 'valve: seal it', key: id('again'), by: 'title', added: null, removed: null },
    ])
    const states = db.prepare('SELECT key, state, state_version, state_patches, turn FROM series ORDER BY key').all()
    expect(states).toEqual([
      { key: id('again'), state: 'applied', state_version: 1, state_patches: '[7]', turn: 'nobody' },
      { key: id('c1'), state: 'applied', state_version: 2, state_patches: '[1,2]', turn: 'nobody' },
      { key: id('lone'), state: 'applied', state_version: 1, state_patches: '[1]', turn: 'nobody' },
    ])
  })

  it('give the same rows in whatever order they come, and after a mail is hidden', { timeout: 120_000 }, async () => {
    const never = async (gone: string) => {
      const db = openWriter(':memory:')
      await ingestMails(db, MAILS.filter((one) => one.id !== gone).map(mail))
      putCommits(db, COMMITS)
      return derived(db)
    }
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(...MAILS.map((one) => one.id)),
        async (seed, size, gone) => {
          const waiting = shuffle<MailParts | CommitParts>([...MAILS, ...COMMITS], seed)
          const db = openWriter(':memory:')
          putCommits(db, [])
          while (waiting.length > 0) {
            const batch = waiting.splice(0, size)
            await ingestMails(
              db,
              batch.flatMap((one) => ('id' in one ? [mail(one)] : [])),
            )
            putCommits(
              db,
              batch.flatMap((one) => ('title' in one ? [one] : [])),
            )
          }
          expect(derived(db)).toEqual(await never(''))
          await rebuild(db, { resume: false })
          expect(derived(db)).toEqual(await never(''))
          hideMessage(db, gone as MessageId)
          expect(derived(db)).toEqual(await never(gone))
          db.close()
        },
      ),
      { numRuns: 15 },
    )
  })
})

/** The rows but for what only this database knows: when it read a tree, and what was hidden. */
function derived(db: Db) {
  const { hidden, sightings, ...rest } = dump(db)
  return rest
}
