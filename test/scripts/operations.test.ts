import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { writeBackup } from '../../db/backup'
import { readMail } from '../../db/mail/readMail'
import { openWriter } from '../../db/migrate'
import { openReader, SCHEMA_VERSION } from '../../db/open'
import { findIncomplete, putLookup } from '../../db/store/sourceRows'
import { openStore } from '../../db/store/store'
import { openHttpCache } from '../../scripts/sources/httpCache'
import { ROOT, reroll } from '../support/cli'
import { dump } from '../support/dump'
import { ingestFiles, readMails } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const MAILS = join(ROOT, 'test/db/schemas/mails.mbox')
const SAMPLE = join(ROOT, 'sample/vfio-device-life-cycle.mbox')

function tablesOf(path: string) {
  const db = openReader(path)
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    return dump(db)
  } finally {
    db.close()
  }
}

async function makeDatabase(path: string, ...files: string[]): Promise<string> {
  const db = openWriter(path)
  await ingestFiles(db, ...files)
  db.close()
  return path
}

describe('a backup', () => {
  it('taken during an import contains the complete state before it, and restores it', async () => {
    const [database, backup] = [join(folder, 'live.sqlite'), join(folder, 'kept.sqlite')]
    await makeDatabase(database, MAILS)
    const before = tablesOf(database)
    const writer = openWriter(database)
    writer.exec('BEGIN IMMEDIATE')
    const store = openStore(writer)
    for (const raw of readMails(SAMPLE).slice(0, 20)) {
      const read = await readMail(raw, null)
      if (read.kind === 'mail') store.putMail(read.mail)
    }
    expect(reroll(['backup', backup, '--db', database])).toMatchObject({ code: 0, stderr: '' })
    expect(tablesOf(backup)).toEqual(before)
    expect(readdirSync(folder).filter((name) => name.startsWith('kept'))).toEqual(['kept.sqlite'])

    const refused = reroll(['restore', backup, '--db', database])
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain('another process uses it: stop the server, Litestream and any running import')
    writer.exec('ROLLBACK')
    await ingestFiles(writer, SAMPLE)
    writer.close()
    expect(tablesOf(database)).not.toEqual(before)
    expect(reroll(['restore', backup, '--db', database]).stdout).toContain('live.sqlite.replaced')
    expect(tablesOf(database)).toEqual(before)
    expect(tablesOf(`${database}.replaced`).series).toHaveLength(2)
    expect(reroll(['ingest', SAMPLE, '--db', database]).code).toBe(0)
  })

  it('is replaced by a complete new one only', async () => {
    const database = await makeDatabase(join(folder, 'over.sqlite'), MAILS)
    const backup = join(folder, 'over-kept.sqlite')
    writeBackup(database, backup)
    const kept = readFileSync(backup)
    expect(() => writeBackup(join(folder, 'nowhere.sqlite'), backup)).toThrow(/cannot be opened/)
    expect(readFileSync(backup).equals(kept)).toBe(true)
    expect(reroll(['backup', join(folder, 'no folder/x.sqlite'), '--db', database])).toMatchObject({ code: 1 })
    expect(reroll(['backup', database, '--db', database])).toMatchObject({ code: 2 })
  })

  it('that is damaged, newer than the program or not a database is not restored', async () => {
    const database = await makeDatabase(join(folder, 'good.sqlite'), MAILS)
    const before = tablesOf(database)
    const [cut, newer, other] = ['cut.sqlite', 'newer.sqlite', 'other.sqlite'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    for (const path of [cut, newer]) writeBackup(database, path)
    truncateSync(cut, 40_000)
    const db = new Database(newer)
    db.pragma(`user_version = ${SCHEMA_VERSION + 1}`)
    db.close()
    writeFileSync(other, 'Dear diary, today nothing.\n')
    for (const [path, expected] of [
      [cut, /cut\.sqlite: its header is damaged \(/],
      [newer, /newer version of Reroll: update the program/],
      [other, /not a Reroll database/],
      [join(folder, 'absent.sqlite'), /cannot be opened/],
    ] as const) {
      const { code, stdout, stderr } = reroll(['restore', path, '--db', database])
      expect({ path, code, stdout }).toEqual({ path, code: 1, stdout: '' })
      expect(stderr).toMatch(expected)
      expect(stderr.trim().split('\n')).toHaveLength(1)
    }
    expect(tablesOf(database)).toEqual(before)
  })

  it('never replaces what an earlier restore kept', async () => {
    const database = await makeDatabase(join(folder, 'twice.sqlite'), SAMPLE)
    const backup = join(folder, 'twice-kept.sqlite')
    const original = tablesOf(database)
    writeBackup(await makeDatabase(join(folder, 'twice-other.sqlite'), MAILS), backup)
    for (const kept of ['twice.sqlite.replaced', 'twice.sqlite.replaced-2', 'twice.sqlite.replaced-3'])
      expect(reroll(['restore', backup, '--db', database]).stdout).toMatch(new RegExp(`/${kept}\\n$`))
    expect(tablesOf(`${database}.replaced`)).toEqual(original)
  })

  it('does not bring back what was hidden after it was made', async () => {
    const database = await makeDatabase(join(folder, 'hiding.sqlite'), SAMPLE)
    const backup = join(folder, 'hiding-kept.sqlite')
    const [earlier, later] = [
      '20220827171037.30297-2-kevin.tian@intel.com',
      '20220827171037.30297-3-kevin.tian@intel.com',
    ]
    reroll(['hide', earlier, '--db', database])
    writeBackup(database, backup)
    expect(reroll(['hide', later, '--db', database]).stdout).toContain(': removed')
    const wanted = tablesOf(database)
    const { stdout } = reroll(['restore', backup, '--db', database])
    expect(stdout).toContain('; hidden again: 1, which were hidden after the backup was made')
    expect(tablesOf(database)).toEqual(wanted)
    expect(JSON.parse(reroll(['restore', backup, '--json', '--db', database]).stdout)).toMatchObject({ hidden: 1 })
  }, 60_000)

  it('replaces a damaged database, whose log is no longer read', async () => {
    const database = await makeDatabase(join(folder, 'hurt.sqlite'), MAILS)
    const backup = join(folder, 'hurt-kept.sqlite')
    writeBackup(database, backup)
    const before = tablesOf(database)
    writeFileSync(database, Buffer.alloc(50_000, 7))
    writeFileSync(`${database}-wal`, Buffer.alloc(50_000, 9))
    expect(reroll(['list', '--db', database])).toMatchObject({ code: 1, stdout: '' })
    expect(reroll(['restore', backup, '--db', database])).toMatchObject({ code: 0, stderr: '' })
    expect(tablesOf(database)).toEqual(before)
  })
})

/** Runs `work` in a folder that not even root can write to; returns the reason if this machine cannot create one. */
function inReadOnly(path: string, fill: () => void, work: () => void): string | null {
  mkdirSync(path)
  if (process.getuid?.() !== 0) {
    fill()
    chmodSync(path, 0o555)
    try {
      work()
    } finally {
      chmodSync(path, 0o755)
    }
    return null
  }
  const mount = (...words: string[]) => spawnSync('mount', words, { stdio: 'ignore' }).status === 0
  if (!mount('-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', path))
    return 'root writes everywhere, and nothing can be mounted'
  try {
    fill()
    if (!mount('-o', 'remount,ro', path)) return 'the file system cannot be made read-only'
    work()
  } finally {
    spawnSync('umount', ['-l', path])
  }
  return null
}

describe('a read-only file system', () => {
  it('can be read from, and a writer reports that it cannot write', async ({ skip }) => {
    const source = await makeDatabase(join(folder, 'source.sqlite'), MAILS)
    const place = join(folder, 'read-only')
    const database = join(place, 'reroll.sqlite')
    const work = () => {
      expect(reroll(['list', '--db', database]).stdout).toBe(reroll(['list', '--db', source]).stdout)
      expect(reroll(['show', 'v1-0@example.org', '--db', database])).toMatchObject({ code: 0, stderr: '' })
      expect(JSON.parse(reroll(['status', '--json', '--db', database]).stdout)).toMatchObject({
        ok: true,
        messages: 10,
      })
      for (const words of [
        ['ingest', SAMPLE],
        ['rebuild'],
        ['nightly'],
        ['track', MAILS],
        ['ingest', SAMPLE, '--db', join(place, 'new.sqlite')],
      ]) {
        const { code, stdout, stderr } = reroll(words.includes('--db') ? words : [...words, '--db', database])
        expect({ words, code, stdout }).toEqual({ words, code: 1, stdout: '' })
        expect(stderr).toMatch(/^reroll: .*(?:cannot be opened for writing|not writable)/)
        expect(stderr.trim().split('\n')).toHaveLength(1)
      }
      expect(reroll(['backup', join(folder, 'from-read-only.sqlite'), '--db', database])).toMatchObject({ code: 0 })
      expect(tablesOf(join(folder, 'from-read-only.sqlite'))).toEqual(tablesOf(source))
    }
    const absent = inReadOnly(place, () => copyFileSync(source, database), work)
    if (absent !== null) skip(absent)
  })
})

describe('a clock that is wrong', () => {
  it('does not change what is derived from mail', () => {
    const wanted = join(folder, 'clock-right.sqlite')
    expect(reroll(['ingest', SAMPLE, MAILS, '--db', wanted]).code).toBe(0)
    for (const [name, ms] of [
      ['1970', 1_000],
      ['2100', Date.UTC(2100, 0, 1)],
    ] as const) {
      const preload = join(folder, `clock-${name}.cjs`)
      writeFileSync(
        preload,
        `const D = Date; globalThis.Date = class extends D { constructor(...a) { a.length ? super(...a) : super(${ms}) } static now() { return ${ms} } }\n`,
      )
      const database = join(folder, `clock-${name}.sqlite`)
      const words = [
        '--require',
        preload,
        '--import',
        'tsx',
        'scripts/reroll.ts',
        'ingest',
        SAMPLE,
        MAILS,
        '--db',
        database,
      ]
      expect(spawnSync(process.execPath, words, { cwd: ROOT }).status).toBe(0)
      expect(tablesOf(database)).toEqual(tablesOf(wanted))
    }
  })

  it('does not extend a cache until it is corrected', () => {
    const future = Date.UTC(2100, 0, 1)
    const cacheFolder = join(folder, 'cache')
    const cache = openHttpCache(cacheFolder, () => Date.now())
    cache.put('GET x', { status: 200, url: 'x', type: '', body: Buffer.from('x') })
    expect(cache.find('GET x')?.status).toBe(200)
    for (const name of readdirSync(cacheFolder)) utimesSync(join(cacheFolder, name), future / 1_000, future / 1_000)
    expect(cache.find('GET x')).toBeUndefined()
  })

  it('does not delay a lookup because of an entry dated in the future', async () => {
    const db = openWriter(':memory:')
    const [, patch] = readMails(MAILS)
    const path = join(folder, 'incomplete.mbox')
    writeFileSync(path, `From mboxrd@z Thu Jan  1 00:00:00 1970\n${String(patch)}\n`)
    await ingestFiles(db, path)
    const now = Date.UTC(2024, 2, 2)
    expect(findIncomplete(db, now, 5)).toEqual(['v1-1@example.org'])
    putLookup(db, 'v1-1@example.org', now)
    expect(findIncomplete(db, now + 1_000, 5)).toEqual([])
    putLookup(db, 'v1-1@example.org', Date.UTC(2100, 0, 1))
    expect(findIncomplete(db, now, 5)).toEqual(['v1-1@example.org'])
    db.close()
  })
})

describe('another language and time zone', () => {
  it('change neither the database nor the output', () => {
    const run = (name: string, extra: Readonly<Record<string, string>>) => {
      const database = join(folder, `locale-${name}.sqlite`)
      const env = { ...process.env, ...extra }
      const call = (...words: string[]) => {
        const all = ['--import', 'tsx', 'scripts/reroll.ts', ...words, '--db', database]
        const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: ROOT, env, encoding: 'utf8' })
        expect({ words, status, stderr }).toEqual({ words, status: 0, stderr: '' })
        return stdout
      }
      call('ingest', SAMPLE, MAILS)
      const id = '20220921104401.38898-1-kevin.tian@intel.com'
      return {
        tables: tablesOf(database),
        printed: [call('list'), call('show', id), call('diff', id, 'v3..v4'), call('show', id, '--json')],
      }
    }
    const wanted = run('c', { LC_ALL: 'C', TZ: 'UTC' })
    for (const [name, LC_ALL, TZ] of [
      ['tr', 'tr_TR.UTF-8', 'Pacific/Apia'],
      ['ar', 'ar_EG.UTF-8', 'Asia/Kathmandu'],
    ] as const) {
      expect(run(name, { LC_ALL, LANG: LC_ALL, LANGUAGE: LC_ALL, TZ })).toEqual(wanted)
    }
  })
})
