import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { childrenOf, readPeakMb } from '../../scripts/tools/bench/proc'
import { ensureBuilt } from '../support/built'
import { ROOT } from '../support/cli'

/** `npm start` as a separate process. */
export interface Program {
  readonly url: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** Serves a database that other processes write. */
export async function startProgram(database: string): Promise<Program> {
  await ensureBuilt()
  const env = { ...process.env, REROLL_DB: database, REROLL_READ_ONLY: '1', PORT: '0', HOST: '127.0.0.1' }
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: ROOT, env })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const found = /Reroll is at (http:\/\/[^/\s]+)/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)))
  })
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Imports a file in a separate process. Rejects with its output if it fails. */
export async function importFile(path: string, database: string): Promise<void> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'reroll', 'ingest', '--db', database, path], { cwd: ROOT })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`the import of ${path} ended with ${code}: ${output}`)
}

/** The peak memory of a process and of those that it started and still run: on Linux, elsewhere their current memory without them. */
export function peakMegabytes(pid: number): number {
  const peaks = [pid, ...childrenOf(pid)].map(readPeakMb)
  const megabytes = peaks.reduce((sum, peak) => sum + peak, 0)
  if (!Number.isNaN(megabytes)) return Math.round(megabytes)
  return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' })) / 1_024)
}
