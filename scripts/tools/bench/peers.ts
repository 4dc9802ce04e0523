import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Archive, writeEpoch, writeMaildir } from './archive'
import { hasCommand, measureProcess, type ProcessCost } from './process'

/** What to install for the peers; the benchmark leaves out, and says so, what is not there. */
export const PEER_PACKAGES: Readonly<Record<string, string>> = {
  'public-inbox-index': 'public-inbox',
  'public-inbox-httpd': 'public-inbox',
  notmuch: 'notmuch',
  b4: 'b4',
}

/** Why a peer was left out; undefined when it is there. */
export function missingPeer(command: string): string | undefined {
  return hasCommand(command) ? undefined : `left out: ${command} is absent (apt-get install ${PEER_PACKAGES[command]})`
}

/** A public-inbox of the archive, to be indexed. */
export interface PeerInbox {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  /** Indexes everything from nothing. */
  readonly index: (level: 'basic' | 'medium') => Promise<ProcessCost>
}

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
      // What the configuration says goes before the option.
      execFileSync('git', ['config', '-f', join(home, 'config'), 'publicinbox.bench.indexlevel', level])
      return measureProcess('public-inbox-index', ['-L', level, folder], env)
    },
  }
}

/** `notmuch new` over the archive as a Maildir, from nothing. */
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
