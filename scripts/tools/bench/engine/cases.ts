import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { comparePatches, compareVersions } from '../../../../lib/evolution/compare'
import { createMboxSplitter } from '../../../../lib/mail/mboxSplitter'
import { parseMessage } from '../../../../lib/mail/message'
import { parseSubject } from '../../../../lib/mail/subject'
import { parsePatch } from '../../../../lib/patch/patch'
import type { Patch } from '../../../../lib/patch/types'
import { timeRangeDiff } from './commits'
import { makeLargePatch, makeMovedRun, makeNoise, makeReroll, makeRetitled, type TwoVersions } from './synthetic'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../../..')
const VFIO = join(ROOT, '../shared/corpus/vfio-device-life-cycle.mbox')
/** Runs behind the first, which has to warm up; none when the first takes longer than this. */
const WARM_RUNS = 4
const MAX_WARM_MS = 2_000

/** What one case measured; times of the first run, in a process of its own, and of the best of the runs. */
export interface CaseResult {
  readonly title: string
  readonly cpuMs: number
  readonly bestCpuMs: number
  readonly wallMs: number
  readonly bestWallMs: number
  /** Memory of the process before the comparison, inputs included, and the most it had until the end of the first run. */
  readonly startMb: number
  readonly peakMb: number
  /** Pairs that were too different to be aligned line by line, of all pairs. */
  readonly cutPairs: number
  readonly pairs: number
  /** Time of `git range-diff` on the same commits; null when it was not run, or failed. */
  readonly gitMs: number | null
}

export interface BenchCase {
  readonly name: string
  readonly title: (quick: boolean) => string
  /** CPU that the first run may take, in ms; null where nothing is promised. */
  readonly limitMs: number | null
  /** Which bound of the engine holds the work down. */
  readonly bound: string
  /** Versions oldest first; undefined when what it needs is absent. */
  readonly load: (quick: boolean) => Promise<readonly (readonly Patch[])[] | undefined>
  readonly git: boolean
}

const patchCount = (quick: boolean) => (quick ? 20 : 300)
const lineCount = (quick: boolean) => (quick ? 2_000 : 100_000)
const movedCount = (quick: boolean) => (quick ? 600 : 30_000)
const two = ({ left, right }: TwoVersions) => Promise.resolve([left, right])

export const CASES: readonly BenchCase[] = [
  {
    name: 'vfio',
    title: () => 'vfio, 4 versions of 15 patches, 3 steps',
    limitMs: 500,
    bound: 'none is reached',
    load: loadVfio,
    git: true,
  },
  {
    name: 'series',
    title: (quick) => `${patchCount(quick)} patches and their reroll`,
    limitMs: null,
    bound: '$MAX_EXACT_PAIRS (pairing.ts) outer diffs are made for leftovers, the rest is estimated',
    load: (quick) => two(makeReroll(patchCount(quick))),
    git: true,
  },
  {
    name: 'retitled',
    title: (quick) => `${patchCount(quick)} patches, all retitled and edited`,
    limitMs: null,
    bound: 'the same; above $MAX_RATED_PAIRS (pairing.ts) leftover pairs none is rated',
    load: (quick) => two(makeRetitled(patchCount(quick))),
    git: true,
  },
  {
    name: 'large',
    title: (quick) => `a patch of ${lineCount(quick).toLocaleString('en')} lines, 1 line in 100 edited`,
    limitMs: null,
    bound: 'above $MAX_EDITS (sequence.ts) edits it is divided at lines that are unique on both sides',
    load: (quick) => two(makeLargePatch(lineCount(quick), 100)),
    git: true,
  },
  {
    name: 'half',
    title: (quick) => `a patch of ${lineCount(quick).toLocaleString('en')} lines, every other line edited`,
    limitMs: null,
    bound: 'the same',
    load: (quick) => two(makeLargePatch(lineCount(quick), 2)),
    git: true,
  },
  {
    name: 'eighth',
    title: (quick) => `a patch of ${lineCount(quick).toLocaleString('en')} lines, 1 line in 8 edited`,
    limitMs: null,
    bound: 'the same; the most stretches that a range-diff can have',
    load: (quick) => two(makeLargePatch(lineCount(quick), 8)),
    git: true,
  },
  {
    name: 'moved',
    title: (quick) =>
      `a patch of ${movedCount(quick).toLocaleString('en')} lines, a third of them the same line, moved`,
    limitMs: null,
    bound: 'lines that repeat are looked for in their first 20 places (moved.ts)',
    load: (quick) => two(makeMovedRun(movedCount(quick))),
    git: true,
  },
  {
    name: 'noise',
    title: (quick) => `a patch of ${lineCount(quick).toLocaleString('en')} lines, 40 different ones, shuffled`,
    limitMs: null,
    bound: 'work stops at $MAX_WORK (sequence.ts), squared edits, for one alignment: the rest stands as rewritten',
    load: (quick) => two(makeNoise(lineCount(quick), 40)),
    // git takes minutes for the full size.
    git: false,
  },
]

/** Runs one case in this process. Undefined when what it needs is absent. */
export async function runCase(bench: BenchCase, quick: boolean): Promise<CaseResult | undefined> {
  const versions = await bench.load(quick)
  if (versions === undefined) return undefined
  const startMb = process.memoryUsage.rss() / 2 ** 20
  const first = measure(() => compareAll(versions))
  const peakMb = process.resourceUsage().maxRSS / 2 ** 10
  let [bestCpuMs, bestWallMs] = [first.cpuMs, first.wallMs]
  for (let run = 0; run < (quick ? 1 : WARM_RUNS) && first.cpuMs < MAX_WARM_MS; run++) {
    const again = measure(() => compareAll(versions))
    bestCpuMs = Math.min(bestCpuMs, again.cpuMs)
    bestWallMs = Math.min(bestWallMs, again.wallMs)
  }
  const git = bench.git ? timeRangeDiff(versions) : undefined
  return {
    title: bench.title(quick),
    cpuMs: first.cpuMs,
    bestCpuMs,
    wallMs: first.wallMs,
    bestWallMs,
    startMb,
    peakMb,
    ...first.value,
    gitMs: git?.wallMs ?? null,
  }
}

/** What an import does for a series: the verdict on every pair, and its page. */
function compareAll(versions: readonly (readonly Patch[])[]) {
  let pairs = 0
  let cutPairs = 0
  versions.slice(1).forEach((right, at) => {
    const left = versions[at] ?? []
    for (const { pair } of compareVersions(left, right).pairs) {
      const old = pair.kind === 'new' ? undefined : left[pair.left - 1]
      const now = pair.kind === 'dropped' ? undefined : right[pair.right - 1]
      const { cut } = comparePatches(old, now)
      pairs++
      if (cut !== null) cutPairs++
    }
  })
  return { pairs, cutPairs }
}

function measure<T>(work: () => T): { readonly value: T; readonly cpuMs: number; readonly wallMs: number } {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const value = work()
  const wallMs = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { value, cpuMs: (user + system) / 1_000, wallMs }
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

/** A text with `$NAME (file.ts)` made true: the constant's value is read from the source, so that it cannot go stale. */
export function describeBound(bound: string): string {
  return bound.replace(/\$(\w+) \((\w+\.ts)\)/g, (_, name: string, file: string) => {
    const source = readFileSync(join(ROOT, 'lib/evolution', file), 'utf8')
    const value = new RegExp(`^(?:export )?const ${name} = ([\\d_]+)$`, 'm').exec(source)?.[1]
    if (value === undefined) throw new Error(`lib/evolution/${file} has no constant ${name}`)
    return `${Number(value.replaceAll('_', '')).toLocaleString('en')} (${name}, lib/evolution/${file})`
  })
}
