import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DISK_FAULTS, runDiskFaults } from '../../../test/faults/disk'
import { importJob, type Job, nightlyJob } from '../../../test/faults/job'
import { runKills } from '../../../test/faults/kills'
import { type Evening, type Material, makeEvening, openMaterial } from '../../../test/faults/material'
import { runNetwork } from '../../../test/faults/network'
import { makeMigration, makeRebuild, makeTreeUpdate } from '../../../test/faults/prepared'
import { runReaders, runWriters } from '../../../test/faults/sharing'
import { hasCorpus } from '../../../test/support/corpusPath'
import { hasPublicInbox } from '../../../test/support/inbox'
import { createRandom } from '../fuzz/random'

/** A cover letter whose series has other versions. */
const SERIES = '20220921104401.38898-1-kevin.tian@intel.com'

const HELP = `npm run test:faults -- [--kills N] [--disks N] [--times N] [--seed N] [--mails N] [--width N] [--only JOB]

Kills imports, nightly runs, rebuilds, migrations and updates of git trees, fills disks and breaks connections, then checks
that the next run ends with every mail, once. Prints what it tried and what survived; exits with 1 if something did not.

  --kills N   how often to kill each job (default: 200)
  --disks N   how many disks to fill, in turn during each of these jobs (default: 40)
  --times N   how often to try every other fault (default: 20)
  --seed N    repeats an earlier run (default: from the clock, printed)
  --mails N   mails of linux-s390 to add to those of vfio and iommufd (default: 1000)
  --commits N commits of the git tree (default: 3000)
  --width N   processes at the same time (default: 2)
  --only JOB  one of import, night, rebuild, migration and tree: only its kills and full disks

Example:
  npm run test:faults -- --kills 20 --times 2
`

async function main(): Promise<number> {
  const values = readArguments()
  if (values === undefined) return 2
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const parent = mkdtempSync(join(tmpdir(), 'reroll-faults-'))
  process.stdout.write(`seed ${values.seed}\n`)
  try {
    const failures = await tryAll(parent, values)
    process.stdout.write(failures === 0 ? 'all survived\n' : `${failures} did not survive\n`)
    return failures === 0 ? 0 : 1
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

/** What jobs are made from. */
interface Given {
  readonly parent: string
  readonly material: Material
  readonly evening: Evening | undefined
  readonly commits: number
}

/** The jobs by the names of --only. */
const MAKERS: Readonly<Record<string, (given: Given) => Job | undefined | Promise<Job>>> = {
  import: ({ material }) => importJob(`import of ${material.name}`, material.files),
  night: ({ evening }) => evening && nightlyJob(evening.folder, evening.lore),
  rebuild: ({ parent, material }) => makeRebuild(parent, material),
  migration: ({ parent }) => makeMigration(parent),
  tree: ({ parent, commits }) => makeTreeUpdate(parent, commits),
}

/** Prints a line, and what did not survive below it. */
type Report = (line: string, wrong: readonly string[]) => void

async function tryAll(parent: string, options: Options): Promise<number> {
  const material = await openMaterial(parent, options.mails)
  const names = Object.keys(MAKERS).filter((name) => options.only === undefined || name === options.only)
  const evening = names.includes('night') ? await makeEvening(parent, material) : undefined
  const tries: Tries = { ...options, parent, random: createRandom(options.seed).fraction }
  let failures = 0
  const report: Report = (line, wrong) => {
    failures += wrong.length
    process.stdout.write(`${[line, ...wrong.map((one) => `  ${one}`)].join('\n')}\n`)
  }
  try {
    const jobs: Job[] = []
    for (const name of names) {
      const job = await MAKERS[name]?.({ parent, material, evening, commits: options.commits })
      if (job !== undefined) jobs.push(job)
    }
    if (options.kills > 0) for (const job of jobs) await killJob(job, tries, report)
    await fillDisks(jobs, tries, report)
    if (options.only === undefined) await tryOthers(jobs.slice(0, 2), material, tries, report)
    return failures
  } finally {
    await evening?.stop()
  }
}

interface Tries extends Options {
  readonly parent: string
  readonly random: () => number
}

async function killJob(job: Job, { kills, random, parent, width }: Tries, report: Report): Promise<void> {
  const onKill = (done: number) => process.stderr.write(done % 10 === 0 ? `${job.name}: ${done} of ${kills}\n` : '')
  const { killed, moments, failures } = await runKills(job, { kills, random, parent, width, onKill })
  const span = `${Math.min(...moments)} to ${Math.max(...moments)} ms after the start`
  report(
    `${job.name}: killed ${killed} times, ${span}; ${killed - failures.length} of the next runs ended with the same tables`,
    failures,
  )
}

/** Fills disks, as many for each job as for the others. */
async function fillDisks(jobs: readonly Job[], { disks, random, parent }: Tries, report: Report): Promise<void> {
  const [fault] = DISK_FAULTS
  if (fault === undefined || fault.absent !== null) return report(`disk full: skipped: ${fault?.absent}`, [])
  let [tried, stopped, wrong] = [0, 0, 0]
  for (const [index, job] of jobs.entries()) {
    const times = Math.floor(((index + 1) * disks) / jobs.length) - Math.floor((index * disks) / jobs.length)
    const result = await runDiskFaults(job, fault, { times, random, parent })
    report(`${job.name}, disk full: ${times} times, ${result.stopped} stopped with a clear error`, result.failures)
    tried += times
    stopped += result.stopped
    wrong += result.failures.length
  }
  report(
    `full disks: ${tried}, ${stopped} stopped with a clear error; ${tried - wrong} of the next runs ended with the same tables`,
    [],
  )
}

/** Other faults of the disk, several processes on one database, and broken connections. */
async function tryOthers(jobs: readonly Job[], material: Material, tries: Tries, report: Report): Promise<void> {
  const { times, random, parent } = tries
  for (const job of jobs) {
    for (const fault of DISK_FAULTS.slice(1)) {
      if (fault.absent !== null) report(`${job.name}, ${fault.name}: skipped: ${fault.absent}`, [])
      else {
        const { stopped, failures: wrong } = await runDiskFaults(job, fault, { times, random, parent })
        report(`${job.name}, ${fault.name}: ${times} times, ${stopped} stopped with a clear error`, wrong)
      }
    }
  }
  const writers = await runWriters(material.files, times, parent)
  report(
    `two imports at once: ${times} times, ${writers.left} gave up with a clear error, the others waited`,
    writers.failures,
  )
  const readers = await runReaders(material.files, Math.ceil(times / 4), parent)
  report(`readers during an import: ${readers.looks} reads, complete files only`, readers.failures)
  for (const result of await breakConnections(parent, { times, random })) report(...result)
}

async function breakConnections(
  parent: string,
  { times, random }: { readonly times: number; readonly random: () => number },
): Promise<[string, readonly string[]][]> {
  if (!hasPublicInbox() || !hasCorpus()) {
    return [['broken connections: skipped: they need public-inbox and the corpus of real mail', []]]
  }
  const { mails } = await openMaterial(parent, 0)
  const results = await runNetwork(mails.flat(), SERIES, { times, random, parent })
  return results.map(({ what, tried, cut, failures }) => [
    `${what}, connection lost: ${tried} times, ${cut} stopped; the next fetch completed them`,
    failures,
  ])
}

interface Options {
  readonly help: boolean
  readonly kills: number
  readonly disks: number
  readonly times: number
  readonly seed: number
  readonly mails: number
  readonly commits: number
  readonly width: number
  readonly only: string | undefined
}

/** The options; undefined after wrong usage, which is explained on standard error. */
function readArguments(): Options | undefined {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      options: {
        kills: text,
        disks: text,
        times: text,
        seed: text,
        mails: text,
        commits: text,
        width: text,
        only: text,
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.only !== undefined && !(values.only in MAKERS)) throw new Error(`${values.only} is not a job`)
    return {
      help: values.help === true,
      kills: wholeNumber(values.kills ?? '200'),
      disks: wholeNumber(values.disks ?? '40'),
      times: wholeNumber(values.times ?? '20'),
      seed: wholeNumber(values.seed ?? String(Date.now() % 1_000_000)),
      mails: wholeNumber(values.mails ?? '1000'),
      commits: wholeNumber(values.commits ?? '3000'),
      width: Math.max(1, wholeNumber(values.width ?? '2')),
      only: values.only,
    }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${HELP}`)
    return undefined
  }
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Error(`${text} is not a whole number`)
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode = 1
  },
)
