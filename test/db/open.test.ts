import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { openReader } from '../../db/open'
import { tempFolder } from '../support/tempFolder'

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

  it('creates no database where there is none', () => {
    expect(() => openReader(join(tempFolder(), 'none.sqlite'))).toThrow(/import mail first/)
  })
})
