import { at } from '../../lib/at'
import { decodeText } from '../../lib/mail/charset'
import { gitChunks } from '../sources/git'
import { MAX_DIFF_BYTES, MAX_DIFF_FAILURES } from './limits'
import { inside } from './readCommits'
import type { Readable } from './repository'

/**
 * Prints diffs as `git format-patch` does, whatever the user's configuration says, since only then do commit and mail have the same patch-id. Nothing that an
 * attribute or a setting names is run.
 */
const DIFF_WORDS = [
  'diff-tree',
  '--stdin',
  '--root',
  '-r',
  '--patch',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-relative',
  '--find-renames',
  '--unified=3',
  '--diff-algorithm=myers',
  '--indent-heuristic',
  '--submodule=short',
  '--src-prefix=a/',
  '--dst-prefix=b/',
]

/** The diff of a commit, '' if it has none; null if it is larger than MAX_DIFF_BYTES or git fails on it. */
export interface CommitDiff {
  readonly sha: string
  readonly diff: string | null
}

/** After a failure, as many commits are given to a git of their own, so that only the one that fails is skipped. */
const ONE_BY_ONE = 100

/**
 * Reads the diffs of commits against their first parent, in their order; merges have none. Commits on which git fails are skipped. Throws SourceError when it
 * fails on MAX_DIFF_FAILURES commits in a row, such as in a clone without files; these are not returned.
 */
export async function* readDiffs(repository: Readable, shas: readonly string[]): AsyncGenerator<CommitDiff> {
  let [next, careful] = [0, 0]
  const failed: string[] = []
  while (next < shas.length) {
    const batch = shas.slice(next, careful > 0 ? next + 1 : undefined)
    try {
      for await (const read of readBatch(repository, batch)) {
        for (const sha of failed.splice(0)) yield { sha, diff: null }
        yield read
        next++
      }
      careful--
    } catch (error) {
      if (careful > 0) {
        failed.push(at(batch, 0))
        next++
      }
      if (failed.length >= MAX_DIFF_FAILURES) throw error
      careful = ONE_BY_ONE
    }
  }
  for (const sha of failed) yield { sha, diff: null }
}

async function* readBatch(repository: Readable, shas: readonly string[]): AsyncGenerator<CommitDiff> {
  const input = shas.map((sha) => `${sha}\n`).join('')
  let next = 0
  const skipTo = function* (sha: string | undefined): Generator<CommitDiff> {
    // Nothing is printed of a commit without a diff.
    for (; next < shas.length && shas[next] !== sha; next++) yield { sha: at(shas, next), diff: '' }
  }
  for await (const read of splitDiffs(gitChunks(repository.name, [...inside(repository), ...DIFF_WORDS], { input }))) {
    yield* skipTo(read.sha)
    next++
    yield read
  }
  yield* skipTo(undefined)
}

const LF = 0x0a
/** A line of a diff never looks like this: it begins with a blank, `+`, `-`, `@`, a backslash or a word. */
const HEAD = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/
const MAX_HEAD = 64

/** Splits the output of `git diff-tree --stdin --patch` at the lines that name the commits. Holds at most MAX_DIFF_BYTES of it. Linear. */
async function* splitDiffs(chunks: AsyncIterable<Buffer>): AsyncGenerator<CommitDiff> {
  let sha: string | undefined
  let parts: Buffer[] = []
  let size = 0
  const keep = (bytes: Buffer): void => {
    size += bytes.length
    if (size <= MAX_DIFF_BYTES) parts.push(bytes)
    else parts = []
  }
  const finish = (commit: string): CommitDiff => {
    const diff = size > MAX_DIFF_BYTES ? null : decodeText(Buffer.concat(parts), '').text
    parts = []
    size = 0
    return { sha: commit, diff }
  }
  /** A line so far, which may name a commit; null within a line that is too long for that. */
  let start: Buffer | null = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes: Buffer = start === null || start.length === 0 ? chunk : Buffer.concat([start, chunk])
    let kept = 0
    let line: number = start === null ? bytes.indexOf(LF) + 1 : 0
    if (start === null && line === 0) {
      keep(bytes)
      continue
    }
    for (let end = bytes.indexOf(LF, line); end >= 0; end = bytes.indexOf(LF, line)) {
      const name = end - line > MAX_HEAD ? '' : bytes.toString('latin1', line, end)
      if (HEAD.test(name)) {
        keep(bytes.subarray(kept, line))
        if (sha !== undefined) yield finish(sha)
        sha = name
        kept = end + 1
      }
      line = end + 1
    }
    const isShort: boolean = bytes.length - line <= MAX_HEAD
    keep(bytes.subarray(kept, isShort ? line : bytes.length))
    start = isShort ? bytes.subarray(line) : null
  }
  if (start !== null) keep(start)
  if (sha !== undefined) yield finish(sha)
}
