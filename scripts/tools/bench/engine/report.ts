import { spawnSync } from 'node:child_process'
import { alignLines } from '../../../../lib/evolution/sequence'
import { type Row, type Section, seconds, times } from '../row'
import { type BenchCase, CASES, type CaseResult, describeBound, runCase } from './cases'
import { makeNoise } from './synthetic'

/** Sizes at which the point is looked for where an alignment is cut, in lines. */
const CUT_SIZES = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000]

interface Measured {
  readonly bench: BenchCase
  readonly result: CaseResult | undefined
}

/** What two versions cost to compare: real and made-up series, each in a process of its own, and git range-diff on the same commits. */
export const ENGINE: Section = {
  name: 'engine',
  about: 'the comparison of two versions, against git range-diff',
  async run({ quick, note }) {
    const rows = CASES.flatMap((bench) => {
      note(bench.title(quick))
      return caseRows({ bench, result: runInChild(bench, quick) }, quick)
    })
    const cutFrom = findCut()
    const figure = cutFrom === undefined ? 'aligned line by line' : `cut from ${cutFrom.toLocaleString('en')} lines on`
    return [...rows, { section: SECTION, what: 'two shuffles of 40 different lines', figure }]
  },
}

/** One case in this process, its result as JSON on standard output: how the benchmark runs itself. */
export async function runChild(name: string, quick: boolean): Promise<number> {
  const bench = CASES.find((one) => one.name === name)
  if (bench === undefined)
    throw new Error(`there is no case "${name}"; there are ${CASES.map((one) => one.name).join(', ')}`)
  const result = await runCase(bench, quick)
  process.stdout.write(JSON.stringify(result ?? null))
  return 0
}

/** How this script was started: by run.mjs with its name, or by a loader. */
function selfWords(): string[] {
  const script = process.argv[1] ?? ''
  return script.endsWith('run.mjs') ? [script, 'bench/bench'] : [script]
}

/** A fresh process: nothing is warm, and its peak of memory is that of this case. */
function runInChild({ name }: BenchCase, quick: boolean): CaseResult | undefined {
  const words = [...process.execArgv, ...selfWords(), '--case', name, ...(quick ? ['--quick'] : [])]
  const run = spawnSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (run.status !== 0) throw new Error(`case ${name} ended with ${run.status ?? run.signal}`)
  const result = JSON.parse(run.stdout) as CaseResult | null
  return result ?? undefined
}

/** The smallest of CUT_SIZES at which two shuffles of 40 lines are no longer aligned line by line. */
function findCut(): number | undefined {
  const linesOf = (lines: number) => {
    const { left, right } = makeNoise(lines, 40)
    return [left, right].map((patches) => patches[0]?.files[0]?.hunks[0]?.lines.map(({ text }) => text) ?? [])
  }
  return CUT_SIZES.find((size) => {
    const [left = [], right = []] = linesOf(size)
    return alignLines(left, right).cut
  })
}

const SECTION = 'Comparison of versions (CPU of the first run in a fresh process, parsing not counted)'

function caseRows({ bench, result }: Measured, quick: boolean): Row[] {
  const what = bench.title(quick)
  if (result === undefined) return [{ section: SECTION, what, figure: 'left out: ../shared/corpus is absent' }]
  const { cpuMs, bestCpuMs, wallMs, peakMb, cutPairs, pairs, gitMs } = result
  const cut = cutPairs === 0 ? '' : `, ${cutPairs} of ${pairs} pairs cut (${describeBound(bench.bound)})`
  return [
    {
      section: SECTION,
      what,
      figure: `${seconds(cpuMs)}, warm ${seconds(bestCpuMs)}, peak ${Math.round(peakMb)} MiB${cut}`,
      ...(gitMs === null ? {} : { ratio: times(gitMs / wallMs, 'git range-diff') }),
      ...(bench.limitMs === null
        ? {}
        : { goal: { text: `under ${seconds(bench.limitMs)}`, reached: cpuMs <= bench.limitMs } }),
    },
  ]
}
