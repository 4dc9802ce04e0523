import { type Dirent, existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { MAX_REFS, parseRefs, type Refs } from '../../lib/tree/refs'
import { SourceError } from '../sources/source'
import { MAX_REFS_FILE_BYTES } from './limits'

/** A file with one ref or path. */
const MAX_SMALL_BYTES = 4_096

/** Where the parts of a repository on disk are. */
export interface RepositoryFiles {
  /** Has HEAD. */
  readonly own: string
  /** Has objects and refs; the same but for a linked working tree. */
  readonly common: string
}

/**
 * The git directory of a folder: a bare repository, one with a working tree, or a working tree that `git worktree` linked to a repository which knows it.
 * Undefined for any other folder.
 */
export function findRepository(folder: string): RepositoryFiles | undefined {
  const inside = join(folder, '.git')
  for (const path of [folder, inside]) {
    if (isFolder(join(path, 'objects')) && isFile(join(path, 'HEAD'))) return { own: path, common: path }
  }
  const own = /^gitdir: (.+)$/m.exec(readSmall(inside) ?? '')?.[1]
  if (own === undefined) return undefined
  const link = resolve(folder, own)
  const back = readSmall(join(link, 'gitdir'))?.trim()
  const common = resolve(link, readSmall(join(link, 'commondir'))?.trim() ?? '.')
  if (back === undefined || !isSame(resolve(link, back), inside) || !isFolder(join(common, 'objects'))) return undefined
  return { own: link, common }
}

/**
 * Reads the refs of a repository on disk from its files, so that git never runs in it and its configuration is not read. Only regular files are opened.
 * Throws SourceError for a repository that keeps its refs in another format.
 */
export function readRefs(name: string, { own, common }: RepositoryFiles): Refs {
  if (existsSync(join(common, 'reftable')))
    throw new SourceError(
      `${name}: it keeps its refs as a reftable, which is not read; make a bundle: git bundle create`,
    )
  const lines: string[] = []
  const packed = join(common, 'packed-refs')
  if (isFile(packed) && lstatSync(packed).size <= MAX_REFS_FILE_BYTES) lines.push(readFileSync(packed, 'utf8'))
  // Loose refs are newer than packed ones.
  for (const kind of ['heads', 'tags']) {
    for (const path of listFiles(join(common, 'refs', kind))) {
      const oid = readSmall(join(common, 'refs', kind, path))?.trim()
      if (oid !== undefined) lines.push(`${oid} refs/${kind}/${path}`)
    }
  }
  const head = readSmall(join(own, 'HEAD'))?.trim() ?? ''
  lines.push(`${head} HEAD`)
  return parseRefs(lines.join('\n'))
}

/** The regular files below a folder, with `/` between their parts. Symbolic links are not followed. */
function listFiles(folder: string): string[] {
  const found: string[] = []
  const waiting = ['']
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    for (const entry of entriesOf(join(folder, below))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (found.length >= MAX_REFS) return found
      if (entry.isDirectory() && path.length < 250) waiting.push(path)
      else if (entry.isFile()) found.push(path)
    }
  }
  return found.sort()
}

function entriesOf(folder: string): Dirent[] {
  return isFolder(folder) ? readdirSync(folder, { withFileTypes: true }) : []
}

/** The text of a small regular file; undefined for anything else, such as a pipe, which would never end. */
function readSmall(path: string): string | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  return stat?.isFile() === true && stat.size <= MAX_SMALL_BYTES ? readFileSync(path, 'utf8') : undefined
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true
}

/** A folder, or a symbolic link to one: mirrors may keep their objects elsewhere. */
function isFolder(path: string): boolean {
  return existsSync(path) && lstatSync(realpathSync(path)).isDirectory()
}

function isSame(left: string, right: string): boolean {
  return existsSync(left) && existsSync(right) && realpathSync(dirname(left)) === realpathSync(dirname(right))
}
