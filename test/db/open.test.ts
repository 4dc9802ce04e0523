import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { openReader, rememberStatements } from '../../db/open'
import { tempFolder } from '../support/tempFolder'

const TEXT = 'SELECT 1 AS one, ? AS two'

describe('the handle of the web server', () => {
  it('refuses to write, even when a statement tries', () => {
    const path = join(tempFolder(), 'a.sqlite')
    openWriter(path).close()
    const db = openReader(path)
    for (const sql of [
      "INSERT INTO rejections (source, position, reason) VALUES ('a', 0, 'b')",
      'DELETE FROM mails',
      'DROP TABLE mails',
      'PRAGMA user_version = 1',
    ]) {
      expect(() => db.exec(sql)).toThrow(/readonly/)
    }
    db.close()
  })

  it('does not wait for a named pipe, and reads no folder', () => {
    const folder = tempFolder()
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    for (const path of [pipe, folder]) expect(() => openReader(path)).toThrow(`${path}: not a file`)
  })

  it('creates no database where there is none', () => {
    expect(() => openReader(join(tempFolder(), 'none.sqlite'))).toThrow(/import mail first/)
  })
})

describe('prepared statements', () => {
  it('are prepared once, and forget how their rows were asked for before', () => {
    const db = rememberStatements(new Database(':memory:'))
    const plucked = db.prepare(TEXT).pluck()
    expect(plucked.get('a')).toBe(1)
    expect(db.prepare(TEXT)).toBe(plucked)
    expect(db.prepare(TEXT).get('b')).toEqual({ one: 1, two: 'b' })
    expect(db.prepare(TEXT).raw().get('c')).toEqual([1, 'c'])
    expect(db.prepare(TEXT).all('d')).toEqual([{ one: 1, two: 'd' }])
    db.close()
  })

  it('are forgotten when there are too many', () => {
    const db = rememberStatements(new Database(':memory:'))
    const first = db.prepare(TEXT)
    for (let width = 1; width <= 600; width++) db.prepare(`SELECT ${'1,'.repeat(width)}1`).all()
    expect(db.prepare(TEXT)).not.toBe(first)
    db.close()
  })
})
