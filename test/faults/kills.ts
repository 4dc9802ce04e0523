import { setTimeout as sleep } from 'node:timers/promises'
import { inFolder, type Job } from './job'
import { appears, run, type Started, start } from './program'
import { differences, findDamage, readState } from './state'

/** How often a kill that came too late is tried again. A job that still ends first is too short. */
const MAX_DRAWS = 5
/** Share of the kills that may come before the database is opened. */
const EARLY_SHARE = 0.1

interface KillOptions {
  readonly kills: number
  readonly random: () => number
  /** The folder for the databases. */
  readonly parent: string
  /** Processes at the same time. */
  readonly width: number
  readonly onKill?: (done: number) => void
}

interface KillReport {
  readonly job: string
  /** Runs that were killed before they finished. */
  readonly killed: number
  /** What was wrong after the run that followed, for each kill that did damage. */
  readonly failures: readonly string[]
  /** Milliseconds from the start to each kill. */
  readonly moments: readonly number[]
}

interface Undisturbed {
  readonly state: Readonly<Record<string, string>>
  /** From the start until the database is written to, and from then to the end. */
  readonly openMs: number
  readonly workMs: number
}

/**
 * Kills a job (SIGKILL) at random moments, each time on a fresh copy of its starting state. Then checks the database, runs the
 * job again, and compares every table with those of an undisturbed run.
 */
export async function runKills(job: Job, { kills, random, parent, width, onKill }: KillOptions): Promise<KillReport> {
  const wanted = await inFolder(parent, (folder) => runUndisturbed(job, folder))
  const failures: string[] = []
  const moments: number[] = []
  let begun = 0
  const worker = async () => {
    while (begun < kills) {
      const number = ++begun
      const early = random() < EARLY_SHARE
      const [at, group] = [random(), random() < 0.5]
      const result = await killOnce(job, wanted, parent, { at, early, group })
      moments.push(result.afterMs)
      if (result.wrong.length > 0)
        failures.push(`kill ${number} after ${result.afterMs} ms: ${result.wrong.join('; ')}`)
      onKill?.(moments.length)
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return { job: job.name, killed: moments.length, failures, moments }
}

async function runUndisturbed(job: Job, folder: string): Promise<Undisturbed> {
  const database = job.prepare(folder)
  const started = performance.now()
  const process = start(job.words(database), { env: job.env })
  await appears(`${database}-wal`, process)
  const opened = performance.now()
  const { code, stderr } = await process.ended
  const ended = performance.now()
  if (code !== 0) throw new Error(`${job.name} fails undisturbed: ${stderr}`)
  const damage = findDamage(database)
  if (damage.length > 0) throw new Error(`${job.name} leaves damage undisturbed: ${damage.join('; ')}`)
  return { state: readState(database), openMs: opened - started, workMs: ended - opened }
}

interface Draw {
  /** The share of the run after which it is killed, in [0, 1). */
  readonly at: number
  /** Whether the run is measured from the start of the process instead of its first write. */
  readonly early: boolean
  readonly group: boolean
}

interface Outcome {
  readonly afterMs: number
  readonly wrong: readonly string[]
}

async function killOnce(job: Job, wanted: Undisturbed, parent: string, draw: Draw): Promise<Outcome> {
  const { openMs, workMs } = wanted
  for (let tries = 0; tries < MAX_DRAWS; tries++) {
    // If the run finished first, try again earlier.
    const share = draw.at / 2 ** tries
    const outcome = await inFolder(parent, async (folder): Promise<Outcome | undefined> => {
      const database = job.prepare(folder)
      const began = performance.now()
      const process = start(job.words(database), { env: job.env })
      if (!draw.early) await appears(`${database}-wal`, process)
      const killed = await killAfter(process, share * (draw.early ? openMs + workMs : workMs), draw.group)
      if (!killed) return undefined
      return { afterMs: Math.round(performance.now() - began), wrong: await runAgain(job, database, wanted.state) }
    })
    if (outcome !== undefined) return outcome
  }
  return { afterMs: 0, wrong: ['the run always finished before it was killed'] }
}

async function killAfter(process: Started, ms: number, group: boolean): Promise<boolean> {
  await Promise.race([sleep(ms), process.ended])
  process.kill(group ? 'group' : 'program')
  return (await process.ended).code === null
}

async function runAgain(job: Job, database: string, wanted: Undisturbed['state']): Promise<string[]> {
  const damage = findDamage(database)
  const { code, stderr } = await run(job.words(database), { env: job.env })
  if (code !== 0) return [...damage, `the next run ends with ${code}: ${stderr.trim()}`]
  return [...damage, ...findDamage(database), ...differences(wanted, readState(database))]
}
