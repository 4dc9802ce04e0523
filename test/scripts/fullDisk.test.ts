import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createCurrentReader } from '../../db/currentReader'
import { openWriter } from '../../db/migrate'
import { type Db, openReader } from '../../db/open'
import { watchVersion } from '../../db/version'
import { ROOT, reroll } from '../support/cli'
import { dump } from '../support/dump'
import { ingestFiles } from '../support/ingest'
import { mountSmallDisk, type SmallDisk } from '../support/smallDisk'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const MAILS = join(ROOT, 'test/db/schemas/mails.mbox')
const SAMPLE = join(ROOT, 'sample/vfio-device-life-cycle.mbox')

let number = 0
let disk: SmallDisk | undefined
afterEach(() => disk?.unmount())

/** A disk of 16 MB; ends the test as skipped where it cannot be mounted. */
function openDisk(skip: (why: string) => never): SmallDisk {
  disk = mountSmallDisk(join(folder, `disk-${++number}`), 16)
  return disk ?? skip('only root on Linux can mount a small file system')
}

async function makeDatabase(path: string): Promise<string> {
  const db = openWriter(path)
  await ingestFiles(db, MAILS)
  db.close()
  return path
}

function tablesOf(db: Db) {
  try {
    return dump(db)
  } finally {
    db.close()
  }
}

describe('a disk that is full to the last byte', () => {
  it('can be read from: a database without a log, and one whose import was killed before its log was written back', async ({
    skip,
  }) => {
    const { folder: place, fill } = openDisk(skip)
    const path = await makeDatabase(join(place, 'closed.sqlite'))
    const killed = join(place, 'killed.sqlite')
    const source = join(folder, 'killed.sqlite')
    const writer = openWriter(source)
    await ingestFiles(writer, MAILS)
    writer.pragma('wal_checkpoint(TRUNCATE)')
    await ingestFiles(writer, SAMPLE)
    for (const end of ['', '-wal']) copyFileSync(`${source}${end}`, `${killed}${end}`)
    // Of the next import, only the start of the log was written.
    writeFileSync(`${killed}-wal`, readFileSync(`${source}-wal`).subarray(0, 32 + 24 + 100), { flag: 'a' })
    const [wanted, wantedKilled] = [tablesOf(openReader(path)), tablesOf(openReader(source))]
    writer.close()
    for (const file of [`${path}-shm`, `${path}-wal`, `${killed}-shm`]) rmSync(file, { force: true })
    fill()
    expect(tablesOf(openReader(path))).toEqual(wanted)
    expect(tablesOf(openReader(killed))).toEqual(wantedKilled)
    expect(wantedKilled.messages?.length).toBeGreaterThan(100)
  })

  it('is read from disk again after some space was freed and something was written', async ({ skip }) => {
    const { folder: place, fill, free } = openDisk(skip)
    const path = await makeDatabase(join(place, 'reroll.sqlite'))
    fill()
    const reader = createCurrentReader(path)
    const count = () => reader.get().prepare('SELECT count(*) FROM rejections').pluck().get()
    expect([count(), reader.get().memory]).toEqual([1, true])
    free()
    const writer = openWriter(path)
    writer.exec("INSERT INTO rejections VALUES ('a', 1, 'why')")
    await expect.poll(count, { timeout: 5_000 }).toBe(2)
    expect(reader.get().memory).toBe(false)
    writer.close()
    reader.close()
  })

  it('is read as usual by all processes if a server opened the database before', async ({ skip }) => {
    const { folder: place, fill } = openDisk(skip)
    const path = await makeDatabase(join(place, 'reroll.sqlite'))
    const version = watchVersion(path)
    expect(version.now()).not.toBe('')
    fill()
    const reader = openReader(path)
    expect([reader.memory, reader.prepare('SELECT count(*) FROM messages').pluck().get()]).toEqual([false, 10])
    reader.close()
    version.close()
  })

  it('is named by every command that writes, and does not disturb those that read', async ({ skip }) => {
    const { folder: place, fill } = openDisk(skip)
    const database = await makeDatabase(join(place, 'reroll.sqlite'))
    const list = reroll(['list'], database).stdout
    fill()
    expect(reroll(['list'], database)).toEqual({ code: 0, stdout: list, stderr: '' })
    for (const words of [
      ['ingest', SAMPLE],
      ['rebuild'],
      ['nightly'],
      ['track', MAILS],
      ['hide', 'v1-0@example.org'],
    ]) {
      const { code, stdout, stderr } = reroll(words, database)
      expect({ words, code, stdout, stderr }).toEqual({
        words,
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/^reroll: \S+: the disk is full and [^\n]*\n$/),
      })
    }
    expect(existsSync(database)).toBe(true)
  })

  it('stops a backup and a restore with the name of the file that does not fit, and leaves the database as it was', async ({
    skip,
  }) => {
    const { folder: place, fill } = openDisk(skip)
    const database = await makeDatabase(join(place, 'reroll.sqlite'))
    const backup = join(folder, 'kept.sqlite')
    const list = reroll(['list'], database).stdout
    expect(reroll(['backup', backup], database).code).toBe(0)
    fill()
    for (const [words, half] of [
      [['restore', backup], `${database}.half`],
      [['backup', join(place, 'new.sqlite')], join(place, 'new.sqlite.half')],
    ] as const) {
      const { code, stdout, stderr } = reroll(words, database)
      expect({ words, code, stdout }).toEqual({ words, code: 1, stdout: '' })
      expect(stderr).toMatch(/^reroll: [^\n]* free \d MB there, then run the same command again\n$/)
      expect(stderr).toContain(`${half}: the disk is full and no`)
      expect(existsSync(half)).toBe(false)
    }
    expect(reroll(['list'], database)).toEqual({ code: 0, stdout: list, stderr: '' })
  })
})
