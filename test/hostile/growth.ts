import { createContext, Script } from 'node:vm'
import type { Run } from './runs'

/** Runs that together take longer than this hang, however busy the machine is. */
const HANG_MS = 100_000
/** Faster calls are not measured again. */
const SUSPECT_MS = 10
/** For four times the text, linear work grows fourfold and quadratic work sixteenfold; the limit leaves room for noise. */
const MAX_GROWTH = 8
const TRIES = 5

function cpuMs(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

/** Runs that repeat a piece of text. */
export function repeats(pieces: readonly string[]): Run[] {
  return pieces.map((piece) => ({ name: piece, text: (length) => piece.repeat(Math.ceil(length / piece.length)) }))
}

/**
 * Returns the runs on which work grows faster than the text, with their times. A fast call is measured once; a slow one is judged
 * by the growth of its CPU time, using the best of several measurements, so that a busy machine fails no test. A call that hangs
 * is interrupted, even inside a regular expression, and is the last one reported.
 */
export function findSlowRuns(call: (text: string) => unknown, runs: readonly Run[], length: number): string[] {
  const slow: string[] = []
  let current = ''
  const tryAll = () => {
    for (const run of runs) {
      current = run.name
      const growth = findGrowth(call, run, length)
      if (growth !== undefined) slow.push(`${run.name}: ${growth}`)
    }
  }
  try {
    new Script('work()').runInContext(createContext({ work: tryAll }), { timeout: HANG_MS })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    slow.push(`${current}: never ends`)
  }
  return slow
}

function findGrowth(call: (text: string) => unknown, run: Run, length: number): string | undefined {
  const text = run.text(length)
  const startMs = performance.now()
  call(text)
  if (performance.now() - startMs < SUSPECT_MS) return undefined
  let told = ''
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const longer = run.text(length * 4)
    const best = (one: string) => Math.min(...Array.from({ length: 3 }, () => cpuMs(() => call(one))))
    const [once, fourfold] = [best(text), best(longer)]
    if (fourfold < SUSPECT_MS * 4 || fourfold / Math.max(once, 1) < MAX_GROWTH) return undefined
    told = `${Math.round(once)} ms for ${length} characters, ${Math.round(fourfold)} ms for four times as many`
  }
  return told
}
