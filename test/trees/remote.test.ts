import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { eachTreeCase } from '../support/treeCase'
import { type GitServer, serve, serveDumb, serveSmart } from './httpServer'
import { makeRepository, type TestRepository } from './repository'
import { addTree, releases, seen, theTree, update } from './update'

let folder: string
let db: Db
let linux: TestRepository

eachTreeCase((own) => {
  ;({ folder, db, linux } = own)
  linux.commit('sub: one')
  linux.git('tag', '--annotate', '--message=release', 'v6.1')
  linux.commit('sub: two')
  linux.git('update-server-info')
}, 'served/linux')

describe.each([
  ['a server that runs git', serveSmart],
  ['a server of plain files', serveDumb],
])('a tree on %s', (_, start) => {
  const urlOf = ({ url }: GitServer) => `${url}/linux/.git`

  it('is cloned once, and then only what is new is fetched', { timeout: 30_000 }, async () => {
    const server = await start(join(folder, 'served'))
    addTree(db, urlOf(server))
    expect(await update(db, folder)).toMatchObject({ commits: 2 })
    expect(releases(db)).toEqual({ 'sub: one': 'v6.1', 'sub: two': null })
    const three = linux.commit('sub: three')
    linux.git('update-server-info')
    expect(await update(db, folder)).toMatchObject({ commits: 1, gone: 0 })
    expect(theTree(db).branches).toMatchObject([{ tip: three }])
  })

  it('costs only a look at its refs when nothing is new', { timeout: 30_000 }, async () => {
    const server = await start(join(folder, 'served'))
    addTree(db, urlOf(server))
    await update(db, folder)
    const before = server.requests.length
    await update(db, folder)
    const asked = server.requests
      .slice(before)
      .map((request) => request.replace(/\?.*/, '').replace(/^POST .*/, 'POST'))
    expect(asked.filter((request) => !/\/(?:info\/refs|HEAD)$/.test(request)).length).toBeLessThanOrEqual(1)
  })

  it('keeps commits of a branch that was rebased', { timeout: 30_000 }, async () => {
    const server = await start(join(folder, 'served'))
    addTree(db, urlOf(server))
    await update(db, folder)
    linux.git('reset', '--quiet', '--hard', 'HEAD~1')
    linux.commit('sub: two again')
    linux.git('update-server-info')
    expect(await update(db, folder, Date.UTC(2024, 2, 20))).toMatchObject({ commits: 1, gone: 1 })
    expect(seen(db)).toEqual(['main: sub: one', 'main: sub: two, gone 2024-03-20', 'main: sub: two again'])
  })

  it('gives a clear line when it is gone, and keeps what was read', { timeout: 30_000 }, async () => {
    const server = await start(join(folder, 'served'))
    addTree(db, `${server.url}/nothing.git`)
    await expect(update(db, folder)).rejects.toThrow(/^linux: http:\/\/127.0.0.1:\d+\/nothing\.git: git: .*not found/)
    expect(seen(db)).toEqual([])
  })
})

describe('the clone of a tree', () => {
  it('is fetched anew when a killed run has left a lock in it', { timeout: 30_000 }, async () => {
    const server = await serveSmart(join(folder, 'served'))
    addTree(db, `${server.url}/linux/.git`)
    await update(db, folder)
    const three = linux.commit('sub: three')
    const lock = join(folder, `fetched/trees/linux.git/refs/fetched/${three}.lock`)
    writeFileSync(lock, '')
    expect(await update(db, folder)).toMatchObject({ commits: 1, gone: 0 })
    expect(existsSync(lock)).toBe(false)
  })

  it('is fetched anew when a branch takes the name of a folder of branches', { timeout: 30_000 }, async () => {
    const server = await serveSmart(join(folder, 'served'))
    linux.git('branch', 'topic')
    const branches = [
      { name: 'topic', role: 'maintainer' },
      { name: 'topic/one', role: 'maintainer' },
    ] as const
    addTree(db, `${server.url}/linux/.git`, { branches })
    expect(await update(db, folder)).toMatchObject({ missing: ['topic/one'] })
    linux.git('branch', '--quiet', '--move', 'topic', 'other')
    linux.git('branch', '--quiet', '--move', 'other', 'topic/one')
    linux.git('switch', '--quiet', 'topic/one')
    linux.commit('sub: three')
    expect(await update(db, folder)).toMatchObject({ commits: 1, gone: 2, missing: ['topic'] })
  })

  it('has few packs after many fetches', { timeout: 60_000 }, async () => {
    const server = await serveSmart(join(folder, 'served'))
    addTree(db, `${server.url}/linux/.git`)
    await update(db, folder)
    const packs = join(folder, 'fetched/trees/linux.git/objects/pack')
    const count = () => readdirSync(packs).filter((name) => name.endsWith('.pack')).length
    for (let each = 0; each < 52; each++) {
      const sha = linux.commit(`sub: more ${each}`)
      linux.feed(linux.git('rev-list', '--objects', `${sha}~1..${sha}`), 'pack-objects', '--quiet', join(packs, 'pack'))
    }
    expect(count()).toBe(53)
    linux.commit('sub: last')
    expect(await update(db, folder)).toMatchObject({ commits: 53, warning: null })
    expect(count()).toBeLessThan(10)
    expect(seen(db)).toHaveLength(55)
  })
})

describe('a hostile server', () => {
  it('cannot lead to another host, by a redirect or by objects that it says are elsewhere', {
    timeout: 30_000,
  }, async () => {
    const elsewhere = await serveDumb(join(folder, 'served'))
    const redirecting = await serve((request, response) => {
      response.writeHead(302, { location: `${elsewhere.url.replace('127.0.0.1', 'localhost')}${request.url}` })
      response.end()
    })
    addTree(db, `${redirecting.url}/linux/.git`)
    await expect(update(db, folder)).rejects.toThrow(/^linux: http:.*: git: /)
    const hollow = makeRepository(join(folder, 'hollow/linux'))
    hollow.commit('sub: hollow')
    hollow.git('update-server-info')
    for (const entry of readdirSync(join(hollow.folder, '.git/objects')))
      if (entry.length === 2) rmSync(join(hollow.folder, '.git/objects', entry), { recursive: true })
    const objects = `${elsewhere.url.replace('127.0.0.1', 'localhost')}/linux/.git/objects/\n`
    writeFileSync(join(hollow.folder, '.git/objects/info/http-alternates'), objects)
    writeFileSync(join(hollow.folder, '.git/objects/info/alternates'), objects)
    const server = await serveDumb(join(folder, 'hollow'))
    db.prepare('UPDATE trees SET url = @url').run({ url: `${server.url}/linux/.git` })
    await expect(update(db, folder)).rejects.toThrow(/^linux: http:.*: git: /)
    expect(server.requests.some((request) => request.endsWith('/http-alternates'))).toBe(true)
    expect([elsewhere.requests, seen(db)]).toEqual([[], []])
  })

  it('that never ends its list of refs is read up to a bound', { timeout: 60_000 }, async () => {
    const line = (at: number) => {
      const text = `${'a'.repeat(40)} refs/heads/${at}\n`
      return `${(text.length + 4).toString(16).padStart(4, '0')}${text}`
    }
    const endless = await serve((_, response) => {
      response.setHeader('content-type', 'application/x-git-upload-pack-advertisement')
      response.write('001e# service=git-upload-pack\n0000')
      response.write(Array.from({ length: 300_000 }, (__, at) => line(at)).join(''))
      response.end('0000')
    })
    addTree(db, `${endless.url}/linux/.git`)
    await expect(update(db, folder)).rejects.toThrow(/linux: .*has none of the branches main/)
  })
})
