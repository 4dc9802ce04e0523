import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { findNightlyRun, takeNightlyLock } from '../../db/nightlyLock'
import { getRunning, type SourceView } from '../../db/queries/status/sourceList'
import { toMboxrd } from '../../lib/mail/mboxrd'
import type { NightlySummary } from '../../scripts/nightly/nightly'
import { ROOT, reroll } from '../support/cli'
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
  it('refreshes every tracked source, reports what failed, and continues from there the next night', () => {
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

  it('fails while another one is in progress, and says since when', () => {
    const database = join(folder, 'locked.sqlite')
    const db = openWriter(database)
    const lock = takeNightlyLock(database, Date.UTC(2024, 2, 1))
    // As when the other run is in the middle of writing.
    db.exec('BEGIN IMMEDIATE')
    expect(getRunning(db)).toEqual({ since: '2024-03-01T00:00:00Z' })
    const { code, stdout, stderr } = reroll(['nightly', '--wait', '0'], database)
    db.close()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(
      'a nightly run or a reading of git trees has been in progress since 2024-03-01T00:00:00.000Z',
    )
    expect(json<{ nightly: unknown }>(['status'], database).nightly).toEqual({ since: '2024-03-01T00:00:00Z' })
    lock?.release()
    expect(json<{ nightly: unknown }>(['status'], database).nightly).toBeNull()
    expect(reroll(['nightly'], database)).toMatchObject({ code: 0, stderr: '' })
  })

  it.each(['import', 'night'] as const)(
    'waits for a long %s, says so, and then runs',
    async (what) => {
      const database = join(folder, `waits-${what}.sqlite`)
      const maildir = join(folder, `waits-${what}`)
      mkdirSync(join(maildir, 'new'), { recursive: true })
      mkdirSync(join(maildir, 'cur'))
      writeFileSync(join(maildir, 'new/1.example'), mailOf(1))
      expect(reroll(['track', maildir], database).code).toBe(0)
      const db = openWriter(database)
      const lock = what === 'night' ? takeNightlyLock(database, Date.now()) : undefined
      db.exec('BEGIN IMMEDIATE')
      const night = spawn(process.execPath, ['scripts/run.mjs', 'reroll', 'nightly', '--json', '--db', database], {
        cwd: ROOT,
      })
      let [stdout, stderr] = ['', '']
      night.stdout.on('data', (part) => {
        stdout += part
      })
      night.stderr.on('data', (part) => {
        stderr += part
      })
      const end = once(night, 'close')
      await expect.poll(() => stderr, { timeout: 60_000 }).toMatch(/^reroll: waiting for up to 30 min: /)
      expect(night.exitCode).toBeNull()
      // Longer than a connection waits by itself.
      if (what === 'import') await new Promise((resolve) => setTimeout(resolve, 12_000))
      db.exec('ROLLBACK')
      db.close()
      lock?.release()
      expect(await end).toEqual([0, null])
      expect(stderr).toContain(
        what === 'import'
          ? `another process is writing to ${database}, such as an import\n`
          : `another nightly run or a reading of git trees is in progress on ${database}\n`,
      )
      expect((JSON.parse(stdout) as NightlySummary).sources).toMatchObject([{ ok: true, new: 1 }])
    },
    120_000,
  )

  it('can start as soon as another one has been killed', async () => {
    const database = join(folder, 'killed.sqlite')
    openWriter(database).close()
    const holder = spawn(process.execPath, ['--import', 'tsx', 'test/nightly/lockChild.ts', database], { cwd: ROOT })
    await once(holder.stdout, 'data')
    expect(findNightlyRun(database)).toBe(Date.UTC(2024, 2, 1))
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(findNightlyRun(database)).toBeUndefined()
    expect(reroll(['nightly'], database)).toMatchObject({ code: 0, stderr: '' })
  })

  it('has one lock for all names of a database', () => {
    const database = join(folder, 'named.sqlite')
    const other = join(folder, 'other name.sqlite')
    openWriter(database).close()
    symlinkSync(database, other)
    const lock = takeNightlyLock(other, Date.now())
    expect(takeNightlyLock(database, Date.now())).toBeUndefined()
    lock?.release()
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
