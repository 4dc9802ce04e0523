import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A small file system of its own. */
export interface SmallDisk {
  readonly folder: string
  /** Writes a file until not a single byte is left. */
  readonly fill: () => void
  /** Removes that file. */
  readonly free: () => void
  readonly unmount: () => void
}

/** Mounts a file system of so many megabytes; undefined where that is not allowed, which is for root on Linux only. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | undefined {
  mkdirSync(folder, { recursive: true })
  const words = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]
  if (spawnSync('mount', words, { stdio: 'ignore' }).status !== 0) return undefined
  const filler = join(folder, 'filler')
  return {
    folder,
    fill: () => writeUntilFull(filler),
    free: () => rmSync(filler, { force: true }),
    unmount: () => void spawnSync('umount', ['-l', folder]),
  }
}

function writeUntilFull(path: string): void {
  const file = openSync(path, 'w')
  for (let size = 64 * 1024; size >= 1; ) {
    try {
      writeSync(file, Buffer.alloc(size))
    } catch {
      size >>= 1
    }
  }
  closeSync(file)
}
