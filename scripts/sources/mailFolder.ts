import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { compareText } from '../../lib/byTime'
import { startsWithFromLine } from '../../lib/mail/mboxrd'
import { MAX_MESSAGE_BYTES, oversizeReason } from '../../lib/mail/mboxSplitter'
import { type Source, SourceError, type SourceItem } from './source'

/** Nested folders are followed this deep, so that a loop of symbolic links ends. */
const MAX_DEPTH = 8
/** Larger files are not opened. */
const MAX_FILE_BYTES = MAX_MESSAGE_BYTES

interface MailFile {
  readonly path: string
  /** Time of the last rename or write (ctime), in milliseconds. Unlike mtime, a delivery program cannot set it back. */
  readonly ctimeMs: number
  readonly bytes: number
}

/** Whether a directory is a Maildir, which has the folders `cur` and `new`. */
export function isMaildir(folder: string): boolean {
  return ['cur', 'new'].every((name) => statOrUndefined(join(folder, name))?.isDirectory() === true)
}

/** Whether a directory holds `.eml` files, directly or in subfolders. */
export function holdsMailFiles(folder: string): boolean {
  return listFiles(folder, isEmlFile, 0).length > 0
}

/** Opens a Maildir with its subfolders (`.Name`, Maildir++). Mail that is still being delivered (`tmp`) is left alone. */
export function openMaildir(folder: string, name = folder): Source {
  const list = () =>
    maildirsIn(folder).flatMap((maildir) =>
      ['cur', 'new'].flatMap((part) => listFiles(join(maildir, part), (file) => !file.startsWith('.'), MAX_DEPTH)),
    )
  return openFolder(name, 'Maildir', folder, list)
}

/** Opens a directory of `.eml` files, one mail each, including subfolders. */
export function openEmlFolder(folder: string, name = folder): Source {
  return openFolder(name, 'folder of .eml files', folder, () => listFiles(folder, isEmlFile, 0))
}

/** Opens a file with a single mail, as a mail reader saves it. */
export function openEmlFile(path: string, name = path): Source {
  return openFolder(name, 'mail in a file', path, () => {
    const stats = statOrUndefined(path)
    if (stats === undefined) throw new SourceError(`${path}: no such file`)
    return [{ path, ctimeMs: stats.ctimeMs, bytes: stats.size }]
  })
}

/**
 * A source with one mail per file. Its cursor is the newest ctime: older files are not read again. Files with exactly that
 * ctime are, because another may have arrived within the same tick.
 */
function openFolder(name: string, kind: string, folder: string, list: () => MailFile[]): Source {
  let read = 0
  return {
    name,
    kind,
    bytes: null,
    bytesRead: () => read,
    async *items(cursor): AsyncGenerator<SourceItem> {
      const since = cursor === null ? 0 : Number(cursor)
      const files = list()
      const newest = files.reduce((latest, { ctimeMs }) => Math.max(latest, ctimeMs), since)
      for (const [position, file] of files.filter(({ ctimeMs }) => ctimeMs >= since).entries()) {
        read += file.bytes
        yield readMailFile(file, relative(dirname(folder), file.path), position)
      }
      if (files.length > 0) yield { kind: 'cursor', cursor: String(newest) }
    },
  }
}

function readMailFile({ path, bytes }: MailFile, where: string, position: number): SourceItem {
  if (bytes > MAX_FILE_BYTES) {
    return { kind: 'rejected', position, where, reason: oversizeReason(bytes) }
  }
  try {
    return { kind: 'mail', raw: withoutEnvelope(readFileSync(findMoved(path))), position, where, archivedMs: null }
  } catch (error) {
    return { kind: 'rejected', position, where, reason: `cannot be read: ${(error as Error).message}` }
  }
}

/** The present path of a mail: a reader that marks it as seen moves it from `new` to `cur` and appends flags after a colon. */
function findMoved(path: string): string {
  if (statOrUndefined(path) !== undefined) return path
  const unique = basename(path).replace(/:.*$/, '')
  const folder = join(dirname(path), '../cur')
  const moved = namesIn(folder).find(({ name }) => name === unique || name.startsWith(`${unique}:`))
  return moved === undefined ? path : join(folder, moved.name)
}

/** Removes the `From ` line of an mbox, which some programs save with a single mail. */
function withoutEnvelope(raw: Buffer): Buffer {
  if (!startsWithFromLine(raw)) return raw
  return raw.subarray(raw.indexOf('\n') + 1)
}

function isEmlFile(name: string): boolean {
  return name.toLowerCase().endsWith('.eml') && !name.startsWith('.')
}

function maildirsIn(folder: string): string[] {
  const inside = namesIn(folder)
    .map(({ name }) => join(folder, name))
    .filter((path) => basename(path).startsWith('.') && isMaildir(path))
  return [folder, ...inside]
}

/** The files below a folder whose name is wanted, sorted by path. */
function listFiles(folder: string, wanted: (name: string) => boolean, depth: number): MailFile[] {
  return namesIn(folder)
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap(({ name }) => {
      const path = join(folder, name)
      const stats = statOrUndefined(path)
      if (stats === undefined) return []
      if (stats.isDirectory()) return depth < MAX_DEPTH ? listFiles(path, wanted, depth + 1) : []
      return stats.isFile() && wanted(name) ? [{ path, ctimeMs: stats.ctimeMs, bytes: stats.size }] : []
    })
}

function namesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new SourceError(`${folder}: cannot be read: ${(error as Error).message}`)
  }
}

function statOrUndefined(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}
