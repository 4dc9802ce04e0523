import { type ExecFileException, execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
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

/** What Litestream prints at most, in bytes: a line of 100 for each part of the log. */
const MAX_OUTPUT = 50_000_000

/** Of what Litestream printed when it failed, at most so much is passed on. */
const MAX_MESSAGE = 500

const execute = promisify(execFile)

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
  try {
    const { stdout } = await execute(program, words, { timeout: limitMs, maxBuffer: MAX_OUTPUT, signal })
    return stdout
  } catch (error) {
    throw explain(error as ExecFileException, { program, word: words[0] ?? '', limitMs })
  }
}

interface Run {
  readonly program: string
  readonly word: string
  readonly limitMs: number
}

/** What went wrong in one line; an abort as it is. */
function explain(error: ExecFileException, { program, word, limitMs }: Run): Error {
  if (error.name === 'AbortError') return error
  if (error.code === 'ENOENT')
    return new LitestreamError(
      `${program}: no such program; install Litestream 0.3.13, or name it with REROLL_LITESTREAM`,
    )
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
    return new LitestreamError(
      `litestream ${word} printed more than ${MAX_OUTPUT / 1e6} MB: is REROLL_LITESTREAM right?`,
    )
  if (error.killed === true) return new LitestreamError(`litestream ${word} did not end within ${limitMs / 1_000} s`)
  const { stderr = '', stdout = '' } = error
  const last = (stderr.trim() || stdout.trim()).split('\n').at(-1) ?? ''
  return new LitestreamError(
    `litestream ${word} ended with ${error.code ?? error.signal ?? 'an error'}: ${last.slice(0, MAX_MESSAGE)}`,
  )
}
