import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type Case, createCaseMaker } from './cases'
import type { Outcome } from './check'
import { type Checker, startChecker } from './child'
import { minimise } from './minimise'
import { createRandom } from './random'
import type { Seeds } from './seeds'

export interface FuzzOptions {
  /** Mutated mails to try, at least. */
  readonly cases: number
  readonly seed: number
  readonly seeds: Seeds
  /** The script of the checking processes; the real one when it is left out. */
  readonly worker?: string
  /** Wall time a mail of a case may take before its process is killed. */
  readonly hangMs?: number
  readonly onProgress?: (done: number) => void
}

export interface FuzzFailure {
  readonly what: string
  readonly detail: string
  readonly mutations: readonly string[]
  /** As small as it could be made. */
  readonly mails: readonly Buffer[]
}

export interface FuzzReport {
  readonly tried: number
  readonly stored: number
  readonly rejected: number
  /** What was reached, and by how many cases. */
  readonly features: ReadonlyMap<string, number>
  readonly mutations: ReadonlyMap<string, number>
  readonly slowestMs: number
  readonly failures: readonly FuzzFailure[]
}

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))
/** Cases made before the outcomes of a round are looked at: the same on every machine, whatever the number of processes. */
const ROUND = 16
/** One failure of a kind is enough to mend it. */
const MAX_FAILURES = 10
const MINIMISE_TRIES = 400
const KILLED = new Set(['hang', 'death of the process'])
/** Where every try costs a process. */
const MINIMISE_KILL_TRIES = 20

/**
 * Tries mutated mails until `cases` were tried, or failures of ten kinds were found. The same seed, seeds and cases give the
 * same run. Failing cases are made smaller before they are reported.
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
        const made = round[index]
        if (made === undefined) continue
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

/** Outcomes in the order of the cases, whichever process is free. */
async function checkAll(checkers: readonly Checker[], round: readonly Case[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let next = 0
  await Promise.all(
    checkers.map(async (checker) => {
      for (let at = next++; at < round.length; at = next++) outcomes[at] = await checker.check(round[at]?.mails ?? [])
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
