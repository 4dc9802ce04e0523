import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openWriter } from '../../db/migrate'
import { openReader } from '../../db/open'
import { type Replica, readReplica, writeReplica } from '../../db/replica'
import { toMboxrd } from '../../lib/mail/mboxrd'
import { createFollower, lockFollowed } from '../../scripts/replica/follow'
import { replicaSource } from '../../scripts/replica/litestream'
import { type CliResult, ROOT, reroll } from '../support/cli'
import { ingestFiles, ingestMails } from '../support/ingest'
import { follow, LITESTREAM, NO_LITESTREAM, type Running, replicate, start, until } from '../support/litestream'
import { mail } from '../support/mail'
import { sqlDump } from '../support/sqlDump'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const SAMPLE = join(ROOT, 'sample/vfio-device-life-cycle.mbox')
const running: Running[] = []
let number = 0

/** The paths of one test: a database that is written to, its replica, and the database of a front end. */
function place() {
  const base = join(folder, `${number++}`)
  mkdirSync(join(base, 'front'), { recursive: true })
  return {
    base,
    database: join(base, 'writer.sqlite'),
    replica: join(base, 'replica'),
    front: join(base, 'front/reader.sqlite'),
  }
}

/** Ends with the test. */
function keep(one: Running): Running {
  running.push(one)
  return one
}

afterEach(async () => {
  for (const one of running.splice(0)) await one.stop('SIGKILL')
})

const once = (replica: string, front: string): CliResult => reroll(['follow', replica, '--once', '--db', front])
const invented = (id: string) => mail({ id: `${id}@example.org`, subject: `About ${id}`, body: `Words of ${id}.\n` })

/** Waits until everything that was committed is in the replica: a restore of it is equal, and equal again. */
async function untilReplicated(database: string, replica: string, front: string): Promise<void> {
  const source = replicaSource(replica, undefined)
  const follow = createFollower({ database: front, source, every: 20, signal: new AbortController().signal })
  await until('the replica has all of the database', async () => {
    if (!existsSync(join(replica, 'generations'))) return false
    // Until Litestream has written the first snapshot, there is nothing to restore.
    const followed = await follow().catch(() => undefined)
    return followed !== undefined && sqlDump(front) === sqlDump(database)
  })
}

async function fill(database: string, ...files: string[]): Promise<void> {
  const db = openWriter(database)
  await ingestFiles(db, ...files)
  db.close()
}

describe('a database that is not a replica', () => {
  it('is never replaced', async () => {
    const { database, replica } = place()
    await fill(database)
    const { code, stderr } = once(replica, database)
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `reroll: ${database}: not a replica, so it would be lost; move it away, or name another file with --db\n`,
    })
  })

  it('needs Litestream, a replica, and a number of seconds to follow one', () => {
    const { front, replica } = place()
    for (const words of [[], ['a', 'b'], ['a', '--every', '0'], ['a', '--every', 'soon']])
      expect(reroll(['follow', ...words, '--db', front])).toMatchObject({ code: 2, stdout: '' })
    vi.stubEnv('REROLL_LITESTREAM', join(folder, 'no such program'))
    const { code, stderr } = once(replica, front)
    vi.unstubAllEnvs()
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/no such program; install Litestream/),
    })
  })
})

describe('a database that another reroll follow keeps', () => {
  it('is refused until that one has ended', () => {
    const { front, replica } = place()
    const lock = lockFollowed(front)
    expect(once(replica, front)).toMatchObject({
      code: 1,
      stderr: `reroll: ${front}: another reroll follow keeps it; end that one first, or name another file with --db\n`,
    })
    lock.release()
    expect(once(replica, front).stderr).not.toContain('another reroll follow')
  })
})

describe('a program that is not Litestream', () => {
  it('is stopped when it prints without end', () => {
    const { front, replica } = place()
    vi.stubEnv('REROLL_LITESTREAM', '/usr/bin/yes')
    const { code, stderr } = once(replica, front)
    vi.unstubAllEnvs()
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'reroll: litestream wal printed more than 50 MB: is REROLL_LITESTREAM right?\n',
    })
  })
})

describe.skipIf(LITESTREAM === undefined)(`a replica${LITESTREAM === undefined ? ` (${NO_LITESTREAM})` : ''}`, () => {
  beforeAll(() => {
    process.env.REROLL_LITESTREAM = LITESTREAM
  })

  it('is restored with the same schema and rows, says how old it is, and can be read but not written to', async () => {
    const { database, replica, front } = place()
    await fill(database, SAMPLE)
    keep(replicate(database, replica))
    await untilReplicated(database, replica, front)
    const { asOf, checked, problem } = readReplica(front) as Replica
    expect(problem).toBeNull()
    expect(Date.parse(checked)).toBeGreaterThanOrEqual(Date.parse(asOf))
    expect(readdirSync(join(front, '..')).sort()).toEqual(['reader.sqlite', 'reader.sqlite-replica'])

    const again = reroll(['follow', replica, '--once', '--json', '--db', front])
    expect(JSON.parse(again.stdout)).toEqual({ database: front, asOf, replaced: false })
    expect(reroll(['status', '--db', front]).stdout).toContain(`replica    as of ${asOf}, `)
    // Nobody wrote to the replica, but its newest file got another time, as in a copy.
    const files = readdirSync(replica, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    for (const { parentPath, name } of files) utimesSync(join(parentPath, name), new Date(), new Date('2031-01-01'))
    expect(JSON.parse(reroll(['follow', replica, '--once', '--json', '--db', front]).stdout)).toMatchObject({ asOf })
    // The replica was put back to an earlier state.
    const newer = { asOf: '2999-01-01T00:00:00.000Z', position: 'another' }
    writeReplica(front, { ...(readReplica(front) as Replica), ...newer })
    expect(once(replica, front).stdout).toContain('; it was newer before, as of 2999-01-01T00:00:00.000Z, and mails')
    for (const words of [['rebuild'], ['hide', 'x@example.org'], ['ingest', SAMPLE], ['restore', database]]) {
      const { code, stderr } = reroll([...words, '--db', front])
      expect({ words, code, stderr }).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/a replica, which reroll follow keeps/),
      })
    }
  })

  it('is found in the configuration of Litestream by the path of its database', async () => {
    const { base, database, replica, front } = place()
    await fill(database)
    keep(replicate(database, replica))
    await untilReplicated(database, replica, join(base, 'other.sqlite'))
    const config = join(base, 'litestream.yml')
    writeFileSync(config, `dbs:\n  - path: ${database}\n    replicas:\n      - path: ${replica}\n`)
    expect(reroll(['follow', database, '--config', config, '--once', '--db', front])).toMatchObject({
      code: 0,
      stderr: '',
    })
    expect(sqlDump(front)).toBe(sqlDump(database))
    // Nothing but Litestream writes the log back, and the file stays the same one.
    const refused = reroll(['restore', join(base, 'other.sqlite'), '--db', database])
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/stop the server, Litestream/) })
    const db = openWriter(database)
    expect(db.pragma('wal_autocheckpoint', { simple: true })).toBe(16_384)
    db.close()
  })

  it('follows imports, a nightly run and a rebuild, in one generation', async () => {
    const { base, database, replica, front } = place()
    const mbox = join(base, 'list.mbox')
    writeFileSync(mbox, toMboxrd(invented('one')))
    await fill(database)
    const litestream = keep(replicate(database, replica))
    expect(reroll(['ingest', SAMPLE, '--db', database]).code).toBe(0)
    expect(reroll(['track', mbox, '--db', database]).code).toBe(0)
    expect(reroll(['nightly', '--db', database]).code).toBe(0)
    await untilReplicated(database, replica, front)
    expect(reroll(['show', 'one@example.org', '--db', front]).stderr).not.toContain('no such database')
    const before = sqlDump(front)
    expect(reroll(['rebuild', '--db', database]).code).toBe(0)
    await untilReplicated(database, replica, front)
    expect(sqlDump(front)).not.toBe(before)
    expect(readdirSync(join(replica, 'generations'))).toHaveLength(1)
    expect(litestream.errors()).not.toMatch(/new generation(?!.*no generation exists)/)
  })

  it('is whole after Litestream, or what follows, was killed at any moment', async () => {
    const { database, replica, front } = place()
    await fill(database, SAMPLE)
    let litestream = keep(replicate(database, replica))
    await untilReplicated(database, replica, front)
    const messages = () => {
      const db = openReader(front)
      try {
        expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
        return db.prepare<[], number>('SELECT count(*) FROM messages').pluck().get() ?? 0
      } finally {
        db.close()
      }
    }
    let least = messages()
    for (let kill = 0; kill < 6; kill++) {
      const importing = (async () => {
        const db = openWriter(database)
        for (let at = 0; at < 5; at++) await ingestMails(db, [invented(`kill-${kill}-${at}`)])
        db.close()
      })()
      const follower = keep(follow(replica, front, '--every', '1'))
      await sleep(250 * (kill + 1))
      await follower.stop('SIGKILL')
      await litestream.stop('SIGKILL')
      await importing
      expect(messages()).toBeGreaterThanOrEqual(least)
      least = messages()
      litestream = keep(replicate(database, replica))
    }
    await untilReplicated(database, replica, front)
    expect(messages()).toBe(readMessages(database))
    expect(readdirSync(join(front, '..')).filter((name) => name.includes('.next-'))).toEqual([])
  })

  it('loses a hidden mail with the next restore; the command says that the log still has it', async () => {
    const { database, replica, front } = place()
    const db = openWriter(database)
    await ingestMails(db, [invented('kept'), invented('hidden')])
    const litestream = keep(replicate(database, replica))
    await untilReplicated(database, replica, front)
    db.close()
    const hide = () => reroll(['hide', 'hidden@example.org', '--db', database]).stdout
    expect(hide()).toContain('its text is still in')
    await untilReplicated(database, replica, front)
    expect(readMessages(front)).toBe(1)
    // As docs/privacy.md has it, for a mail that must be gone at once.
    await litestream.stop()
    expect(hide()).not.toContain('its text is still in')
    rmSync(join(database, '../.writer.sqlite-litestream'), { recursive: true })
    rmSync(replica, { recursive: true })
    keep(replicate(database, replica))
    await untilReplicated(database, replica, front)
    expect(readdirSync(join(replica, 'generations'))).toHaveLength(1)
  })

  it('stays as it is, with the reason, while there is nothing to restore or its schema is another', async () => {
    const { database, replica, front } = place()
    mkdirSync(replica)
    expect(once(replica, front)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/nothing has been replicated/),
    })
    await fill(database, SAMPLE)
    keep(replicate(database, replica))
    await untilReplicated(database, replica, front)
    const before = sqlDump(front)
    const writer = new Database(database)
    writer.pragma('user_version = 7')
    writer.close()
    await until('the new schema is refused', () => once(replica, front).code === 1)
    expect(readReplica(front)?.problem).toMatch(/schema 7, .*update Reroll on the machine that imports/)
    expect(reroll(['status', '--db', front]).stdout).toContain('reroll follow failed since: the replica has schema 7')
    expect(sqlDump(front)).toBe(before)
  })

  it('stays as it is while its disk is full', async ({ skip }) => {
    const { base, database, replica } = place()
    const small = join(base, 'small')
    mkdirSync(small)
    const mount = start('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', small])
    await until('mount has ended', () => mount.child.exitCode !== null || mount.child.pid === undefined)
    if (mount.child.exitCode !== 0) return skip('no small disk can be mounted here')
    try {
      const front = join(small, 'reader.sqlite')
      await fill(database)
      keep(replicate(database, replica))
      await untilReplicated(database, replica, front)
      const before = sqlDump(front)
      const { bavail, bsize } = statfsSync(small)
      writeFileSync(join(small, 'other'), Buffer.alloc(bavail * bsize - 200_000))
      await fill(database, SAMPLE)
      await until('the disk is full', () => once(replica, front).code === 1)
      expect(readReplica(front)?.problem).toMatch(/no space left/)
      expect(sqlDump(front)).toBe(before)
      writeFileSync(join(small, 'other'), '')
    } finally {
      const umount = start('umount', ['-l', small])
      await until('umount has ended', () => umount.child.exitCode !== null)
    }
  })
})

function readMessages(path: string): number {
  const db = openReader(path)
  try {
    return db.prepare<[], number>('SELECT count(*) FROM messages').pluck().get() ?? 0
  } finally {
    db.close()
  }
}
