import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readText } from '../../db/mail/messageText'
import { unpackMail } from '../../db/mail/packedMail'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { putCorrection } from '../../db/store/corrections'
import { hideMessage } from '../../db/store/hide'
import { rebuild } from '../../db/store/rebuild'
import { deriveMails, type WholeMail } from '../../lib/derive/deriveMails'
import { parseMessage } from '../../lib/mail/message'
import type { Address, MessageId } from '../../lib/mail/types'
import { readPullRequest } from '../../lib/pull/request'
import type { Correction } from '../../lib/series/groups'
import { ARCHIVE, strangerMail } from '../hostile/trust/archive'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { ingestFiles, ingestMails, shuffle } from '../support/ingest'
import { type MailParts, mail, wrapped } from '../support/mail'

interface Row {
  readonly key: string
  readonly message_id: MessageId
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly received_ms: number
  readonly refs: string
  readonly has_diff: number
  readonly text: Buffer
  readonly raw: Buffer
  readonly body: Buffer
  readonly lists: string
}

/** All mails of a database, as the pure core reads them. */
function readMails(db: Db): Promise<WholeMail[]> {
  const rows = db.prepare<[], Row>(
    'SELECT messages.*, mails.raw, mails.body, mails.lists FROM messages JOIN mails USING (id)',
  )
  const read = rows.all().map(async (row) => {
    const parsed = await parseMessage(unpackMail(row))
    const { recipients, body } = readText(row)
    const { to, cc } = JSON.parse(recipients) as { readonly to: readonly Address[]; readonly cc: readonly Address[] }
    return {
      key: row.key,
      messageId: row.message_id,
      outerIds: parsed.kind === 'message' ? parsed.message.outerIds : [],
      subject: row.subject,
      from: { name: row.from_name, email: row.from_email },
      receivedMs: row.received_ms,
      references: JSON.parse(row.refs) as MessageId[],
      hasDiff: row.has_diff === 1,
      body,
      lists: JSON.parse(row.lists) as string[],
      recipients: [...to, ...cc].map(({ email }) => email),
      succession: parsed.kind === 'message' ? parsed.message.succession : '',
      automatic: parsed.kind === 'message' && parsed.message.automatic,
    }
  })
  return Promise.all(read)
}

/** Threads, versions with their links, places and relations, as the pure core derives them from all mails at once. */
async function pureOutline(db: Db): Promise<string[]> {
  const corrections = db.prepare<[], Correction>('SELECT a, b, kind FROM corrections').all()
  const mails = await readMails(db)
  const { places, series, relations, reposted } = deriveMails(mails, corrections)
  const keyOf = (id: number | null) => (id === null ? null : (places[id]?.key ?? null))
  return [
    ...places.map(({ key, thread, parent, ghost, orderMs, kind }) =>
      JSON.stringify(['mail', key, keyOf(thread), keyOf(parent), ghost, orderMs, kind]),
    ),
    ...series.flatMap((one) => [
      ...one.versions.map(({ position, label, posting, link, patches, missingCount }) =>
        JSON.stringify([
          'version',
          one.key,
          position,
          label,
          posting.head.key,
          link?.to ?? null,
          link?.evidence ?? [],
          patches.length,
          missingCount,
        ]),
      ),
      ...one.places.map(({ key, version, number }) => JSON.stringify(['place', key, one.key, version, number])),
      JSON.stringify([
        'series',
        one.key,
        one.title,
        one.messages,
        one.lastMs,
        one.comparisons.length,
        one.cells.length,
      ]),
    ]),
    ...relations.map(({ from, to, kind, evidence }) =>
      JSON.stringify(['relation', keyOf(from), keyOf(to), kind, evidence]),
    ),
    ...places.flatMap((place) => {
      const pull = readPullRequest({ subject: place, body: mails[place.id]?.body ?? '' })
      if (pull === undefined) return []
      const { url, ref, patches, shortlog } = pull
      return JSON.stringify(['pull', place.key, url, ref, patches, shortlog, reposted.includes(place.id) ? 1 : 0])
    }),
  ].sort()
}

/** The same, from the tables. */
function storedOutline(db: Db): string[] {
  const rows = (sql: string) => db.prepare<[], unknown[]>(sql).raw().all()
  const parsed = (row: readonly unknown[], at: number) =>
    row.map((value, index) => (index === at ? JSON.parse(String(value)) : value))
  return [
    ...rows(
      `SELECT 'mail', own.key, thread.key, parent.key, ghost, order_ms, kind
       FROM places JOIN messages AS own ON own.id = places.message JOIN messages AS thread ON thread.id = places.thread
            LEFT JOIN messages AS parent ON parent.id = places.parent`,
    ),
    ...rows(
      `SELECT 'version', series.key, position, label, head.key, link_to, evidence,
              (SELECT count(*) FROM patches WHERE patches.version = versions.id), missing_count
       FROM versions JOIN series ON series.id = versions.series JOIN messages AS head ON head.id = versions.head`,
    ).map((row) => parsed(row, 6)),
    ...rows(
      `SELECT 'place', own.key, series.key, places.version, places.number
       FROM places JOIN messages AS own ON own.id = places.message JOIN series ON series.id = places.series`,
    ),
    ...rows(
      `SELECT 'series', key, title, messages, last_ms, (SELECT count(*) FROM comparisons WHERE comparisons.series = series.id),
              (SELECT count(*) FROM cells WHERE cells.series = series.id) FROM series`,
    ),
    ...rows(
      `SELECT 'relation', head.key, other.key, kind, relations.evidence
       FROM relations JOIN versions ON versions.id = relations.version JOIN messages AS head ON head.id = versions.head
            JOIN messages AS other ON other.id = relations.other`,
    ).map((row) => parsed(row, 4)),
    ...rows(
      `SELECT 'pull', messages.key, url, ref, patches, shortlog, reposted FROM pulls JOIN messages ON messages.id = pulls.message`,
    ).map((row) => parsed(row, 5)),
  ]
    .map((row) => JSON.stringify(row))
    .sort()
}

describe('what is derived step by step', () => {
  it('is what the pure core derives from all mails at once', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(strangerMail, { maxLength: 8 }),
        fc.integer({ min: 1, max: 5 }),
        async (mails, size) => {
          const raws = [...ARCHIVE.map(mail), ...mails.map((one, at) => one.toMail(`eve${at}@evil`))]
          const order = raws.map((raw, at) => ({ raw, place: (at * 7) % raws.length }))
          const mixed = order.sort((a, b) => a.place - b.place).map(({ raw }) => raw)
          const db = openWriter(':memory:')
          for (let at = 0; at < mixed.length; at += size) await ingestMails(db, mixed.slice(at, at + size))
          expect(storedOutline(db)).toEqual(await pureOutline(db))
          db.close()
        },
      ),
      { numRuns: 25 },
    )
  })
})

/** What an operator and the sources of an archive do, one after the other. */
type Step =
  | { readonly kind: 'import'; readonly mails: number }
  | { readonly kind: 'hide'; readonly mail: MessageId }
  | { readonly kind: 'link' | 'unlink'; readonly a: MessageId; readonly b: MessageId }
  | { readonly kind: 'rebuild'; readonly batch: number; readonly largest: number }

const id = fc.constantFrom(...ARCHIVE.map(({ id }) => id as MessageId))
const imports = fc.record({ kind: fc.constant('import' as const), mails: fc.integer({ min: 1, max: 8 }) })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: imports },
  fc.record({ kind: fc.constant('hide' as const), mail: id }),
  fc.record({ kind: fc.constantFrom('link' as const, 'unlink' as const), a: id, b: id }),
  fc.record({
    kind: fc.constant('rebuild' as const),
    batch: fc.integer({ min: 1, max: 12 }),
    largest: fc.integer({ min: 1, max: 60 }),
  }),
)

/** A mail of the archive that comes a second time: the same mail received at another time, or another text under its Message-ID. */
const copy = fc
  .record({
    parts: fc.constantFrom(...ARCHIVE),
    minutes: fc.integer({ min: -1_000, max: 2_000 }),
    more: fc.constantFrom('', 'One more line.\n'),
  })
  .map(({ parts, minutes, more }): MailParts => {
    const sent = Date.UTC(2024, 2, 1, 10) + minutes * 60_000
    return { ...parts, body: more + parts.body, received: new Date(sent) }
  })

async function take(db: Db, one: Step, waiting: Buffer[]): Promise<void> {
  if (one.kind === 'import') await ingestMails(db, waiting.splice(0, one.mails))
  else if (one.kind === 'hide') hideMessage(db, one.mail)
  else if (one.kind === 'rebuild') await rebuild(db, { resume: false, ...one })
  else putCorrection(db, one)
}

describe('what is left after any sequence of imports, corrections, removals and rebuilds', () => {
  it('is what the pure core derives from the mails that are left', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(strangerMail, { maxLength: 6 }),
        fc.array(copy, { maxLength: 4 }),
        fc.array(step, { maxLength: 12 }),
        fc.integer({ min: 1, max: 9999 }),
        async (mails, copies, steps, seed) => {
          const raws = [
            ...ARCHIVE.map(mail),
            ...mails.map((one, at) => one.toMail(`eve${at}@evil`)),
            ...copies.map(mail),
          ]
          const waiting = shuffle(raws, seed)
          const db = openWriter(':memory:')
          for (const one of steps) await take(db, one, waiting)
          await ingestMails(db, waiting)
          expect(storedOutline(db)).toEqual(await pureOutline(db))
          db.close()
        },
      ),
      { numRuns: 25 },
    )
  })
})

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
    ...set('bare', 'bare@x', 600),
    { ...words('again@x', '[PATCH 3/3] one more', 21), body: body('again.c') },
    { ...words('answer@x', 'Re: turn the valve v3', 900), inReplyTo: 'bare@x' },
  ]

  it('form the same versions in whatever order they come and go', { timeout: 120_000 }, () => expectSameInAnyOrder(ALL))
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

describeWithCorpus('real mail', () => {
  it('is derived to the same series by the pure core', { timeout: 120_000 }, async () => {
    const db = openWriter(':memory:')
    await ingestFiles(db, corpusPath('vfio-device-life-cycle.mbox'), corpusPath('iommufd-rfc.mbox'))
    const stored = storedOutline(db)
    expect(stored.length).toBeGreaterThan(700)
    expect(stored).toEqual(await pureOutline(db))
  })
})

describe('the limits of what is compared', () => {
  const patch = (id: string, title: string, minutes: number): Buffer =>
    mail({
      id,
      subject: `[PATCH] ${title}`,
      minutes,
      body: 'Why.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\n\ndiff --git a/one.c b/one.c\n--- a/one.c\n+++ b/one.c\n@@ -1 +1,3 @@\n-old\n+int first_of_many(void)\n+return first_value_of_it;\n+static int the_first_one;\n',
    })
  const countSeries = (db: Db) => db.prepare<[], number>('SELECT count(*) FROM series').pluck().get()

  it('give the same series whatever batch goes beyond them', { timeout: 60_000 }, async () => {
    // A line that one sender posts more than twenty times connects nothing.
    const all = Array.from({ length: 26 }, (_, at) => patch(`m${at}@x`, `area${at}: title number ${at} alone`, at * 10))
    const counts: unknown[] = []
    for (const cut of [0, 10, 21, 25]) {
      const db = openWriter(':memory:')
      await ingestMails(db, all.slice(0, cut))
      await ingestMails(db, all.slice(cut))
      counts.push(countSeries(db))
    }
    expect(counts).toEqual([26, 26, 26, 26])
  })

  it('are not reached by strangers, however many copies they post in the name of others', {
    timeout: 120_000,
  }, async () => {
    const db = openWriter(':memory:')
    await ingestMails(db, ARCHIVE.map(mail))
    const c2 = ARCHIVE.find(({ id }) => id === 'c2@x')
    if (c2 === undefined) throw new Error('the archive has no c2@x')
    const copies = Array.from({ length: 120 }, (_, at) =>
      mail({ ...c2, id: `e${at}@evil`, from: 'Eve <eve@evil.example>', minutes: 100 + at }),
    )
    await ingestMails(db, copies)
    await rebuild(db, { resume: false })
    const versions = db.prepare(
      "SELECT count(*) FROM versions JOIN series ON series.id = versions.series WHERE series.key = 'c1@x'",
    )
    expect(versions.pluck().get()).toBe(2)
  })
})
