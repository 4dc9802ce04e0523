import { createContext, Script } from 'node:vm'
import type { Run } from './runs'

/** Runs that take longer than this together never end, whatever the machine is busy with. */
const HANG_MS = 100_000
/** Below this nothing is worth a second look. */
const SUSPECT_MS = 10
/** Four times the text is four times the work; sixteen times is quadratic. Between them lies the noise. */
const MAX_GROWTH = 8
const TRIES = 5

function cpuMs(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

/** Runs of a piece again and again. */
export function repeats(pieces: readonly string[]): Run[] {
  return pieces.map((piece) => ({ name: piece, text: (length) => piece.repeat(Math.ceil(length / piece.length)) }))
}

/**
 * The runs on which work grows faster than the text, with the times. A quick call is not looked at twice; a slow one is judged
 * by the growth of its CPU time, the best of several measurements, so that a busy machine fails nothing. A call that never
 * ends is interrupted, inside a regular expression too, and is told as the last.
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
