import { renameSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as getHealth } from '../../app/api/health/route'
import * as data from '../../app/data'
import { GET as getPeople } from '../../app/people/route'
import { GET as getStatus } from '../../app/status/route'
import { openReader } from '../../db/open'
import { listSources } from '../../db/queries/status/sourceList'
import { getStatus as readStatus } from '../../db/queries/status/status'
import { type Replica, replicaPath, replicaStamp, viewReplica, writeReplica } from '../../db/replica'
import { statusText } from '../../scripts/cli/statusText'
import { mail } from '../support/mail'
import { pageText, publish } from '../support/page'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const before = process.env.REROLL_DB
afterAll(() => {
  if (before === undefined) delete process.env.REROLL_DB
  else process.env.REROLL_DB = before
})

const NOW = Date.UTC(2026, 10, 30, 12)
const REPLICA: Replica = {
  asOf: '2026-11-30T09:58:30Z',
  position: '7d4ffb424b230915/0/0',
  checked: '2026-11-30T11:59:50.123Z',
  every: 20,
  problem: null,
}
const request = (path: string) => [new Request(`http://localhost${path}`), { params: Promise.resolve({}) }] as const
const mails = (words: string) =>
  [1, 2, 3].map((number) =>
    mail({ id: `${words}-${number}@example.org`, subject: 'Words', body: `Some ${words} words.\n` }),
  )
let path = ''

beforeEach(async () => {
  ;(await publish(folder, mails('old'))).close()
  path = process.env.REROLL_DB ?? ''
})

const html = async () => (await getPeople(...request('/people'))).text()
const health = async () => (await getHealth().json()) as { replica: unknown }
const statusPage = async () => pageText(await (await getStatus(...request('/status'))).text())

describe('a page of a replica', () => {
  it('ends with how old it is; that of any other database does not', async () => {
    expect(await html()).not.toContain('A replica')
    expect(await health()).toMatchObject({ replica: null })
    expect(await statusPage()).not.toContain('Replica')
    const checked = new Date().toISOString()
    writeReplica(path, { ...REPLICA, checked })
    expect(pageText(await html())).toContain('A replica, as of 2026-11-30 09:58 UTC.')
    expect(await health()).toMatchObject({ replica: { asOf: REPLICA.asOf, checked, behind: false } })
    expect(await statusPage()).toContain('mail is imported, and corrected, on the machine that this is a replica of')
  })

  it('says since when it could not be brought up to date', async () => {
    writeReplica(path, { ...REPLICA, checked: '2026-11-29T11:59:50Z', problem: '/srv/replica: secret' })
    expect(pageText(await html())).toContain(
      'A replica, as of 2026-11-30 09:58 UTC; it could not be brought up to date since 2026-11-29 11:59 UTC.',
    )
    expect(await health()).toMatchObject({ replica: { behind: true } })
    const page = await statusPage()
    expect(page).toContain('See why the replica is not up to date')
    expect(page + JSON.stringify(await health())).not.toContain('secret')
    const db = openReader(path)
    const parts = { database: path, status: readStatus(db), sources: listSources(db, NOW), trees: [], rejections: [] }
    const text = statusText({ ...parts, running: null, replica: { ...REPLICA, problem: 'no such bucket' }, nowMs: NOW })
    db.close()
    expect(text).toContain('replica    as of 2026-11-30T09:58:30Z, 2 hours ago; checked 2026-11-30T11:59:50.123Z')
    expect(text).toContain('reroll follow failed since: no such bucket')
  })
})

describe('a replica', () => {
  it('is behind after three rounds, and after a minute at least', () => {
    const isBehind = (seconds: number, every: number) => {
      writeReplica(path, { ...REPLICA, every, checked: new Date(NOW - seconds * 1_000).toISOString() })
      return viewReplica(path, NOW)?.behind
    }
    expect([isBehind(59, 5), isBehind(61, 5), isBehind(89, 30), isBehind(91, 30)]).toEqual([false, true, false, true])
  })

  it('has kept pages rendered again when what they say about it changes, not with every check', () => {
    expect(replicaStamp(path, NOW)).toBe('')
    const stamps = [
      REPLICA,
      { ...REPLICA, checked: '2026-11-30T11:59:59Z' },
      { ...REPLICA, asOf: '2026-11-30T11:59:59Z' },
      { ...REPLICA, checked: '2026-11-30T11:00:00Z' },
    ].map((replica) => {
      writeReplica(path, replica)
      return replicaStamp(path, NOW)
    })
    expect(stamps[0]).toBe(stamps[1])
    expect(new Set(stamps).size).toBe(3)
    expect(replicaPath(path)).toMatch(/\.sqlite-replica$/)
  })
})

describe('a database that is replaced', () => {
  it('is read to the end by a search that is being sent; the next one reads the new file', async () => {
    const search = (query: string) => data.searchMbox({ list: 'all', query, threads: true }, NOW)
    const result = search('old')
    if (result.kind !== 'mbox') throw new Error(result.text)
    const sent = result.mails[Symbol.iterator]()
    expect(sent.next().value?.toString()).toContain('Some old words')
    const served = path
    ;(await publish(folder, mails('new'))).close()
    renameSync(process.env.REROLL_DB ?? '', served)
    process.env.REROLL_DB = served
    await nextTurn()
    expect(search('new').kind).toBe('mbox')
    expect(search('old').kind).toBe('none')
    let taken = 1
    while (sent.next().done !== true) taken++
    expect({ taken, missing: result.countMissing(), isCut: result.isCut() }).toEqual({
      taken: 3,
      missing: 0,
      isCut: false,
    })
  })

  it('is one file for all that a page asks in one go', async () => {
    ;(await publish(folder, mails('other').slice(1))).close()
    const other = process.env.REROLL_DB ?? ''
    process.env.REROLL_DB = path
    await nextTurn()
    const asked = [data.getStatus().messages]
    renameSync(other, path)
    asked.push(data.getStatus().messages)
    await nextTurn()
    asked.push(data.getStatus().messages)
    expect(asked).toEqual([3, 3, 2])
  })
})
