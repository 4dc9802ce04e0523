import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { openReader, SCHEMA_VERSION } from '../../db/open'
import { ROOT, reroll } from '../support/cli'
import { type Dump, dump } from '../support/dump'
import { ingestFiles } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'

/**
 * `schema-N.sqlite.gz`: what the program wrote when its schema was N, after it imported `mails.mbox` from within that folder; packed with
 * `PRAGMA journal_mode = DELETE; PRAGMA page_size = 1024; VACUUM` and `gzip -9n`.
 */
const FOLDER = join(ROOT, 'test/db/schemas')
const MAILS = join(FOLDER, 'mails.mbox')
const VERSIONS = readdirSync(FOLDER).flatMap((name) => {
  const version = /^schema-(\d+)\.sqlite\.gz$/.exec(name)?.[1]
  return version === undefined ? [] : [Number(version)]
})

const folder = tempFolder()

function unpackSchema(version: number, path: string): string {
  writeFileSync(path, gunzipSync(readFileSync(join(FOLDER, `schema-${version}.sqlite.gz`))))
  return path
}

/** Where a rejected mail stood is named by the path it was read from. */
function tablesOf(path: string): Dump {
  const db = openReader(path)
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    const tables = dump(db)
    const rejections = (tables.rejections ?? []).map((row) => row.replace(/"[^"]*mails\.mbox"/, '"mails.mbox"'))
    return { ...tables, rejections }
  } finally {
    db.close()
  }
}

describe('a database of an earlier version', () => {
  it('is kept for every one that was ever released', () => {
    const migrations = readdirSync(join(ROOT, 'db/migrations')).map((name) => Number.parseInt(name, 10))
    const newest = Math.max(...VERSIONS)
    expect(VERSIONS.sort((a, b) => a - b)).toEqual(
      migrations.filter((version) => version <= newest).sort((a, b) => a - b),
    )
    // The schema before this one, at least: whoever adds a migration keeps a database of the last.
    expect(newest).toBeGreaterThanOrEqual(Math.max(...migrations.filter((version) => version < SCHEMA_VERSION)))
    for (const version of VERSIONS) {
      expect(readFileSync(join(FOLDER, `schema-${version}.sqlite.gz`)).length).toBeLessThan(100_000)
    }
  })

  for (const version of VERSIONS.filter((one) => one < SCHEMA_VERSION)) {
    it(`with schema ${version} is refused by a reader with what to do, and brought up to date by rebuild and by an import`, async () => {
      const fresh = join(folder, `fresh-${version}.sqlite`)
      const db = openWriter(fresh)
      await ingestFiles(db, MAILS)
      db.close()
      const old = unpackSchema(version, join(folder, `old-${version}.sqlite`))
      const refused = reroll(['list'], old)
      expect(refused).toMatchObject({ code: 1, stdout: '' })
      expect(refused.stderr).toContain(
        `schema ${version}, this program needs ${SCHEMA_VERSION}; it is from an older version`,
      )
      expect(reroll(['rebuild'], old)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^derived 10 mails again: 1 series/),
      })
      expect(tablesOf(old)).toEqual(tablesOf(fresh))
      const again = unpackSchema(version, join(folder, `again-${version}.sqlite`))
      const writer = openWriter(again)
      expect(await ingestFiles(writer, MAILS)).toMatchObject({ new: 0, duplicate: 10, rejected: 1 })
      writer.close()
      // The same rejected mail at another path is a second row.
      const { rejections: _, ...tables } = tablesOf(again)
      const { rejections: __, ...wanted } = tablesOf(fresh)
      expect(tables).toEqual(wanted)
    })
  }
})
