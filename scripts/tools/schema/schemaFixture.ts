import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openWriter } from '../../../db/migrate'
import { SCHEMA_VERSION, withDatabase } from '../../../db/open'
import { ingest } from '../../cli/ingest'
import { openProgress } from '../../cli/progress'
import { openSource } from '../../sources/openSource'

/**
 * Writes a database with the current schema for the migration test, which opens one of each schema: the result of importing
 * `mails.mbox`. An existing file is kept, because it is what the program wrote when that schema was new.
 * Run from the root of the project, by `npm run fixtures`.
 */
async function main(): Promise<void> {
  const folder = resolve('test/db/schemas')
  const fixture = join(folder, `schema-${SCHEMA_VERSION}.sqlite.gz`)
  if (existsSync(fixture)) return
  // A rejected mail is stored with the path that it was read from, which must not depend on the machine.
  process.chdir(folder)
  const temporary = mkdtempSync(join(tmpdir(), 'reroll-schema-'))
  const path = join(temporary, 'fixture.sqlite')
  await withDatabase(openWriter(path), async (db) => {
    await ingest(db, [await openSource('mails.mbox')], openProgress(process.stderr))
    db.pragma('journal_mode = DELETE')
    db.pragma('page_size = 1024')
    db.exec('VACUUM')
  })
  writeFileSync(fixture, gzipSync(readFileSync(path), { level: 9 }))
  rmSync(temporary, { recursive: true })
  process.stdout.write(`wrote ${fixture}\n`)
}

await main()
