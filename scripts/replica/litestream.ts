import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { compareText } from '../../lib/byTime'

/** Where Litestream reads a replica from. */
export interface ReplicaSource {
  /** A URL, or the path of a database that the configuration names. */
  readonly name: string
  /** The file of Litestream's configuration; without one, `name` is a URL. */
  readonly config?: string | undefined
}

/** The end of the log in a replica. */
export interface LogEnd {
  /** Names it among all others. */
  readonly position: string
  /** When it was written, ISO UTC. */
  readonly written: string
}

/** Litestream failed, or is not installed. The message is one line. */
class LitestreamError extends Error {
  override readonly name = 'LitestreamError'
}

/** Ends a Litestream that hangs. */
const LIST_MS = 60_000
const RESTORE_MS = 60 * 60_000

/** Of what Litestream printed when it failed, at most so much is passed on. */
const MAX_MESSAGE = 500

/** What a person names: a URL, the folder of a replica, or, with a configuration, the path of a database. */
export function replicaSource(word: string, config: string | undefined): ReplicaSource {
  if (config !== undefined) return { name: resolve(word), config }
  return { name: /^\w+:\/\//.test(word) ? word : `file://${resolve(word)}` }
}

/** Finds the newest write in a replica. Only names are listed, so this is cheap. Throws LitestreamError, also for an empty replica. */
export async function findLogEnd(source: ReplicaSource, signal: AbortSignal): Promise<LogEnd> {
  const listed = await runLitestream(['wal', ...sourceWords(source)], LIST_MS, signal)
  const newest = parseSegments(listed).at(-1)
  if (newest === undefined) throw new LitestreamError('the replica is empty: nothing has been replicated to it yet')
  const { generation, index, offset, written } = newest
  return { position: `${generation}/${index}/${offset}`, written }
}

/** Restores the newest state of a replica into a new file. Throws LitestreamError. */
export async function restoreReplica(source: ReplicaSource, file: string, signal: AbortSignal): Promise<void> {
  await runLitestream(['restore', '-o', file, ...sourceWords(source)], RESTORE_MS, signal)
}

function sourceWords({ name, config }: ReplicaSource): string[] {
  return config === undefined ? [name] : ['-config', resolve(config), name]
}

interface Segment {
  readonly generation: string
  readonly index: number
  readonly offset: number
  readonly written: string
}

/**
 * Parses what `litestream wal` prints, the oldest segment first: a line for each part of the log, with its replica, generation, index,
 * offset, size and time, below a line of headings.
 */
function parseSegments(listed: string): Segment[] {
  return listed
    .split('\n')
    .flatMap((line) => {
      const [, generation = '', index, offset, written = ''] =
        /^\S+\s+([0-9a-f]{16})\s+(\d+)\s+(\d+)\s+\d+\s+(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\s*$/.exec(line) ?? []
      return generation === '' ? [] : [{ generation, index: Number(index), offset: Number(offset), written }]
    })
    .sort(
      (a, b) =>
        compareText(a.written, b.written) ||
        compareText(a.generation, b.generation) ||
        a.index - b.index ||
        a.offset - b.offset,
    )
}

/** Runs Litestream and returns what it printed. */
async function runLitestream(words: readonly string[], limitMs: number, signal: AbortSignal): Promise<string> {
  const program = process.env.REROLL_LITESTREAM ?? 'litestream'
  // Unlike the option `timeout` of spawn, it does not keep a process alive whose child could not be started.
  const tooLong = AbortSignal.timeout(limitMs)
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], signal: AbortSignal.any([signal, tooLong]) })
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', (error) =>
      reject(
        tooLong.aborted
          ? new LitestreamError(`litestream ${words[0]} did not end within ${limitMs / 1_000} s`)
          : explain(error, program),
      ),
    )
    child.once('close', (code, killed) => resolve(code ?? killed ?? 'unknown'))
  })
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code === 0) return output
  const last = (errors.trim() || output.trim()).split('\n').at(-1) ?? ''
  throw new LitestreamError(`litestream ${words[0] ?? ''} ended with ${code}: ${last.slice(0, MAX_MESSAGE)}`)
}

function explain(error: NodeJS.ErrnoException, program: string): Error {
  if (error.code !== 'ENOENT') return error
  return new LitestreamError(
    `${program}: no such program; install Litestream 0.3.13, or name it with REROLL_LITESTREAM`,
  )
}
