import { parseAddress } from '../mail/address'
import { decodeWords } from '../mail/charset'
import { parseSubject } from '../mail/subject'
import type { Address } from '../mail/types'
import { splitBody } from './body'
import { findDamage } from './damage'
import { filePath } from './diffPath'
import { parseTrailerPerson } from './trailer'
import type { FileDiff, Patch } from './types'

export interface PatchMail {
  /** The subject without its prefixes. */
  readonly title: string
  readonly from: Address
  readonly body: string
}

/** Parses the body of a patch mail. Never fails: a mail without a diff gives a patch without files. Lines in issues are counted from 1 in the body. */
export function parsePatch({ title, from, body }: PatchMail): Patch {
  const parts = splitBody(body)
  const { inBody } = parts
  const damage = findDamage(parts.diff)
  const author = inBody.from === undefined ? from : parseAddress(decodeWords(inBody.from))
  return {
    title: inBody.subject === undefined ? title : parseSubject(decodeWords(inBody.subject)).title,
    author: author.email === '' ? from : author,
    message: parts.message.join('\n'),
    commitMessage: parts.commitMessage.join('\n'),
    messageLine: parts.messageLine,
    trailers: parts.trailers.map(({ name, value, line }) => ({ name, value, line, person: parseTrailerPerson(value) })),
    notes: parts.notes,
    files: parts.diff.files,
    issues: [...(damage === undefined ? [] : [damage]), ...parts.issues, ...parts.diff.issues],
  }
}

/** Counts the added and removed lines of a diff; binary files have none. */
export function patchSize(files: readonly FileDiff[]): { readonly added: number; readonly removed: number } {
  let added = 0
  let removed = 0
  for (const file of files) {
    for (const hunk of file.hunks) {
      for (const line of hunk.lines) {
        if (line.kind === 'plus') added++
        else if (line.kind === 'minus') removed++
      }
    }
  }
  return { added, removed }
}

/** The paths that a diff touches, sorted, each once: the new path, or the old one of a deleted file. */
export function patchPaths(files: readonly FileDiff[]): string[] {
  return [...new Set(files.map(filePath))].filter((path) => path !== '').sort()
}

/** Deepest folder that is kept; no source tree is deeper. */
const MAX_DEPTH = 16

export interface TouchedPath {
  readonly path: string
  readonly folder: boolean
}

/**
 * The files of a series and every folder above them: folders first, sorted, each once. At most `limit` are returned, so that a
 * hostile diff cannot fill the database. Empty parts of a path are dropped; of a path with more than 16 parts only folders are kept.
 */
export function withFolders(files: readonly string[], limit: number): TouchedPath[] {
  const folders = new Set<string>()
  const leaves = new Set<string>()
  // The versions of a series touch the same files.
  for (const file of new Set(files)) {
    const parts = file.split('/', MAX_DEPTH + 2).filter((part) => part !== '')
    let folder = ''
    for (const part of parts.slice(0, Math.min(parts.length - 1, MAX_DEPTH))) {
      folder = folder === '' ? part : `${folder}/${part}`
      folders.add(folder)
    }
    if (parts.length > 0 && parts.length <= MAX_DEPTH) leaves.add(parts.join('/'))
  }
  const known = [...folders].sort().map((path) => ({ path, folder: true }))
  const rest = [...leaves].filter((path) => !folders.has(path)).sort()
  return [...known, ...rest.map((path) => ({ path, folder: false }))].slice(0, limit)
}
