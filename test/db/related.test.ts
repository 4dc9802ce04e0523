import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { patchId } from '../../lib/patch/patchId'
import { fingerprint } from '../support/dump'
import { ingestMails, shuffle } from '../support/ingest'
import { mail } from '../support/mail'

const DAY = 24 * 60
const diff = (name: string, word: string) =>
  `diff --git a/${name}.c b/${name}.c\n--- a/${name}.c\n+++ b/${name}.c\n@@ -1,3 +1,4 @@\n int a;\n+int ${word}_of_${name};\n int b;\n int c;\n`
const body = (words: string, name: string, word: string) => `${words}\n---\n${diff(name, word)}`

const BASE = mail({
  id: 'base@example.org',
  subject: '[PATCH] base: lay the ground',
  cc: 'Max Tainer <max@example.org>',
  body: body('Why.', 'base', 'one'),
})
const ON_TOP = mail({
  id: 'top@example.org',
  subject: '[PATCH] top: build the house',
  body: body('Why.\n---\nDepends-on: <base@example.org>\n', 'top', 'two'),
  minutes: 60,
})
const BY_PATCH_ID = mail({
  id: 'wing@example.org',
  subject: '[PATCH] wing: add another room',
  cc: 'Rex Roe <rex@example.org>',
  body: `${body('Why.', 'wing', 'three')}\nbase-commit: ${'0c'.repeat(20)}\nprerequisite-patch-id: ${patchId(diff('base', 'one'))}\n-- \n2.40.0\n`,
  minutes: 70,
})
const APPLIED = mail({
  id: 'applied@example.org',
  subject: 'Re: [PATCH] base: lay the ground',
  body: 'Applied to the house tree, thanks.\n',
  from: 'Max Tainer <max@example.org>',
  minutes: 90,
  inReplyTo: 'base@example.org',
})
const FIX = mail({
  id: 'fix@example.org',
  subject: '[PATCH] base: mend the crack',
  body: body(
    'Why.\n\nFixes: 0123456789ab ("base: lay the ground")\nSigned-off-by: Ada <ada@example.org>',
    'fix',
    'four',
  ),
  minutes: 1_500 * DAY,
  from: 'Rex Roe <rex@example.org>',
})
const FIX_2 = mail({
  id: 'fix2@example.org',
  subject: '[PATCH v2] base: mend the crack',
  body: body(
    'Why.\n\nFixes: 0123456789ab ("base: lay the ground")\nSigned-off-by: Ada <ada@example.org>',
    'fix',
    'five',
  ),
  minutes: 1_501 * DAY,
  from: 'Rex Roe <rex@example.org>',
})
const ROBOT = mail({
  id: 'report@example.org',
  subject: 'Re: [PATCH] base: mend the crack',
  body: 'All warnings (new ones prefixed by >>):\n\n>> fix.c:2:5: warning: four is a poor name\n',
  from: 'kernel test robot <lkp@example.org>',
  minutes: 1_500 * DAY + 60,
  inReplyTo: 'fix@example.org',
})
const ALL = [BASE, ON_TOP, BY_PATCH_ID, APPLIED, FIX, FIX_2, ROBOT]

async function open(mails: readonly Buffer[]): Promise<Db> {
  const db = openWriter(':memory:')
  for (const one of mails) await ingestMails(db, [one])
  return db
}
const show = (db: Db, name: string) => {
  const found = getSeriesDocument(db, `${name}@example.org`)
  if (found === undefined) throw new Error(`${name} was not imported`)
  return found
}

describe('what is related to a series', () => {
  it('includes what it depends on and what depends on it, whichever mail came first', async () => {
    for (const mails of [ALL, [...ALL].reverse()]) {
      const db = await open(mails)
      expect(show(db, 'top').dependencies).toMatchObject([
        { direction: 'on', kind: 'mail', other: { id: 'base@example.org', version: 'v1' } },
      ])
      expect(show(db, 'wing').dependencies).toMatchObject([
        { direction: 'on', kind: 'commit', value: '0c'.repeat(20), other: null },
        { direction: 'on', kind: 'patch', other: { id: 'base@example.org' } },
      ])
      expect(show(db, 'base').dependencies).toMatchObject([
        { direction: 'by', kind: 'mail', other: { id: 'top@example.org' } },
        { direction: 'by', kind: 'patch', other: { id: 'wing@example.org' } },
      ])
    }
  })

  it('includes a dependency that was not imported, and finds it once it is', async () => {
    const db = await open([ON_TOP])
    expect(show(db, 'top').dependencies).toMatchObject([{ value: 'base@example.org', other: null }])
    await ingestMails(db, [BASE])
    expect(show(db, 'top').dependencies).toMatchObject([{ other: { id: 'base@example.org' } }])
  })

  it('includes a fix that was posted years later, in both directions and with its newest version only', async () => {
    const db = await open(ALL)
    expect(show(db, 'base').fixes).toMatchObject([
      { direction: 'by', patch: 1, applied: true, other: { id: 'fix@example.org', version: 'v2', patch: 1 } },
    ])
    expect(show(db, 'fix').fixes).toMatchObject([
      { direction: 'of', version: 'v2', applied: true, other: { id: 'base@example.org', patch: 1 } },
    ])
    expect(show(db, 'top').fixes).toEqual([])
  })

  it('tells a revert apart from a fix, by its subject alone or with a Fixes: line, and gives it once', async () => {
    const revert = (id: string, subject: string, words: string, minutes: number) =>
      mail({
        id: `${id}@example.org`,
        subject,
        body: body(words, id, id),
        from: 'Rex Roe <rex@example.org>',
        minutes,
      })
    const bare = revert('bare', '[PATCH] Revert "base: lay the ground"', 'This reverts commit 0123456789ab.', 200)
    const both = revert(
      'both',
      '[PATCH] house: Revert "base: lay the ground"',
      'Why.\n\nFixes: 0123456789ab ("base: lay the ground")\nSigned-off-by: Rex Roe <rex@example.org>',
      300,
    )
    const db = await open([BASE, FIX, bare, both])
    expect(show(db, 'base').fixes.map(({ kind, other, posted }) => [kind, other.id, posted.slice(11, 16)])).toEqual([
      ['reverts', 'both@example.org', '15:00'],
      ['fixes', 'fix@example.org', '10:00'],
      ['reverts', 'bare@example.org', '13:20'],
    ])
    expect(show(db, 'bare').fixes).toMatchObject([
      { direction: 'of', kind: 'reverts', other: { id: 'base@example.org' } },
    ])
  })

  it('does not treat a patch that was posted after the fix as the one it fixes', async () => {
    const later = mail({
      id: 'later@example.org',
      subject: '[PATCH] base: lay the ground',
      body: body('Why.', 'other', 'six'),
      from: 'Zoe <zoe@example.org>',
      minutes: 2_000 * DAY,
    })
    const db = await open([FIX, later])
    expect(show(db, 'fix').fixes).toEqual([])
    expect(show(db, 'later').fixes).toEqual([])
  })

  it('includes what a bot found, and the version in which that changed', async () => {
    expect(show(await open(ALL), 'fix').reports).toMatchObject([
      {
        messageId: 'report@example.org',
        version: 'v1',
        patch: 1,
        findings: [{ path: 'fix.c', line: 2 }],
        place: 'hunk',
        changedIn: 'v2',
        creditedIn: null,
      },
    ])
  })

  it('leaves a report open that no version addresses, and names the version that credits the bot', async () => {
    expect(show(await open([FIX, ROBOT]), 'fix').reports).toMatchObject([{ changedIn: null, creditedIn: null }])
    const credited = Buffer.from(
      FIX_2.toString().replace('Signed-off-by', 'Reported-by: kernel test robot <lkp@example.org>\nSigned-off-by'),
    )
    expect(show(await open([FIX, ROBOT, credited]), 'fix').reports).toMatchObject([{ creditedIn: 'v2' }])
  })

  it('includes the report that a patch closes', async () => {
    const report = mail({
      id: 'bug@example.org',
      subject: 'the house leans',
      body: 'Look.\n',
      from: 'Bo <bo@example.org>',
    })
    const closing = mail({
      id: 'close@example.org',
      subject: '[PATCH] house: stand straight',
      body: body(
        'Why.\n\nReported-by: Bo <bo@example.org>\nCloses: https://lore.kernel.org/r/bug@example.org',
        'h',
        'x',
      ),
      minutes: 10,
    })
    for (const mails of [
      [report, closing],
      [closing, report],
    ])
      expect(show(await open(mails), 'close').closes).toMatchObject([
        { messageId: 'bug@example.org', subject: 'the house leans', patch: 1 },
      ])
  })

  it('is the same in any order of mails, one at a time or all at once', async () => {
    const whole = openWriter(':memory:')
    await ingestMails(whole, ALL)
    const expected = fingerprint(whole)
    for (const seed of [1, 2, 3]) expect(fingerprint(await open(shuffle(ALL, seed)))).toEqual(expected)
  })

  it('counts the days of waiting up to the newest mail, and none when nobody has to act', async () => {
    const reply = mail({
      id: 'ask@example.org',
      subject: 'Re: [PATCH] top: build the house',
      body: 'Why?\n',
      from: 'Rex Roe <rex@example.org>',
      minutes: 3 * DAY + 90,
      inReplyTo: 'wing@example.org',
    })
    const db = await open([BASE, APPLIED, ON_TOP, BY_PATCH_ID, reply])
    expect(show(db, 'top').waitingDays).toBe(3)
    expect(show(db, 'wing').waitingDays).toBe(0)
    expect(show(db, 'base').waitingDays).toBeNull()
  })
})
