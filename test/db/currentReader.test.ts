import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type CurrentReader, createCurrentReader } from '../../db/currentReader'
import { openWriter } from '../../db/migrate'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
let number = 0
let reader: CurrentReader | undefined
afterEach(() => reader?.close())

/** A database without a log, as a replica is, with so many rejected mails. */
function write(path: string, rejected: number): void {
  const db = openWriter(path)
  for (let at = 0; at < rejected; at++) db.prepare("INSERT INTO rejections VALUES ('a', ?, 'why')").run(at)
  db.pragma('journal_mode = DELETE')
  db.close()
}

const fresh = () => join(folder, `${number++}.sqlite`)
const rejected = (from: CurrentReader) => from.get().prepare('SELECT count(*) FROM rejections').pluck().get()

/** Puts another file in place of a database, as `reroll follow` and rsync do. */
function replace(path: string, fill: (next: string) => void): void {
  fill(`${path}.next`)
  renameSync(`${path}.next`, path)
}

describe('the reader of a database that is replaced', () => {
  it('opens the new file, and closes the old one only then', () => {
    const path = fresh()
    write(path, 1)
    reader = createCurrentReader(path)
    const before = reader.get()
    replace(path, (next) => write(next, 2))
    expect(before.prepare('SELECT count(*) FROM rejections').pluck().get()).toBe(1)
    expect(rejected(reader)).toBe(2)
    expect(before.open).toBe(false)
    expect(reader.get()).toBe(reader.get())
  })

  it('stays with the old file while the new one cannot be used, says so once, and takes the next good one', () => {
    const path = fresh()
    const reports: string[] = []
    write(path, 1)
    reader = createCurrentReader(path, { report: (message) => reports.push(message) })
    expect(rejected(reader)).toBe(1)
    replace(path, (next) => writeFileSync(next, 'Dear diary, today nothing.\n'))
    for (let times = 0; times < 3; times++) expect(rejected(reader)).toBe(1)
    replace(path, (next) => {
      write(next, 2)
      const db = new Database(next)
      db.pragma('user_version = 1')
      db.close()
    })
    for (let times = 0; times < 3; times++) expect(rejected(reader)).toBe(1)
    expect(reports).toEqual([
      expect.stringMatching(/not a Reroll database; the database before it is still served$/),
      expect.stringMatching(/schema 1, this program needs .*; the database before it is still served$/),
    ])
    replace(path, (next) => write(next, 3))
    expect(rejected(reader)).toBe(3)
  })

  it('keeps the old file open for whoever holds it, and closes it with the last release', () => {
    const path = fresh()
    write(path, 1)
    reader = createCurrentReader(path)
    const [first, second] = [reader.hold(), reader.hold()]
    replace(path, (next) => write(next, 2))
    expect(rejected(reader)).toBe(2)
    for (const { db, release } of [first, second]) {
      expect(db.prepare('SELECT count(*) FROM rejections').pluck().get()).toBe(1)
      release()
      release()
    }
    expect(first.db.open).toBe(false)
    const third = reader.hold()
    third.release()
    expect(third.db.open).toBe(true)
  })

  it('gives a replaced file back within a minute although nothing is asked', () => {
    vi.useFakeTimers()
    try {
      const path = fresh()
      write(path, 1)
      reader = createCurrentReader(path)
      const before = reader.get()
      replace(path, (next) => write(next, 2))
      vi.advanceTimersByTime(59_000)
      expect(before.open).toBe(true)
      vi.advanceTimersByTime(1_000)
      expect(before.open).toBe(false)
      rmSync(path)
      vi.advanceTimersByTime(60_000)
    } finally {
      vi.useRealTimers()
    }
  })

  it('fails without a file, and begins when there is one', () => {
    const path = fresh()
    reader = createCurrentReader(path)
    const from = reader
    expect(() => from.get()).toThrow(/no such database/)
    write(path, 1)
    expect(rejected(from)).toBe(1)
    rmSync(path)
    expect(() => from.get()).toThrow(/no such database/)
  })
})
