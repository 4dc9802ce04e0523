import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DISK_FAULTS, runDiskFaults } from '../../../test/faults/disk'
import { importJob, nightlyJob } from '../../../test/faults/job'
import { runKills } from '../../../test/faults/kills'
import { makeEvening, openMaterial } from '../../../test/faults/material'
import { runNetwork } from '../../../test/faults/network'
import { openRandom } from '../../../test/faults/random'
import { runReaders, runWriters } from '../../../test/faults/sharing'
import { hasCorpus } from '../../../test/support/corpusPath'
import { hasPublicInbox } from '../../../test/support/inbox'

/** A cover letter whose series has other versions. */
const SERIES = '20220921104401.38898-1-kevin.tian@intel.com'

const HELP = `npm run test:faults -- [--kills N] [--times N] [--seed N] [--mails N] [--width N]

Kills imports and nightly runs, fills disks, breaks connections, and looks whether everything is there afterwards, once. Prints
what it tried and what survived; exits with 1 when something did not.

  --kills N   kills of each job (default: 200)
  --times N   of every other fault (default: 20)
  --seed N    of the random moments (default: by the clock, printed)
  --mails N   mails of the year of linux-s390 beside the vfio and iommufd mails (default: 1000)
  --width N   runs side by side (default: 2)
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

async function tryAll(parent: string, { kills, times, seed, mails, width }: Options): Promise<number> {
  const material = await openMaterial(parent, mails)
  const evening = await makeEvening(parent, material)
  const random = openRandom(seed)
  const jobs = [importJob(`import of ${material.name}`, material.files), nightlyJob(evening.folder, evening.lore)]
  let failures = 0
  const tell = (line: string, wrong: readonly string[]) => {
    failures += wrong.length
    process.stdout.write(`${[line, ...wrong.map((one) => `  ${one}`)].join('\n')}\n`)
  }
  try {
    for (const job of jobs) {
      const onKill = (done: number) => process.stderr.write(done % 10 === 0 ? `${job.name}: ${done} of ${kills}\n` : '')
      const { killed, moments, failures: wrong } = await runKills(job, { kills, random, parent, width, onKill })
      const span = `${Math.min(...moments)} to ${Math.max(...moments)} ms after the start`
      tell(
        `${job.name}: killed ${killed} times, ${span}; ${killed - wrong.length} of the next runs ended in the same tables`,
        wrong,
      )
    }
    for (const job of jobs) {
      for (const fault of DISK_FAULTS) {
        if (fault.absent !== null) tell(`${job.name}, ${fault.name}: left out: ${fault.absent}`, [])
        else {
          const { stopped, failures: wrong } = await runDiskFaults(job, fault, { times, random, parent })
          tell(`${job.name}, ${fault.name}: ${times} times, ${stopped} stopped with a clear line`, wrong)
        }
      }
    }
    const writers = await runWriters(material.files, times, parent)
    tell(
      `two imports at once: ${times} times, ${writers.left} left with a clear line, the others waited`,
      writers.failures,
    )
    const readers = await runReaders(material.files, Math.ceil(times / 4), parent)
    tell(`readers during an import: ${readers.looks} looks, whole files only`, readers.failures)
    for (const report of await breakLines(parent, { times, random })) tell(...report)
    return failures
  } finally {
    await evening.stop()
  }
}

async function breakLines(
  parent: string,
  { times, random }: { readonly times: number; readonly random: () => number },
): Promise<[string, readonly string[]][]> {
  if (!hasPublicInbox() || !hasCorpus()) {
    return [['broken connections: left out: they need public-inbox and the corpus of real mail', []]]
  }
  const { mails } = await openMaterial(parent, 0)
  const reports = await runNetwork(mails.flat(), SERIES, { times, random, parent })
  return reports.map(({ what, tried, cut, failures }) => [
    `${what}, connection lost: ${tried} times, ${cut} stopped; the next fetch brought the rest`,
    failures,
  ])
}

interface Options {
  readonly help: boolean
  readonly kills: number
  readonly times: number
  readonly seed: number
  readonly mails: number
  readonly width: number
}

/** The options; undefined for wrong usage, which is explained on standard error. */
function readArguments(): Options | undefined {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      options: {
        kills: text,
        times: text,
        seed: text,
        mails: text,
        width: text,
        help: { type: 'boolean', short: 'h' },
      },
    })
    return {
      help: values.help === true,
      kills: wholeNumber(values.kills ?? '200'),
      times: wholeNumber(values.times ?? '20'),
      seed: wholeNumber(values.seed ?? String(Date.now() % 1_000_000)),
      mails: wholeNumber(values.mails ?? '1000'),
      width: Math.max(1, wholeNumber(values.width ?? '2')),
    }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${HELP}`)
    return undefined
  }
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Error(`${text}: this is no whole number`)
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
