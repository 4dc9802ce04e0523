import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Holder } from '../../db/nightlyLock'

/** A holder on another machine cannot be looked at; after so long it is taken for dead. */
const FOREIGN_MS = 24 * 60 * 60_000

/** This process, as the holder of a lock. */
export function thisProcess(nowMs: number): Holder {
  return { pid: process.pid, host: hostname(), process: startOf(process.pid) ?? '', sinceMs: nowMs }
}

/** Whether the process that took a lock still runs: the same pid with the same time of start. */
export function isAlive(holder: Holder, nowMs: number): boolean {
  if (holder.host !== hostname()) return Math.abs(nowMs - holder.sinceMs) < FOREIGN_MS
  const start = startOf(holder.pid)
  return start !== undefined && start === holder.process
}

/** When a process began, in a form that is the same each time it is asked; undefined when it does not run. */
function startOf(pid: number): string | undefined {
  try {
    if (existsSync('/proc/self/stat')) {
      // The name in the second field may hold blanks and brackets; the start is the 20th after it (proc(5)).
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' ? undefined : fields[19]
    }
    const start = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim()
    return start === '' ? undefined : start
  } catch {
    return undefined
  }
}
