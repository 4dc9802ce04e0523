import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DISK_FAULTS, runDiskFaults } from '../../../test/faults/disk'
import { importJob, nightlyJob } from '../../../test/faults/job'
import { runKills } from '../../../test/faults/kills'
import { makeEvening, openMaterial } from '../../../test/faults/material'
import { runNetwork } from '../../../test/faults/network'
import { runReaders, runWriters } from '../../../test/faults/sharing'
import { hasCorpus } from '../../../test/support/corpusPath'
import { hasPublicInbox } from '../../../test/support/inbox'
import { createRandom } from '../fuzz/random'

/** A cover letter whose series has other versions. */
const SERIES = '20220921104401.38898-1-kevin.tian@intel.com'

const HELP = `npm run test:faults -- [--kills N] [--times N] [--seed N] [--mails N] [--width N]

Kills imports and nightly runs, fills disks and breaks connections, then checks that the next run ends with every mail,
once. Prints what it tried and what survived; exits with 1 if something did not.

  --kills N   how often to kill each job (default: 200)
  --times N   how often to try every other fault (default: 20)
  --seed N    repeats an earlier run (default: from the clock, printed)
  --mails N   mails of linux-s390 to add to those of vfio and iommufd (default: 1000)
  --width N   processes at the same time (default: 2)

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

async function tryAll(parent: string, { kills, times, seed, mails, width }: Options): Promise<number> {
  const material = await openMaterial(parent, mails)
  const evening = await makeEvening(parent, material)
  const random = createRandom(seed).fraction
  const jobs = [importJob(`import of ${material.name}`, material.files), nightlyJob(evening.folder, evening.lore)]
  let failures = 0
  const report = (line: string, wrong: readonly string[]) => {
    failures += wrong.length
    process.stdout.write(`${[line, ...wrong.map((one) => `  ${one}`)].join('\n')}\n`)
  }
  try {
    for (const job of jobs) {
      const onKill = (done: number) => process.stderr.write(done % 10 === 0 ? `${job.name}: ${done} of ${kills}\n` : '')
      const { killed, moments, failures: wrong } = await runKills(job, { kills, random, parent, width, onKill })
      const span = `${Math.min(...moments)} to ${Math.max(...moments)} ms after the start`
      report(
        `${job.name}: killed ${killed} times, ${span}; ${killed - wrong.length} of the next runs ended with the same tables`,
        wrong,
      )
    }
    for (const job of jobs) {
      for (const fault of DISK_FAULTS) {
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
    return failures
  } finally {
    await evening.stop()
  }
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
  readonly times: number
  readonly seed: number
  readonly mails: number
  readonly width: number
}

/** The options; undefined after wrong usage, which is explained on standard error. */
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
