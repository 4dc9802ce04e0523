import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fetchFirstMail } from '../../scripts/start/firstMail'
import { ensureBuilt } from '../support/built'
import { ROOT } from '../support/cli'
import { listen } from '../support/listen'
import { tempFolder } from '../support/tempFolder'

const SAMPLE = join(ROOT, 'sample/vfio-device-life-cycle.mbox')
/** A build takes seconds on a machine that has nothing else to do. */
const BUILD_MS = 600_000
const V4 = '20220921104401.38898-1-kevin.tian@intel.com'
let child: ChildProcess | undefined
let server: Server | undefined

afterEach(() => {
  child?.kill('SIGKILL')
  child = undefined
  server?.closeAllConnections()
  server?.close()
  server = undefined
  delete process.env.REROLL_LORE
})

/** Starts an archive on this machine and returns its base URL. */
async function serve(listener: RequestListener): Promise<string> {
  const made = createServer(listener)
  server = made
  return `http://127.0.0.1:${await listen(made)}/all`
}

/** An archive that holds the sample as one thread and nothing else. */
const withThread: RequestListener = ({ url }, response) => {
  if (url !== `/all/${encodeURIComponent(V4)}/t.mbox.gz`) return response.writeHead(404).end()
  return response.writeHead(200, { 'content-type': 'application/gzip' }).end(gzipSync(readFileSync(SAMPLE)))
}

/** Starts the server as a process of its own; returns what it printed, once it serves. */
function start(database: string, more: Readonly<Record<string, string>>): Promise<string> {
  const env = { ...process.env, REROLL_DB: database, PORT: '0', HOST: '127.0.0.1', ...more }
  const started = spawn(process.execPath, ['--import', 'tsx', 'scripts/start/main.ts'], { cwd: ROOT, env })
  child = started
  return new Promise((resolve, reject) => {
    let output = ''
    started.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('To import mail:')) resolve(output)
    })
    started.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    started.on('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)))
  })
}

describe('npm start with nothing', () => {
  beforeAll(ensureBuilt, BUILD_MS)

  it('serves the bundled sample from a separate database without a network, and says so on the page', async () => {
    const folder = tempFolder()
    const output = await start(join(folder, 'mine.sqlite'), { REROLL_OFFLINE: '1' })
    expect(output).toContain('(REROLL_OFFLINE=1): this is the bundled sample')
    const address = /Reroll is at (\S+)/.exec(output)?.[1] ?? ''
    expect(address).toContain('/series/20220827171037.30297-1-kevin.tian%40intel.com')
    const html = await (await fetch(address)).text()
    expect(html).toContain('this series is a reconstruction')
    expect(html).toContain('Tidy up vfio_device life cycle')
    for (const section of ['evolution', 'remarks', 'commits', 'around', 'timeline'])
      expect(html).toContain(`id="${section}"`)

    expect(existsSync(join(folder, 'mine-sample.sqlite'))).toBe(true)
  })

  it('serves the sample without its commits where git is not installed, and says so in one line', async () => {
    const folder = tempFolder()
    const output = await start(join(folder, 'mine.sqlite'), { REROLL_OFFLINE: '1', PATH: folder })
    expect(output.match(/^.*\bgit\b.*$/gm)).toEqual([
      expect.stringMatching(/^reroll: the git tree of the sample was not read: git is not installed/),
    ])
    const html = await (await fetch(/Reroll is at (\S+)/.exec(output)?.[1] ?? '')).text()
    expect(html).toContain('Tidy up vfio_device life cycle')
    expect(html).not.toContain('id="commits"')
  })

  it('serves the series that the archive has, and says so on the page', async () => {
    const folder = tempFolder()
    const output = await start(join(folder, 'mine.sqlite'), {
      REROLL_LORE: await serve(withThread),
      REROLL_OFFLINE: '',
    })
    expect(output).toContain('this series was fetched from 127.0.0.1')
    const html = await (await fetch(/Reroll is at (\S+)/.exec(output)?.[1] ?? '')).text()
    expect(html).toContain('this series was fetched from the archive')
    expect(html).not.toContain('reconstruction. Its facts')
    expect(existsSync(join(folder, 'mine-sample.sqlite'))).toBe(false)
    // The git tree of the sample belongs to no mail but the sample's.
    expect(html).not.toContain('id="commits"')
    expect(existsSync(join(folder, 'mine.sqlite-fetched/trees'))).toBe(false)
  })
})

describe('the archive for a first series', () => {
  const ask = (lore: string, answerMs = 5_000) => {
    process.env.REROLL_LORE = lore
    return fetchFirstMail({ database: join(tempFolder(), 'x.sqlite'), offline: false, answerMs })
  }

  it('is not contacted when the start is offline', async () => {
    process.env.REROLL_LORE = await serve(() => expect.unreachable())
    expect(await fetchFirstMail({ database: join(tempFolder(), 'x.sqlite'), offline: true })).toEqual({
      kind: 'none',
      reason: 'REROLL_OFFLINE=1',
    })
  })

  it('provides its series', async () => {
    expect(await ask(await serve(withThread))).toMatchObject({ kind: 'fetched' })
  })

  it('is given up on when it is silent, refuses, does not have the series, or answers with a web page', async () => {
    expect(await ask(await serve(() => {}), 200)).toMatchObject({
      reason: expect.stringMatching(/did not answer within 0.2 seconds/),
    })
    server?.closeAllConnections()
    server?.close()
    expect(await ask('http://127.0.0.1:1/all')).toMatchObject({
      kind: 'none',
      reason: expect.stringMatching(/network/),
    })
    const empty = await serve((_, response) => response.writeHead(404).end())
    expect(await ask(empty)).toMatchObject({ reason: expect.stringMatching(/does not have the series/) })
    server?.close()
    const challenge = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Prove you are human</title>'),
    )
    expect(await ask(challenge)).toMatchObject({ kind: 'none', reason: expect.any(String) })
  })
})
