import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GROUP_NAMES } from '../../app/_model/groupWords'
import { openWriter } from '../../db/migrate'
import { ensureBuilt } from '../support/built'
import { ROOT } from '../support/cli'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const SAMPLE = join(ROOT, 'sample/vfio-device-life-cycle.mbox')
/** A build takes seconds on a machine that has nothing else to do. */
const BUILD_MS = 600_000
const SERIES = '/series/20220827171037.30297-1-kevin.tian%40intel.com'
let child: ChildProcess | undefined

afterEach(() => {
  child?.kill('SIGKILL')
  child = undefined
})

/** Starts the server as a process of its own; returns what it printed, once it serves. */
function start(
  database: string,
  more: Readonly<Record<string, string>> = {},
  words: readonly string[] = [],
): Promise<string> {
  const env = { ...process.env, REROLL_DB: database, PORT: '0', HOST: '127.0.0.1', ...more }
  const started = spawn(process.execPath, ['--import', 'tsx', 'scripts/start/main.ts', ...words], { cwd: ROOT, env })
  child = started
  return new Promise((resolve, reject) => {
    let output = ''
    started.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (/Reroll is at .*\n/.test(output)) setTimeout(() => resolve(output), 200)
    })
    started.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    started.on('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)))
  })
}

const addressIn = (output: string): string => /Reroll is at (\S+)/.exec(output)?.[1] ?? ''

async function read(address: string): Promise<string> {
  return (await fetch(address)).text()
}

describe('npm start with nothing', () => {
  beforeAll(ensureBuilt, BUILD_MS)

  it('serves the queue of the bundled sample from a separate database, and says on each page that it is a sample', async () => {
    const folder = tempFolder()
    const output = await start(join(folder, 'mine.sqlite'))
    expect(output).toContain('No mail imported yet, so this is a sample. To import mail: npm start -- FILE.mbox\n')
    const address = addressIn(output)
    expect(new URL(address).pathname).toBe('/')
    const [front, series] = [await read(address), await read(new URL(SERIES, address).href)]
    for (const html of [front, series]) {
      expect(html).toContain('<strong>Sample:</strong>')
      expect(html).toContain('<code>npm start -- FILE.mbox</code>')
    }
    for (const name of Object.values(GROUP_NAMES)) expect(front).toContain(name)
    for (const section of ['evolution', 'remarks', 'commits', 'around', 'timeline'])
      expect(series).toContain(`id="${section}"`)
    expect(existsSync(join(folder, 'mine-sample.sqlite'))).toBe(true)
  })

  it('serves the sample without its commits where git is not installed, and says so in one line', async () => {
    const folder = tempFolder()
    const output = await start(join(folder, 'mine.sqlite'), { PATH: folder })
    expect(output.match(/^.*\bgit\b.*$/gm)).toEqual([
      expect.stringMatching(/^reroll: the git tree of the sample was not read: git is not installed/),
    ])
    const html = await read(new URL(SERIES, addressIn(output)).href)
    expect(html).toContain('Tidy up vfio_device life cycle')
    expect(html).not.toContain('id="commits"')
  })
})

describe('npm start with mail', () => {
  beforeAll(ensureBuilt, BUILD_MS)

  it('serves mail that has no series, and not the sample', async () => {
    const database = join(tempFolder(), 'mine.sqlite')
    const db = openWriter(database)
    await ingestMails(db, [mail({ id: 'hello@example.org', subject: 'hello', body: 'No patch.\n' })])
    db.close()
    const output = await start(database)
    expect(output).not.toContain('sample')
    const html = await read(addressIn(output))
    expect(html).toContain('The imported mail has no patch series.')
    expect(html).not.toContain('<strong>Sample:</strong>')
  })

  it('leads to the only series, with no word of a sample; to the queue when there are several', async () => {
    const database = join(tempFolder(), 'mine.sqlite')
    const one = addressIn(await start(database, {}, [SAMPLE]))
    expect(new URL(one).pathname).toBe(SERIES)
    const html = await read(one)
    expect(html).not.toContain('<strong>Sample:</strong>')
    // The git tree of the sample belongs to no mail but the sample's.
    expect(html).not.toContain('id="commits"')
    child?.kill('SIGKILL')
    const several = addressIn(await start(database, {}, [join(ROOT, 'sample/invented.mbox')]))
    expect(new URL(several).pathname).toBe('/')
  })
})
