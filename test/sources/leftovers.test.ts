import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { removeLeftovers } from '../../scripts/sources/leftovers'
import { tempFolder } from '../support/tempFolder'

it('removes what processes left that have ended, and what has the ID of this one, but nothing of another that runs', async () => {
  const folder = tempFolder()
  const ended = spawn(process.execPath, ['--version'])
  await once(ended, 'close')
  const kept = [
    'a.next',
    'a.next-',
    'a.next-mine',
    `a.next-${process.ppid}`,
    `a.next-${process.ppid}.tmp`,
    `b.next-${ended.pid}`,
  ]
  const gone = [`a.next-${ended.pid}`, `a.next-${ended.pid}.tmp-wal`, `a.next-${process.pid}`]
  for (const name of [...kept, ...gone]) writeFileSync(join(folder, name), '')
  mkdirSync(join(folder, `a.next-${ended.pid}-folder`))
  writeFileSync(join(folder, `a.next-${ended.pid}-folder/pack`), '')
  removeLeftovers(folder, 'a.next-')
  expect(readdirSync(folder).sort()).toEqual(kept.sort())
})
