import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { tempFolder } from '../support/tempFolder'
import { type FakeClone, makeClone, type Running } from './fakeClone'

const folder = tempFolder()
const running: Running[] = []
let clones = 0

function freshClone(): FakeClone {
  const clone = makeClone(join(folder, `clone-${++clones}`))
  return {
    ...clone,
    run: (...words) => {
      const started = clone.run(...words)
      running.push(started)
      return started
    },
  }
}

/** A clone whose packages are installed and whose pages are built. */
async function builtClone(): Promise<FakeClone> {
  const clone = freshClone()
  const server = clone.run('start')
  await server.says('Reroll is at')
  await killAll(server)
  return clone
}

/** Kills a process and everything it started, as the kernel does when memory runs out. */
async function killAll({ child, ended }: Running): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
    process.kill(-child.pid, 'SIGKILL')
  await ended
}

async function pageOf(server: Running): Promise<string> {
  await server.says('Reroll is at')
  return (await fetch(/Reroll is at (\S+)/.exec(server.output())?.[1] ?? '')).text()
}

const count = (clone: FakeClone, line: string) => clone.log().filter((logged) => logged === line).length

/** Waits until npm or Next has logged this line. */
async function logged(clone: FakeClone, line: string): Promise<void> {
  while (count(clone, line) === 0) await sleep(20)
}

afterEach(async () => {
  await Promise.all(running.splice(0).map(killAll))
})

// The abstract socket and the process groups of these tests are those of Linux.
describe.skipIf(process.platform !== 'linux')('set-up', () => {
  it('lets eight commands start at once on a fresh clone: one installs and builds, the others wait and say so', async () => {
    const clone = freshClone()
    writeFileSync(join(clone.root, 'npm-waits'), '')
    const commands = Array.from({ length: 5 }, () => clone.run('run'))
    const servers = Array.from({ length: 3 }, () => clone.run('start'))
    const waiting = () =>
      [...commands, ...servers].filter(({ output }) => output().includes('another process is installing'))
    while (waiting().length < 7) await sleep(20)
    rmSync(join(clone.root, 'npm-waits'))
    expect(await Promise.all(servers.map(pageOf))).toEqual(Array(3).fill('page of 1.0.0 by next of 1.0.0'))
    for (const { ended, output } of commands) {
      expect(await ended, output()).toBe(0)
      expect(output()).toContain('greeting 1.0.0 database 1')
    }
    expect(clone.log()).toEqual([
      'npm ci begin',
      'npm ci end',
      'npm rebuild begin',
      'npm rebuild end',
      'next build begin',
      'next build end',
    ])
    expect(waiting()).toHaveLength(7)
    expect(readdirSync(join(clone.root, '.setup')).filter((name) => name.startsWith('install-'))).toEqual([])
  })

  it('accepts a plain npm ci as an installation', async () => {
    const clone = freshClone()
    expect(await clone.run('npm', 'ci').ended).toBe(0)
    const command = clone.run('run')
    expect(await command.ended, command.output()).toBe(0)
    expect(await pageOf(clone.run('start'))).toContain('page of 1.0.0')
    expect(clone.log().filter((line) => line.startsWith('npm'))).toEqual(['npm ci begin', 'npm ci end'])
  })

  it('compiles the database module after an npm ci that ran no install scripts', async () => {
    const clone = freshClone()
    expect(await clone.run('npm', 'ci', '--ignore-scripts').ended).toBe(0)
    const command = clone.run('run')
    expect(await command.ended, command.output()).toBe(0)
    expect(command.output()).toContain('database 1')
  })

  it('does not install for a command that runs with the packages there are, though the lock file is newer', async () => {
    const clone = await builtClone()
    clone.lockGreeting('2.0.0')
    const command = clone.run('run')
    expect(await command.ended, command.output()).toBe(0)
    expect(command.output()).toBe('greeting 1.0.0 database 1\n')
    expect(count(clone, 'npm ci begin')).toBe(1)
  })

  it('bundles a command again after its packages have changed', async () => {
    const clone = await builtClone()
    await clone.run('run').ended
    clone.lockGreeting('2.0.0')
    await clone.run('run').ended
    expect(await pageOf(clone.run('start'))).toContain('page of 2.0.0')
    const command = clone.run('run')
    await command.ended
    expect(command.output()).toBe('greeting 2.0.0 database 1\n')
  })

  it('installs a new lock file without disturbing the server and the command that are running', async () => {
    const clone = freshClone()
    const old = clone.run('start')
    await old.says('Reroll is at')
    const command = clone.run('run', 'wait')
    await command.says('greeting 1.0.0')

    clone.lockGreeting('2.0.0')
    writeFileSync(join(clone.root, 'public/x.txt'), ' and a new file')
    expect(await pageOf(clone.run('start'))).toBe('page of 2.0.0 by next of 2.0.0 and a new file')
    expect(clone.installedGreeting()).toBe('2.0.0')
    // Neither has loaded these files before.
    expect(await pageOf(old)).toBe('page of 1.0.0 by next of 1.0.0')
    command.child.stdin?.end()
    expect(await command.ended, command.output()).toBe(0)
    expect(command.output()).toContain('late 1.0.0')
  })

  it('keeps the build that a server runs from, and deletes older ones that nothing uses', async () => {
    const clone = freshClone()
    const builds = () => readdirSync(join(clone.root, '.setup/built'))
    const old = clone.run('start')
    await old.says('Reroll is at')
    const [first] = builds()
    const buildAnother = async (version: string) => {
      writeFileSync(join(clone.root, 'app/page.ts'), version)
      const server = clone.run('start')
      await server.says('Reroll is at')
      await killAll(server)
    }
    for (const version of ['2', '3', '4']) await buildAnother(version)
    expect(builds()).toContain(first)
    expect(builds()).toHaveLength(3)
    expect(await pageOf(old)).toContain('page of')
    await killAll(old)
    await buildAnother('5')
    expect(builds()).not.toContain(first)
    expect(builds()).toHaveLength(2)
  })

  it('completes an installation that was killed together with npm', async () => {
    const clone = freshClone()
    const killed = clone.run('start')
    await logged(clone, 'npm ci begin')
    await killAll(killed)
    // Packages appear in node_modules once all of them are there.
    expect(existsSync(join(clone.root, 'node_modules'))).toBe(false)
    const command = clone.run('run')
    expect(await command.ended, command.output()).toBe(0)
    expect(command.output()).not.toContain('another process')
    expect(readdirSync(join(clone.root, '.setup')).filter((name) => name.startsWith('install-'))).toEqual([])
  })

  it('waits for the npm of a set-up that was killed alone', async () => {
    const clone = freshClone()
    writeFileSync(join(clone.root, 'npm-waits'), '')
    const killed = clone.run('run')
    await logged(clone, 'npm ci begin')
    killed.child.kill('SIGKILL')
    const command = clone.run('run')
    await command.says('another process is installing')
    rmSync(join(clone.root, 'npm-waits'))
    expect(await command.ended, command.output()).toBe(0)
    expect(clone.log().slice(0, 3)).toEqual(['npm ci begin', 'npm ci end', 'npm ci begin'])
  })

  it('builds again after a build that was killed', async () => {
    const clone = freshClone()
    const killed = clone.run('start')
    await logged(clone, 'next build begin')
    await killAll(killed)
    expect(await pageOf(clone.run('start'))).toContain('page of 1.0.0')
    expect(clone.log().filter((line) => line.startsWith('npm ci'))).toEqual(['npm ci begin', 'npm ci end'])
    expect(count(clone, 'next build begin')).toBe(2)
  })

  it('replaces what a killed npm ci left in node_modules', async () => {
    const clone = freshClone()
    writeFileSync(join(clone.root, 'npm-waits'), '')
    const npm = clone.run('npm', 'ci')
    while (!existsSync(join(clone.root, 'node_modules/greeting/late.js'))) await sleep(10)
    await killAll(npm)
    rmSync(join(clone.root, 'npm-waits'))
    const server = clone.run('start')
    expect(await pageOf(server)).toContain('page of 1.0.0')
  })

  it('treats no file of an earlier process as a lock', async () => {
    const clone = freshClone()
    mkdirSync(join(clone.root, '.setup/install-abc'), { recursive: true })
    writeFileSync(join(clone.root, '.setup/lock'), '1')
    const command = clone.run('run')
    expect(await command.ended, command.output()).toBe(0)
    expect(command.output()).not.toContain('another process')
  })

  it('leaves node_modules alone when npm fails, and says what to do', async () => {
    const clone = await builtClone()
    clone.lockGreeting('2.0.0')
    writeFileSync(join(clone.root, 'npm-fails'), '')
    const server = clone.run('start')
    expect(await server.ended).toBe(1)
    expect(server.output()).toMatch(
      /npm ci failed:\nnpm error: no registry\nCheck that the npm registry can be reached/,
    )
    expect(clone.installedGreeting()).toBe('1.0.0')
    rmSync(join(clone.root, 'npm-fails'))
    expect(await pageOf(clone.run('start'))).toContain('page of 2.0.0')
  })

  it('starts from a build that is there without looking at node_modules', async () => {
    const clone = await builtClone()
    rmSync(join(clone.root, 'node_modules'), { recursive: true })
    expect(await pageOf(clone.run('start'))).toContain('page of 1.0.0')
    expect(readFileSync(join(clone.root, 'tools.log'), 'utf8').match(/npm ci begin/g)).toHaveLength(1)
  })
})
