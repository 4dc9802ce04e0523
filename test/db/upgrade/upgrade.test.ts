import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../../db/migrate'
import type { Db } from '../../../db/open'
import { listRejections } from '../../../db/queries/status/status'
import { unhideMessage } from '../../../db/store/hide'
import { isOutdated, rebuild } from '../../../db/store/rebuild'
import type { MessageId } from '../../../lib/mail/types'
import { rebuildWith } from '../../../scripts/cli/ingest'
import { openMirror } from '../../../scripts/sources/gitArchive'
import { ROOT, reroll } from '../../support/cli'
import { type Dump, dump, dumpDeliveries } from '../../support/dump'
import { createEpoch } from '../../support/epoch'
import { importSources, ingestMails } from '../../support/ingest'
import { mail } from '../../support/mail'
import { tempFolder } from '../../support/tempFolder'
import { derivedTables, ENTERED, importFresh, openSound, unpackReleased } from './released'
import { DAMAGED, RELEASED_MAILS } from './releasedMails'

const folder = tempFolder()
let made = 0
const unpack = () => unpackReleased(join(folder, `released-${++made}.sqlite`))

/** The archive that one of the mails came from. */
const ARCHIVE = 'https://lists.example.org/drivers'

function mailWithId(id: string): Buffer {
  const found = RELEASED_MAILS.find((one) => one.includes(`Message-ID: <${id}>`))
  if (found === undefined) throw new Error(`no mail <${id}>`)
  return found
}

/** Small enough for a dozen batches, since a series has up to 20 mails. */
const BATCH = 8

class Stop extends Error {}

/** Upgrades one batch and stops there, as a process that is killed between two batches. Returns whether there is more to do. */
async function upgradeBatch(db: Db): Promise<boolean> {
  const stop = () => {
    throw new Stop()
  }
  await rebuild(db, { resume: true, batch: BATCH, onProgress: stop }).catch((error: unknown) => {
    if (!(error instanceof Stop)) throw error
  })
  return isOutdated(db)
}

/** A database in the middle of its upgrade. */
async function openHalf(): Promise<{ readonly path: string; readonly db: Db }> {
  const path = unpack()
  const db = openWriter(path)
  for (let batch = 0; batch < 6; batch++) expect(await upgradeBatch(db)).toBe(true)
  return { path, db }
}

function tablesOf(path: string): Dump {
  const db = openSound(path)
  const tables = derivedTables(db)
  db.close()
  return tables
}

/** Starts a command; its end is its exit code, null if it was killed. */
function start(words: readonly string[]): { readonly kill: () => void; readonly end: Promise<number | null> } {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'reroll', ...words], {
    cwd: ROOT,
    stdio: 'ignore',
    detached: true,
  })
  const end = new Promise<number | null>((resolve) => child.on('exit', resolve))
  // The command runs in a child of its own; both are ended. On a fast machine it may be done already.
  const kill = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  return { kill, end }
}

let fresh: Dump

beforeAll(async () => {
  const db = await importFresh()
  fresh = derivedTables(db)
  db.close()
}, 60_000)

describe('the upgrade of a database of the last release', () => {
  it('gives the same rows as a fresh import, and keeps what an operator entered', async () => {
    const db = openWriter(unpack())
    const [before, deliveries] = [dump(db), dumpDeliveries(db)]
    expect(isOutdated(db)).toBe(true)
    await rebuild(db, { resume: true, batch: BATCH })
    expect(isOutdated(db)).toBe(false)
    expect(derivedTables(db)).toEqual(fresh)
    const after = dump(db)
    for (const table of ENTERED) expect([table, after[table]]).toEqual([table, before[table]])
    for (const table of ['corrections', 'hidden', 'sources', 'cursors', 'origins'])
      expect(before[table]).not.toEqual([])
    expect(dumpDeliveries(db).filter((row) => row !== ' ')).toEqual(
      deliveries.filter((row) => !row.startsWith(DAMAGED)),
    )
    db.close()
  })

  it('knows which mail came from an archive, and lets the archive withdraw that alone', async () => {
    const path = unpack()
    const db = openWriter(path)
    const deliverers = db.prepare(
      'SELECT name, count(*) FROM deliveries JOIN deliverers ON id = deliverer GROUP BY name',
    )
    const mails = Number(db.prepare('SELECT count(*) FROM mails').pluck().get())
    const counts = [
      ['', mails - 1],
      [ARCHIVE, 1],
    ]
    expect(deliverers.raw().all()).toEqual(counts)
    await rebuild(db, { resume: true })
    const [backup, restored] = [join(folder, 'deliveries.backup'), join(folder, 'deliveries.sqlite')]
    db.close()
    expect(reroll(['backup', backup], path).code).toBe(0)
    expect(reroll(['restore', backup], restored).code).toBe(0)
    const again = openWriter(restored)
    expect(again.prepare(deliverers.source).raw().all()).toEqual(counts)
    const epoch = join(folder, 'drivers', '0.git')
    const [taken, other] = [mailWithId('talk-1@example.org'), mailWithId('talk-2@example.org')]
    createEpoch(epoch, [
      ['d', taken],
      ['d', other],
    ])
    const source = { ...openMirror(join(folder, 'drivers')), name: ARCHIVE, key: ARCHIVE }
    expect(await importSources(again, source)).toMatchObject({ withdrawn: 1, kept: 0, ignored: 1 })
    expect(
      again.prepare("SELECT message_id FROM messages WHERE message_id LIKE 'talk-%' ORDER BY 1").pluck().all(),
    ).toEqual(['talk-2@example.org', 'talk-3@example.org', 'talk-4@example.org'])
    expect(unhideMessage(again, 'talk-1@example.org' as MessageId)).toEqual([ARCHIVE])
    again.close()
  })

  it('continues where it was interrupted, after any batch', async () => {
    const db = openWriter(unpack())
    let batches = 1
    while (await upgradeBatch(db)) batches++
    expect(batches).toBeGreaterThan(10)
    expect(derivedTables(db)).toEqual(fresh)
    db.close()
  })

  it('continues where it was killed, at any moment', { timeout: 120_000 }, async () => {
    const path = unpack()
    let killed = 0
    for (const ms of [300, 600, 900, 1_200, 1_500]) {
      const run = start(['rebuild', '--db', path])
      await sleep(ms)
      run.kill()
      if ((await run.end) === null) killed++
      const db = openWriter(path)
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      db.close()
    }
    expect(killed).toBeGreaterThan(0)
    const db = openWriter(path)
    await rebuild(db, { resume: true })
    db.close()
    expect(tablesOf(path)).toEqual(fresh)
  })

  it('is finished by an import before the import begins', async () => {
    const more = [
      mail({
        id: 'late@example.org',
        subject: 'Re: [PATCH v2 1/2] lemon: step 1 of the lemon driver',
        from: 'Rex Reviewer <rex@example.org>',
        minutes: 30_000,
        inReplyTo: 'lemon-v2-1@example.org',
        body: 'Tested-by: Rex Reviewer <rex@example.org>\n',
      }),
    ]
    const { db } = await openHalf()
    await ingestMails(db, more)
    const wanted = await importFresh(more)
    expect(derivedTables(db)).toEqual(derivedTables(wanted))
    db.close()
    wanted.close()
  })

  it('is finished by a nightly run, a correction and a hidden mail, without a word on standard error', {
    timeout: 120_000,
  }, async () => {
    for (const words of [
      ['nightly'],
      ['link', 'lemon-v1-0@example.org', 'karma-v2-0@example.org'],
      ['hide', 'secret@example.org'],
    ]) {
      const { path, db } = await openHalf()
      db.exec('DELETE FROM sources')
      db.close()
      expect(reroll(words, path)).toMatchObject({ code: 0, stderr: '' })
      expect(tablesOf(path)).toEqual(fresh)
    }
  })

  it('may be done by two processes at the same time', { timeout: 120_000 }, async () => {
    const path = unpack()
    const runs = [start(['rebuild', '--db', path]), start(['rebuild', '--db', path])]
    expect(await Promise.all(runs.map(({ end }) => end))).toEqual([0, 0])
    expect(tablesOf(path)).toEqual(fresh)
  })

  it('names a mail whose stored bytes are damaged, keeps them, and goes on', async () => {
    const db = openWriter(unpack())
    const bytes = db.prepare<[], Buffer>('SELECT raw FROM mails WHERE length(raw) = 25').pluck()
    const before = bytes.all()
    expect(before).toHaveLength(1)
    for (let run = 0; run < 2; run++) {
      await rebuild(db, { resume: false })
      expect(listRejections(db, 10)).toEqual([
        { source: 'drivers.mbox', position: 77, reason: 'it has no readable From header' },
        {
          source: 'rebuild',
          position: expect.any(Number),
          reason: expect.stringMatching(
            new RegExp(`^${DAMAGED}: its stored bytes are damaged \\(.*\\); import it again$`),
          ),
        },
      ])
      expect(bytes.all()).toEqual(before)
    }
    db.close()
  })

  it('reports its progress, mail by mail', async () => {
    const db = openWriter(unpack())
    const seen: string[] = []
    await rebuildWith(
      db,
      {
        start: (stage, total) => seen.push(`${stage}: ${total}`),
        update: (done) => seen.push(`${done}`),
        stop: () => seen.push('stop'),
      },
      { resume: true },
    )
    const total = db.prepare('SELECT count(*) FROM mails').pluck().get()
    expect(seen[0]).toBe(`deriving everything again: ${total}`)
    expect(seen.slice(-2)).toEqual([`${total}`, 'stop'])
    expect(seen.length).toBeGreaterThan(3)
    db.close()
  })
})

describe('a rebuild', () => {
  it('continues one that was interrupted, and starts over when that is complete', async () => {
    const { db } = await openHalf()
    const counts: number[] = []
    await rebuild(db, { resume: false, batch: BATCH, onProgress: (done) => counts.push(done) })
    expect(counts[0]).toBeGreaterThan(6 * BATCH)
    counts.length = 0
    await rebuild(db, { resume: false, batch: BATCH, onProgress: (done) => counts.push(done) })
    expect(counts[0]).toBeLessThan(4 * BATCH)
    expect(derivedTables(db)).toEqual(fresh)
    db.close()
  })
})
