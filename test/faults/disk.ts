import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inFolder, type Job } from './job'
import { type Ended, run } from './program'
import { differences, findDamage, readState } from './state'

/** A way for the disk to fail during a job. */
export interface DiskFault {
  readonly name: string
  /** Why it cannot be tried on this machine; null if it can. */
  readonly absent: string | null
  /** Whether it runs the program under strace. */
  readonly traced: boolean
  /** Runs the job in `folder`; the disk fails after a share of its writes, `at` in [0, 1). `heal` ends the fault. */
  readonly run: (job: Job, folder: string, at: number) => Promise<Failed>
  /** What the line on standard error must match. */
  readonly error: RegExp
}

interface Failed {
  readonly ended: Ended
  readonly database: string
  readonly heal: () => void
  readonly cleanUp: () => void
}

interface DiskReport {
  readonly fault: string
  readonly tried: number
  /** Runs that the fault stopped; the others had finished before. */
  readonly stopped: number
  readonly failures: readonly string[]
}

/**
 * Runs a job under one fault at random places. Each time it must print one clear error, leave a sound database, and be completed
 * by the next run.
 */
export async function runDiskFaults(
  job: Job,
  fault: DiskFault,
  { times, random, parent }: { readonly times: number; readonly random: () => number; readonly parent: string },
): Promise<DiskReport> {
  const wanted = await inFolder(parent, async (folder) => {
    const database = job.prepare(folder)
    await run(job.words(database), { env: job.env })
    return readState(database)
  })
  const failures: string[] = []
  let stopped = 0
  for (let number = 1; number <= times; number++) {
    const at = random()
    await inFolder(parent, async (folder) => {
      const failed = await fault.run(job, folder, at)
      try {
        const wrong = failed.ended.code === 0 ? [] : judge(failed, fault.error)
        if (failed.ended.code !== 0) stopped++
        failed.heal()
        const again = await run(job.words(failed.database), { env: job.env })
        if (again.code !== 0) wrong.push(`the next run ends with ${again.code}: ${again.stderr.trim()}`)
        else wrong.push(...findDamage(failed.database), ...differences(wanted, readState(failed.database)))
        failures.push(...wrong.map((what) => `${fault.name} ${number} at ${at.toFixed(3)}: ${what}`))
      } finally {
        failed.cleanUp()
      }
    })
  }
  return { fault: fault.name, tried: times, stopped, failures }
}

function judge({ ended: { code, stdout, stderr }, database }: Failed, error: RegExp): string[] {
  const wrong: string[] = []
  if (code !== 1) wrong.push(`it ends with ${code}`)
  if (stdout !== '' && !/^[{[]/.test(stdout)) wrong.push(`it prints ${stdout.slice(0, 200)}`)
  // A nightly run prints a line for each source, and a last line that starts like any other error.
  const lines = stderr.trim().split('\n')
  const odd = lines.filter(
    (line, index) => !/^(?:FAILED|ok) /.test(line) && (index < lines.length - 1 || !/^reroll: /.test(line)),
  )
  if (!lines.some((line) => error.test(line)) || odd.length > 0) wrong.push(`it says ${JSON.stringify(stderr)}`)
  return [...wrong, ...findDamage(database)]
}

/** More than any job here writes, database and log together. */
const MOST_KIB = 24 * 1024
const LEAST_KIB = 48

const kibOf = (at: number) => Math.round(LEAST_KIB * (MOST_KIB / LEAST_KIB) ** at)

function mount(words: readonly string[]): boolean {
  return spawnSync('mount', words, { stdio: 'ignore' }).status === 0
}

function canMount(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'only root on Linux can mount a small file system'
  const place = join('/tmp', `reroll-mount-${process.pid}`)
  mkdirSync(place, { recursive: true })
  const done = mount(['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place])
  if (done) spawnSync('umount', ['-l', place])
  spawnSync('rmdir', [place])
  return done ? null : 'no file system can be mounted here'
}

/** A file system that is too small. It is unmounted lazily, because a git that outlived the program may have a file open. */
function fullDisk(): DiskFault {
  return {
    name: 'disk full',
    traced: false,
    absent: canMount(),
    error: /^(?:reroll: |FAILED ).*the disk is full and the current import was rolled back; free some space/,
    async run(job, folder, at) {
      const place = join(folder, 'small')
      mkdirSync(place)
      // Prepare the job with enough space, then limit what it may add.
      mount(['-t', 'tmpfs', '-o', 'size=512m', 'tmpfs', place])
      const database = job.prepare(place)
      const used = existsSync(database) ? usedKib(place) : 0
      mount(['-o', `remount,size=${used + kibOf(at)}k`, place])
      const ended = await run(job.words(database), { env: job.env })
      return {
        ended,
        database,
        heal: () => void mount(['-o', 'remount,size=512m', place]),
        cleanUp: () => void spawnSync('umount', ['-l', place]),
      }
    },
  }
}

function usedKib(place: string): number {
  const { stdout } = spawnSync('du', ['-sk', place], { encoding: 'utf8' })
  return Number.parseInt(stdout, 10)
}

/** A limit on the size of files: writing beyond it fails, which SQLite reports as an I/O error. */
function fileLimit(): DiskFault {
  return {
    name: 'write refused',
    traced: false,
    absent: process.platform === 'win32' ? 'Windows has no ulimit' : null,
    error:
      /^(?:reroll: |FAILED ).*the disk failed \(SQLITE_IOERR\w*\) and the current import was rolled back; check the disk/,
    async run(job, folder, at) {
      const database = job.prepare(folder)
      const start = existsSync(database) ? Math.ceil(statSync(database).size / 1024) : 0
      const through = ['bash', '-c', 'ulimit -f "$0" && exec "$@"', String(start / 2 + kibOf(at))]
      const ended = await run(job.words(database), { env: job.env, through })
      return { ended, database, heal: () => {}, cleanUp: () => {} }
    },
  }
}

/** From some write, flush or read of the database on, every one fails: strace injects the error. */
function brokenCalls(name: string, calls: string, most: number): DiskFault {
  const works = spawnSync('strace', ['-f', '-e', 'trace=none', 'true'], { stdio: 'ignore' }).status === 0
  return {
    name,
    traced: true,
    absent: works ? null : 'strace is not installed or not allowed here',
    error:
      /^(?:reroll: |FAILED ).*(?:the disk failed|cannot be opened|not writable|the disk is full|disk I\/O error|damaged)/,
    async run(job, folder, at) {
      const database = job.prepare(folder)
      const files = ['', '-wal', '-shm'].flatMap((end) => ['-P', `${database}${end}`])
      const inject = `inject=${calls}:error=EIO:when=${1 + Math.floor(most ** at)}+`
      const through = ['strace', '-f', '-qqq', '-o', '/dev/null', ...files, '-e', `trace=${calls}`, '-e', inject]
      const ended = await run(job.words(database), { env: job.env, through })
      return { ended, database, heal: () => {}, cleanUp: () => {} }
    },
  }
}

export const DISK_FAULTS: readonly DiskFault[] = [
  fullDisk(),
  fileLimit(),
  brokenCalls('write fails', 'pwrite64', 2_000),
  brokenCalls('flush fails', 'fsync,fdatasync', 12),
  brokenCalls('read fails', 'pread64', 400),
]
