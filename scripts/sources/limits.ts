/** What a host may cost at most. Where a mail or a file is too large, the limit is beside the rule that reads it. */

const SECOND_MS = 1_000
const HOUR_MS = 60 * 60 * SECOND_MS
const GIB = 1024 ** 3

/** Time for one request, from the connection to the last byte. A compressed month of a busy list, 30 MB, takes this long at 100 kB/s. */
export const REQUEST_MS = 300 * SECOND_MS

/** A transfer that is slower than this for LOW_SPEED_MS is stopped. The same for git as for other requests. */
export const LOW_SPEED_BYTES = 1_000
export const LOW_SPEED_MS = 60 * SECOND_MS

/** Time that a nightly run has for fetching one source, or one git tree, with all pauses that the server asks for. */
export const SOURCE_MS = 2 * HOUR_MS

/** Time for one clone or fetch by git, if no less is left. */
export const CLONE_MS = 12 * HOUR_MS

/** A whole run of `nightly`, as the examples for cron and systemd limit it. */
export const NIGHT_HOURS = 20

/** Bytes on disk that fetching may take. */
export interface DiskLimits {
  /** One epoch of a public-inbox. Its server starts a new one at 1 GB. */
  readonly epochBytes: number
  /** All epochs of one archive. The largest, linux-kernel, has some 20 GB. */
  readonly archiveBytes: number
  /** One git tree. linux has 6 GB. */
  readonly treeBytes: number
  /** Left free for the database, which is on the same disk. */
  readonly freeBytes: number
}

export const DISK_LIMITS: DiskLimits = {
  epochBytes: 4 * GIB,
  archiveBytes: 64 * GIB,
  treeBytes: 32 * GIB,
  freeBytes: GIB,
}
