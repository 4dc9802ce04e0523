import { existsSync, readFileSync } from 'node:fs'

const STATUS = '/proc/self/status'

/**
 * Peak memory of this process, in MB. On Linux, getrusage(2) in a child includes the peak of its parent, so the value is read
 * from /proc where that exists.
 */
export function readPeakMb(): number {
  const kilobytes = existsSync(STATUS) ? /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(STATUS, 'utf8'))?.[1] : undefined
  return Math.round(Number(kilobytes ?? process.resourceUsage().maxRSS) / 1024)
}
