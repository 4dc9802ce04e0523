import { beforeAll, describe, expect, it } from 'vitest'
import { type ProvenanceFile, traceLines } from '../../lib/evolution/provenance'
import { patchPaths } from '../../lib/patch/patch'
import type { Patch } from '../../lib/patch/types'
import { readVersions } from '../patch/corpus'
import { describeWithCorpus } from '../support/corpus'
import { fileDiff, patchOf } from './fixture'

const patch = (lines: readonly string[], title = 'core: Add it', path = 'a.c'): Patch =>
  patchOf(title, ['Text.'], ...fileDiff(path, lines))

/** Each line with its sign and the version in which it appeared: `+x 0`. */
const rows = (files: readonly ProvenanceFile[]) =>
  files.flatMap(({ lines }) =>
    lines.map(({ kind, text, since }) => `${kind === 'plus' ? '+' : kind === 'minus' ? '-' : ' '}${text} ${since}`),
  )

describe('the version in which a line appeared', () => {
  it('is known for each line of the last version', () => {
    const chain = [
      patch([' top', '-old', '+one', ' end']),
      patch([' top', '-old', '+one', '+two', ' end']),
      patch([' top', '-old', '+zero', '+one', '+two', ' end']),
    ]
    expect(rows(traceLines(chain))).toEqual([' top 0', '-old 0', '+zero 2', '+one 0', '+two 1', ' end 0'])
  })

  it('is the one in which it last changed, even when it changed back', () => {
    const chain = [patch([' top', '+count = 1;']), patch([' top', '+count = 2;']), patch([' top', '+count = 1;'])]
    expect(rows(traceLines(chain))).toEqual([' top 0', '+count = 1; 2'])
  })

  it('is found across versions without the patch, wherever these are', () => {
    const first = patch([' top', '+one'])
    const later = patch([' top', '+one', '+two'])
    expect(rows(traceLines([undefined, first, undefined, later, undefined]))).toEqual([' top 1', '+one 1', '+two 3'])
  })

  it('stays the same when patch and file are renamed', () => {
    const lines = [' top', '+one', '+two', '+three', '+four']
    const chain = [patch(lines), patch([...lines, '+five'], 'core: Another title', 'b.c')]
    expect(rows(traceLines(chain))).toEqual([' top 0', '+one 0', '+two 0', '+three 0', '+four 0', '+five 1'])
  })

  it('is a later one when the patch does something else with the line', () => {
    const chain = [patch([' top', ' line', '+one']), patch([' top', '+line', '+one']), patch([' top', '+line', '-one'])]
    expect(rows(traceLines(chain))).toEqual([' top 0', '+line 1', '-one 2'])
  })

  it('is a later one where a block moved, whose text is known to be older', () => {
    const block = ['+int init_the_device(void)', '+{', '+	return register_the_device();', '+}']
    const around = Array.from({ length: 8 }, (_, at) => `+int field_number_${at};`)
    const chain = [
      patch([' top', ...block, ...around, ' end']),
      patch([' top', ...block, ...around, ' end']),
      patch([' top', ...around, ...block, ' end']),
    ]
    const moved = traceLines(chain)[0]?.lines.filter(({ since }) => since === 2) ?? []
    expect(moved.map(({ text, movedFrom }) => [text, movedFrom])).toEqual(block.map((line) => [line.slice(1), 0]))
    expect(traceLines(chain)[0]?.lines.filter(({ since, movedFrom }) => since < 2 && movedFrom !== null)).toEqual([])
  })

  it('is the newest for every line of a new file', () => {
    const old = fileDiff('a.c', [' top', '+one'])
    const chain = [patchOf('t', ['m'], ...old), patchOf('t', ['m'], ...old, ...fileDiff('z.c', [' top', '+one']))]
    expect(traceLines(chain).map(({ path, lines }) => [path, ...lines.map(({ since }) => since)])).toEqual([
      ['a.c', 0, 0],
      ['z.c', 1, 1],
    ])
  })

  it('is given for no line when no version has the patch', () => {
    expect(traceLines([])).toEqual([])
    expect(traceLines([undefined, undefined])).toEqual([])
  })

  it('may be too late when versions differ too much, which is reported', () => {
    const noise = (seed: number) => {
      let state = seed
      return Array.from({ length: 6_000 }, () => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
        return `+${state % 40}`
      })
    }
    const files = traceLines([patch(noise(1)), patch(noise(30))])
    expect(files[0]?.cut).toBe(true)
    expect(traceLines([patch([' a', '+b']), patch([' a', '+c'])])[0]?.cut).toBe(false)
  })
})

describeWithCorpus('the lines of the vfio series', () => {
  let versions: Map<number, Patch[]>
  const chainOf = (number: number) => [1, 2, 3, 4].map((version) => versions.get(version)?.[number - 1])
  const sinceCounts = (number: number) => {
    const counts = [0, 0, 0, 0]
    for (const { kind, since } of traceLines(chainOf(number)).flatMap(({ lines }) => lines)) {
      if (kind === 'plus') counts[since] = (counts[since] ?? 0) + 1
    }
    return counts
  }

  beforeAll(async () => {
    versions = await readVersions('vfio-device-life-cycle.mbox')
  })

  it('are all the lines of v4, in order', () => {
    for (let number = 1; number <= 15; number++) {
      const last = chainOf(number)[3]
      const files = traceLines(chainOf(number))
      expect(files.map(({ path }) => path).sort()).toEqual(patchPaths(last?.files ?? []))
      const texts = (last?.files ?? []).flatMap(({ hunks }) =>
        hunks.flatMap(({ lines }) => lines.map(({ text }) => text)),
      )
      expect(files.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual(texts)
      expect(files.some(({ cut }) => cut)).toBe(false)
    }
  })

  it('appeared in the version in which the verdict has them added', () => {
    for (let number = 1; number <= 15; number++) {
      const counts = sinceCounts(number)
      // 05, 06, 07 and 09 moved the call that frees the device, 01 changed a comment; 15 only removed lines.
      expect(counts[3], `v4 ${number}`).toBe([1, 5, 6, 7, 9].includes(number) ? 1 : 0)
      // 03 was adapted to a new base with two added and two removed lines; 12 has one more blank, 15 one more line in MAINTAINERS.
      expect(counts[2], `v3 ${number}`).toBe(number === 3 ? 2 : number === 12 || number === 15 ? 1 : 0)
      if (![1, 3, 4, 8, 10, 12, 13, 15].includes(number)) expect(counts[1], `v2 ${number}`).toBe(0)
    }
  })

  it('include the blank added in v3 12/15, the MAINTAINERS line of v3 15/15, and the block that v2 moved', () => {
    const find = (number: number, text: string) =>
      traceLines(chainOf(number))
        .flatMap(({ lines }) => lines)
        .find((line) => line.kind === 'plus' && line.text.includes(text))
    expect(find(15, 'F:	Documentation/ABI/testing/sysfs-devices-vfio-dev')?.since).toBe(2)
    expect(sinceCounts(12)[2]).toBe(1)
    const moved = traceLines(chainOf(1))
      .flatMap(({ lines }) => lines)
      .filter(({ movedFrom }) => movedFrom !== null)
    expect(moved.map(({ since, movedFrom }) => [since, movedFrom])).toEqual(Array.from({ length: 18 }, () => [1, 0]))
  })
})
