import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { type Db, openReader, SCHEMA_VERSION } from '../../db/open'
import { getComparison } from '../../db/queries/compare/comparison'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { ROOT, reroll } from '../support/cli'
import { type Dump, dump } from '../support/dump'
import { ingestFiles } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'

/** `schema-N.sqlite.gz`: what the program wrote when its schema was N (scripts/tools/schema/schemaFixture.ts). */
const FOLDER = join(ROOT, 'test/db/schemas')
const MAILS = join(FOLDER, 'mails.mbox')
const VERSIONS = readdirSync(FOLDER).flatMap((name) => {
  const version = /^schema-(\d+)\.sqlite\.gz$/.exec(name)?.[1]
  return version === undefined ? [] : [Number(version)]
})
/** The schema of the last release. */
const RELEASED = 10

const folder = tempFolder()

function unpackSchema(version: number, path: string): string {
  writeFileSync(path, gunzipSync(readFileSync(join(FOLDER, `schema-${version}.sqlite.gz`))))
  return path
}

/** All tables. Folders are cut from the names of rejected mails' files, since they differ between runs. */
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
  it('is kept for every schema there was, this one included: npm run fixtures writes it', () => {
    const migrations = readdirSync(join(ROOT, 'db/migrations')).map((name) => Number.parseInt(name, 10))
    expect(VERSIONS.sort((a, b) => a - b)).toEqual(migrations.sort((a, b) => a - b))
    expect(VERSIONS.at(-1)).toBe(SCHEMA_VERSION)
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

describe('a database of the last release', () => {
  /** Opened as that release opens it, with the log that lets it read while another process writes. */
  function openOld(name: string): { readonly path: string; readonly reader: Db } {
    const path = unpackSchema(RELEASED, join(folder, name))
    const writer = new Database(path)
    writer.pragma('journal_mode = WAL')
    // Entered by an operator, so that no rebuild can bring it back.
    writer.exec(`INSERT INTO corrections (a, b, kind) VALUES ('a@example.org', 'b@example.org', 'unlink');
      INSERT INTO hidden (message_id, content_hash, source) VALUES ('gone@example.org', '', 'by hand');
      INSERT INTO sources (name, kind, added_ms, failures, last_new, total_new) VALUES ('list.mbox', 'mbox file', 1, 0, 2, 3);
      INSERT INTO cursors (source, cursor) VALUES ('list.mbox', '7')`)
    writer.close()
    return { path, reader: new Database(path, { readonly: true }) }
  }

  it('is upgraded while a reader of that release is in the middle of a page', () => {
    const { path, reader } = openOld('served.sqlite')
    reader.exec('BEGIN')
    const rules = reader.prepare<[], string>('SELECT DISTINCT rule FROM positions ORDER BY rule').pluck()
    const before = rules.all()
    expect(before).toContain('R3')
    openWriter(path).close()
    // It finishes its page on the old schema, and reads what is new afterwards.
    expect(rules.all()).toEqual(before)
    expect(reader.prepare('SELECT count(*) FROM nightly_lock').pluck().get()).toBe(0)
    reader.exec('COMMIT')
    expect(rules.all()).toContain('approves')
    reader.close()
  })

  it('gives right pages as soon as it is upgraded, before anything is derived again', () => {
    const { path, reader } = openOld('upgraded.sqlite')
    reader.close()
    openWriter(path).close()
    const rebuilt = unpackSchema(RELEASED, join(folder, 'derived.sqlite'))
    expect(reroll(['rebuild'], rebuilt).code).toBe(0)
    const read = (from: string) => {
      const db = openReader(from)
      const document = getSeriesDocument(db, 'v2-0@example.org')
      const comparison = getComparison(db, 'v2-0@example.org', 'v1', 'v2', 1)
      db.close()
      if (document === undefined || comparison === undefined) throw new Error('the series is gone')
      // The sentences of the audit, what is said about state and turn, and which changelog item answers a comment depend on the version of the program that derived them.
      const { turn: _, waitingDays: __, ...rest } = document
      const said = {
        comparison,
        document: { ...rest, audit: [], state: { ...rest.state, basis: null, severity: null, comments: {} } },
      }
      return JSON.parse(
        JSON.stringify(said, (key, value: unknown) => (key === 'announcedIn' ? null : value)),
      ) as unknown
    }
    expect(read(path)).toEqual(read(rebuilt))
  })

  it('keeps what an operator entered', () => {
    const { path, reader } = openOld('entered.sqlite')
    reader.close()
    const db = openWriter(path)
    expect(db.prepare('SELECT * FROM corrections').raw().all()).toEqual([['a@example.org', 'b@example.org', 'unlink']])
    expect(db.prepare('SELECT * FROM hidden').raw().all()).toEqual([['gone@example.org', '', 'by hand', null]])
    expect(db.prepare('SELECT name, total_new FROM sources').raw().all()).toEqual([['list.mbox', 3]])
    expect(db.prepare('SELECT cursor FROM cursors').pluck().all()).toEqual(['7'])
    db.close()
  })
})
