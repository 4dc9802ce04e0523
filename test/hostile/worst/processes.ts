import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { ROOT } from '../../support/cli'
import type { ImportReport } from './child'

/** Imports in a separate process, which dies when its heap exceeds the bound. */
export function importBounded(database: string, sources: readonly string[], heapMb: number): ImportReport {
  const words = [
    `--max-old-space-size=${heapMb}`,
    '--import',
    'tsx',
    'test/hostile/worst/child.ts',
    database,
    ...sources,
  ]
  const run = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (run.status !== 0) throw new Error(`the import ended with ${run.status ?? run.signal}: ${run.stderr.slice(-500)}`)
  return JSON.parse(run.stdout) as ImportReport
}

/** A server in a separate process, which dies when its heap exceeds the bound. */
export interface BoundedServer {
  readonly url: string
  /** Stops it and returns its peak memory in MB. */
  readonly stop: () => Promise<number>
}

export async function serveBounded(database: string, heapMb: number): Promise<BoundedServer> {
  const words = [`--max-old-space-size=${heapMb}`, '--import', 'tsx', 'test/hostile/worst/serveChild.ts']
  const child = spawn(process.execPath, words, {
    cwd: ROOT,
    env: { ...process.env, REROLL_DB: database, NODE_ENV: 'production' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let [output, errors] = ['', '']
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  const ended = once(child, 'exit')
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += String(chunk)
      const found = /^http:\S+(?=\/?\n)/m.exec(output)?.[0]
      if (found !== undefined) resolve(found.replace(/\/$/, ''))
    })
    ended.then(() => reject(new Error(`the server ended: ${errors.slice(-500)}`)), reject)
  })
  return {
    url: await address,
    async stop() {
      child.stdin.end()
      await ended
      return Number(/(\d+)\n$/.exec(output)?.[1])
    },
  }
}
