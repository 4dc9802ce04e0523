import { existsSync, readFileSync } from 'node:fs'

const STATUS = '/proc/self/status'

/**
 * Most memory of this process so far, in MB. Linux counts the parent's into getrusage(2) of a process that it started, so
 * its own count is asked where there is one.
 */
export function readPeakMb(): number {
  const kilobytes = existsSync(STATUS) ? /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(STATUS, 'utf8'))?.[1] : undefined
  return Math.round(Number(kilobytes ?? process.resourceUsage().maxRSS) / 1024)
}
