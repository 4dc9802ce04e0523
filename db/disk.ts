import { closeSync, existsSync, fsyncSync, openSync, realpathSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** With less free space than this, the files that SQLite needs beside a database cannot grow: a disk is full. */
const FULL_BYTES = 64 * 1024

/** Whether the disk that a file is on has no space left. */
export function isDiskFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path))
    return bavail * bsize < FULL_BYTES
  } catch {
    return false
  }
}

/** Whether an error says that the disk of a file is full. SQLite reports some writes that a full disk refuses as failures of the disk. */
export function isFull(error: unknown, path: string): boolean {
  const code = errorCode(error)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return true
  return code.startsWith('SQLITE_IOERR') && isDiskFull(path)
}

/** The code of an error from SQLite or Node, such as `SQLITE_BUSY`; '' for any other error. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

/** Waits until a file is on disk, which must happen before it is renamed; or a folder with its names. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** The file that a path leads to, so that symbolic links to one database share what is beside it; the path itself if there is no such file. */
export function realFile(path: string): string {
  return existsSync(path) ? realpathSync(path) : path
}
