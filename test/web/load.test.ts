import { setMaxListeners } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTurn, neverRead, pipeline, readGreedily, readSteadily, withUnknown } from '../../scripts/tools/bench/readers'
import { quantile } from '../../scripts/tools/bench/row'
import { ROOT } from '../support/cli'
import { corpusPath, hasCorpus } from '../support/corpusPath'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'
import { importFile, type Program, peakMegabytes, startProgram } from './program'

const PARALLEL = 200
const REQUESTS = 400
const WATCHERS = 8
/** For the processes of the server, with Node, Next and the cached pages. */
const MAX_MEGABYTES = 600
const PATCHES = 30
const SERIES = '20220827171037.30297-1-kevin.tian@intel.com'
const NEWEST = '20220921104401.38898'

const page = `/series/${encodeURIComponent(SERIES)}`
const message = (number: number) => `/message/${encodeURIComponent(`${NEWEST}-${number}-kevin.tian@intel.com`)}`

/** Alternates between addresses that repeat, so that the cache may answer, and ones that are never repeated. */
function target(index: number): string {
  const again = [
    page,
    `${page}/diff/1..4`,
    `${page}/diff/3..4/6`,
    message((index % 15) + 1),
    '/search?q=vfio',
    '/people/jgg%40nvidia.com',
    `/api${page}`,
    '/atom',
    `${page}/mbox?version=4`,
    `${message(1)}/t.mbox.gz`,
    '/',
    `/api${page}/diff?from=3&to=4&patch=6`,
  ]
  const never = [`/search?q=vfio+w${index}`, `/?author=w${index}`, `/api/search?q=w${index}`, `/atom?author=w${index}`]
  const addresses = index % 2 === 0 ? again : never
  return addresses[Math.floor(index / 2) % addresses.length] ?? '/'
}

/** A made-up series as one mbox. It is one import, so readers see all of it or nothing. */
function inventedSeries(folder: string, number: number): string {
  const id = (patch: number) => `load-${number}-${patch}@example.org`
  const mails = Array.from({ length: PATCHES + 1 }, (_, patch) => {
    const path = `drivers/load/part${patch}.c`
    const diff = `---\ndiff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1,2 @@\n first\n+added ${number}\n`
    const subject = `[PATCH ${patch}/${PATCHES}] load: series ${number} part ${patch}`
    const reply = patch === 0 ? {} : { inReplyTo: id(0) }
    return mail({
      id: id(patch),
      subject,
      body: patch === 0 ? 'All parts.\n' : `Part.\n\n${diff}`,
      minutes: patch,
      ...reply,
    })
  })
  const path = join(folder, `load-${number}.mbox`)
  writeFileSync(path, mails.map((one) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${one.toString()}\n`).join(''))
  return path
}

function loadTests(base: string, more: readonly string[]): void {
  const folder = tempFolder()
  const database = join(folder, 'reroll.sqlite')
  let program: Program
  beforeAll(async () => {
    await importFile(base, database)
    program = await startProgram(database)
  })
  afterAll(() => program?.stop())

  it(`${PARALLEL} parallel requests are all answered during imports, in bounded memory; a series is complete or absent`, async () => {
    let asking = true
    let imports = 0
    const importing = (async () => {
      for (const path of more) await importFile(path, database)
      for (; asking || imports < 3; imports++) await importFile(inventedSeries(folder, imports), database)
    })()
    const failures: string[] = []
    let whole = 0
    const ask = async (path: string): Promise<Response | undefined> => {
      try {
        const response = await fetch(program.url + path)
        if (response.status !== 200) failures.push(`${response.status} ${path}`)
        return response
      } catch (error) {
        failures.push(`${path}: ${String((error as Error).cause ?? error)}`)
        return undefined
      }
    }
    let next = 0
    const reader = async () => {
      for (let index = next++; index < REQUESTS; index = next++) await (await ask(target(index)))?.arrayBuffer()
    }
    const watcher = async (place: number) => {
      while (next < REQUESTS || whole === 0) {
        const id = encodeURIComponent(`load-${Math.max(0, imports - (place % 2))}-0@example.org`)
        const response = await fetch(`${program.url}/api/series/${id}?x=${next}.${place}`)
        if (response.status === 404) continue
        const { versions } = (await response.json()) as { versions: readonly { patches: readonly unknown[] }[] }
        if (versions[0]?.patches.length === PATCHES) whole++
        else failures.push(`a reader saw ${versions[0]?.patches.length} of ${PATCHES} patches`)
      }
    }
    await Promise.all([
      ...Array.from({ length: WATCHERS }, (_, place) => watcher(place)),
      ...Array.from({ length: PARALLEL }, reader),
    ])
    asking = false
    await importing
    expect(failures).toEqual([])
    expect(whole).toBeGreaterThan(0)
    const peak = peakMegabytes(program.pid)
    process.stdout.write(`${REQUESTS} requests, ${imports + more.length} imports, ${whole} looks at a series: at most ${peak} MB
`)
    expect(peak).toBeLessThan(MAX_MEGABYTES)
    // Leaves time for a busy machine.
  }, 300_000)

  it('cheap pages are answered while others compare far versions, add parameters, pipeline and do not read', async () => {
    const end = new AbortController()
    setMaxListeners(0, end.signal)
    const place = (host: number) => ({ url: program.url, from: `127.0.0.${host}`, signal: end.signal })
    const far = [1, 2, 3, 4, 5, 6].flatMap((patch) => [`${page}/diff/1..3/${patch}`, `${page}/diff/1..4/${patch}`])
    const others = [
      readGreedily(place(2), inTurn(far), () => {}),
      readGreedily(place(3), withUnknown(far), () => {}),
      pipeline(place(4), withUnknown(far), 16),
      neverRead(place(5), `/api${page}`, 20),
    ]
    const importing = importFile(inventedSeries(folder, 1_000), database)
    const cheap = Array.from({ length: 15 }, (_, at) => ['/', page, message(at + 1), '/people']).flat()
    const readings = await readSteadily(place(6), inTurn(cheap), { everyMs: 50, forMs: 5_000 })
    await importing
    end.abort()
    await Promise.all(others)
    const times = readings.map(({ ms }) => ms)
    const [p50, p90, p99, most] = [0.5, 0.9, 0.99, 1].map((share) => quantile(times, share).toFixed(0))
    process.stdout.write(`${times.length} cheap pages: p50 ${p50}, p90 ${p90}, p99 ${p99}, max ${most} ms\n`)
    expect(readings.filter(({ status }) => status !== 200)).toEqual([])
    const peak = peakMegabytes(program.pid)
    expect(peak).toBeLessThan(MAX_MEGABYTES)
  }, 120_000)
}

if (hasCorpus()) {
  describe('under load, over real mail', () =>
    loadTests(corpusPath('vfio-device-life-cycle.mbox'), [corpusPath('iommufd-rfc.mbox')]))
} else {
  describe('under load, over the sample', () => loadTests(join(ROOT, 'sample/vfio-device-life-cycle.mbox'), []))
}
