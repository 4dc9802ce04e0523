import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { CASES, describeBound } from '../../scripts/bench/engine/cases'
import { timeRangeDiff } from '../../scripts/bench/engine/commits'
import { makeReroll } from '../../scripts/bench/engine/synthetic'
import { ROOT } from '../support/cli'

interface Document {
  readonly machine: string
  readonly cases: readonly {
    readonly name: string
    readonly result: {
      readonly cpuMs: number
      readonly peakMb: number
      readonly pairs: number
      readonly gitMs: number | null
    } | null
  }[]
}

describe('the benchmark', () => {
  it('prints every case with time, memory and the machine', () => {
    const words = ['--import', 'tsx', 'scripts/bench/bench.ts', '--quick', '--json']
    const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' })
    expect(stderr.split('\n').filter((line) => line.startsWith('bench:'))).toEqual([])
    const { machine, cases } = JSON.parse(stdout) as Document
    expect(machine).toContain(process.version)
    expect(cases.map(({ name }) => name)).toEqual(CASES.map(({ name }) => name))
    for (const { name, result } of cases) {
      if (name === 'vfio' && result === null) continue
      expect(result?.cpuMs, name).toBeGreaterThan(0)
      expect(result?.peakMb, name).toBeGreaterThan(10)
      expect(result?.pairs, name).toBeGreaterThan(0)
    }
  })

  it('exits with 2 when it is called wrongly', () => {
    const run = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/bench/bench.ts', '--slow'], { cwd: ROOT })
    expect(run.status).toBe(2)
  })

  it('names bounds that the engine has, with their values', () => {
    for (const { bound } of CASES) expect(describeBound(bound)).not.toContain('$')
    expect(describeBound('$MAX_EDITS (sequence.ts) edits')).toMatch(
      /^[\d,]+ \(MAX_EDITS, lib\/evolution\/sequence\.ts\) edits$/,
    )
    expect(() => describeBound('$MAX_NOTHING (sequence.ts)')).toThrow('has no constant MAX_NOTHING')
  })

  it('makes commits of its made-up series that git compares', () => {
    const { left, right } = makeReroll(10)
    const found = timeRangeDiff([left, right])
    expect(found?.git).toMatch(/^git version/)
    expect(found?.wallMs).toBeGreaterThan(0)
  })
})
