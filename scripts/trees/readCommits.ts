import { parseCommitObject } from '../../lib/tree/commitObject'
import { parseCommitMessage } from '../../lib/tree/commitText'
import type { Commit } from '../../lib/tree/types'
import { gitLines, openObjectReader, READING, runGit } from '../sources/git'
import { SourceError } from '../sources/source'
import { MAX_COMMIT_BYTES, MAX_COMMITS, MAX_TITLE_CHARS } from './limits'
import type { Readable } from './repository'

/** The commits that can be reached from `tips` and not from `without`. */
export interface Range {
  readonly tips: readonly string[]
  readonly without: readonly string[]
}

/** How many commits are requested ahead of the one being read. They wait in git, not in our memory. */
const AHEAD = 200

/** The words with which git is started in the repository of a tree. */
export function inside({ folder }: Readable): string[] {
  return [...READING, '--git-dir', folder]
}

/** The hashes of the commits of a range, newest first. Throws SourceError if there are too many, or an object is missing. */
export async function* listRange(repository: Readable, range: Range): AsyncGenerator<string> {
  let count = 0
  for await (const line of gitLines(repository.name, [...inside(repository), 'rev-list', ...rangeWords(range)])) {
    if (++count > MAX_COMMITS)
      throw new SourceError(`${repository.name}: more than ${MAX_COMMITS} commits; read a branch with fewer`)
    yield line
  }
}

/** How many commits a range has. Throws SourceError if git fails. */
export async function countRange(repository: Readable, range: Range): Promise<number> {
  for await (const line of gitLines(repository.name, [
    ...inside(repository),
    'rev-list',
    '--count',
    ...rangeWords(range),
  ]))
    return Number(line)
  return 0
}

function rangeWords({ tips, without }: Range): string[] {
  return [...tips, ...without.map((tip) => `^${tip}`), '--']
}

/** Those of these hashes that the repository has as commits; tags are followed to what they name. In no order. */
export async function peel(repository: Readable, oids: readonly string[]): Promise<Map<string, string>> {
  const unique = [...new Set(oids)]
  if (unique.length === 0) return new Map()
  const { code, stdout, stderr } = await runGit([...inside(repository), 'cat-file', '--batch-check=%(objectname)'], {
    input: unique.map((oid) => `${oid}^{commit}\n`).join(''),
  })
  if (code !== 0) throw new SourceError(`${repository.name}: ${stderr.trim()}`)
  const lines = stdout.split('\n')
  return new Map(
    unique.flatMap((oid, index) => {
      const line = lines[index] ?? ''
      return /^[0-9a-f]{40,64}$/.test(line) ? [[oid, line] as const] : []
    }),
  )
}

/** A commit of a range: its hash alone if it is known. */
export interface ReadCommit {
  readonly sha: string
  /** Undefined for a known one. */
  readonly commit: Commit | undefined
}

/**
 * Reads the commits of a range, newest first, from one git that lists them and one that prints them. Of those that are known only the hash is read. A commit
 * whose object is damaged or missing fails the reading with a SourceError.
 */
export async function* readRange(
  repository: Readable,
  range: Range,
  isKnown: (sha: string) => boolean,
): AsyncGenerator<ReadCommit> {
  const objects = openObjectReader(repository.name, repository.folder, 'commit', MAX_COMMIT_BYTES)
  const take = async (sha: string): Promise<ReadCommit> => {
    const content = await objects.take()
    if (content === null) throw new SourceError(`${repository.name}: the commit ${sha} cannot be read`)
    return { sha, commit: toCommit(sha, content.bytes) }
  }
  const waiting: string[] = []
  try {
    for await (const sha of listRange(repository, range)) {
      if (isKnown(sha)) {
        yield { sha, commit: undefined }
        continue
      }
      objects.ask(sha)
      waiting.push(sha)
      const first = waiting.length > AHEAD ? waiting.shift() : undefined
      if (first !== undefined) yield await take(first)
    }
    for (const sha of waiting) yield await take(sha)
  } finally {
    objects.close()
  }
}

/** Reads the bytes of a commit. Never fails. */
function toCommit(sha: string, bytes: Buffer): Commit {
  const { message, parents, ...people } = parseCommitObject(bytes)
  const { title, marks } = parseCommitMessage(message)
  return { sha, ...people, title: title.slice(0, MAX_TITLE_CHARS), parents: parents.length, marks }
}
