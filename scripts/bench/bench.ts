import { spawnSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { alignLines } from '../../lib/evolution/sequence'
import { type BenchCase, CASES, type CaseResult, describeBound, runCase } from './engine/cases'
import { makeNoise } from './engine/synthetic'

const HELP = `npm run bench -- [--quick] [--json]

Prints what the comparison of two versions costs: CPU time and memory for real and for made-up series, the bound that holds
the work down, and git range-diff on the same commits. Every case runs in a process of its own. Judges nothing but the
limit that is promised for the vfio series; exits with 1 when that is not kept.

  --quick   small sizes, for a first look
  --json    one JSON document
`

/** Sizes at which the point is looked for where an alignment is cut, in lines. */
const CUT_SIZES = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000]

async function main(): Promise<number> {
  const values = readArguments()
  if (values === undefined) return 2
  const quick = values.quick === true
  if (values.help === true) {
    process.stdout.write(HELP)
    return 0
  }
  if (values.case !== undefined) return runChild(values.case, quick)
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, node ${process.version}, ${process.platform}`
  const results = CASES.map((bench) => ({ bench, result: runInChild(bench, quick) }))
  const cutFrom = findCut()
  const late = results.filter(({ bench, result }) => isLate(bench, result))
  if (values.json === true) process.stdout.write(`${JSON.stringify(toDocument(machine, quick, results, cutFrom))}\n`)
  else process.stdout.write(toText(machine, quick, results, cutFrom))
  return late.length === 0 ? 0 : 1
}

/** The options; undefined for wrong usage, which is explained on standard error. */
function readArguments() {
  try {
    return parseArgs({
      options: {
        quick: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        // One case in this process: how the benchmark runs itself.
        case: { type: 'string' },
      },
    }).values
  } catch (error) {
    process.stderr.write(`bench: ${(error as Error).message}\n${HELP}`)
    return undefined
  }
}

interface Measured {
  readonly bench: BenchCase
  readonly result: CaseResult | undefined
}

function isLate({ limitMs }: BenchCase, result: CaseResult | undefined): boolean {
  return limitMs !== null && result !== undefined && result.cpuMs > limitMs
}

async function runChild(name: string, quick: boolean): Promise<number> {
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

function toDocument(machine: string, quick: boolean, results: readonly Measured[], cutFrom: number | undefined) {
  return {
    machine,
    quick,
    cutFromLines: cutFrom ?? null,
    cases: results.map(({ bench, result }) => ({
      name: bench.name,
      title: bench.title(quick),
      limitMs: bench.limitMs,
      bound: describeBound(bench.bound),
      result: result ?? null,
    })),
  }
}

function toText(machine: string, quick: boolean, results: readonly Measured[], cutFrom: number | undefined): string {
  const lines = [
    `comparison of versions${quick ? ', small sizes' : ''}`,
    machine,
    'cpu: first run of a fresh process, parsing not counted (warm: best of the runs); memory: peak, and above what it had before',
    '',
    ...results.flatMap((one) => caseLines(one, quick)),
    cutFrom === undefined
      ? 'No shuffle of 40 different lines was cut.'
      : `Two shuffles of 40 different lines are aligned line by line below ${cutFrom.toLocaleString('en')} lines, and cut from there on.`,
    '',
  ]
  return lines.join('\n')
}

function caseLines({ bench, result }: Measured, quick: boolean): string[] {
  const head = bench.title(quick)
  if (result === undefined) return [head, '  left out: ../shared/corpus is absent', '']
  const { cpuMs, bestCpuMs, wallMs, bestWallMs, startMb, peakMb, cutPairs, pairs, gitMs } = result
  const limit =
    bench.limitMs === null ? '' : `, limit ${seconds(bench.limitMs)}: ${isLate(bench, result) ? 'NOT KEPT' : 'kept'}`
  const ratio =
    gitMs === null
      ? ''
      : `; ours takes ${(wallMs / gitMs).toFixed(2)} of its time, warm ${(bestWallMs / gitMs).toFixed(2)}`
  return [
    head,
    `  cpu     ${seconds(cpuMs)} (warm ${seconds(bestCpuMs)})${limit}`,
    `  memory  ${peakMb.toFixed(0)} MiB, ${Math.max(0, peakMb - startMb).toFixed(0)} above the start`,
    `  bound   ${describeBound(bench.bound)}; ${cutPairs === 0 ? 'no pair was cut' : `${cutPairs} of ${pairs} pairs were cut`}`,
    `  git     ${gitMs === null ? 'range-diff not run' : `range-diff ${seconds(gitMs)}`}${ratio}`,
    '',
  ]
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(3)} s`
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`bench: ${(error as Error).message}\n`)
    process.exitCode = 1
  },
)
