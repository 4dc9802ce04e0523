import type { LookupAddress } from 'node:dns'
import { lstatSync, readdirSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type GitCall, type GitResult, runGit } from './git'
import type { Hosts } from './hosts'
import { parseUrl } from './http'
import { CLONE_MS, type DiskLimits, LOW_SPEED_BYTES, LOW_SPEED_MS } from './limits'
import { SourceError } from './source'

/** For fetching: http and https only, no credential helpers, no redirects to another host. */
const NETWORK = [
  'protocol.http.allow=always',
  'protocol.https.allow=always',
  'http.followRedirects=false',
  `http.lowSpeedLimit=${LOW_SPEED_BYTES}`,
  `http.lowSpeedTime=${LOW_SPEED_MS / 1_000}`,
  'credential.helper=',
].flatMap((setting) => ['-c', setting])

/** The first git that connects to the addresses it is given (`http.curloptResolve`). An older one ignores them silently. */
const PINNING = [2, 37] as const

/** Runs a git command that contacts a server, pinned to the addresses that the policy allows. Throws SourceError for a forbidden host. */
export async function runGitAt(
  hosts: Hosts,
  url: string,
  words: readonly string[],
  call: GitCall = {},
): Promise<GitResult> {
  const target = parseUrl(url)
  const addresses = await resolveOrFail(hosts, target)
  if (addresses !== undefined) await requirePinning(target)
  const port = target.port || (target.protocol === 'https:' ? '443' : '80')
  const list = addresses?.map(({ address, family }) => (family === 6 ? `[${address}]` : address)).join(',')
  const pin = list === undefined ? [] : ['-c', `http.curloptResolve=${target.hostname}:${port}:${list}`]
  const limitMs = Math.min(call.limitMs ?? CLONE_MS, CLONE_MS)
  return runGit([...NETWORK, ...pin, ...words], { ...call, limitMs, group: true })
}

async function resolveOrFail(hosts: Hosts, url: URL): Promise<readonly LookupAddress[] | undefined> {
  try {
    return await hosts.resolve(url)
  } catch (error) {
    if (error instanceof SourceError) throw error
    const { code, message } = error as NodeJS.ErrnoException
    throw new SourceError(`${url.href}: cannot be reached (${code ?? message}); check the network`)
  }
}

let version: Promise<string> | undefined

/** Throws SourceError if git would look the name up again, and could be led to another address than the one that was checked. */
async function requirePinning({ href, host }: URL): Promise<void> {
  version ??= runGit(['--version']).then(({ stdout }) => /(\d+\.\d+)(?:\.\d+)*/.exec(stdout)?.[0] ?? stdout.trim())
  const known = await version
  const [major = 0, minor = 0] = known.split('.').map(Number)
  if (major > PINNING[0] || (major === PINNING[0] && minor >= PINNING[1])) return
  throw new SourceError(
    `${href}: git ${known} is too old: it cannot be kept to addresses that were checked, as git ${PINNING.join('.')} and newer can; ` +
      `install a newer git, or trust the host: REROLL_TRUSTED_HOSTS=${host}`,
  )
}

/** How long to wait between two looks at a folder; more if a look takes long. */
const LOOK_MS = 2_000
const LOOK_SHARE = 50

/**
 * Watches what git writes to a folder: returns why it is to be stopped, once the folder has more than `maxBytes` or the disk is nearly
 * full. git itself limits neither.
 */
export function watchFolder(folder: string, maxBytes: number, { freeBytes }: DiskLimits): () => string | undefined {
  let next = 0
  return () => {
    const startMs = performance.now()
    if (startMs < next) return undefined
    const bytes = countBytes(folder)
    const nowMs = performance.now()
    next = nowMs + Math.max(LOOK_MS, LOOK_SHARE * (nowMs - startMs))
    if (bytes > maxBytes) return `received more than ${words(maxBytes)} and was stopped`
    const { bavail, bsize } = statfsSync(dirname(folder))
    return bavail * bsize < freeBytes
      ? `was stopped, because the disk has less than ${words(freeBytes)} left`
      : undefined
  }
}

function words(bytes: number): string {
  return bytes >= 1024 ** 2 ? `${Math.round(bytes / 1024 ** 2).toLocaleString('en')} MB` : `${bytes} bytes`
}

/** The size of all files below a folder; 0 if there is none. Files may come and go meanwhile. */
export function countBytes(folder: string): number {
  let bytes = 0
  const open = [folder]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of list(at)) {
      const path = join(at, entry.name)
      if (entry.isDirectory()) open.push(path)
      else bytes += lstatSync(path, { throwIfNoEntry: false })?.size ?? 0
    }
  }
  return bytes
}

function list(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
