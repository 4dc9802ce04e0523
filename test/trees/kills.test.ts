import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { writeLetters } from '../../scripts/tools/bench/hostileCost'
import { openMadeUpTree } from '../../scripts/tools/bench/madeUpTree'
import { ROOT, reroll } from '../support/cli'
import { type Dump, dump } from '../support/dump'
import { tempFolder } from '../support/tempFolder'
import { addTree } from './update'

const folder = tempFolder()

/** The rows but for the times of the updates. */
function rowsOf(path: string): Dump {
  const db = openWriter(path)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.exec('UPDATE trees SET updated_ms = 0; UPDATE sightings SET first_ms = 0')
  const all = dump(db)
  db.close()
  return all
}

it('an update that is killed at any moment, with the git that it started, loses nothing', {
  timeout: 300_000,
}, async () => {
  const tree = await openMadeUpTree(join(folder, 'linux.git'), 3_000)
  const mbox = join(folder, 'linux.mbox')
  writeLetters(
    mbox,
    (await tree.grow(3_000)).map((mail) => Buffer.from(mail)),
  )
  const [whole, broken] = ['whole', 'broken'].map((name) => {
    const path = join(folder, `${name}.sqlite`)
    expect(reroll(['ingest', mbox], path)).toMatchObject({ code: 0 })
    const db = openWriter(path)
    addTree(db, join(folder, 'linux.git'))
    db.close()
    return path
  }) as [string, string]
  const startMs = performance.now()
  expect(reroll(['tree', 'update'], whole)).toMatchObject({ code: 0, stderr: '' })
  const tookMs = performance.now() - startMs
  let killed = 0
  for (const share of [0.1, 0.2, 0.3, 0.5, 0.7, 0.9]) {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'reroll', 'tree', 'update', '--db', broken], {
      cwd: ROOT,
      stdio: 'ignore',
      detached: true,
    })
    const end = new Promise<number | null>((resolve) => child.on('exit', resolve))
    await sleep(share * tookMs)
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    if ((await end) === null) killed++
  }
  expect(killed).toBeGreaterThan(0)
  expect(reroll(['tree', 'update'], broken)).toMatchObject({ code: 0, stderr: '' })
  const [left, right] = [rowsOf(whole), rowsOf(broken)]
  expect(Object.keys(right)).toEqual(Object.keys(left))
  expect(left.ties?.length).toBeGreaterThan(100)
  for (const table of Object.keys(left)) expect([table, right[table]]).toEqual([table, left[table]])
})
