import { createHash } from 'node:crypto'
import { closeSync, constants, mkdirSync, openSync, realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT, read, WORK } from './project.mjs'

const POLL_MS = 200

/** open(2) on macOS and the BSDs: takes an exclusive lock on the file, which Node has no name for. */
const O_EXLOCK = 0x20

/**
 * Runs `work` while no other process runs `alone` on this clone, and returns what it returns. Waits for the other one, and says
 * so on stderr.
 *
 * The lock belongs to the kernel, so it ends with its process, however that ends, and there is no stale lock to detect: on Linux
 * a listening socket with an abstract name (unix(7)), on Windows a named pipe, on macOS and the BSDs a locked file. `work` gets
 * the descriptor of the lock. A child process that inherits it holds the lock, too: when the parent is killed, the next process
 * waits until the orphaned `npm` or `next build` has ended.
 */
export async function alone(work) {
  let lock = await tryLock()
  if (lock === undefined) {
    process.stderr.write('reroll: another process is installing packages or building pages; waiting for it to finish\n')
    while (lock === undefined) {
      await sleep(POLL_MS)
      lock = await tryLock()
    }
  }
  try {
    return await work(lock.fd)
  } finally {
    lock.release()
  }
}

/** The lock, or undefined while another process has it. */
function tryLock() {
  if (process.platform === 'linux') return tryListen(`\0${lockName()}`)
  if (process.platform === 'win32') return tryListen(`\\\\.\\pipe\\${lockName()}`)
  return tryOpen()
}

function lockName() {
  return `reroll-${createHash('sha256').update(realpathSync(ROOT)).digest('hex').slice(0, 32)}`
}

/**
 * Notes until the process ends that it uses something of this clone, named by a word. The note is a listening socket, too: it
 * needs no right to write to the clone, which a service often lacks. Does nothing on systems other than Linux.
 */
export async function noteUse(what) {
  if (process.platform === 'linux') await tryListen(`\0${lockName()}-${what}-${process.pid}`)
}

/** Whether a process has noted that it uses something. Always true on systems other than Linux. */
export function isUsed(what) {
  return process.platform !== 'linux' || read('/proc/net/unix').includes(`@${lockName()}-${what}-`)
}

function tryListen(path) {
  return new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy())
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)))
    // Waiting for connections must not keep the process alive.
    server.unref().listen(path, () => {
      const fd = server._handle.fd
      resolve({ fd: fd >= 0 ? fd : undefined, release: () => server.close() })
    })
  })
}

function tryOpen() {
  mkdirSync(WORK, { recursive: true })
  try {
    const fd = openSync(join(WORK, 'lock'), constants.O_CREAT | constants.O_RDWR | constants.O_NONBLOCK | O_EXLOCK)
    return { fd, release: () => closeSync(fd) }
  } catch (error) {
    if (error.code === 'EAGAIN' || error.code === 'EWOULDBLOCK') return undefined
    throw error
  }
}
