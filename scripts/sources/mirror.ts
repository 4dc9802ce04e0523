import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { SourceContext } from './context'
import { fetchDocument, readDocument } from './document'
import type { Epoch } from './epoch'
import { gather } from './gathered'
import { gitReason, runGit } from './git'
import { findEpochs, openArchive } from './gitArchive'
import { countBytes, runGitAt, watchFolder } from './gitNetwork'
import { parseUrl, timeIsUp } from './http'
import type { Fetched } from './httpCache'
import { removeLeftovers } from './leftovers'
import { DISK_LIMITS } from './limits'
import { parseRepositories } from './manifest'
import { unpackBytes } from './mboxStream'
import { type Source, SourceError, type SourceItem } from './source'

const MAX_MANIFEST_BYTES = 16 * 1024 * 1024

/**
 * Opens a public-inbox by URL (`https://lore.kernel.org/linux-s390`): the epochs in its manifest are mirrored beside the
 * database and read from there. The URL of a single epoch (`.../0.git`) needs no manifest. If the server has no manifest, the
 * URL is read as a page or an mbox.
 */
export function openClone(context: SourceContext, word: string): Source {
  const url = parseUrl(word)
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  const folder = join(context.mirrors, url.host.replace(/[^\w.-]/g, '_'), ...safeSegments(url.pathname))
  let other: SourceItem[] | undefined
  const archive = openArchive({
    name: word,
    key: base,
    kind: 'public-inbox clone',
    host: url.host,
    epochs: () => findEpochs(folder),
    async prepare() {
      const single = /\/(\d{1,6})(?:\.git)?$/.exec(base)?.[1]
      if (single !== undefined) return fetchEpoch(context, word, base, join(folder, 'git', `${single}.git`))
      const manifest = await context.http.fetch(`${base}/manifest.js.gz`, { maxBytes: MAX_MANIFEST_BYTES })
      if (manifest.status === 200) return fetchEpochs(context, word, base, folder, manifest)
      if (existsSync(folder))
        throw new SourceError(
          `${word}: its manifest.js.gz is gone (the server answered ${manifest.status}); try again later`,
        )
      other = await gather(readDocument(context, word, await fetchDocument(context, url.href)))
    },
  })
  return {
    ...archive,
    async *items(cursor): AsyncGenerator<SourceItem> {
      if (other === undefined) yield* archive.items(cursor)
      else yield* other
    },
  }
}

function safeSegments(path: string): string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => segment.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_'))
}

/** Brings every epoch of the manifest up to date. Epochs whose fingerprint did not change are skipped. */
async function fetchEpochs(
  context: SourceContext,
  name: string,
  base: string,
  folder: string,
  { body }: Fetched,
): Promise<void> {
  const { archiveBytes } = context.limits ?? DISK_LIMITS
  const text = (await unpackBytes(`${base}/manifest.js.gz`, body, MAX_MANIFEST_BYTES)).toString('utf8')
  const epochs = parseRepositories(text).flatMap(({ path, state }) => {
    const part = /\/git\/(\d{1,6})\.git$/.exec(path)?.[1]
    return part === undefined ? [] : [{ part, state }]
  })
  if (epochs.length === 0) throw new SourceError(`${name}: its manifest lists no epoch of a public-inbox archive`)
  for (const { part, state } of epochs.sort((a, b) => Number(a.part) - Number(b.part))) {
    const repository = join(folder, 'git', `${part}.git`)
    const note = join(folder, `${part}.state`)
    if (state !== '' && existsSync(repository) && existsSync(note) && readFileSync(note, 'utf8') === state) continue
    await fetchEpoch(context, name, `${base}/git/${part}.git`, repository, archiveBytes - countBytes(folder))
    writeFileSync(note, state)
  }
}

/** Brings an epoch up to date. If a killed fetch damaged it, it is cloned again, since the server has everything. */
async function fetchEpoch(
  context: SourceContext,
  name: string,
  url: string,
  repository: Epoch['repository'],
  leftBytes = Number.POSITIVE_INFINITY,
): Promise<void> {
  if (!existsSync(repository)) return cloneEpoch(context, name, url, repository, leftBytes)
  const words = ['fetch', '--quiet', '--prune', '--no-tags', '--', url, '+refs/heads/*:refs/heads/*']
  const failure = await runInto(context, url, ['--git-dir', repository, ...words], repository, leftBytes)
  if (failure === undefined) return
  if (context.http.leftMs() <= 0 || !(await isDamaged(repository))) throw new SourceError(`${name}: ${failure}`)
  await cloneEpoch(context, name, url, repository, leftBytes)
}

/** Runs git within the time and the bytes that are left. Returns why it failed; undefined if it did not. */
async function runInto(
  { http, limits = DISK_LIMITS }: SourceContext,
  url: string,
  words: readonly string[],
  folder: string,
  leftBytes: number,
): Promise<string | undefined> {
  const check = watchFolder(folder, Math.min(limits.epochBytes, countBytes(folder) + Math.max(0, leftBytes)), limits)
  const limitMs = Math.max(1, http.leftMs())
  const { code, stderr } = await runGitAt(http.hosts, url, words, { limitMs, check })
  if (code === 0) return undefined
  return http.leftMs() <= 0 ? timeIsUp(http) : gitReason(stderr)
}

/**
 * Whether a killed run damaged a repository: left a lock in it, or lost an object. The exit code of `git fetch` tells neither from a
 * failure of the server. Reads every commit, which takes up to a minute for a large epoch.
 */
async function isDamaged(repository: Epoch['repository']): Promise<boolean> {
  if (readdirSync(repository, { recursive: true, encoding: 'utf8' }).some((path) => path.endsWith('.lock'))) return true
  const words = ['fsck', '--connectivity-only', '--no-dangling', '--no-progress']
  return (await runGit(['--git-dir', repository, ...words])).code !== 0
}

/** Clones into a folder beside it and renames that, so that an unfinished clone never looks like an epoch. */
async function cloneEpoch(
  context: SourceContext,
  name: string,
  url: string,
  repository: Epoch['repository'],
  leftBytes: number,
): Promise<void> {
  const folder = dirname(repository)
  mkdirSync(folder, { recursive: true })
  removeLeftovers(folder, `${basename(repository)}.half-`)
  const half = `${repository}.half-${process.pid}`
  const words = ['clone', '--quiet', '--mirror', '--', url, half]
  const failure = await runInto(context, url, words, half, leftBytes)
  if (failure !== undefined) {
    rmSync(half, { recursive: true, force: true })
    throw new SourceError(`${name}: ${failure}`)
  }
  rmSync(repository, { recursive: true, force: true })
  renameSync(half, repository)
}
