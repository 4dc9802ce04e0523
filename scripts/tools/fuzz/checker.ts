import { type ChildProcess, fork } from 'node:child_process'
import type { Check, Outcome } from './check'

/** A process that checks cases. It is replaced after a case that hangs or kills it. */
export interface Checker {
  /** The outcome of a case. Never rejects: a case that times out or ends the process has failed. */
  readonly check: (mails: readonly Buffer[]) => Promise<Outcome>
  readonly stop: () => void
}

/** Wall time allowed for each mail of a case. Generous, because the machine may be busy; the child checks CPU time. */
const HANG_MS = 10_000
/** A case that needs a larger heap than this fails. */
const MAX_HEAP_MB = 1_024

/** Starts a checker; `worker` is the script of its process, which calls serveChecks. */
export function startChecker(worker: string, hangMs = HANG_MS): Checker {
  let child: ChildProcess | undefined
  const running = (): ChildProcess => {
    if (child?.connected === true) return child
    child = fork(worker, [], {
      execArgv: ['--import', 'tsx', `--max-old-space-size=${MAX_HEAP_MB}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    return child
  }
  const stop = (): void => {
    child?.kill('SIGKILL')
    child = undefined
  }
  return {
    stop,
    check: (mails) =>
      new Promise((resolve) => {
        const wasRunning = child?.connected === true
        const asked = running()
        const end = (outcome: Outcome) => {
          clearTimeout(timer)
          asked.removeAllListeners()
          resolve(outcome)
        }
        const waitMs = hangMs * Math.max(1, mails.length)
        let timer: NodeJS.Timeout | undefined
        const begin = () => {
          timer = setTimeout(() => {
            stop()
            end({ kind: 'failed', what: 'hang', detail: `no answer within ${waitMs / 1_000} s` })
          }, waitMs)
          asked.send(mails)
        }
        asked.on('message', (answer) => {
          if (answer === 'ready') begin()
          else end(answer as Outcome)
        })
        asked.once('exit', (code, signal) => {
          child = undefined
          end({ kind: 'failed', what: 'process died', detail: `exit ${code ?? signal}` })
        })
        asked.once('error', (error) => {
          stop()
          end({ kind: 'failed', what: 'process died', detail: error.message })
        })
        if (wasRunning) begin()
      }),
  }
}

/** The child's side: sends `ready`, then answers each case from the parent process with its outcome, one after the other. */
export function serveChecks(check: Check): void {
  process.on('message', (mails: readonly Uint8Array[]) => {
    check(mails.map((raw) => Buffer.from(raw))).then(
      (outcome) => process.send?.(outcome),
      (error: unknown) => process.send?.({ kind: 'failed', what: 'crash of the check', detail: String(error) }),
    )
  })
  process.send?.('ready')
}
