import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasProgram } from './program'

const ADDRESS = 'test@example.org'
const START_SECONDS = 1_709_287_200

/** Whether public-inbox is installed (Debian: apt-get install public-inbox). */
export function hasPublicInbox(): boolean {
  return hasProgram('public-inbox-httpd')
}

/** A public-inbox v2 with its own configuration, served on loopback. */
export interface Inbox {
  /** The directory of the inbox. */
  readonly folder: string
  /** Appends mails to an epoch, one commit each, and indexes them. */
  readonly add: (mails: readonly Buffer[], epoch?: number) => void
  /** Delivers one mail like a mail server does, with public-inbox-mda. */
  readonly deliver: (mail: Buffer) => void
  /** Appends the commit with which public-inbox withdraws a mail (a blob named `d`). */
  readonly remove: (mail: Buffer) => void
  /** Rewrites history without a mail (public-inbox-purge). */
  readonly purge: (mail: Buffer) => void
  /** Starts public-inbox-httpd on a free port. */
  readonly serve: () => Promise<InboxServer>
}

export interface InboxServer {
  readonly url: string
  /** Has it open its inboxes again: otherwise it searches new mail only after half a minute. */
  readonly reload: () => void
  readonly stop: () => Promise<void>
}

/** Creates an empty inbox, served as `http://.../test/`. `oddZones` gives one commit in five an impossible time zone, as in real archives. */
export function createInbox(home: string, { oddZones = false }: { readonly oddZones?: boolean } = {}): Inbox {
  mkdirSync(home, { recursive: true })
  const folder = join(home, 'test')
  const env = {
    ...process.env,
    HOME: home,
    PI_CONFIG: join(home, 'config'),
    PI_EMERGENCY: join(home, 'emergency'),
    ORIGINAL_RECIPIENT: ADDRESS,
    GIT_CONFIG_NOSYSTEM: '1',
  }
  const run = (command: string, words: readonly string[], input?: Buffer) =>
    execFileSync(command, words, { env, input: input ?? Buffer.alloc(0), stdio: ['pipe', 'pipe', 'pipe'] })
  run('public-inbox-init', ['-V2', '-L', 'full', 'test', folder, 'http://127.0.0.1/test', ADDRESS])
  for (const [key, value] of [
    ['publicinboxmda.spamcheck', 'none'],
    ['publicinboxwatch.spamcheck', 'none'],
  ]) {
    run('git', ['config', '-f', env.PI_CONFIG, key ?? '', value ?? ''])
  }
  let commits = 0
  const append = (name: 'm' | 'd', mails: readonly Buffer[], epoch: number) => {
    const repository = join(folder, 'git', `${epoch}.git`)
    if (!existsSync(repository)) run('git', ['init', '--quiet', '--bare', repository])
    const ref = run('git', ['-C', repository, 'symbolic-ref', 'HEAD']).toString().trim()
    const empty = spawnSync('git', ['-C', repository, 'rev-parse', '--verify', '--quiet', ref]).status !== 0
    const parts: Buffer[] = []
    for (const [index, mail] of mails.entries()) {
      const seconds = START_SECONDS + commits++ * 60
      const zone = oddZones && commits % 5 === 0 ? '+5130' : '+0000'
      parts.push(
        Buffer.from(`commit ${ref}\ncommitter T <t@example.org> ${seconds} ${zone}\ndata 4\nmail\n`),
        Buffer.from(index === 0 && !empty ? `from ${ref}^0\n` : ''),
        Buffer.from(`deleteall\nM 100644 inline ${name}\ndata ${mail.length}\n`),
        mail,
        Buffer.from('\n\n'),
      )
    }
    run('git', ['-C', repository, 'fast-import', '--quiet', '--date-format=raw-permissive'], Buffer.concat(parts))
    run('public-inbox-index', [folder])
  }
  return {
    folder,
    add: (mails, epoch = 0) => append('m', mails, epoch),
    remove: (mail) => append('d', [mail], 0),
    deliver: (mail) => void run('public-inbox-mda', ['--no-precheck'], mail),
    purge: (mail) => void run('public-inbox-purge', [folder], mail),
    serve: () => startServer(env),
  }
}

async function startServer(env: NodeJS.ProcessEnv): Promise<InboxServer> {
  const port = await freePort()
  const server = spawn('public-inbox-httpd', ['-l', `127.0.0.1:${port}`, '-W0'], { env, stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`${url}/test/`).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer !== undefined) return { url, reload: () => void server.kill('SIGHUP'), stop: () => stop(server) }
    await sleep(100)
  }
  await stop(server)
  throw new Error('public-inbox-httpd does not answer')
}

function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve()
    server.once('exit', () => resolve())
    server.kill('SIGTERM')
    setTimeout(() => server.kill('SIGKILL'), 2_000).unref()
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
