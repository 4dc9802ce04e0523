import { statSync } from 'node:fs'
import { DatabaseError, type Db, openReader } from './open'

/** How long to wait before a file that could not be opened is tried again. */
const RETRY_MS = 1_000

/** A server that nobody asks gives the space of a replaced file back after this time. */
const IDLE_MS = 60_000

export interface CurrentReader {
  /**
   * The database that is at the path now. While a new file there cannot be opened, the one before it. Throws DatabaseError when there is
   * neither. The handle may be closed as soon as the caller has returned to the event loop.
   */
  readonly get: () => Db
  /** The same, for a caller that reads on later: the handle stays open until it is released, also when the file is replaced meanwhile. */
  readonly hold: () => HeldDatabase
  /** Closes the handle, also for those who hold it. */
  readonly close: () => void
}

interface HeldDatabase {
  readonly db: Db
  /** May be called again. */
  readonly release: () => void
}

interface CurrentReaderOptions {
  /** What is done with a handle that was just opened. */
  readonly prepare?: (db: Db) => Db
  /** Gets the reason once for each file that cannot be opened while the one before it is served. */
  readonly report?: (message: string) => void
}

/** A file and what is in it. */
interface Stamp {
  readonly inode: bigint
  /** Changes with every write. */
  readonly content: string
}

interface OpenFile {
  readonly db: Db
  readonly stamp: Stamp
  readonly atMs: number
  readonly holders: Set<symbol>
}

/**
 * Reads whatever database is at a path, for as long as a server runs. Another process may replace the file by renaming, as `reroll follow`
 * and rsync do: the open file stays complete until its handle is closed, so no reader sees a part of each.
 * A copy in memory, which openReader makes while the disk is full, is replaced once something was written.
 */
export function createCurrentReader(path: string, options: CurrentReaderOptions = {}): CurrentReader {
  const { prepare = (db: Db) => db, report = () => {} } = options
  let open: OpenFile | undefined
  let refused: { readonly inode: bigint; readonly atMs: number } | undefined
  let timer: NodeJS.Timeout | undefined
  const close = () => {
    clearInterval(timer)
    timer = undefined
    open?.db.close()
    open = undefined
  }
  const wasRefused = (inode: bigint) => inode === refused?.inode && isRecent(refused.atMs)
  const isCurrent = ({ inode, content }: Stamp): boolean => {
    if (open === undefined || inode !== open.stamp.inode) return false
    return !open.db.memory || content === open.stamp.content || isRecent(open.atMs)
  }
  const tryOpen = (stamp: Stamp): void => {
    try {
      const db = prepare(openReader(path))
      if (open?.holders.size === 0) close()
      open = { db, stamp, atMs: Date.now(), holders: new Set() }
      refused = undefined
      timer ??= setInterval(renew, IDLE_MS).unref()
    } catch (error) {
      if (open === undefined) throw error
      if (refused?.inode !== stamp.inode) report(`${(error as Error).message}; the database before it is still served`)
      refused = { inode: stamp.inode, atMs: Date.now() }
    }
  }
  const find = (): OpenFile => {
    const stamp = readStamp(path)
    if (stamp === undefined) close()
    else if (!isCurrent(stamp) && !wasRefused(stamp.inode)) tryOpen(stamp)
    if (open === undefined) throw new DatabaseError(`${path}: there is no such database`)
    return open
  }
  const renew = () => {
    try {
      find()
    } catch {
      // The next query says what is wrong.
    }
  }
  return {
    close,
    get: () => find().db,
    hold() {
      const file = find()
      const holder = Symbol()
      file.holders.add(holder)
      return {
        db: file.db,
        release() {
          file.holders.delete(holder)
          if (file !== open && file.holders.size === 0) file.db.close()
        },
      }
    },
  }
}

function isRecent(atMs: number): boolean {
  return Math.abs(Date.now() - atMs) < RETRY_MS
}

/** Undefined if there is no file. */
function readStamp(path: string): Stamp | undefined {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false })
  if (file === undefined) return undefined
  const log = statSync(`${path}-wal`, { bigint: true, throwIfNoEntry: false })
  return { inode: file.ino, content: [file.mtimeNs, log?.mtimeNs, log?.size].join(' ') }
}
