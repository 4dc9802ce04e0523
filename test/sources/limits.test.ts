import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { takeNightlyLock } from '../../db/nightlyLock'
import type { Db } from '../../db/open'
import { putSubscription } from '../../db/store/sourceRows'
import { toMboxrd } from '../../lib/mail/mboxrd'
import { type NightlySummary, refreshAll } from '../../scripts/nightly/nightly'
import { nightlyText } from '../../scripts/nightly/nightlyText'
import { underLock } from '../../scripts/nightly/underLock'
import type { SourceContext } from '../../scripts/sources/context'
import { type HttpOptions, openHttp } from '../../scripts/sources/http'
import { DISK_LIMITS, type DiskLimits } from '../../scripts/sources/limits'
import { openSourceIn } from '../../scripts/sources/openSource'
import { ROOT } from '../support/cli'
import { SILENT } from '../support/ingest'
import { listen } from '../support/listen'
import { mail } from '../support/mail'
import { endlessGit } from '../support/slowGit'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()

async function serve(handler: RequestListener): Promise<string> {
  const server = createServer(handler)
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${await listen(server)}`
}

/** Sends a few bytes from time to time, and never ends. */
const drip: RequestListener = (_, response) => {
  response.writeHead(200)
  const timer = setInterval(() => response.write('Drip.'), 20)
  response.on('close', () => clearInterval(timer))
}

function contextOf(name: string, options: HttpOptions = {}): SourceContext {
  const stdin = (async function* () {})()
  const mirrors = join(folder, name)
  return { http: openHttp(options), lore: 'http://127.0.0.1:9', loreIsNamed: true, mirrors, stdin, warn: () => {} }
}

/** A nightly run that has this much time for each source. */
function runNight(db: Db, name: string, sourceMs: number): Promise<NightlySummary> {
  const [context, ignore] = [contextOf(name), () => {}]
  return refreshAll(db, { context, progress: SILENT, onSource: ignore, onTree: ignore, nowMs: Date.now, sourceMs })
}

const mbox = (number: number) =>
  toMboxrd(mail({ id: `${number}@example.org`, subject: `Mail ${number}`, body: `Words ${number}.\n` }))

describe('one request', () => {
  it('ends after some time, however the server goes on, and is not tried again', async () => {
    let visits = 0
    const url = await serve((request, response) => {
      visits++
      drip(request, response)
    })
    await expect(openHttp({ requestMs: 300 }).fetch(url)).rejects.toThrow(/: not complete after 300 ms/)
    expect(visits).toBe(1)
  })

  it('ends when the server sends less than a thousand bytes a second', async () => {
    const url = await serve(drip)
    await expect(openHttp({ lowSpeedMs: 300 }).fetch(url)).rejects.toThrow(
      /: slower than 1000 bytes a second for 300 ms/,
    )
  })
})

describe('the time of a source', () => {
  it('ends a series of requests with pauses that the server asks for', async () => {
    let asked = 0
    const url = await serve((_, response) => {
      asked++
      if (asked % 2 === 0) response.end('mail')
      else response.writeHead(503, { 'Retry-After': '1' }).end()
    })
    const http = openHttp({ backOffMs: [1, 1, 1] }).within(2_500)
    const fetchAll = async () => {
      for (let page = 0; page < 120; page++) await http.fetch(`${url}/${page}`)
    }
    await expect(fetchAll()).rejects.toThrow(
      /the server answered 503 and asks for a pause of 1 seconds; try again later; the 2500 ms that a nightly run has for one source are over/,
    )
    expect(asked).toBe(5)
    expect(http.within(60_000).leftMs()).toBeLessThan(2_500)
  })

  it('keeps the months of an archive that were read before it was over', async () => {
    const url = await serve((request, response) => {
      if (request.url?.endsWith('/l/'))
        return void response.end('<a href="2022-September.txt">x</a> <a href="2022-October.txt">x</a>')
      if (request.url?.includes('September')) return void response.end(mbox(1))
      drip(request, response)
    })
    const db = openWriter(':memory:')
    putSubscription(db, { name: `${url}/pipermail/l/`, kind: 'pipermail archive' }, 0)
    const run = () => runNight(db, 'months', 700)
    const { sources } = await run()
    expect(sources).toMatchObject([{ ok: false, new: 1, error: expect.stringContaining('are over') }])
    expect((await run()).sources).toMatchObject([{ ok: false, new: 0 }])
    expect(db.prepare('SELECT cursor FROM cursors').pluck().all()).toEqual(['2022-September.txt'])
  })

  it('is lost by a host that drips, asks for pauses or never ends a clone, and by nobody else', async () => {
    const database = join(folder, 'night.sqlite')
    const db = openWriter(database)
    const file = join(folder, 'good.mbox')
    writeFileSync(file, mbox(1))
    const dripping = await serve(drip)
    const pausing = await serve((_, response) => void response.writeHead(429, { 'Retry-After': '50' }).end())
    const endless = await serve(endlessGit(join(folder, 'night.git'), 20_000))
    const good = (await serve((_, response) => void response.end(mbox(2)))).replace('127.0.0.1', 'localhost')
    const bad = [`${dripping}/x.mbox`, `${pausing}/x.mbox`, `${endless}/list/0.git`, 'https://127.0.0.1:9/x.mbox']
    for (const name of [...bad, file, `${good}/x.mbox`]) putSubscription(db, { name, kind: 'source' }, 0)
    const started = performance.now()
    const summary = await underLock(database, () => runNight(db, 'night', 1_500))
    expect(performance.now() - started).toBeLessThan(20_000)
    const results = Object.fromEntries(summary.sources.map(({ source, ok, new: brought }) => [source, [ok, brought]]))
    expect(results).toEqual({
      ...Object.fromEntries(bad.map((name) => [name, [false, 0]])),
      [file]: [true, 1],
      [`${good}/x.mbox`]: [true, 1],
    })
    expect(summary.ok).toBe(false)
    for (const name of bad) expect(nightlyText(summary)).toContain(`FAILED  ${name}`)
    expect(summary.sources.filter(({ error }) => error?.includes('are over'))).toHaveLength(3)
    const lock = takeNightlyLock(database, Date.now())
    expect(lock).toBeDefined()
    lock?.release()
    db.close()
  }, 60_000)
})

describe('a clone that does not end', () => {
  /** The processes that fetch from a server. */
  const running = (url: string) =>
    execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(url))

  const files = (name: string) =>
    existsSync(join(folder, name)) ? readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }) : []

  interface Case {
    readonly within?: number
    readonly limits?: Partial<DiskLimits>
  }
  it.each<[string, Case, RegExp]>([
    ['when its time is over', { within: 2_000 }, /are over/],
    [
      'when it has more bytes than an epoch may have',
      { limits: { epochBytes: 300_000 } },
      /git: received more than 300000 bytes and was stopped/,
    ],
    [
      'when the disk is nearly full',
      { limits: { freeBytes: 2 ** 60 } },
      /git: was stopped, because the disk has less than .* MB left/,
    ],
  ])(
    'is stopped %s, with all processes of git, and leaves nothing',
    async (when, { within, limits }, message) => {
      const name = when.replaceAll(' ', '-')
      const url = `${await serve(endlessGit(join(folder, `${name}.git`), 200_000))}/list/0.git`
      const context = contextOf(name)
      const source = await openSourceIn(
        { ...context, limits: { ...DISK_LIMITS, ...limits }, http: context.http.within(within ?? 60_000) },
        url,
      )
      const fetching = Promise.resolve(source.prepare?.(null))
      fetching.catch(() => {})
      await sleep(800)
      expect(running(url).length).toBeGreaterThan(1)
      await expect(fetching).rejects.toThrow(message)
      expect(running(url)).toEqual([])
      expect(files(name).filter((path) => /half|pack/.test(path))).toEqual([])
    },
    60_000,
  )

  it('ends with the program, when that is told to end', async () => {
    const url = `${await serve(endlessGit(join(folder, 'told.git'), 20_000))}/list/0.git`
    const database = join(folder, 'told.sqlite')
    const words = ['scripts/run.mjs', 'reroll', 'ingest', '--db', database, url]
    const child = spawn(process.execPath, words, { cwd: ROOT, stdio: 'ignore', detached: true })
    const end = once(child, 'exit')
    const gits = () => running(url).filter((line) => !line.includes('run.mjs') && line.includes('git'))
    for (let tries = 0; gits().length < 2 && tries < 300; tries++) await sleep(100)
    expect(gits().length).toBeGreaterThan(1)
    // As timeout and a terminal do: to the group of processes.
    process.kill(-(child.pid ?? 0), 'SIGTERM')
    await end
    await sleep(500)
    expect(running(url)).toEqual([])
  }, 60_000)
})
