import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inFolder, type Job } from './job'
import { type Ended, run } from './program'
import { differences, findDamage, readState } from './state'

/** A way in which the disk fails under a job. */
export interface DiskFault {
  readonly name: string
  /** Why it cannot be tried here; null when it can. */
  readonly absent: string | null
  /** Whether it runs the program under a tracer. */
  readonly traced: boolean
  /** Runs the job on a database in `folder` while the disk fails at `at`, in [0, 1) of what it writes. `heal` ends the fault. */
  readonly run: (job: Job, folder: string, at: number) => Promise<Failed>
  /** What the one line on standard error must say. */
  readonly told: RegExp
}

interface Failed {
  readonly ended: Ended
  readonly database: string
  readonly heal: () => void
  readonly cleanUp: () => void
}

export interface DiskReport {
  readonly fault: string
  readonly tried: number
  /** Runs that the fault stopped; the others were done before they met it. */
  readonly stopped: number
  readonly failures: readonly string[]
}

/** Runs of one job under one fault, at random places. After each: one clear line, a sound database, and the next run complete. */
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
        const wrong = failed.ended.code === 0 ? [] : judge(failed, fault.told)
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

function judge({ ended: { code, stdout, stderr }, database }: Failed, told: RegExp): string[] {
  const wrong: string[] = []
  if (code !== 1) wrong.push(`it ends with ${code}`)
  if (stdout !== '' && !/^\{/.test(stdout)) wrong.push(`it prints ${stdout.slice(0, 200)}`)
  // A night says it for each source, and once more in its last line.
  const lines = stderr.trim().split('\n')
  const odd = lines.filter(
    (line, index) => !/^(?:FAILED|ok) /.test(line) && (index < lines.length - 1 || !/^reroll: /.test(line)),
  )
  if (!lines.some((line) => told.test(line)) || odd.length > 0) wrong.push(`it says ${JSON.stringify(stderr)}`)
  if (!existsSync(database)) return wrong
  try {
    wrong.push(...findDamage(database))
  } catch (error) {
    const { message } = error as Error
    if (!/schema \d/.test(message)) wrong.push(message)
  }
  return wrong
}

/** Bytes of database and log together, more than any job here writes. */
const MOST_KIB = 24 * 1024
const LEAST_KIB = 48

const kibOf = (at: number) => Math.round(LEAST_KIB * (MOST_KIB / LEAST_KIB) ** at)

function mount(words: readonly string[]): boolean {
  return spawnSync('mount', words, { stdio: 'ignore' }).status === 0
}

function canMount(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'a small file system is mounted by root on Linux only'
  const place = join('/tmp', `reroll-mount-${process.pid}`)
  mkdirSync(place, { recursive: true })
  const done = mount(['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place])
  if (done) spawnSync('umount', ['-l', place])
  spawnSync('rmdir', [place])
  return done ? null : 'no file system can be mounted here'
}

/** A file system with room for a part of it only. It is unmounted although a git that outlived the program may still have a file open. */
function fullDisk(): DiskFault {
  return {
    name: 'disk full',
    traced: false,
    absent: canMount(),
    told: /^(?:reroll: |FAILED ).*the disk is full; nothing was kept of what was under way: make room and run the same command again/,
    async run(job, folder, at) {
      const place = join(folder, 'small')
      mkdirSync(place)
      // The job is laid out with room, then what it may add is cut.
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

/** A limit on the size of a file: the system refuses to write beyond it, which SQLite meets as an I/O error. */
function fileLimit(): DiskFault {
  return {
    name: 'write refused',
    traced: false,
    absent: process.platform === 'win32' ? 'there is no ulimit' : null,
    told: /^(?:reroll: |FAILED ).*the disk fails \(SQLITE_IOERR\w*\); nothing was kept of what was under way: look after the disk/,
    async run(job, folder, at) {
      const database = job.prepare(folder)
      const start = existsSync(database) ? Math.ceil(statSync(database).size / 1024) : 0
      const through = ['bash', '-c', 'ulimit -f "$0" && exec "$@"', String(start / 2 + kibOf(at))]
      // The cache of compiled scripts is shared with other processes: no half file may get into it.
      const ended = await run(job.words(database), { env: { ...job.env, TSX_DISABLE_CACHE: '1' }, through })
      return { ended, database, heal: () => {}, cleanUp: () => {} }
    },
  }
}

/** The n-th write, flush or read of the database fails, and every one after it (strace injects the error). */
function brokenCalls(name: string, calls: string, most: number): DiskFault {
  const works = spawnSync('strace', ['-f', '-e', 'trace=none', 'true'], { stdio: 'ignore' }).status === 0
  return {
    name,
    traced: true,
    absent: works ? null : 'strace is not installed, or may not trace here',
    told: /^(?:reroll: |FAILED ).*(?:the disk fails|cannot be opened|cannot be written|the disk is full|disk I\/O error|damaged)/,
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
