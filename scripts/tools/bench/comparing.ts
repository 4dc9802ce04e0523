import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { at } from '../../../lib/at'
import { comparePatches, compareVersions } from '../../../lib/evolution/compare'
import { createMboxSplitter } from '../../../lib/mail/mboxSplitter'
import { parseMessage } from '../../../lib/mail/message'
import { parseSubject } from '../../../lib/mail/subject'
import { parsePatch } from '../../../lib/patch/patch'
import type { Patch } from '../../../lib/patch/types'
import { timeRangeDiff } from './commits'
import { makeLargePatch, makeNoise, makeReroll, type TwoVersions } from './madeUp'
import { ROOT } from './process'
import { type Row, type Section, seconds, times } from './row'

const VFIO = join(ROOT, '../shared/corpus/vfio-device-life-cycle.mbox')
const SECTION = 'Comparison of versions (CPU of the first run in a fresh process, without parsing)'

interface Case {
  readonly name: string
  readonly title: (quick: boolean) => string
  /** CPU that the first run should take at most, in ms; null if nothing is promised. */
  readonly limitMs: number | null
  /** The versions, oldest first; undefined if the mail it needs is absent. */
  readonly load: (quick: boolean) => Promise<readonly (readonly Patch[])[] | undefined>
  /** Whether `git range-diff` is timed on the same commits. */
  readonly git: boolean
}

const patchCount = (quick: boolean) => (quick ? 20 : 300)
const lineCount = (quick: boolean) => (quick ? 2_000 : 100_000)
const two = ({ left, right }: TwoVersions) => Promise.resolve([left, right])

const CASES: readonly Case[] = [
  { name: 'vfio', title: () => 'vfio, 4 versions of 15 patches, 3 steps', limitMs: 500, load: loadVfio, git: true },
  {
    name: 'series',
    title: (quick) => `${patchCount(quick)} patches and their respin`,
    limitMs: null,
    load: (quick) => two(makeReroll(patchCount(quick))),
    git: true,
  },
  {
    name: 'large',
    title: (quick) => `a patch of ${lineCount(quick).toLocaleString('en')} lines, 1 line in 100 edited`,
    limitMs: null,
    load: (quick) => two(makeLargePatch(lineCount(quick), 100)),
    git: true,
  },
  {
    name: 'noise',
    title: (quick) => `a patch of ${lineCount(quick).toLocaleString('en')} lines, 40 different ones, shuffled`,
    limitMs: null,
    load: (quick) => two(makeNoise(lineCount(quick), 40)),
    // git takes minutes at full size.
    git: false,
  },
]

/** The cost of comparing two versions: real and made-up series, each in a process of its own, next to git range-diff. */
export const COMPARING: Section = {
  name: 'engine',
  about: 'the comparison of two versions, next to git range-diff',
  run: ({ quick, note }) =>
    Promise.resolve(
      CASES.map((one) => {
        note(one.title(quick))
        return toRow(one, quick, runInChild(one, quick))
      }),
    ),
}

/** What one case measured. */
interface CaseResult {
  readonly cpuMs: number
  readonly wallMs: number
  /** Peak memory of the process, inputs included. */
  readonly peakMb: number
  /** Pairs of patches, and how many were too different to be aligned line by line. */
  readonly pairs: number
  readonly cutPairs: number
  /** Time of `git range-diff` on the same commits; null if it was not run or failed. */
  readonly gitMs: number | null
}

/** Runs one case in this process and prints its result as JSON. The benchmark starts itself with `--case NAME` for this. */
export async function runCase(name: string, quick: boolean): Promise<number> {
  const one = CASES.find((found) => found.name === name)
  if (one === undefined) throw new Error(`unknown case "${name}"`)
  const versions = await one.load(quick)
  process.stdout.write(JSON.stringify(versions === undefined ? null : measure(versions, one.git)))
  return 0
}

function measure(versions: readonly (readonly Patch[])[], git: boolean): CaseResult {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const counts = compareAll(versions)
  const wallMs = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  const peakMb = process.resourceUsage().maxRSS / 2 ** 10
  const gitMs = git ? (timeRangeDiff(versions) ?? null) : null
  return { cpuMs: (user + system) / 1_000, wallMs, peakMb, ...counts, gitMs }
}

/** What an import does for a series: the verdict on every pair of patches, and its interdiff. */
function compareAll(versions: readonly (readonly Patch[])[]): { readonly pairs: number; readonly cutPairs: number } {
  let [pairs, cutPairs] = [0, 0]
  for (const [index, right] of versions.slice(1).entries()) {
    const left = at(versions, index)
    for (const { pair } of compareVersions(left, right).pairs) {
      const older = pair.kind === 'new' ? undefined : left[pair.left - 1]
      const newer = pair.kind === 'dropped' ? undefined : right[pair.right - 1]
      pairs++
      if (comparePatches(older, newer).cut !== null) cutPairs++
    }
  }
  return { pairs, cutPairs }
}

/** In a fresh process nothing is compiled yet, and the peak of memory belongs to this case. */
function runInChild({ name }: Case, quick: boolean): CaseResult | null {
  const words = [join(ROOT, 'scripts/run.mjs'), 'tools/bench/bench', '--case', name, ...(quick ? ['--quick'] : [])]
  const run = spawnSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (run.status !== 0) throw new Error(`case ${name} ended with ${run.status ?? run.signal}`)
  return JSON.parse(run.stdout) as CaseResult | null
}

function toRow({ title, limitMs }: Case, quick: boolean, result: CaseResult | null): Row {
  const what = title(quick)
  if (result === null) return { section: SECTION, what, figure: 'skipped: ../shared/corpus is absent' }
  const { cpuMs, wallMs, peakMb, cutPairs, pairs, gitMs } = result
  const cut = cutPairs === 0 ? '' : `, ${cutPairs} of ${pairs} pairs stopped at a limit`
  return {
    section: SECTION,
    what,
    figure: `${seconds(cpuMs)}, peak ${Math.round(peakMb)} MiB${cut}`,
    ...(gitMs === null ? {} : { ratio: times(gitMs / wallMs, 'git range-diff') }),
    ...(limitMs === null ? {} : { goal: { text: `under ${seconds(limitMs)}`, reached: cpuMs <= limitMs } }),
  }
}

async function loadVfio(): Promise<readonly (readonly Patch[])[] | undefined> {
  if (!existsSync(VFIO)) return undefined
  const splitter = createMboxSplitter()
  const versions: Patch[][] = []
  for (const item of [...splitter.push(readFileSync(VFIO)), ...splitter.end()]) {
    const parsed = item.kind === 'mail' ? await parseMessage(item.raw) : undefined
    if (parsed?.kind !== 'message') continue
    const { subject, from, body } = parsed.message
    const { reply, patch, number, version, title } = parseSubject(subject)
    if (reply || !patch || number === null || number === 0) continue
    const patches = versions[(version ?? 1) - 1] ?? []
    versions[(version ?? 1) - 1] = patches
    patches[number - 1] = parsePatch({ title, from, body })
  }
  return versions
}
