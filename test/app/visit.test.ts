import { describe, expect, it } from 'vitest'
import { VISIT_MS } from '../../app/_client/seen'
import { readVisit, visitList, writeVisit } from '../../app/_client/visit'

const [MON, TUE, WED] = ['2024-01-01T10:00:00Z', '2024-01-02T10:00:00Z', '2024-01-03T10:00:00Z']

describe('a visit to the lists', () => {
  it('finds nothing new the first time', () => {
    expect(visitList(undefined, MON, 1_000).since).toBeUndefined()
  })

  it('finds new what came since the last one, and keeps it so for half an hour', () => {
    const first = visitList(undefined, MON, 1_000)
    const second = visitList(first.visit, TUE, 1_000 + VISIT_MS)
    expect(second.since).toBe(MON)
    const reload = visitList(second.visit, WED, 2_000 + VISIT_MS)
    expect(reload.since).toBe(MON)
    expect(visitList(reload.visit, WED, 3_000 + 2 * VISIT_MS).since).toBe(WED)
  })

  it('does not forget newer mail when a list without it is opened', () => {
    const first = visitList(undefined, TUE, 0)
    const other = visitList(first.visit, MON, VISIT_MS)
    expect(visitList(other.visit, WED, 3 * VISIT_MS).since).toBe(TUE)
  })

  it('is stored as one line, and anything else is not read', () => {
    const { visit } = visitList(undefined, MON, 5)
    expect(readVisit(writeVisit(visit))).toEqual(visit)
    for (const line of [null, '', 'x', '1', '1|a', 'x|a|b', '|a|b', '1|a|b|c']) expect(readVisit(line)).toBeUndefined()
  })
})
