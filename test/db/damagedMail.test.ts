import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { listRejections } from '../../db/queries/status/status'
import { rebuild } from '../../db/store/rebuild'
import { ROOT, reroll } from '../support/cli'
import { dump } from '../support/dump'
import { ingestMails, readMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const ALL = readMails(join(ROOT, 'test/db/schemas/mails.mbox'))
const ID = 'v1-1@example.org'
const REPLY = mail({
  id: 'late@example.org',
  subject: 'Re: a patch',
  from: 'Rex Reviewer <rex@example.org>',
  minutes: 30_000,
  inReplyTo: ID,
  body: 'Tested-by: Rex Reviewer <rex@example.org>\n',
})
/** The same mail, from another list. */
const isDamagedMail = (raw: Buffer) => raw.includes(`Message-ID: <${ID}>`)
const ELSEWHERE = Buffer.concat([
  Buffer.from('List-Id: <other.example.org>\n'),
  ALL.find(isDamagedMail) ?? Buffer.alloc(0),
])

const sound = join(folder, 'sound.sqlite')
let number = 0

beforeAll(async () => {
  const db = openWriter(sound)
  await ingestMails(db, ALL)
  db.pragma('journal_mode = DELETE')
  db.close()
})

/** A copy of the database in which the end of one stored text is overwritten. */
function damage(column: 'mails.raw' | 'mails.body' | 'messages.text'): string {
  const path = join(folder, `${++number}.sqlite`)
  copyFileSync(sound, path)
  const db = openWriter(path)
  const [table = '', name = ''] = column.split('.')
  const id = db.prepare('SELECT id FROM messages WHERE message_id = ?').pluck().get(ID)
  const bytes = Buffer.from(db.prepare(`SELECT ${name} FROM ${table} WHERE id = ?`).pluck().get(id) as Buffer)
  bytes.fill(0xff, bytes.length >> 2)
  db.prepare(`UPDATE ${table} SET ${name} = ? WHERE id = ?`).run(bytes, id)
  db.close()
  return path
}

const NAMED = [
  {
    source: 'rebuild',
    position: expect.any(Number),
    reason: expect.stringMatching(/^v1-1@example\.org: its stored bytes are damaged \(.*\); import it again$/),
  },
]
const named = (db: Db) => listRejections(db, 10).filter(({ source }) => source === 'rebuild')
const ids = (db: Db) => db.prepare('SELECT message_id FROM messages ORDER BY 1').pluck().all()

/** The tables but for the numbers of mails and what names them. */
function rowsOf(db: Db) {
  const { mails, rejections, ...rows } = dump(db)
  return rows
}

describe('one damaged mail', () => {
  it.each(['mails.raw', 'mails.body'] as const)(
    'in %s does not stop an import, and is named once it is needed',
    async (column) => {
      const db = openWriter(damage(column))
      await ingestMails(db, [REPLY])
      expect(ids(db)).toContain('late@example.org')
      // The headers are not needed to derive anything from the thread.
      expect(named(db)).toEqual(column === 'mails.raw' ? [] : NAMED)
      await rebuild(db, { resume: false })
      expect(named(db)).toEqual(NAMED)
      expect(ids(db)).not.toContain(ID)
      expect(db.pragma('foreign_key_check')).toEqual([])
      const wanted = openWriter(':memory:')
      await ingestMails(wanted, [...ALL.filter((raw) => !isDamagedMail(raw)), REPLY])
      expect(rowsOf(db)).toEqual(rowsOf(wanted))
      await ingestMails(db, ALL)
      await ingestMails(wanted, ALL)
      expect(rowsOf(db)).toEqual(rowsOf(wanted))
      wanted.close()
      db.close()
    },
  )

  it('of which only the text is damaged is read again from its bytes, and nothing is lost', async () => {
    const db = openWriter(damage('messages.text'))
    await ingestMails(db, [REPLY])
    expect(named(db)).toEqual([])
    const wanted = openWriter(':memory:')
    await ingestMails(wanted, [...ALL, REPLY])
    expect(rowsOf(db)).toEqual(rowsOf(wanted))
    wanted.close()
    db.close()
  })

  it.each(['mails.raw', 'mails.body', 'messages.text'] as const)(
    'in %s is repaired by another copy',
    async (column) => {
      const db = openWriter(damage(column))
      await ingestMails(db, [ELSEWHERE, REPLY])
      const wanted = openWriter(':memory:')
      await ingestMails(wanted, [...ALL, ELSEWHERE, REPLY])
      expect(rowsOf(db)).toEqual(rowsOf(wanted))
      expect(named(db)).toEqual([])
      wanted.close()
      db.close()
    },
  )

  it('is explained in a line by a command that needs it, and named by status once a rebuild left it out', () => {
    const path = damage('mails.body')
    const { code, stderr } = reroll(['hide', 'v1-0@example.org'], path)
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^reroll: \S+: the stored bytes of a mail are damaged .*reroll rebuild.*\n$/),
    })
    expect(reroll(['rebuild'], path)).toMatchObject({ code: 0, stderr: '' })
    expect(reroll(['status'], path).stdout).toContain(`${ID}: its stored bytes are damaged`)
  })
})
