import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { at as elementAt } from '../../../lib/at'
import { type Case, createCaseMaker } from './cases'
import type { Outcome } from './check'
import { type Checker, startChecker } from './checker'
import { createRandom } from './random'
import type { Seeds } from './seeds'

/** What to fuzz, and for how long. */
interface FuzzOptions {
  /** Try at least this many mutated mails. */
  readonly cases: number
  readonly seed: number
  readonly seeds: Seeds
  /** The script of the checking processes (default: worker.ts). */
  readonly worker?: string
  /** Wall time allowed for each mail of a case before the process is killed. */
  readonly hangMs?: number
  readonly onProgress?: (done: number) => void
}

/** A case that failed, after minimising. */
export interface FuzzFailure {
  readonly what: string
  readonly detail: string
  readonly mutations: readonly string[]
  readonly mails: readonly Buffer[]
}

/** What a run tried and found. */
export interface FuzzReport {
  readonly tried: number
  readonly stored: number
  readonly rejected: number
  /** The branches that were reached, and by how many cases. */
  readonly features: ReadonlyMap<string, number>
  readonly mutations: ReadonlyMap<string, number>
  readonly slowestMs: number
  readonly failures: readonly FuzzFailure[]
}

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))
/** Cases per round. Outcomes are used only between rounds, so that a run does not depend on the number of processes. */
const ROUND = 16
/** Stops after failures of this many kinds. */
const MAX_FAILURES = 10
const MINIMISE_TRIES = 400
const KILLED = new Set(['hang', 'process died'])
/** For failures that cost a process per attempt. */
const MINIMISE_KILL_TRIES = 20

/**
 * Tries mutated mails until `cases` were tried or ten kinds of failure were found. The same seed, seeds and number of cases give
 * the same run. Failing cases are minimised before they are reported.
 */
export async function fuzz({
  cases,
  seed,
  seeds,
  worker = WORKER,
  hangMs,
  onProgress,
}: FuzzOptions): Promise<FuzzReport> {
  const maker = createCaseMaker(seeds, createRandom(seed))
  const checkers = Array.from({ length: Math.min(4, availableParallelism()) }, () => startChecker(worker, hangMs))
  const features = new Map<string, number>()
  const mutations = new Map<string, number>()
  const failures = new Map<string, FuzzFailure>()
  const total = { tried: 0, stored: 0, rejected: 0, slowestMs: 0 }
  try {
    while (total.tried < cases && failures.size < MAX_FAILURES) {
      const round = Array.from({ length: ROUND }, () => maker.next())
      for (const [index, outcome] of (await checkAll(checkers, round)).entries()) {
        const made = elementAt(round, index)
        total.tried += made.mails.length
        for (const name of made.mutations) mutations.set(name, (mutations.get(name) ?? 0) + 1)
        if (outcome.kind === 'failed') {
          if (!failures.has(outcome.what)) failures.set(outcome.what, await shrink(checkers, made, outcome))
          continue
        }
        total.stored += outcome.stored
        total.rejected += outcome.rejected
        total.slowestMs = Math.max(total.slowestMs, outcome.slowestMs)
        if (outcome.features.some((feature) => !features.has(feature))) maker.keep(made)
        for (const feature of outcome.features) features.set(feature, (features.get(feature) ?? 0) + 1)
      }
      onProgress?.(total.tried)
    }
  } finally {
    for (const checker of checkers) checker.stop()
  }
  return { ...total, features, mutations, failures: [...failures.values()] }
}

/** Checks the cases of a round on all processes; returns the outcomes in order. */
async function checkAll(checkers: readonly Checker[], round: readonly Case[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let next = 0
  await Promise.all(
    checkers.map(async (checker) => {
      for (let at = next++; at < round.length; at = next++)
        outcomes[at] = await checker.check(elementAt(round, at).mails)
    }),
  )
  return outcomes
}

async function shrink(
  checkers: readonly Checker[],
  { mails, mutations }: Case,
  { what, detail }: Extract<Outcome, { kind: 'failed' }>,
): Promise<FuzzFailure> {
  const checker = checkers[0]
  if (checker === undefined) return { what, detail, mutations, mails }
  const stillFails = async (candidate: readonly Buffer[]) => {
    const outcome = await checker.check(candidate)
    return outcome.kind === 'failed' && outcome.what === what
  }
  const tries = KILLED.has(what) ? MINIMISE_KILL_TRIES : MINIMISE_TRIES
  return { what, detail, mutations, mails: await minimise(mails, stillFails, tries) }
}

/**
 * Makes a failing case smaller: first whole mails are removed, then pieces of each mail, from halves down to single bytes (delta
 * debugging: Zeller and Hildebrandt, 2002). Returns the smallest case that still fails, found within `budget` attempts.
 */
async function minimise(
  mails: readonly Buffer[],
  stillFails: (mails: readonly Buffer[]) => Promise<boolean>,
  budget: number,
): Promise<Buffer[]> {
  let left = budget
  const attempt = async (candidate: readonly Buffer[]): Promise<boolean> => left-- > 0 && stillFails(candidate)
  let kept = [...mails]
  for (let at = kept.length - 1; at >= 0 && kept.length > 1; at--) {
    const fewer = kept.filter((_, index) => index !== at)
    if (await attempt(fewer)) kept = fewer
  }
  for (let at = 0; at < kept.length; at++) {
    let mail = elementAt(kept, at)
    for (let size = mail.length >> 1; size >= 1 && left > 0; size >>= 1) {
      for (let from = 0; from < mail.length && left > 0; ) {
        const smaller = Buffer.concat([mail.subarray(0, from), mail.subarray(from + size)])
        if (await attempt(kept.map((one, index) => (index === at ? smaller : one)))) {
          mail = smaller
          kept = kept.map((one, index) => (index === at ? mail : one))
        } else from += size
      }
    }
  }
  return kept
}
