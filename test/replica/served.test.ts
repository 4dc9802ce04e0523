import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readReplica } from '../../db/replica'
import { toMboxrd } from '../../lib/mail/mboxrd'
import { ensureBuilt } from '../support/built'
import { ROOT } from '../support/cli'
import { LITESTREAM, NO_LITESTREAM, type Running, start, until } from '../support/litestream'
import { mail } from '../support/mail'
import { sqlDump } from '../support/sqlDump'
import { tempFolder } from '../support/tempFolder'
import { importFile } from '../web/program'

const SAMPLE = join(ROOT, 'sample/vfio-device-life-cycle.mbox')
const SERIES = encodeURIComponent('20220827171037.30297-1-kevin.tian@intel.com')
/** What the documentation promises. */
const MAX_LAG_MS = 60_000

const folder = tempFolder()
const writer = join(folder, 'writer/reroll.sqlite')
const front = join(folder, 'front/reroll.sqlite')
const replica = join(folder, 'replica')
const running: Running[] = []

/** The lines of docs/operating.md that begin with `$ `, in its section about replicas. */
const LINES = (readFileSync(join(ROOT, 'docs/operating.md'), 'utf8').split('## Read replicas\n')[1] ?? '')
  .split('\n## ')[0]
  ?.split('\n')
  .flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : []))

/** Starts the only documented line with these words, in a process group of its own; `here` is where its database is. */
function startLine(words: string, here: string, ...more: readonly string[]): Running {
  const [line, ...others] = (LINES ?? []).filter((one) => one.includes(words))
  if (line === undefined || others.length > 0) throw new Error(`docs/operating.md has not one line with ${words}`)
  const local = line.replaceAll('/var/lib/reroll/reroll.sqlite', here).replaceAll('/srv/replica', replica)
  const all = [...local.split(' '), ...more]
  const settings = all.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split('=') as [string, string])
  const [program = '', ...rest] = all.slice(settings.length)
  const env = {
    ...Object.fromEntries(settings),
    PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`,
    PORT: '0',
  }
  const one = start(program, rest, { ...env, REROLL_LITESTREAM: undefined }, true)
  running.push(one)
  return one
}

/** A mail that is in no import before. */
function inventedMbox(name: string): string {
  const path = join(folder, `${name}.mbox`)
  writeFileSync(
    path,
    toMboxrd(mail({ id: `${name}@example.org`, subject: `About ${name}`, body: `Words of ${name}.\n` })),
  )
  return path
}

describe.skipIf(LITESTREAM === undefined)(`a front end${LITESTREAM === undefined ? ` (${NO_LITESTREAM})` : ''}`, () => {
  let url = ''

  beforeAll(async () => {
    await ensureBuilt()
    for (const name of ['bin', 'front']) mkdirSync(join(folder, name))
    symlinkSync(LITESTREAM ?? '', join(folder, 'bin/litestream'))
    await importFile(SAMPLE, writer)
    // The pages may have to be built first.
  }, 400_000)

  afterAll(async () => {
    for (const one of running) await one.stop('SIGKILL')
  })

  it('started by the lines of the documentation follows imports, a night and a rebuild within a minute, without a failed request', async () => {
    let litestream = startLine('litestream replicate', writer)
    let follower = startLine('follow /srv/replica', front)
    await until('the first restore', () => readReplica(front) !== undefined)
    const server = startLine('REROLL_READ_ONLY=1', front)
    await until('the pages', () => {
      url = /Reroll is at (http:\/\/[^/\s]+)/.exec(server.errors())?.[1] ?? ''
      return url !== ''
    })

    let asking = true
    const failures: string[] = []
    let [asked, slowestMs] = [0, 0]
    const reader = async (number: number) => {
      for (; asking; asked++) {
        // Some are answered from the cache, others are not.
        const paths = [
          '/',
          `/series/${SERIES}`,
          '/status',
          '/api/health',
          `/api/series/${SERIES}`,
          `/search?q=vfio+w${asked}`,
        ]
        const path = paths[(asked + number) % paths.length] ?? '/'
        const startMs = Date.now()
        try {
          const response = await fetch(url + path)
          await response.arrayBuffer()
          if (response.status !== 200) failures.push(`${response.status} ${path}`)
        } catch (error) {
          failures.push(`${path}: ${String((error as Error).cause ?? error)}`)
        }
        slowestMs = Math.max(slowestMs, Date.now() - startMs)
        await sleep(20)
      }
    }
    const readers = [0, 1, 2].map(reader)

    const lags: number[] = []
    const untilShown = async (name: string) => {
      const startMs = Date.now()
      await until(`${name} is shown`, async () => (await fetch(`${url}/message/${name}@example.org`)).status === 200)
      lags.push(Date.now() - startMs)
    }
    await importFile(inventedMbox('imported'), writer)
    await untilShown('imported')

    // From here on in shorter rounds, which tests more of them.
    await follower.stop('SIGKILL')
    follower = startLine('follow /srv/replica', front, '--every', '1')
    await command('track', inventedMbox('night'))
    await command('nightly')
    await untilShown('night')
    await Promise.all([command('rebuild'), litestream.stop('SIGKILL')])
    litestream = startLine('litestream replicate', writer)
    await importFile(inventedMbox('later'), writer)
    await untilShown('later')
    await command('rebuild')
    await until('the front end has everything', () => sqlDump(front) === sqlDump(writer))

    asking = false
    await Promise.all(readers)
    expect(failures).toEqual([])
    expect(Math.max(...lags)).toBeLessThan(MAX_LAG_MS)
    const seconds = lags.map((ms) => (ms / 1_000).toFixed(1)).join(', ')
    process.stdout.write(`${asked} requests, the slowest ${slowestMs} ms; shown after ${seconds} s\n`)

    const page = await (await fetch(`${url}/people`)).text()
    expect(page).toMatch(/A replica, as of <time dateTime="[^"]*">\d{4}-\d\d-\d\d \d\d:\d\d UTC<\/time>\./i)
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ ok: true, replica: { behind: false } })

    await litestream.stop()
    const restored = join(folder, 'restored.sqlite')
    const restore = startLine('litestream restore', restored)
    await until('the restore has ended', () => restore.child.exitCode !== null)
    expect(sqlDump(restored)).toBe(sqlDump(writer))
  }, 400_000)
})

/** Runs a command on the database that is written to. */
async function command(...words: readonly string[]): Promise<void> {
  const run = start(process.execPath, ['scripts/run.mjs', 'reroll', ...words, '--db', writer])
  await until(`${words[0]} has ended`, () => run.child.exitCode !== null)
  if (run.child.exitCode !== 0) throw new Error(run.errors())
}
