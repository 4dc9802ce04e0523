import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../support/cli'
import { createInbox, hasPublicInbox, type InboxServer } from '../support/inbox'
import { tempFolder } from '../support/tempFolder'
import { readCommands, scriptOf } from './commands'
import { type Loopback, makeMaterial, REPLY, serveSample, V1, V4 } from './material'

/** Not run here, because it takes minutes, changes the clone or needs special software. That the script exists is still checked. */
const NOT_RUN = /^(?:test|test:\w+|types|lint|format|fixtures|bench|fuzz|dev|eval:\w+|hooks|doctor)$/
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
const papers = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
  'CONTRIBUTING.md',
].filter((path) => path.endsWith('.md'))
const commands = papers.flatMap((path) => readCommands(path).map((command) => ({ path, command })))
const folder = tempFolder()
let loopback: Loopback
let inbox: InboxServer | undefined

beforeAll(async () => {
  makeMaterial(folder)
  loopback = await serveSample()
  if (!hasPublicInbox()) return
  const made = createInbox(join(folder, 'inbox'))
  made.add([Buffer.from('From: Ada <ada@example.org>\nMessage-ID: <one@example.org>\nSubject: hello\n\nHello.\n')])
  inbox = await made.serve()
})

afterAll(async () => {
  loopback.stop()
  await inbox?.stop()
})

/** Replaces the names used in the documents by local ones. */
function localise(command: string): string {
  return [
    ['https://lore.kernel.org/linux-s390', `${inbox?.url ?? ''}/test`],
    ['https://lists.example.org', loopback.url],
    ['https://patchwork.example.org', loopback.url],
    ['/srv/lore/linux-s390', join(folder, 'epoch.git')],
    ['/srv/backup', folder],
    ['/srv/git/linux.git', join(folder, 'linux.git')],
    ['https://git.example.org/vfio.git', join(folder, 'linux.git')],
    ['~/Maildir/lists', join(folder, 'Maildir/lists')],
    [' thread.mbox', ` ${join(folder, 'thread.mbox')}`],
    [' mail.mbox', ` ${join(folder, 'mail.mbox')}`],
    ['MESSAGE-ID MESSAGE-ID', `${V1} ${V4}`],
    ['hide MESSAGE-ID', `hide ${REPLY}`],
    [' SOURCE', ` ${join(folder, 'thread.mbox')}`],
    // The output must be complete mails; test/scripts/mbox.test.ts applies them with git am.
    ['| git am', `| git mailsplit -o${join(folder, 'split')}`],
  ].reduce((text, [from = '', to = '']) => text.replaceAll(from, to), command)
}

/** Runs a command in a shell in the project folder. A server is stopped when it prints its address. */
function run(command: string): Promise<string> {
  const shell = spawn('bash', ['-o', 'pipefail', '-c', command], {
    cwd: ROOT,
    detached: true,
    env: {
      ...process.env,
      PORT: '0',
      REROLL_DB: join(folder, 'db/reroll.sqlite'),
      REROLL_LORE: `${loopback.url}/all`,
    },
  })
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (!output.includes('Reroll is at ')) return
      resolve(output)
      if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL')
    }
    shell.stdout.on('data', read)
    shell.stderr.on('data', read)
    shell.on('exit', (code) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${command}\nended with ${code}: ${output.slice(0, 2_000)}`))
    })
  })
}

describe('the commands in the documents', () => {
  it('are found', () => {
    expect(commands.length).toBeGreaterThan(30)
  })

  it('are scripts of package.json', () => {
    const unknown = commands.filter(({ command }) => scripts[scriptOf(command) ?? ''] === undefined)
    expect(unknown).toEqual([])
  })

  // In order, because a command may use what an earlier one imported.
  for (const { path, command } of commands) {
    if (NOT_RUN.test(scriptOf(command) ?? '')) continue
    const ready = command.startsWith('npm start') ? existsSync(join(ROOT, '.next/BUILD_ID')) : true
    const served = !command.includes('lore.kernel.org/') || hasPublicInbox()
    it.skipIf(!ready || !served)(`work: ${path}: ${command}`, async () => {
      expect(await run(localise(command))).not.toMatch(/reroll: (?!building|installing|another)/)
    })
  }
})
