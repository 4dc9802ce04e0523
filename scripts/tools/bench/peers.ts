import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Archive, writeEpoch, writeMaildir } from './mails'
import { hasCommand, measureProcess, type ProcessCost } from './process'

/** The packages of the programs that are measured for comparison. Missing ones are skipped by name. */
const PEER_PACKAGES: Readonly<Record<string, string>> = {
  'public-inbox-index': 'public-inbox',
  'public-inbox-httpd': 'public-inbox',
  notmuch: 'notmuch',
  b4: 'b4',
}

/** Why a program is skipped; undefined if it is installed. */
export function missingPeer(command: string): string | undefined {
  return hasCommand(command)
    ? undefined
    : `skipped: ${command} is not installed (apt-get install ${PEER_PACKAGES[command]})`
}

/** A public-inbox with the mails of the benchmark. */
interface PeerInbox {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  /** Removes the index and builds it again. */
  readonly index: (level: 'basic' | 'medium') => Promise<ProcessCost>
}

/** Creates a public-inbox in an empty home directory; nothing is indexed yet. */
export function createPeerInbox(home: string, archive: Archive): PeerInbox {
  const folder = join(home, 'bench')
  const env = { ...process.env, HOME: home, PI_CONFIG: join(home, 'config'), GIT_CONFIG_NOSYSTEM: '1' }
  mkdirSync(home, { recursive: true })
  const words = ['-V2', '-L', 'basic', 'bench', folder, 'http://127.0.0.1/bench', 'bench@example.org']
  execFileSync('public-inbox-init', words, { env, stdio: 'pipe' })
  const repository = join(folder, 'git/0.git')
  rmSync(repository, { recursive: true, force: true })
  writeEpoch(repository, archive)
  return {
    folder,
    env,
    index(level) {
      for (const name of readdirSync(folder))
        if (/^(?:msgmap|xap)/.test(name)) rmSync(join(folder, name), { recursive: true })
      // The configuration overrides the option.
      execFileSync('git', ['config', '-f', join(home, 'config'), 'publicinbox.bench.indexlevel', level])
      return measureProcess('public-inbox-index', ['-L', level, folder], env)
    },
  }
}

/** Measures `notmuch new` on a fresh Maildir of the mails. */
export function measureNotmuch(home: string, archive: Archive): Promise<ProcessCost> {
  const mail = join(home, 'mail')
  writeMaildir(mail, archive)
  const config = join(home, 'notmuch-config')
  writeFileSync(
    config,
    `[database]\npath=${mail}\n[user]\nname=Bench\nprimary_email=bench@example.org\n[new]\ntags=new\n`,
  )
  return measureProcess('notmuch', ['new', '--quiet'], { ...process.env, HOME: home, NOTMUCH_CONFIG: config })
}
