import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runTool } from '../runTool'
import { type FuzzFailure, type FuzzReport, fuzz } from './campaign'
import { readSeeds } from './seeds'

const HELP = `npm run fuzz -- [--cases N] [--seed S] [--save FOLDER] [MBOX...]

Mutates real mails (the bundled sample, the corpus if present, and the given mboxes) and takes each through parsing,
storing, deriving, the documents of the pages and the mbox of each version. Prints what was tried and what survived. A case
that fails is minimised and saved. Exits with 1 if one failed.

  --cases N      how many mutated mails to try (default: 20000)
  --seed S       repeats an earlier run with the same cases and mails (default: from the clock, printed)
  --save FOLDER  where to write failing cases (default: fuzz-failures)

Example:
  npm run fuzz -- --cases 1000 --seed 7
`

async function main(): Promise<number> {
  const options = readArguments()
  if (options === undefined) return 2
  const { values, positionals } = options
  if (values.help === true) {
    process.stdout.write(HELP)
    return 0
  }
  const cases = Number(values.cases ?? 20_000)
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
    process.stderr.write(`fuzz: --cases and --seed take whole numbers\n${HELP}`)
    return 2
  }
  const seeds = readSeeds(positionals)
  process.stdout.write(`seed ${seed}, ${cases} cases from ${seeds.mails.length} mails of ${seeds.names.join(', ')}\n`)
  const started = performance.now()
  const onProgress = process.stderr.isTTY ? (done: number) => process.stderr.write(`\r${done} tried `) : () => {}
  const report = await fuzz({ cases, seed, seeds, onProgress })
  process.stdout.write(describe(report, (performance.now() - started) / 1_000))
  for (const [index, failure] of report.failures.entries()) {
    process.stdout.write(
      `failed: ${failure.what}\n  saved as ${save(values.save ?? 'fuzz-failures', `${seed}-${index + 1}`, failure)}\n`,
    )
  }
  return report.failures.length === 0 ? 0 : 1
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        cases: { type: 'string' },
        seed: { type: 'string' },
        save: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    process.stderr.write(`fuzz: ${(error as Error).message}\n${HELP}`)
    return undefined
  }
}

function describe(
  { tried, stored, rejected, features, mutations, slowestMs, failures }: FuzzReport,
  seconds: number,
): string {
  const most = [...mutations].sort((a, b) => b[1] - a[1]).map(([name, times]) => `${name} ${times}`)
  const groups = new Map<string, number>()
  for (const name of features.keys()) {
    const [group = ''] = name.split(' ')
    groups.set(group, (groups.get(group) ?? 0) + 1)
  }
  return [
    `tried ${tried} mails in ${seconds.toFixed(0)} s: ${stored} stored, ${rejected} rejected with a reason, ${failures.length} kinds of failure`,
    `slowest mail ${Math.round(slowestMs)} ms by the clock; above 1,000 ms of CPU time it would have failed`,
    `mutations: ${most.join(', ')}`,
    `reached: ${[...groups].map(([group, kinds]) => `${kinds} of ${group}`).join(', ')}`,
    '',
  ].join('\n')
}

/** Saves each mail of a case as a file, with the error beside them. Returns the folder. */
function save(parent: string, name: string, { what, detail, mutations, mails }: FuzzFailure): string {
  const folder = join(parent, name)
  mkdirSync(folder, { recursive: true })
  for (const [index, raw] of mails.entries()) writeFileSync(join(folder, `${index + 1}.eml`), raw)
  writeFileSync(join(folder, 'failure.txt'), `${what}\nby ${mutations.join(', ')}\n\n${detail}\n`)
  return folder
}

runTool('fuzz', main)
