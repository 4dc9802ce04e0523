import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Removes what killed processes have left in a folder: the files and folders whose names are `start` and the ID of the process, with or without
 * an ending. Those of other processes that are still running stay. This process must not be using its own.
 */
export function removeLeftovers(folder: string, start: string): void {
  for (const entry of readdirSync(folder)) {
    const pid = entry.startsWith(start) ? /^\d+/.exec(entry.slice(start.length))?.[0] : undefined
    if (pid !== undefined && !isOther(Number(pid))) rmSync(join(folder, entry), { recursive: true, force: true })
  }
}

/** Whether another process with this ID is running. In a container, a process that was killed often had the ID of this one. */
function isOther(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
