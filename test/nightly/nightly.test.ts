import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { takeLock } from '../../db/nightlyLock'
import type { SourceView } from '../../db/queries/status/sourceList'
import type { NightlySummary } from '../../scripts/nightly/nightly'
import { thisProcess } from '../../scripts/nightly/process'
import { toMboxrd } from '../support/bundle'
import { reroll } from '../support/cli'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const mailOf = (number: number) =>
  mail({ id: `${number}@example.org`, subject: `Mail ${number}`, body: `Words ${number}.\n` })

function json<T>(words: readonly string[], database: string, code = 0): T {
  const run = reroll([...words, '--json'], database)
  expect({ code: run.code, stderr: code === 0 ? '' : run.stderr }).toMatchObject({ code })
  return JSON.parse(run.stdout) as T
}

describe('the nightly run', () => {
  it('refreshes every tracked source, tells what failed, and goes on from there the next night', () => {
    const database = join(folder, 'night.sqlite')
    const [good, gone, maildir] = [join(folder, 'good.mbox'), join(folder, 'gone.mbox'), join(folder, 'Maildir')]
    writeFileSync(good, Buffer.concat([1, 2].map((number) => toMboxrd(mailOf(number)))))
    writeFileSync(gone, toMboxrd(mailOf(3)))
    for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(maildir, part), { recursive: true })
    writeFileSync(join(maildir, 'new/1.example'), mailOf(4))
    expect(reroll(['track', good, gone, maildir], database).code).toBe(0)
    rmSync(gone)

    const first = json<NightlySummary>(['nightly'], database, 1)
    expect(first.ok).toBe(false)
    expect(first.sources.map(({ source, ok, new: brought }) => ({ source, ok, brought }))).toEqual([
      { source: maildir, ok: true, brought: 1 },
      { source: gone, ok: false, brought: 0 },
      { source: good, ok: true, brought: 2 },
    ])

    writeFileSync(join(maildir, 'new/2.example'), mailOf(5))
    writeFileSync(gone, toMboxrd(mailOf(3)))
    const second = json<NightlySummary>(['nightly'], database)
    // The newest file of a Maildir is read once more: another may have come within the same tick.
    expect(second.sources.map(({ read, new: brought }) => `${brought} of ${read}`)).toEqual([
      '1 of 2',
      '1 of 1',
      '0 of 0',
    ])
    const views = json<SourceView[]>(['sources'], database)
    expect(views.map(({ failures, lastError, totalNew }) => ({ failures, lastError, totalNew }))).toEqual(
      [2, 1, 2].map((totalNew) => ({ failures: 0, lastError: null, totalNew })),
    )
    expect(reroll(['untrack', good], database).code).toBe(0)
    expect(json<SourceView[]>(['sources'], database)).toHaveLength(2)
    expect(reroll(['untrack', good], database)).toMatchObject({ code: 1, stdout: '' })
  })

  it('is refused while another one holds the lock, and says who and since when', () => {
    const database = join(folder, 'locked.sqlite')
    const db = openWriter(database)
    takeLock(db, thisProcess(Date.UTC(2024, 2, 1)), () => false)
    // As when the other run is in the middle of writing.
    db.exec('BEGIN IMMEDIATE')
    const { code, stdout, stderr } = reroll(['nightly'], database)
    db.close()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(`process ${process.pid} on ${hostname()}, since 2024-03-01T00:00:00.000Z`)
  })

  it('takes over the lock of a process that died, and gives it back', () => {
    const database = join(folder, 'dead.sqlite')
    const dead = spawnSync('true').pid
    const db = openWriter(database)
    takeLock(db, { pid: dead, host: hostname(), process: '1', sinceMs: 0 }, () => false)
    expect(reroll(['nightly'], database)).toMatchObject({ code: 0, stderr: '' })
    expect(db.prepare('SELECT * FROM nightly_lock').all()).toEqual([])
    // A pid that was used again: it runs, and began at another time.
    takeLock(db, { ...thisProcess(0), process: 'another time' }, () => false)
    expect(reroll(['nightly'], database).code).toBe(0)
    db.close()
  })

  it('prints a crontab line and systemd units with --install, and installs nothing', () => {
    const database = join(folder, 'never made.sqlite')
    const { code, stdout } = reroll(['nightly', '--install'], database)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^17 3 \* \* \* .*run\.mjs reroll nightly --db '.*never made\.sqlite'$/m)
    expect(stdout).toContain('OnCalendar=*-*-* 03:17:00')
    expect(stdout).toMatch(/^ExecStart=.*"--db" |^ExecStart=.* --db ".*never made\.sqlite"$/m)
  })

  it('is wrong usage with arguments, and standard input cannot be tracked', () => {
    const database = join(folder, 'usage.sqlite')
    for (const words of [['nightly', 'x'], ['track'], ['track', '-'], ['untrack'], ['sources', 'x']]) {
      expect(reroll(words, database)).toMatchObject({ code: 2, stdout: '' })
    }
  })
})
