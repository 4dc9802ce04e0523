import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { comparePatches, compareVersions, type VersionComparison } from '../../lib/evolution/compare'
import { traceLines } from '../../lib/evolution/provenance'
import { applyVersion } from '../../lib/evolution/sparseBase'
import { parseTrailerPerson } from '../../lib/patch/trailer'
import type { Patch } from '../../lib/patch/types'
import { corpusMissing, readVersions, WHY_SKIPPED } from '../patch/corpus'

interface Row {
  readonly from: number
  readonly to: number
  readonly patch: number
  readonly class: string
  readonly facts: readonly string[]
  readonly trailersAdded: readonly string[]
  readonly rangeDiffOuterLines: Readonly<Record<string, number>>
}

const TRAILER = /^ {4}[A-Z][\w-]+: .*<\S+@\S+>/
const INNER = new Map([
  ['+', 'add'],
  ['-', 'del'],
  ['@', 'heading'],
  [' ', 'ctx'],
])

/** Counts the removed and added lines of a printed range-diff by their sign and by what they are in the patch. */
function countOuterLines(rangeDiff: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  let section = ''
  for (const line of rangeDiff.slice(1)) {
    const [sign, text] = [line.charAt(4), line.slice(5)]
    const file = /^ ## (.*) ##$/.exec(text)?.[1]
    section = sign === '@' ? text.slice(2) : (file ?? section)
    if (sign !== '+' && sign !== '-') continue
    const message = TRAILER.test(text) ? 'trailer' : 'msg'
    const inner = text === '' ? 'blank' : (INNER.get(text.charAt(0)) ?? '')
    const kind = `${sign}${file !== undefined ? 'file' : section === 'Commit message' ? message : inner}`
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

describe.skipIf(corpusMissing)(`the evolution of the vfio series ${WHY_SKIPPED}`, () => {
  let versions: Map<number, Patch[]>
  const steps = new Map<number, VersionComparison>()
  const patches = (version: number) => versions.get(version) ?? []
  const verdictOf = (from: number, patch: number) => {
    const found = steps.get(from)?.pairs.find(({ pair }) => pair.kind === 'pair' && pair.right === patch)
    if (found === undefined) throw new Error(`v${from}: patch ${patch} has no pair`)
    return found.verdict
  }

  beforeAll(async () => {
    versions = await readVersions('vfio-device-life-cycle.mbox')
    for (const from of [1, 2, 3]) steps.set(from, compareVersions(patches(from), patches(from + 1)))
  })

  it('agrees with all 45 rows that were found by hand', () => {
    const file = join(__dirname, '../../../shared/expected/vfio-evolution.json')
    const rows = JSON.parse(readFileSync(file, 'utf8')) as Row[]
    const ours = rows.map((row): Row => {
      const verdict = verdictOf(row.from, row.patch)
      const person = (value: string) => parseTrailerPerson(value)?.name ?? ''
      const { rangeDiff } = comparePatches(patches(row.from)[row.patch - 1], patches(row.to)[row.patch - 1])
      const outer = countOuterLines(rangeDiff)
      // The table leaves out the blank line in front of the new ABI file, but not those in front of other files.
      if (row.from === 1 && row.patch === 15) delete outer['+blank']
      return {
        from: row.from,
        to: row.to,
        patch: row.patch,
        class: verdict.change,
        facts: verdict.facts,
        trailersAdded: verdict.trailersAdded.map(({ name, value }) => `${name}: ${person(value)}`),
        rangeDiffOuterLines: outer,
      }
    })
    expect(rows).toHaveLength(45)
    expect(ours).toEqual(
      rows.map(({ from, to, patch, class: change, facts, trailersAdded, rangeDiffOuterLines }) => ({
        from,
        to,
        patch,
        class: change,
        facts,
        trailersAdded,
        rangeDiffOuterLines,
      })),
    )
  })

  it('notes a moved block, whitespace, a new base, and the earlier patch that caused a context change', () => {
    expect(verdictOf(1, 1).notes).toEqual([{ kind: 'block-moved', lines: 18, path: 'drivers/vfio/vfio_main.c' }])
    expect(verdictOf(2, 12).notes).toEqual([{ kind: 'whitespace-only' }])
    expect(verdictOf(2, 3).notes).toEqual([{ kind: 'adapted-to-new-base' }, { kind: 'base-moved' }])
    expect(verdictOf(2, 4).notes).toEqual([{ kind: 'base-moved' }])
    expect(verdictOf(3, 15).notes).toEqual([{ kind: 'follows-patch', number: 1 }])
    expect(verdictOf(3, 6).notes).toEqual([])
  })

  it('finds no conflict when the four versions are applied in order', () => {
    for (const version of [1, 2, 3, 4]) expect(applyVersion(patches(version)).conflicts, `v${version}`).toEqual([])
  })

  it('finds each version identical with itself, and gives the mirror image for swapped sides', () => {
    for (const version of [1, 2, 3, 4]) {
      const same = compareVersions(patches(version), patches(version))
      expect(same.pairs.every(({ verdict }) => verdict.change === 'identical' && verdict.notes.length === 0)).toBe(true)
    }
    const forth = compareVersions(patches(1).slice(0, 9), patches(4).slice(3))
    const back = compareVersions(patches(4).slice(3), patches(1).slice(0, 9))
    const count = (pairs: VersionComparison, kind: string) =>
      pairs.pairs.filter(({ pair }) => pair.kind === kind).length
    expect([count(forth, 'new'), count(forth, 'dropped')]).toEqual([6, 3])
    expect([count(back, 'dropped'), count(back, 'new')]).toEqual([6, 3])
  })

  it('never hides a line of the patch itself that changed', () => {
    for (const from of [1, 2, 3]) {
      for (const { pair, verdict } of steps.get(from)?.pairs ?? []) {
        if (pair.kind !== 'pair') continue
        const page = comparePatches(patches(from)[pair.left - 1], patches(from + 1)[pair.right - 1])
        for (const item of page.files.flatMap((file) => file.items)) {
          if (item.kind === 'hidden') expect(item.lines.filter((line) => line.kind === 'plus')).toEqual([])
        }
        const shown = page.files.flatMap((file) => file.items.flatMap((item) => item.lines))
        const added = shown.filter((line) => line.side === 'new' && line.kind !== 'context').length
        const place = `v${from} ${pair.right}`
        // A line of v1 10 that git counts as removed and added has only removed lines between its two places.
        expect(added, place).toBe(verdict.added - (place === 'v1 10' ? 1 : 0))
      }
    }
  })

  it('traces the lines of v4 01/15 to the versions in which they appeared', () => {
    const files = traceLines([1, 2, 3, 4].map((version) => patches(version)[0]))
    const main = files.find((file) => file.path === 'drivers/vfio/vfio_main.c')
    const since = (text: string) => main?.lines.find((line) => line.text === text)?.since
    expect(since('struct vfio_device *_vfio_alloc_device(size_t size, struct device *dev,')).toBe(0)
    expect(since('/* Release helper called by vfio_put_device() */')).toBe(1)
    expect(since(' * Allocate and initialize vfio_device so it can be registered to vfio')).toBe(3)
  })
})
