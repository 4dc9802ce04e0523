import { existsSync } from 'node:fs'
import { constants, getPriority } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { childrenOf } from '../../scripts/tools/bench/proc'
import { ROOT } from '../support/cli'
import { tempFolder } from '../support/tempFolder'
import { importFile, type Program, startProgram } from './program'

const SERIES = `/series/${encodeURIComponent('20220827171037.30297-1-kevin.tian@intel.com')}`
/** A page that costs much, and one that does not. */
const [COSTLY, CHEAP] = [`${SERIES}/diff/1..3`, SERIES]

describe.runIf(existsSync('/proc/self/task'))('the processes that render pages', () => {
  let program: Program
  const [first, second] = [() => workers()[0] ?? 0, () => workers()[1] ?? 0]
  const workers = () => childrenOf(program.pid)
  const get = (path: string) => fetch(program.url + path)
  const statusOf = (path: string) => get(path).then(({ status }) => status)
  /** The status of a page that should not be answered, or 'waits'. */
  const statusOrNone = (path: string) => Promise.race([statusOf(path), sleep(1_000, 'waits')])

  beforeAll(async () => {
    const database = join(tempFolder(), 'reroll.sqlite')
    await importFile(join(ROOT, 'sample/vfio-device-life-cycle.mbox'), database)
    program = await startProgram(database)
    for (const path of [COSTLY, CHEAP, '/list']) expect([path, await statusOf(path)]).toEqual([path, 200])
  }, 300_000)
  afterEach(() => {
    for (const pid of workers()) process.kill(pid, 'SIGCONT')
  })
  afterAll(() => program?.stop())

  it('are not needed for a page that is kept', async () => {
    for (const pid of workers()) process.kill(pid, 'SIGSTOP')
    expect([await statusOf(CHEAP), await statusOf(COSTLY)]).toEqual([200, 200])
    expect(await statusOrNone('/people')).toBe('waits')
  }, 30_000)

  it('leave one for cheap pages, however many costly pages do not come to an end', async () => {
    process.kill(second(), 'SIGSTOP')
    const stuck = [2, 3, 4].map((patch) => statusOrNone(`${COSTLY}/${patch}`))
    const mail = `/message/${encodeURIComponent('20220921104401.38898-2-kevin.tian@intel.com')}`
    expect([await statusOf('/pulls'), await statusOf(mail)]).toEqual([200, 200])
    expect(await Promise.all(stuck)).toEqual(['waits', 'waits', 'waits'])
  }, 30_000)

  it('have a lower priority when they render costly pages', () => {
    const [ours, low] = [getPriority(), constants.priority.PRIORITY_BELOW_NORMAL]
    expect([program.pid, first(), second()].map((pid) => getPriority(pid))).toEqual([ours, ours, Math.max(ours, low)])
  })

  it('are replaced when they end, and pages are rendered again', async () => {
    const before = workers()
    process.kill(first(), 'SIGSTOP')
    const caught = get('/status')
    await sleep(300)
    for (const pid of before) process.kill(pid, 'SIGKILL')
    // Its page could not be rendered, and the next worker says so.
    expect((await caught).status).toBe(500)
    expect([await statusOf(`${COSTLY}/5`), await statusOf('/status')]).toEqual([200, 200])
    expect(workers().filter((pid) => before.includes(pid))).toEqual([])
  }, 60_000)

  it('end with the server, also when it is killed', async () => {
    const before = workers()
    expect(before.length).toBe(2)
    await program.stop()
    await expect.poll(() => before.filter((pid) => existsSync(`/proc/${pid}/exe`)), { timeout: 10_000 }).toEqual([])
  }, 30_000)
})
