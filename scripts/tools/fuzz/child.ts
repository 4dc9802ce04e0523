import { type ChildProcess, fork } from 'node:child_process'
import type { Outcome } from './check'

/** A process that checks cases, and is replaced when one hangs or kills it. */
export interface Checker {
  /** Never rejects: a case that is not answered in time, or ends the process, failed. */
  readonly check: (mails: readonly Buffer[]) => Promise<Outcome>
  readonly stop: () => void
}

/** A case has ten times the second of each mail in wall time, for the machine may be busy; CPU time is judged in the child. */
const HANG_MS = 10_000
/** A case that needs more than this eats memory. */
const MAX_HEAP_MB = 1_024

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
          end({ kind: 'failed', what: 'death of the process', detail: `exit ${code ?? signal}` })
        })
        asked.once('error', (error) => {
          stop()
          end({ kind: 'failed', what: 'death of the process', detail: error.message })
        })
        if (wasRunning) begin()
      }),
  }
}
