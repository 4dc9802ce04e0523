import { setFlagsFromString } from 'node:v8'
import { searchMbox } from '../../app/data'
import { askNext, type NextHandler, type Rendered } from './next'
import { loadNext } from './nextApp'
import { createResults, type Results } from './results'
import type { Call, Reply, Start } from './workerCalls'

/** By how many percent the old heap may grow before it is collected. By default it more than doubles as long as the machine has memory. */
const HEAP_GROWTH = 35

/** A process that renders pages and searches for the server that started it, with a database handle of its own. */
async function main(): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`)
  // The server has ended.
  process.once('disconnect', () => process.exit(0))
  const send = (message: Reply | Start) => process.send?.(message, (error: Error | null) => error && process.exit(0))
  // Ctrl-C also reaches the server, which ends its workers.
  process.on('SIGINT', () => {})
  const handler = await loadNext().catch((error: unknown) => {
    send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    return undefined
  })
  if (handler === undefined) return
  const results = createResults()
  process.on('message', (call: Call) => {
    answer(call, handler, results).then(send, (error: unknown) => {
      console.error(error)
      send({ kind: 'error', id: call.id, message: String(error) })
    })
  })
  send({ kind: 'ready' })
}

async function answer(call: Call, handler: NextHandler, results: Results): Promise<Reply> {
  const { id } = call
  switch (call.kind) {
    case 'render':
      return { id, kind: 'page', page: await render(handler, call.target) }
    case 'search':
      return { id, kind: 'found', found: results.open(id, searchMbox(call.search, call.nowMs)) }
    case 'more':
      return { id, kind: 'batch', batch: results.more(call.result) }
    case 'drop':
      results.drop(call.result)
      return { id, kind: 'dropped' }
  }
}

async function render(handler: NextHandler, target: string): Promise<Rendered> {
  const before = process.cpuUsage()
  const rendered = await askNext(handler, target)
  const { user, system } = process.cpuUsage(before)
  return { ...rendered, cpuMs: (user + system) / 1_000 }
}

void main()
