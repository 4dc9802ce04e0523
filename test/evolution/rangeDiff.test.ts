import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { numberRange } from '../../lib/evolution/annotate'
import { comparePatches, compareVersions } from '../../lib/evolution/compare'
import { parsePatch } from '../../lib/patch/patch'
import type { Patch } from '../../lib/patch/types'
import { corpusMissing, readCorpus, WHY_SKIPPED } from '../patch/corpus'
import { fileDiff, patchOf } from './fixture'
import { commitVersion, git } from './rebuild'

const STEPS = [
  [1, 2],
  [2, 3],
  [3, 4],
  [2, 4],
  [1, 4],
] as const

/** Prints our comparison of two versions as git range-diff prints it. */
function printRange(left: readonly Patch[], right: readonly Patch[]): string[] {
  return compareVersions(left, right).pairs.flatMap(({ pair }) => {
    const old = pair.kind === 'new' ? undefined : left[pair.left - 1]
    const now = pair.kind === 'dropped' ? undefined : right[pair.right - 1]
    const numbers = {
      ...(pair.kind === 'new' ? {} : { left: pair.left }),
      ...(pair.kind === 'dropped' ? {} : { right: pair.right }),
    }
    return [...comparePatches(old, now, numbers).rangeDiff]
  })
}

const isHeader = (line: string) => /^ *(?:\d+|-): /.test(line)
const headers = (lines: readonly string[]) =>
  lines.filter(isHeader).map((line) => line.trim().replace(/ +/g, ' ').replace(/: \S+/g, ':'))

const bodies = (lines: readonly string[]) => lines.filter((line) => !isHeader(line))
/** The added and removed lines of each pair, sorted, so that it does not matter where a change slides along equal lines. */
const changedLines = (lines: readonly string[]) => {
  const pairs: string[][] = []
  for (const line of lines) {
    if (isHeader(line)) pairs.push([])
    else if (/^ {4}[+-](?!@@)/.test(line)) pairs[pairs.length - 1]?.push(line)
  }
  return pairs.map((pair) => pair.sort())
}

describe.skipIf(corpusMissing)(`range-diff against git ${WHY_SKIPPED}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'reroll-range-diff-'))
  const versions = new Map<number, Patch[]>()

  beforeAll(async () => {
    git(folder, ['init', '-q'])
    const raws = new Map<number, Buffer[]>()
    for (const { raw, message, tag } of await readCorpus('vfio-device-life-cycle.mbox')) {
      if (tag.reply || !tag.patch || !tag.number) continue
      const version = tag.version ?? 1
      const patches = versions.get(version) ?? []
      patches[tag.number - 1] = parsePatch({ title: tag.title, from: message.from, body: message.body })
      versions.set(version, patches)
      const mails = raws.get(version) ?? []
      mails[tag.number - 1] = raw
      raws.set(version, mails)
    }
    for (const [version, patches] of versions) commitVersion(folder, `v${version}`, patches, raws.get(version) ?? [])
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const printBoth = (from: number, to: number) => {
    const range = (version: number) => `v${version}~15..v${version}`
    const theirs = git(folder, ['range-diff', '--no-color', range(from), range(to)])
      .trimEnd()
      .split('\n')
    return { theirs, ours: printRange(versions.get(from) ?? [], versions.get(to) ?? []) }
  }

  it.each(STEPS)('pairs v%i with v%i as git does, and calls the same pairs equal', (from, to) => {
    const { ours, theirs } = printBoth(from, to)
    expect(headers(ours)).toEqual(headers(theirs))
  })

  it.each([
    [2, 3],
    [3, 4],
    [2, 4],
  ])('prints v%i..v%i line for line as git does', (from, to) => {
    const { ours, theirs } = printBoth(from, to)
    expect(bodies(ours)).toEqual(bodies(theirs))
  })

  // Of equally short diffs git's indent heuristic takes the one that looks best; we slide changes down. Headings are left out: git
  // takes them from the nearest line of the rebuilt file, which may be next to a placeholder.
  it.each([
    [1, 2],
    [1, 4],
  ])('prints the changed lines of v%i..v%i that git prints, wherever changes slide to', (from, to) => {
    const { ours, theirs } = printBoth(from, to)
    expect(changedLines(ours)).toEqual(changedLines(theirs))
  })
})

describe('the numbers beside a range-diff', () => {
  it('are those of the lines in the files, of a removed line before the patch and of any other after it', () => {
    const left = patchOf('x: count', ['Why.'], ...fileDiff('x.c', [' int a;', '-old();', '+one();', ' int b;']))
    const right = patchOf('x: count', ['Why.'], ...fileDiff('x.c', [' int a;', '-old();', '+two();', ' int b;'], 20))
    const { rangeDiff } = comparePatches(left, right)
    const numbers = numberRange(left, right)
    expect(numbers).toHaveLength(rangeDiff.length - 1)
    const shown = rangeDiff.slice(1).map((line, index) => {
      const { left: old, right: now } = numbers[index] ?? { left: null, right: null }
      return [line.trim(), old?.after ?? old?.before ?? null, now?.after ?? now?.before ?? null]
    })
    expect(shown).toContainEqual(['-old();', 11, 21])
    expect(shown).toContainEqual(['-+one();', 11, null])
    expect(shown).toContainEqual(['++two();', null, 21])
    expect(shown[0]).toEqual(['@@ x.c', null, null])
    expect(numberRange(left, undefined)).toEqual([])
  })
})
