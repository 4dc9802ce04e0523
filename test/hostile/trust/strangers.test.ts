import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../../db/migrate'
import type { Db } from '../../../db/open'
import { dump } from '../../support/dump'
import { ingestMails } from '../../support/ingest'
import { mail } from '../../support/mail'
import { ARCHIVE, strangerMail } from './archive'

/** What the invariant is about: the tables of a series, and of its own row what readers see first. */
const TABLES = [
  'versions',
  'patches',
  'trailers',
  'cover_tags',
  'cells',
  'comparisons',
  'standings',
  'remarks',
  'changelog',
] as const

/** The rows of each series, by its key. */
function seriesRows(db: Db): Map<string, string[]> {
  const all = dump(db)
  const states = db
    .prepare<[], { key: string }>(
      `SELECT key, title, author_email, state, state_message, state_quote, turn, turn_why, turn_since_ms FROM series`,
    )
    .all()
    .map(({ key, ...row }) => [key, { ...row, state_message: '' }] as const)
  return new Map(
    states.map(([key, row]) => [
      key,
      [
        JSON.stringify(row),
        ...TABLES.flatMap((table) =>
          (all[table] ?? [])
            .filter((line) => line.includes(`"${key}"]`) || line.includes(`"${key}/`))
            .map((line) => `${table} ${line}`),
        ),
      ],
    ]),
  )
}

/** The rows of the pull requests of the archive. */
function pullRows(db: Db): string[] {
  return (dump(db).pulls ?? []).filter((line) => line.includes('"pull-'))
}

function seriesOf(db: Db, id: string): string | undefined {
  return db
    .prepare<{ id: string }, string>(
      `SELECT series.key FROM messages JOIN places ON places.message = messages.id JOIN series ON series.id = places.series
       WHERE messages.message_id = @id`,
    )
    .pluck()
    .get({ id })
}

describe('a stranger', () => {
  it('changes nothing of any series but their own and the one that they answer', { timeout: 240_000 }, async () => {
    const archive = openWriter(':memory:')
    await ingestMails(archive, ARCHIVE.map(mail))
    const bytes = archive.serialize()
    const before = seriesRows(archive)
    const pulls = pullRows(archive)
    expect(pulls.length).toBe(2)
    expect([...before.keys()].sort()).toEqual(['a0@x', 'c1@x', 'd1@x', 'e1@x', 'f1@x', 'm1@x', 'pull-a0@x'])
    await fc.assert(
      fc.asyncProperty(
        fc.array(strangerMail, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (mails, together) => {
          const db = new Database(bytes)
          const raws = mails.map((one, at) => one.toMail(`eve${at}@evil`))
          if (together) await ingestMails(db, raws)
          else for (const raw of raws) await ingestMails(db, [raw])
          const answered = new Set(
            mails.map(({ inReplyTo, references }) => seriesOf(archive, inReplyTo ?? references.at(-1) ?? '')),
          )
          const after = seriesRows(db)
          expect(pullRows(db)).toEqual(pulls)
          for (const [key, rows] of before) if (!answered.has(key)) expect(after.get(key)).toEqual(rows)
          db.close()
        },
      ),
      { numRuns: 150 },
    )
  })
})
