import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runTool } from '../runTool'
import { CLIENT_SEARCH } from './clientSearch'
import { COMPARING, runCase } from './comparing'
import { DERIVING } from './deriving'
import { GROWTH } from './growth'
import { HOSTILE } from './hostile'
import { IMPORTING } from './importing'
import { MAINTAINED } from './maintained'
import { PAGES } from './pageSection'
import { type BenchContext, formatRows, type Row, type Section } from './row'
import { TREES } from './trees'
import { WEB } from './webSection'

const SECTIONS: readonly Section[] = [
  IMPORTING,
  GROWTH,
  CLIENT_SEARCH,
  MAINTAINED,
  DERIVING,
  COMPARING,
  TREES,
  PAGES,
  WEB,
  HOSTILE,
]

const HELP = `npm run bench -- [--quick] [--only SECTION]... [--commits N] [--database FILE] [--against CHECKOUT] [--json]

Measures what docs/performance.md promises, next to other programs on the same mail in the same run if they are installed
(apt-get install time wrk public-inbox notmuch). Exits with 1 if it cannot measure, or if list, search or hostile misses a goal.

${SECTIONS.map(({ name, about }) => `  --only ${name.padEnd(8)} ${about}`).join('\n')}
  --against CHECKOUT  measure this checkout of the project and another one, such as the last release, in turn on the same
                   mail; only ${SECTIONS.filter(({ against }) => against !== undefined)
                     .map(({ name }) => name)
                     .join(' and ')}. The other one must have been set up: run npm start in it once
  --database FILE  where --only search keeps its archive, which takes half an hour to make; the next run uses it again
  --commits N      the size of the git tree that --only tree reads
  --quick          small sizes and the bundled sample, to check that the benchmark itself works
  --json           print one JSON document

Examples:
  npm run bench -- --only import --only pages
  npm run bench -- --only pages --against ../reroll-1.4
`

async function main(): Promise<number> {
  const values = readArguments()
  if (values === undefined) return 2
  const quick = values.quick === true
  if (values.help === true) {
    process.stdout.write(HELP)
    return 0
  }
  if (values.case !== undefined) return runCase(values.case, quick)
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, node ${process.version}, ${process.platform}`
  const sections = SECTIONS.filter(({ name }) => values.only?.includes(name) ?? true)
  const rows = await runSections(
    sections,
    {
      quick,
      commits: values.commits === undefined ? undefined : Number(values.commits),
      database: values.database === undefined ? undefined : resolve(values.database),
    },
    values.against,
  )
  if (values.json === true) process.stdout.write(`${JSON.stringify({ machine, quick, rows })}\n`)
  else process.stdout.write(`${machine}, ${new Date().toISOString().slice(0, 10)}\n${formatRows(rows)}`)
  return 0
}

async function runSections(
  sections: readonly Section[],
  sizes: Pick<BenchContext, 'quick' | 'commits' | 'database'>,
  other: string | undefined,
): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reroll-bench-'))
  const note = (text: string) => void process.stderr.write(`measuring: ${text}\n`)
  try {
    const rows: Row[] = []
    for (const section of sections) {
      try {
        const context = { ...sizes, folder, note }
        const measured = other === undefined ? section.run(context) : section.against?.(context, resolve(other))
        rows.push(...((await measured) ?? []))
      } catch (error) {
        // The other sections are still measured and printed.
        process.exitCode = 1
        process.stderr.write(`bench: ${section.name}: ${(error as Error).message}\n`)
      }
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Throws if `folder` is not a checkout that has been set up, or if one of the sections cannot compare two checkouts. */
function checkAgainst(folder: string, only: readonly string[]): void {
  const alone = SECTIONS.find(({ name, against }) => against === undefined && only.includes(name))
  if (alone !== undefined) throw new Error(`--only ${alone.name} does not work with --against`)
  for (const path of ['scripts/start.mjs', 'node_modules'])
    if (!existsSync(join(folder, path)))
      throw new Error(`${folder} has no ${path}: --against needs a checkout of this project in which npm start has run`)
}

/** The options; undefined after wrong usage, which is explained on standard error. */
function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean' },
        json: { type: 'boolean' },
        only: { type: 'string', multiple: true },
        commits: { type: 'string' },
        database: { type: 'string' },
        against: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        // Internal: one comparison in this process, see comparing.ts.
        case: { type: 'string' },
      },
    })
    const unknown = values.only?.find((name) => !SECTIONS.some((section) => section.name === name))
    if (unknown !== undefined) throw new Error(`unknown section ${unknown}`)
    if (values.commits !== undefined && !/^[1-9]\d{0,7}$/.test(values.commits))
      throw new Error('--commits takes a number')
    if (values.against !== undefined) checkAgainst(values.against, values.only ?? [])
    return values
  } catch (error) {
    process.stderr.write(`bench: ${(error as Error).message}\n${HELP}`)
    return undefined
  }
}

runTool('bench', main)
