import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { importJob, nightlyJob } from './job'
import { type KillReport, runKills } from './kills'
import { makeEvening, openMaterial } from './material'
import { openRandom } from './random'

const HELP = `npm run test:faults -- [--kills N] [--seed N] [--mails N] [--width N]

Kills imports and nightly runs, fills disks, breaks connections, and looks whether everything is there afterwards, once. Prints
what it tried and what survived; exits with 1 when something did not.

  --kills N   kills of each job (default: 200)
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

async function tryAll(parent: string, { kills, seed, mails, width }: Options): Promise<number> {
  const material = await openMaterial(parent, mails)
  const evening = await makeEvening(parent, material)
  const random = openRandom(seed)
  try {
    let failures = 0
    for (const job of [
      importJob(`import of ${material.name}`, material.files),
      nightlyJob(evening.folder, evening.lore),
    ]) {
      const onKill = (done: number) => process.stderr.write(done % 10 === 0 ? `${job.name}: ${done} of ${kills}\n` : '')
      failures += print(await runKills(job, { kills, random, parent, width, onKill }))
    }
    return failures
  } finally {
    await evening.stop()
  }
}

function print({ job, killed, failures, moments }: KillReport): number {
  const span = `${Math.min(...moments)} to ${Math.max(...moments)} ms after the start`
  process.stdout.write(
    `${job}: killed ${killed} times, ${span}; ${failures.length === 0 ? 'every next run ended in the same tables' : ''}\n`,
  )
  for (const failure of failures) process.stdout.write(`  ${failure}\n`)
  return failures.length
}

interface Options {
  readonly help: boolean
  readonly kills: number
  readonly seed: number
  readonly mails: number
  readonly width: number
}

/** The options; undefined for wrong usage, which is explained on standard error. */
function readArguments(): Options | undefined {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      options: { kills: text, seed: text, mails: text, width: text, help: { type: 'boolean', short: 'h' } },
    })
    return {
      help: values.help === true,
      kills: wholeNumber(values.kills ?? '200'),
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
