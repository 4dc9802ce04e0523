import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { DatabaseError, openReader } from '../../db/open'
import { checkSound } from '../../db/soundness'
import { explainStorage } from '../../scripts/cli/storage'
import { createRandom } from '../../scripts/tools/fuzz/random'
import { ROOT, reroll } from '../support/cli'
import { ingestMails, readMails } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const MAILS = join(ROOT, 'test/db/schemas/mails.mbox')
const SAMPLE = join(ROOT, 'sample/vfio-device-life-cycle.mbox')
const sound = join(folder, 'sound.sqlite')
let number = 0

beforeAll(async () => {
  const db = openWriter(sound)
  await ingestMails(db, readMails(SAMPLE))
  db.pragma('journal_mode = DELETE')
  db.close()
})

/** A copy of the database in which these bytes are overwritten. */
function damage(places: Iterable<readonly [at: number, bytes: Buffer]>): string {
  const bytes = readFileSync(sound)
  for (const [at, more] of places) more.copy(bytes, at)
  const path = join(folder, `${++number}.sqlite`)
  writeFileSync(path, bytes)
  return path
}

/** The line that an import ends with; null if it succeeds. Throws an error that no line explains. */
async function importInto(path: string): Promise<string | null> {
  let db: Database.Database | undefined
  try {
    db = openWriter(path)
    await ingestMails(db, readMails(MAILS))
    return null
  } catch (error) {
    const line = explainStorage(error, path) ?? (error instanceof DatabaseError ? error.message : undefined)
    if (line === undefined) throw error
    return line
  } finally {
    db?.close()
  }
}

describe('an import into a damaged database', () => {
  it('is refused when a table or an index is damaged, and goes on otherwise', async () => {
    const random = createRandom(20_261_130)
    const { length } = readFileSync(sound)
    let refused = 0
    for (let round = 0; round < 12; round++) {
      const places = Array.from({ length: 20 }, () => {
        const bytes = Buffer.from(Array.from({ length: 100 }, () => Math.floor(random.fraction() * 256)))
        return [100 + Math.floor(random.fraction() * (length - 200)), bytes] as const
      })
      const path = damage(places)
      const before = readFileSync(path)
      const line = await importInto(path)
      if (line === null) checkSound(openReader(path), { whole: true })
      else {
        refused++
        expect(line).toMatch(/damaged.*check the disk, then restore a backup/)
        expect(readFileSync(path).subarray(100).equals(before.subarray(100))).toBe(true)
      }
    }
    expect(refused).toBeGreaterThan(6)
  }, 60_000)

  it('says so in one line, as does a night', () => {
    // The types of all pages but the first.
    const pages = readFileSync(sound).length / 16_384 - 1
    const path = damage(Array.from({ length: pages }, (_, at) => [(at + 1) * 16_384, Buffer.from([99])] as const))
    for (const words of [['ingest', MAILS], ['nightly']]) {
      const { code, stdout, stderr } = reroll(words, path)
      expect({ words, code, stdout }).toEqual({ words, code: 1, stdout: '' })
      expect(stderr).toMatch(/^reroll: \S+: the database or its disk is damaged \([^\n]+\); check the disk[^\n]*\n$/)
    }
  })
})

describe('a large database', () => {
  /** A copy in which the first page of a table is overwritten. */
  function damageTable(name: string): Database.Database {
    const db = new Database(sound, { readonly: true })
    const page = Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name))
    const pageSize = Number(db.pragma('page_size', { simple: true }))
    db.close()
    return openReader(damage([[(page - 1) * pageSize, Buffer.from([99])]]))
  }

  it('is checked without the bytes of its mails before an import, and completely in a night', () => {
    const damaged = damageTable('mails')
    const part = { whole: false, smallBytes: 0 }
    expect(() => checkSound(damaged, part)).not.toThrow()
    for (const all of [{ whole: false }, { ...part, whole: true }])
      expect(() => checkSound(damaged, all)).toThrow(DatabaseError)
    // The other tables of this one are all checked within the time that there is.
    const other = damageTable('messages')
    expect(() => checkSound(other, part)).toThrow(DatabaseError)
    damaged.close()
    other.close()
  })
})

describe('a list of free pages that makes no sense', () => {
  it('is found before an import, although it belongs to no table', () => {
    const free = Buffer.from([0, 0, 0, 7, 0, 0, 0, 7])
    const damaged = openReader(damage([[32, free]]))
    expect(() => checkSound(damaged, { whole: false })).toThrow(DatabaseError)
    damaged.close()
  })
})

describe('a header that makes no sense', () => {
  it('is called damaged, not an error of the program: the format of the schema', () => {
    expect(() => openReader(damage([[47, Buffer.from([255])]]))).toThrow(
      /its header is damaged \(unsupported file format\)/,
    )
  })

  it.each([-1_337_440_040, 2_000_000_000])('is called damaged: schema %i', async (version) => {
    const path = join(folder, `header${version}.sqlite`)
    copyFileSync(sound, path)
    const db = new Database(path)
    db.pragma(`user_version = ${version}`)
    db.close()
    expect(() => openReader(path)).toThrow(/its header is damaged \(schema .*restore a backup/)
    expect(await importInto(path)).toMatch(/its header is damaged/)
  })
})
