import { describe, expect, it } from 'vitest'
import type { CueRow } from '../../lib/review/cueTable'
import * as answer from '../../lib/review/rules/answer'

const tables = Object.entries({ ...answer }).flatMap(([name, value]) =>
  Array.isArray(value) ? (value as readonly CueRow[]).map((row) => ({ name, ...row })) : [],
)

describe('the cues of the rules', () => {
  it.each(tables)('of $name match "$yes" and not "$no"', ({ cue, yes, no }) => {
    expect([cue.test(yes), cue.test(no)]).toEqual([true, false])
  })

  it('are short enough to be read', () => {
    expect(tables.length).toBeGreaterThan(10)
    expect(tables.filter(({ cue }) => cue.source.length > 160).map(({ cue }) => cue.source)).toEqual([])
  })
})
