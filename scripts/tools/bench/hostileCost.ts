import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { toMboxrd } from '../../../lib/mail/mboxrd'
import type { MboxSize } from './hostilePlain'
import { ROOT } from './process'
import { request } from './requests'
import { startReroll } from './servers'

/** An import that takes longer is ended. Elapsed time, so this leaves room for a busy machine. */
const MAX_IMPORT_MS = 120_000
/** A page that has not come by then is given up, together with its server. */
const MAX_PAGE_MS = 60_000
/** A small page, requested first, so that what a server does once is not counted. */
const FIRST_PAGE = '/api'

/** Writes mails into an mboxrd. */
export function writeLetters(path: string, mails: Iterable<Buffer>): MboxSize {
  const file = openSync(path, 'w')
  let [count, bytes, patches, patchBytes] = [0, 0, 0, 0]
  for (const raw of mails) {
    writeSync(file, toMboxrd(raw))
    count++
    bytes += raw.length
    if (!raw.includes('\n+++ ')) continue
    patches++
    patchBytes += raw.length
  }
  closeSync(file)
  return { mails: count, bytes, patches, patchBytes }
}

/** Removes a database with its log. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
}

/** Bytes of a database; its log is empty after an import. */
export function databaseBytes(path: string): number {
  return statSync(path).size
}

/** The user CPU time of an import by a fresh process, in milliseconds; undefined if it took too long. */
export async function importCpuMs(database: string, mbox: string): Promise<number | undefined> {
  const words = [join(ROOT, 'scripts/run.mjs'), 'tools/bench/hostileWorker', 'ingest', '--db', database, mbox]
  const limits = { timeout: MAX_IMPORT_MS, killSignal: 'SIGKILL' } as const
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], ...limits })
  const [, , errors, figure] = child.stdio
  if (errors === null || !(figure instanceof Readable)) throw new Error('no pipes')
  const [said, cpuMs, [code, signal]] = await Promise.all([
    text(errors),
    text(figure),
    once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>,
  ])
  if (signal === 'SIGKILL') return undefined
  if (code !== 0) throw new Error(`the import of ${mbox} ended with ${code ?? signal}: ${said.slice(-500)}`)
  return Number(cpuMs)
}

/** What a page cost. */
interface PageCost {
  readonly path: string
  /** CPU time of the server, system time included; elapsed time where the system does not report it. */
  readonly cpuMs: number
  readonly bytes: number
}

/** Requests pages one after the other from a server that has just started. Stops before a page that does not come in time. */
export async function pageCosts(database: string, paths: readonly string[]): Promise<PageCost[]> {
  const costs: PageCost[] = []
  const server = await startReroll(database, FIRST_PAGE)
  try {
    for (const path of paths) {
      const [start, startCpuMs] = [performance.now(), server.cpuMs()]
      const given = sleep(MAX_PAGE_MS, undefined, { ref: false })
      const answer = await Promise.race([request(`${server.url}${path}`), given])
      if (answer === undefined) break
      if (answer.status >= 500) throw new Error(`${path} answered ${answer.status}`)
      const cpuMs = server.cpuMs() - startCpuMs
      costs.push({ path, bytes: answer.bytes, cpuMs: Number.isNaN(cpuMs) ? performance.now() - start : cpuMs })
    }
    return costs
  } finally {
    await server.close()
  }
}
