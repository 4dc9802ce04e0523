import { join } from 'node:path'
import { CLAIMS } from './hostileClaims'
import { databaseBytes, importCpuMs, pageCosts, removeDatabase, writeLetters } from './hostileCost'
import { DIFFS } from './hostileDiffs'
import { addStep, type Costs, growthOf, IMPORT, lowerOf, NEXT, type Step, sizesUpTo } from './hostileGrowth'
import { letter } from './hostileLetter'
import { MIME } from './hostileMime'
import { PAGES } from './hostilePages'
import { ordinaryPatches, patchClassOf, plainLetters } from './hostilePlain'
import { PULLS } from './hostilePulls'
import type { Structure } from './hostileStructure'
import { TEXTS } from './hostileText'
import { THREADS } from './hostileThreads'
import { VERSIONS } from './hostileVersions'
import { buildPages } from './process'
import { type BenchContext, median, type Row, type Section, seconds } from './row'

/** Every structure that is measured. */
export const STRUCTURES: readonly Structure[] = [
  ...CLAIMS,
  ...DIFFS,
  ...TEXTS,
  ...MIME,
  ...THREADS,
  ...VERSIONS,
  ...PAGES,
  ...PULLS,
]

const SECTION = 'Hostile mail: CPU at a quarter, a half and all of the largest size, beyond the import of one line'
const MAX_GROWTH = 1.2
/** After four times as much mail, the next mail may cost twice as much. */
const MAX_NEXT_GROWTH = 0.5
/** How much more than plain mail, or than ordinary patches, a structure may cost, and how much a page or the next mail may cost. */
const MAX_MORE_MS = 3_000
const MAX_NEXT_MS = 1_000
/** A goal is missed only if it is missed each time. */
const TRIES = 2
/** Longest path of a page that is printed. */
const MAX_PATH = 50
/** What costs this much more than it may is not measured again. */
const HOPELESS_MS = 20_000

/** Every structure at three sizes in fresh processes. A missed goal sets the exit code of the benchmark. */
export const HOSTILE: Section = {
  name: 'hostile',
  about: 'structures that strangers can send: how the cost grows with their size, next to plain mail',
  run,
}

async function run(context: BenchContext): Promise<readonly Row[]> {
  const bench = await openBench(context)
  const rows: Row[] = []
  // The small run only shows that the measuring works; test/hostile/structures.test.ts tries all structures.
  const structures = context.quick ? STRUCTURES.slice(1, 2) : pickStructures()
  for (const structure of structures) {
    context.note(`${structure.name} (${STRUCTURES.indexOf(structure) + 1} of ${STRUCTURES.length})`)
    const found = await measureStructure(bench, structure, context.quick).catch((error: Error) => [
      // The other structures are still measured.
      { section: SECTION, what: structure.name, figure: error.message, goal: { text: 'measured', reached: false } },
    ])
    // The whole section takes long, so each result is shown when it is known.
    for (const { what, figure } of found) context.note(`  ${what.trim()}: ${figure}`)
    rows.push(...found)
  }
  const missed = rows.filter(({ goal }) => goal?.reached === false)
  if (!context.quick && missed.length > 0) process.exitCode = 1
  return [...rows, summarize(structures.length, missed)]
}

/** The last row: how many structures were measured, and which of them miss a goal. */
function summarize(count: number, missed: readonly Row[]): Row {
  const names = missed.map(({ what, figure, goal }) => `\n    ${what.trim()}: ${figure} (${goal?.text})`)
  const figure = missed.length === 0 ? '0 goals missed' : `${missed.length} goals missed:${names.join('')}`
  return { section: SECTION, what: `${count} structures`, figure }
}

/**
 * All structures; those whose names match the expression in REROLL_HOSTILE; or, if it is a number and a hyphen, all from that number
 * on, to continue a run that was broken off.
 */
function pickStructures(): readonly Structure[] {
  const part = process.env.REROLL_HOSTILE
  if (part === undefined) return STRUCTURES
  const [, from] = /^(\d+)-$/.exec(part) ?? []
  if (from !== undefined) return STRUCTURES.slice(Math.max(0, Number(from) - 1))
  return STRUCTURES.filter(({ name }) => new RegExp(part).test(name))
}

interface Bench {
  readonly mbox: string
  readonly database: string
  /** What the import of a mail of one line costs. */
  readonly nothingMs: number
  /** What ordinary patches cost, by their number and size, as far as it was measured. */
  readonly ordinaryMs: Map<string, number>
}

async function openBench({ folder }: BenchContext): Promise<Bench> {
  await buildPages()
  const [mbox, database] = [join(folder, 'hostile.mbox'), join(folder, 'hostile.sqlite')]
  writeLetters(mbox, [letter({ id: 'nothing', subject: 'Hello', body: 'Hello.\n' })])
  const costs: number[] = []
  for (let round = 0; round < 3; round++) {
    removeDatabase(database)
    costs.push((await importCpuMs(database, mbox)) ?? Number.POSITIVE_INFINITY)
  }
  return { mbox, database, nothingMs: median(costs), ordinaryMs: new Map() }
}

interface Measured {
  /** Fewer steps than sizes when one was stopped. */
  readonly costs: Costs
  /** Of the largest size. */
  readonly mailBytes: number
  readonly databaseBytes: number
  readonly pageBytes: ReadonlyMap<string, number>
}

async function measureStructure(bench: Bench, structure: Structure, quick: boolean): Promise<Row[]> {
  const sizes = sizesUpTo(quick ? structure.small : structure.full)
  let measured = await measureOnce(bench, structure, sizes)
  const plain = await measurePlain(bench, structure, sizes.at(-1) ?? 0)
  let rows = toRows(structure, sizes, measured, plain)
  for (let attempt = 1; attempt < TRIES && isClose(rows, measured, sizes, plain); attempt++) {
    const again = await measureOnce(bench, structure, sizes)
    measured = { ...measured, costs: lowerOf(measured.costs, again.costs) }
    rows = toRows(structure, sizes, measured, plain)
  }
  return rows
}

/** Whether a goal is missed by so little that the machine may be to blame. */
function isClose(rows: readonly Row[], { costs }: Measured, sizes: readonly number[], plain: Plain): boolean {
  if (rows.every(({ goal }) => goal?.reached !== false)) return false
  const all = [...costs.values()]
  return all.every(
    (steps) => steps.length === sizes.length && (steps.at(-1)?.cpuMs ?? 0) < allowedBy(plain) + HOPELESS_MS,
  )
}

async function measureOnce(
  bench: Bench,
  { mails, pages = [], next }: Structure,
  sizes: readonly number[],
): Promise<Measured> {
  const { mbox, database, nothingMs } = bench
  const costs = new Map<string, Step[]>(
    [IMPORT, ...(next === undefined ? [] : [NEXT]), ...pages].map((what) => [what, []]),
  )
  const pageBytes = new Map<string, number>()
  let [mailBytes, bytes] = [0, 0]
  for (const size of sizes) {
    removeDatabase(database)
    mailBytes = writeLetters(mbox, mails(size)).bytes
    const cpuMs = await importCpuMs(database, mbox)
    if (cpuMs === undefined) break
    addStep(costs, IMPORT, { size, cpuMs: cpuMs - nothingMs })
    bytes = databaseBytes(database)
    if (pages.length > 0) {
      const answers = await pageCosts(database, pages)
      for (const answer of answers) {
        addStep(costs, answer.path, { size, cpuMs: answer.cpuMs })
        pageBytes.set(answer.path, answer.bytes)
      }
      if (answers.length < pages.length) break
    }
    if (next === undefined) continue
    writeLetters(mbox, [next])
    const nextMs = await importCpuMs(database, mbox)
    if (nextMs === undefined) break
    addStep(costs, NEXT, { size, cpuMs: nextMs - nothingMs })
  }
  return { costs, mailBytes, databaseBytes: bytes, pageBytes }
}

/** What mail without anything hostile costs. */
interface Plain {
  /** The structure without what is hostile, or the same number and bytes of letters. */
  readonly lettersMs: number
  /** As many ordinary patches of about the same size, for a structure that is made of patches. */
  readonly patches?: { readonly what: string; readonly ms: number }
}

/** What a structure would cost if nothing about it were hostile: a patch may cost what patches cost. */
function allowedBy({ lettersMs, patches }: Plain): number {
  return Math.max(0, lettersMs, patches?.ms ?? 0)
}

async function measurePlain(bench: Bench, structure: Structure, size: number): Promise<Plain> {
  const { mails, plain } = structure
  const written = writeLetters(bench.mbox, mails(size))
  const lettersMs = await mailsCpuMs(bench, plain === undefined ? plainLetters(written) : plain(size))
  const patchClass = patchClassOf(written)
  if (patchClass === undefined) return { lettersMs }
  const { patches, bytesEach } = patchClass
  const what = `${patches.toLocaleString('en')} ordinary patches of ${bytesEach.toLocaleString('en')} bytes`
  const ms = bench.ordinaryMs.get(what) ?? (await mailsCpuMs(bench, ordinaryPatches(patchClass)))
  bench.ordinaryMs.set(what, ms)
  return { lettersMs, patches: { what, ms } }
}

async function mailsCpuMs({ mbox, database, nothingMs }: Bench, mails: Iterable<Buffer>): Promise<number> {
  writeLetters(mbox, mails)
  removeDatabase(database)
  return ((await importCpuMs(database, mbox)) ?? Number.POSITIVE_INFINITY) - nothingMs
}

function toRows(structure: Structure, sizes: readonly number[], measured: Measured, plain: Plain): Row[] {
  const { name, unit, large } = structure
  const range = sizes.map((size) => size.toLocaleString('en')).join(', ')
  return [...measured.costs].map(([what, steps]) => {
    const judged = { steps, stopped: steps.length < sizes.length }
    if (what === NEXT) return toRow(`  ${what}`, { ...judged, maxGrowth: MAX_NEXT_GROWTH, maxMs: MAX_NEXT_MS })
    if (what !== IMPORT) {
      const kilobytes = Math.ceil((measured.pageBytes.get(what) ?? 0) / 1_000).toLocaleString('en')
      const path = what.length > MAX_PATH ? `${what.slice(0, MAX_PATH)}...` : what
      return toRow(`  ${path}`, { ...judged, maxGrowth: MAX_GROWTH, maxMs: MAX_MORE_MS, more: `, ${kilobytes} kB` })
    }
    const times = (measured.databaseBytes / Math.max(1, measured.mailBytes)).toFixed(1)
    return toRow(`${name} (${range} ${unit})`, {
      ...judged,
      maxGrowth: MAX_GROWTH,
      maxMs: large === true ? Number.POSITIVE_INFINITY : allowedBy(plain) + MAX_MORE_MS,
      more: `, ${differencesFrom(plain, steps.at(-1)?.cpuMs ?? 0)}, database ${times} x the mail`,
    })
  })
}

function differencesFrom({ lettersMs, patches }: Plain, cpuMs: number): string {
  const letters = differenceFrom('plain mail', lettersMs, cpuMs)
  return patches === undefined ? letters : `${letters}, ${differenceFrom(patches.what, patches.ms, cpuMs)}`
}

function differenceFrom(what: string, plainMs: number, cpuMs: number): string {
  return `${what} ${seconds(plainMs)}, difference ${cpuMs < plainMs ? '' : '+'}${seconds(cpuMs - plainMs)}`
}

interface Judged {
  readonly steps: readonly Step[]
  readonly stopped: boolean
  readonly maxGrowth: number
  readonly maxMs: number
  readonly more?: string
}

function toRow(what: string, { steps, stopped, maxGrowth, maxMs, more = '' }: Judged): Row {
  const growth = growthOf(steps)
  const costs = steps.map(({ cpuMs }) => seconds(cpuMs)).join(', ')
  const bound = maxMs === Number.POSITIVE_INFINITY ? '' : ` and ${seconds(maxMs)}`
  return {
    section: SECTION,
    what,
    figure: `${costs}${stopped ? ', then stopped' : ''}, exponent ${growth.toFixed(2)}${more}`,
    goal: {
      text: `at most ${maxGrowth}${bound}`,
      reached: !stopped && growth <= maxGrowth && (steps.at(-1)?.cpuMs ?? 0) <= maxMs,
    },
  }
}
