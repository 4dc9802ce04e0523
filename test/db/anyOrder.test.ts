import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { hideMessage } from '../../db/store/hide'
import { rebuild } from '../../db/store/rebuild'
import type { MessageId } from '../../lib/mail/types'
import { MAX_COPIES } from '../../lib/series/keys'
import { ingestMails, shuffle } from '../support/ingest'
import { type MailParts, mail, wrapped } from '../support/mail'
import { pureOutline, storedOutline } from '../support/outline'

describe('the mails of postings that threads do not connect', () => {
  const body = (file: string) =>
    `Why.\n\n---\ndiff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n-old\n+new\n`
  const set = (name: string, parent: string, minutes: number, mark = ''): MailParts[] =>
    [1, 2].map((number) => ({
      id: `${name}${number}@x`,
      subject: `[PATCH${mark} ${number}/2] ${name}: part ${number}`,
      body: body(`${name}${number}.c`),
      inReplyTo: parent,
      minutes: minutes + number,
    }))
  const words = (id: string, subject: string, minutes: number): MailParts => ({
    id,
    subject,
    body: 'Words.\n',
    minutes,
  })
  const copies = [0, 6, 12, 20].map((minutes) => words(`copy${minutes}@x`, '[PATCH 0/2] a cover sent again', minutes))
  const ALL: readonly MailParts[] = [
    ...copies,
    ...set('copied', 'copy12@x', 12),
    words('lost@x', '[PATCH v2 0/2] a cover with another id', 300),
    ...set('lost', 'unseen@x', 300, ' v2'),
    words('bare@x', 'turn the valve v3', 600),
    words('barecopy@x', 'turn the valve v3', 590),
    ...set('bare', 'bare@x', 600),
    { ...words('barecopyanswer@x', 'Re: turn the valve v3', 800), inReplyTo: 'barecopy@x' },
    { ...words('again@x', '[PATCH 3/3] one more', 21), body: body('again.c') },
    { ...words('answer@x', 'Re: turn the valve v3', 900), inReplyTo: 'bare@x' },
  ]

  it('form the same versions in whatever order they come and go', { timeout: 120_000 }, () => expectSameInAnyOrder(ALL))
})

describe('unmarked mails with the text of a cover letter', () => {
  const opening = (id: string, minutes: number): MailParts => ({
    id,
    subject: 'turn the valve',
    body: 'Words.\n',
    minutes,
  })
  const patch: MailParts = {
    id: 'p@x',
    subject: '[PATCH 1/1] turn it',
    body: 'Why.\n\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-old\n+new\n',
    inReplyTo: 'm5@x',
    minutes: 6,
  }
  // With the last of them, there are too many to be copies.
  const ALL = [...Array.from({ length: MAX_COPIES + 1 }, (_, at) => opening(`m${at}@x`, at)), patch]

  it('are copies or none in whatever order they come and go', { timeout: 120_000 }, () => expectSameInAnyOrder(ALL))
})

/** Imports mails in any order and batches, hides one of them, and compares what is stored with what the pure core derives. */
function expectSameInAnyOrder(all: readonly MailParts[]): Promise<void> {
  return fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(...all.map(({ id }) => id)),
      async (seed, size, gone) => {
        const waiting = shuffle(all.map(mail), seed)
        const db = openWriter(':memory:')
        while (waiting.length > 0) await ingestMails(db, waiting.splice(0, size))
        expect(storedOutline(db)).toEqual(await pureOutline(db))
        hideMessage(db, gone as MessageId)
        expect(storedOutline(db)).toEqual(await pureOutline(db))
        db.close()
      },
    ),
    { numRuns: 40 },
  )
}

describe('rerolls of single patches of a series', () => {
  const patch = (id: string, subject: string, minutes: number, file: string, inReplyTo?: string): MailParts => ({
    id,
    subject,
    minutes,
    body: `Why.\n\n---\ndiff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1,4 @@\n-old\n+int ${file}_one;\n+int ${file}_two;\n+int ${file}_three;\n+int ${minutes};\n`,
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
  })
  const ALL: readonly MailParts[] = [
    { id: 'c@x', subject: '[PATCH 0/3] topic', body: 'Words.\n' },
    patch('p1@x', '[PATCH 1/3] one of the three', 1, 'a', 'c@x'),
    patch('p2@x', '[PATCH 2/3] two of the three', 2, 'b', 'c@x'),
    patch('p3@x', '[PATCH 3/3] three of the three', 3, 'c', 'c@x'),
    patch('x@x', '[PATCH v2] two of the three', 300, 'b', 'p2@x'),
    patch('y@x', '[PATCH v3] count the drips', 600, 'b', 'x@x'),
    patch('z@x', '[PATCH v4] three of the three', 900, 'd', 'y@x'),
    patch('u@x', '[PATCH v5] plug the leak', 1200, 'a', 'c@x'),
    patch('v@x', '[PATCH v6 3/3] three of the three', 4000, 'e'),
    patch('w@x', '[PATCH] seal it (was: plug the leak)', 9000, 'f'),
  ]

  it('have the same places in whatever order they come and go', { timeout: 120_000 }, () => expectSameInAnyOrder(ALL))
})

describe('mails that a list wrapped, and those that answer the outer ones', () => {
  const diff = 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-old\n+new\n'
  const words = (id: string, inReplyTo: string, minutes: number): Buffer =>
    mail({ id, subject: 'Re: [PATCH] alpha: one', body: 'Words.\n', inReplyTo, minutes, from: 'Bob <bob@example.org>' })
  const patch = { subject: '[PATCH] alpha: one', body: `Why.\n---\n${diff}` }
  const ALL: readonly Buffer[] = [
    wrapped({ ...patch, id: 'a@x' }, 'outer-a@list'),
    wrapped({ ...patch, id: 'a@x', body: `Other words.\n---\n${diff}`, minutes: 4 }, 'outer-variant@list'),
    wrapped({ ...patch, id: 'b@x', subject: '[PATCH] beta: one', minutes: 5 }, 'outer-a@list'),
    // A mail that has one of these ids as its own.
    mail({ ...patch, id: 'outer-b@list', subject: '[PATCH] gamma: one', minutes: 6 }),
    wrapped({ ...patch, id: 'c@x', subject: '[PATCH] delta: one', minutes: 7 }, 'outer-b@list'),
    words('r1@x', 'outer-a@list', 10),
    words('r2@x', 'r1@x', 20),
    words('r3@x', 'outer-b@list', 30),
    words('r4@x', 'outer-variant@list', 35),
    wrapped(
      { id: 'r5@x', subject: 'Re: [PATCH] alpha: one', body: 'Words.\n', inReplyTo: 'outer-a@list', minutes: 40 },
      'outer-r5@list',
    ),
    words('r6@x', 'outer-r5@list', 50),
    mail({
      ...patch,
      id: 'a2@x',
      subject: '[PATCH v2] alpha: two',
      body: `Why.\n---\nv1: https://lore.kernel.org/r/outer-a@list\n\n${diff}`,
      minutes: 90,
    }),
  ]
  const IDS = ['a@x', 'b@x', 'outer-b@list', 'c@x', 'r1@x', 'r5@x']

  it('have the same threads and series in whatever order they come and go', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(...IDS),
        async (seed, size, gone) => {
          const waiting = shuffle(ALL, seed)
          const db = openWriter(':memory:')
          while (waiting.length > 0) await ingestMails(db, waiting.splice(0, size))
          const whole = storedOutline(db)
          expect(whole).toEqual(await pureOutline(db))
          await rebuild(db, { resume: false, batch: size, largest: 5 })
          expect(storedOutline(db)).toEqual(whole)
          hideMessage(db, gone as MessageId)
          expect(storedOutline(db)).toEqual(await pureOutline(db))
          db.close()
        },
      ),
      { numRuns: 25 },
    )
  })
})
