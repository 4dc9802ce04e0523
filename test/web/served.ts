import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import type { ServerLimits } from '../../scripts/server/limits'
import { startServer } from '../../scripts/server/serve'
import { ensureBuilt } from '../support/built'
import { ingestFiles, ingestMails } from '../support/ingest'

/** The built server with a database of its own, on loopback. */
export interface Served {
  /** Without a trailing slash. */
  readonly url: string
  readonly port: number
  readonly database: string
  readonly close: () => Promise<void>
}

export interface ServedParts {
  readonly mails?: readonly (Buffer | string)[]
  readonly files?: readonly string[]
  readonly limits?: Partial<ServerLimits>
  /** Writes what does not come by mail. */
  readonly fill?: (db: Db) => void
}

/** Imports mails and files and serves them as `npm start` does. Only one per process, because the pages read REROLL_DB. */
export async function serveMails({
  mails = [],
  files = [],
  limits = {},
  fill = () => {},
}: ServedParts): Promise<Served> {
  await ensureBuilt()
  const folder = mkdtempSync(join(tmpdir(), 'reroll-web-'))
  const before = process.env.REROLL_DB
  const database = join(folder, 'reroll.sqlite')
  process.env.REROLL_DB = database
  const db = openWriter(database)
  if (mails.length > 0) await ingestMails(db, mails)
  if (files.length > 0) await ingestFiles(db, ...files)
  fill(db)
  db.close()
  const server = await startServer({ port: 0, host: '127.0.0.1', limits })
  return {
    url: server.url.replace(/\/$/, ''),
    port: Number(new URL(server.url).port),
    database,
    async close() {
      await server.close()
      if (before === undefined) delete process.env.REROLL_DB
      else process.env.REROLL_DB = before
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
