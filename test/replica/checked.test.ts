import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkReplica } from '../../db/backup'
import { openWriter } from '../../db/migrate'
import { DatabaseError, openReader, SCHEMA_VERSION } from '../../db/open'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const sound = join(folder, 'sound.sqlite')
let number = 0

beforeAll(() => {
  const db = openWriter(sound)
  db.prepare("INSERT INTO rejections VALUES ('a', 1, 'why')").run()
  db.close()
})

function copy(): string {
  const path = join(folder, `${number++}.sqlite`)
  copyFileSync(sound, path)
  return path
}

describe('a restored replica', () => {
  it('that is sound can be read without a log beside it', () => {
    const path = copy()
    checkReplica(path)
    expect(existsSync(`${path}-wal`)).toBe(false)
    const db = openReader(path)
    expect(db.pragma('journal_mode', { simple: true })).toBe('delete')
    expect(db.prepare('SELECT count(*) FROM rejections').pluck().get()).toBe(1)
    db.close()
  })

  it('is refused when it is damaged', () => {
    const path = copy()
    const bytes = readFileSync(path)
    const pageSize = bytes.readUInt16BE(16)
    // The types of all pages but the first.
    for (let at = pageSize; at < bytes.length; at += pageSize) bytes[at] = 99
    writeFileSync(path, bytes)
    expect(() => checkReplica(path)).toThrow(
      new DatabaseError('the replica is damaged (database disk image is malformed)'),
    )
  })

  it('is refused when it is not a database, or that of another program', () => {
    const path = join(folder, 'diary.sqlite')
    writeFileSync(path, 'Dear diary, today nothing.\n'.repeat(100))
    expect(() => checkReplica(path)).toThrow(/^the replica: .*not a Reroll database$/)
    const other = join(folder, 'other.sqlite')
    const db = new Database(other)
    db.exec(`CREATE TABLE mails (a); PRAGMA user_version = ${SCHEMA_VERSION}`)
    db.close()
    expect(() => checkReplica(other)).toThrow(
      /^the replica: a database of another program; it is not a Reroll database$/,
    )
  })

  it.each([
    [SCHEMA_VERSION + 1, /update Reroll on this machine$/],
    [SCHEMA_VERSION - 1, /update Reroll on the machine that imports, and start it there$/],
  ])('is refused with schema %i', (version, message) => {
    const path = copy()
    const db = new Database(path)
    db.pragma(`user_version = ${version}`)
    db.close()
    expect(() => checkReplica(path)).toThrow(message)
  })
})
