import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { parseRefs, type Refs } from '../../lib/tree/refs'
import { isUrl } from '../../lib/url'
import type { SourceContext } from '../sources/context'
import { type GitResult, gitReason, runGit } from '../sources/git'
import { isBundle } from '../sources/gitBundle'
import { runGitAt, watchFolder } from '../sources/gitNetwork'
import { parseUrl } from '../sources/http'
import { DISK_LIMITS } from '../sources/limits'
import { readHead } from '../sources/openSource'
import { SourceError } from '../sources/source'
import { MAX_REFS_FILE_BYTES } from './limits'
import { findRepository, type RepositoryFiles, readRefs } from './localRefs'

/** A repository that can be read: always a bare one of our own, in which no stranger has written a configuration, a hook or an attribute. */
export interface Readable {
  /** The name of the tree, for messages. */
  readonly name: string
  readonly folder: string
}

/** The same with what its source has now. */
export interface TreeRepository extends Readable {
  readonly refs: Refs
  /** Makes the objects of these branches and tags available in `folder`. */
  readonly fetch: (branches: readonly string[], tags: readonly string[]) => Promise<void>
}

/**
 * Opens the repository of a tree and reads its refs; objects are there after `fetch`. `url` is a clone URL, a bundle, or a repository on disk, with or without a
 * working tree. Throws SourceError if it is none of these or cannot be read.
 */
export async function openRepository(context: SourceContext, name: string, url: string): Promise<TreeRepository> {
  const folder = folderOf(context, name)
  if (isUrl(url)) return openRemote(context, name, url, folder)
  const stat = existsSync(url) ? lstatSync(realpathSync(url)) : undefined
  if (stat === undefined) throw new SourceError(`${name}: ${url} is not there; what was read of it before is kept`)
  if (stat.isFile() && isBundle(readHead(url))) return openBundleFile(name, url, folder)
  const files = stat.isDirectory() ? findRepository(url) : undefined
  if (files === undefined) throw new SourceError(`${name}: ${url} is not a git repository and not a bundle`)
  return openLocal(name, url, files, folder)
}

/** Our own bare repository of a tree that was read before, as the last update left it; undefined if there is none. */
export function findOwn(context: SourceContext, name: string): Readable | undefined {
  const folder = [SHA256, '']
    .map((format) => folderOf(context, name)(format))
    .find((one) => existsSync(join(one, 'HEAD')))
  return folder === undefined ? undefined : { name, folder }
}

/** Removes the repository that was kept for a tree. */
export function removeRepository(context: SourceContext, name: string): void {
  for (const format of ['', SHA256]) rmSync(folderOf(context, name)(format), { recursive: true, force: true })
}

type FolderOf = (format: string) => string

/** Beside the mirrors of archives: it can be removed at any time, too. */
function folderOf({ mirrors }: SourceContext, name: string): FolderOf {
  return (format) => join(dirname(mirrors), 'trees', `${name}${format}.git`)
}

/** No name of a tree has this character. */
const SHA256 = '~sha256'

/** Borrows the objects of a repository on disk. Its own alternates are followed, as by git. */
async function openLocal(name: string, url: string, files: RepositoryFiles, folder: FolderOf): Promise<TreeRepository> {
  const refs = readRefs(`${name}: ${url}`, files)
  const own = await initialise(name, folder, refs)
  const objects = realpathSync(join(files.common, 'objects'))
  if (/[\n"]/.test(objects)) throw new SourceError(`${name}: ${url}: a path with a quote or a line break is not read`)
  writeFileSync(join(own, 'objects/info/alternates'), `${objects}\n`)
  // Where the history of a shallow clone ends.
  const shallow = readRefsFile(join(files.common, 'shallow'))
  if (shallow === undefined) rmSync(join(own, 'shallow'), { force: true })
  else writeFileSync(join(own, 'shallow'), shallow)
  return { name, folder: own, refs, fetch: async () => {} }
}

/** The lines of a file that are hashes; undefined if there is no such file. */
function readRefsFile(path: string): string | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (stat?.isFile() !== true || stat.size > MAX_REFS_FILE_BYTES) return undefined
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => /^[0-9a-f]{40,64}$/.test(line))
    .join('\n')
}

async function openBundleFile(name: string, path: string, folder: FolderOf): Promise<TreeRepository> {
  const bare = await initialise(name, folder, parseRefs(''))
  const listed = await runGit(['--git-dir', bare, 'bundle', 'list-heads', path])
  if (listed.code !== 0) throw new SourceError(`${name}: the bundle cannot be read (${gitReason(listed.stderr)})`)
  const refs = parseRefs(listed.stdout)
  const own = await initialise(name, folder, refs)
  return {
    name,
    folder: own,
    refs,
    async fetch() {
      if ((await findMissing(own, [...refs.branches.values(), ...refs.tags.values()])).size === 0) return
      const { code, stderr } = await runGit(['--git-dir', own, 'bundle', 'unbundle', path])
      if (code !== 0) throw new SourceError(`${name}: the bundle cannot be read (${gitReason(stderr)}); copy it again`)
      await joinPacks(own)
    },
  }
}

const FETCH_WORDS = [
  // A pack is complete or not there at all, which loose objects are not.
  ...['-c', 'fetch.unpackLimit=1'],
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
  '--stdin',
]

async function openRemote(
  context: SourceContext,
  name: string,
  word: string,
  folder: FolderOf,
): Promise<TreeRepository> {
  const url = parseUrl(word).href
  const { http, limits = DISK_LIMITS } = context
  const call = () => ({ limitMs: Math.max(1, http.leftMs()) })
  const bare = await initialise(name, folder, parseRefs(''))
  const listed = await runGitAt(
    http.hosts,
    url,
    ['--git-dir', bare, 'ls-remote', '--quiet', '--symref', '--', url],
    call(),
  )
  if (listed.code !== 0) throw new SourceError(`${name}: ${url}: ${gitReason(listed.stderr)}`)
  const refs = parseRefs(listed.stdout)
  const own = await initialise(name, folder, refs)
  const fetch = async (branches: readonly string[], tags: readonly string[]): Promise<void> => {
    const all = [
      ...branches.map((branch) => [`refs/heads/${branch}`, refs.branches.get(branch) ?? ''] as const),
      ...tags.map((tag) => [`refs/tags/${tag}`, refs.tags.get(tag) ?? ''] as const),
    ]
    const missing = await findMissing(
      own,
      all.map(([, oid]) => oid),
    )
    const wanted = all.filter(([, oid]) => missing.has(oid))
    if (wanted.length === 0) return
    // Named by their hashes, so that no commit is lost when a branch moves, and a branch `a` may be followed by `a/b`.
    const input = wanted.map(([ref, oid]) => `+${ref}:refs/fetched/${oid}\n`).join('')
    const check = watchFolder(own, limits.treeBytes, limits)
    const words = ['--git-dir', own, ...FETCH_WORDS, '--', url]
    const run = (): Promise<GitResult> => runGitAt(http.hosts, url, words, { ...call(), input, check })
    let result = await run()
    if (result.code !== 0 && isLocked(own)) {
      // A killed run left it half written; the server has everything.
      rmSync(own, { recursive: true, force: true })
      await initialise(name, folder, refs)
      result = await run()
    }
    if (result.code !== 0) throw new SourceError(`${name}: ${url}: ${gitReason(result.stderr)}`)
    await joinPacks(own)
  }
  return { name, folder: own, refs, fetch }
}

/** Packs of a repository from which on they are joined. Each fetch adds one. */
const MAX_PACKS = 50

/** Joins small packs. Commits that no branch has any more are kept. It is no error if an old git cannot: reading only gets slower. */
async function joinPacks(folder: string): Promise<void> {
  const packs = readdirSync(join(folder, 'objects/pack')).filter((file) => file.endsWith('.pack'))
  if (packs.length <= MAX_PACKS) return
  await runGit(['--git-dir', folder, 'repack', '--quiet', '-d', '--geometric=2'])
  await runGit(['--git-dir', folder, 'pack-refs', '--all'])
}

/** Creates our bare repository if it is not there, and returns its folder. */
async function initialise(name: string, folder: FolderOf, { branches, tags }: Refs): Promise<string> {
  const [some = ''] = [...branches.values(), ...tags.values()]
  const isSha256 = some.length === 64
  const own = folder(isSha256 ? SHA256 : '')
  const last = join(own, 'objects/info')
  if (existsSync(last)) return own
  // A process that was killed may have left a part.
  rmSync(own, { recursive: true, force: true })
  mkdirSync(own, { recursive: true })
  const format = isSha256 ? ['--object-format=sha256'] : []
  const { code, stderr } = await runGit(['init', '--quiet', '--bare', '--template=', ...format, '--', own])
  if (code !== 0) throw new SourceError(`${name}: ${gitReason(stderr)}`)
  mkdirSync(last, { recursive: true })
  return own
}

/** Those of these objects that a repository does not have. What the others lead to came with them. */
async function findMissing(folder: string, oids: readonly string[]): Promise<Set<string>> {
  if (oids.length === 0) return new Set()
  const words = ['--git-dir', folder, 'cat-file', '--batch-check=%(objectname)']
  const { code, stdout } = await runGit(words, { input: oids.map((oid) => `${oid}\n`).join('') })
  if (code !== 0) return new Set(oids)
  return new Set(stdout.split('\n').flatMap((line) => /^(\S+) missing$/.exec(line)?.[1] ?? []))
}

function isLocked(folder: string): boolean {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((path) => path.endsWith('.lock'))
}
