import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ROOT } from '../support/cli'
import { tempFolder } from '../support/tempFolder'

let child: ChildProcess | undefined

afterEach(() => {
  child?.kill('SIGKILL')
  child = undefined
})

/** Starts the main job as a process of its own; gives what it printed once it serves. */
function start(database: string): Promise<string> {
  const env = { ...process.env, REROLL_DB: database, PORT: '0', HOST: '127.0.0.1' }
  const started = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], { cwd: ROOT, env })
  child = started
  return new Promise((resolve, reject) => {
    let output = ''
    started.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('Give mail:')) resolve(output)
    })
    started.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    started.on('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)))
  })
}

// Needs the built pages, which npm test builds before the tests.
describe.skipIf(!existsSync(join(ROOT, '.next/BUILD_ID')))('npm start with nothing', () => {
  it('serves the bundled sample from a database of its own, and says so on the page', async () => {
    const folder = tempFolder()
    const output = await start(join(folder, 'mine.sqlite'))
    const address = /Reroll is at (\S+)/.exec(output)?.[1] ?? ''
    expect(address).toContain('/series/20220827171037.30297-1-kevin.tian%40intel.com')
    const html = await (await fetch(address)).text()
    expect(html).toContain('this series is a reconstruction')
    expect(html).toContain('Tidy up vfio_device life cycle')
    expect(existsSync(join(folder, 'mine-sample.sqlite'))).toBe(true)
  })
})
