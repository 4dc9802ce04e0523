import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lowerPriority } from './priority'
import type { Call, Reply, Request, Start } from './workerCalls'

/** A process that runs worker.ts. */
export interface Worker {
  /** Resolves when it takes requests; rejects with the reason when it cannot start. */
  readonly ready: Promise<void>
  /** Rejects when it ends before it has answered. */
  readonly ask: (request: Request) => Promise<Reply>
  readonly ended: Promise<void>
  readonly end: () => void
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Starts a worker. One that is not `urgent` leaves most of the processor to others that need it. */
export function startWorker({ urgent }: { readonly urgent: boolean }): Worker {
  const { path, execArgv } = findProgram()
  const child = fork(path, { execArgv, serialization: 'advanced' })
  // There is no number if the process could not be started, which its `error` tells.
  if (!urgent && child.pid !== undefined) lowerPriority(child.pid)
  const open = new Map<number, { readonly take: (reply: Reply) => void; readonly fail: (error: Error) => void }>()
  let calls = 0
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const ready = new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      const error = new Error(`a process that renders pages ended with ${code ?? signal}`)
      reject(error)
      for (const { fail } of open.values()) fail(error)
      open.clear()
    })
    child.on('message', (message: Reply | Start) => {
      if (message.kind === 'ready') return resolve()
      if (!('id' in message)) return reject(new Error(message.message))
      open.get(message.id)?.take(message)
      open.delete(message.id)
    })
  })
  return {
    ready,
    ended,
    end: () => void child.kill('SIGKILL'),
    ask: (request) =>
      new Promise((take, fail) => {
        const call: Call = { ...request, id: calls++ }
        open.set(call.id, { take, fail })
        child.send(call, (error) => error !== null && fail(error))
      }),
  }
}

/** Bundled beside the server; from source where the server itself runs from source, as in tests. */
function findProgram(): { readonly path: string; readonly execArgv: string[] } {
  const bundled = join(ROOT, 'bin/worker.mjs')
  const limits = process.execArgv.filter((word) => word.startsWith('--max-'))
  if (existsSync(bundled)) return { path: bundled, execArgv: limits }
  return { path: join(ROOT, 'scripts/server/worker.ts'), execArgv: [...limits, '--import', 'tsx'] }
}
