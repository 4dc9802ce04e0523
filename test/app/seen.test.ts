import { describe, expect, it } from 'vitest'
import { chooseForgotten, freshWords, look, readMemory, VISIT_MS, writeMemory } from '../../app/_client/seen'
import { mailMark, mailMarks } from '../../app/_model/mailMark'

const FIRST = '2024-01-01T10:00:00Z'
const LATER = '2024-01-05T10:00:00Z'
const page = (newest: string, ...mails: readonly string[]) => ({ mails, newest })

describe('what is new since the last visit', () => {
  const first = look(undefined, page(FIRST, 'a', 'b'), 1_000)

  it('is nothing on the first visit', () => {
    expect([...first.fresh]).toEqual([])
  })

  it('is what came since then, and stays marked for the rest of the visit', () => {
    const second = look(first.memory, page(LATER, 'c', 'b', 'a'), 1_000 + VISIT_MS)
    expect([...second.fresh]).toEqual(['c'])
    const reload = look(second.memory, page(LATER, 'd', 'c', 'b', 'a'), 2_000 + VISIT_MS)
    expect([...reload.fresh]).toEqual(['d', 'c'])
    const next = look(reload.memory, page(LATER, 'd', 'c', 'b', 'a'), 3_000 + 2 * VISIT_MS)
    expect([...next.fresh]).toEqual([])
  })

  it('includes a mail that arrived late, even if it is older than what was seen', () => {
    const second = look(first.memory, page(FIRST, 'a', 'late', 'b'), VISIT_MS * 2)
    expect([...second.fresh]).toEqual(['late'])
  })

  it('does not include a mail that was missing for a while', () => {
    const gone = look(first.memory, page(FIRST, 'a'), VISIT_MS * 2)
    expect([...look(gone.memory, page(FIRST, 'a', 'b'), VISIT_MS * 4).fresh]).toEqual([])
  })

  it('starts a new visit when the clock was set back, and keeps the newest time', () => {
    const second = look(first.memory, page(LATER, 'a', 'b', 'c'), 0)
    expect([...second.fresh]).toEqual(['c'])
    expect(look(second.memory, page(FIRST, 'a'), 5).memory.newest).toBe(LATER)
  })
})

describe('the memory of a browser', () => {
  it('is decoded as it was encoded', () => {
    const { memory } = look(look(undefined, page(FIRST, 'a'), 1).memory, page(LATER, 'a', 'b'), VISIT_MS * 2)
    expect(readMemory(writeMemory(memory))).toEqual(memory)
    expect(writeMemory(memory)).toBe(`${VISIT_MS * 2}|${LATER}|a|b`)
  })

  it.each([[null], [''], ['x|y|z|w'], ['1|2|3'], ['1|2|3|4|5'], ['|||'], ['{"at":1}']])(
    'is undefined for %j',
    (line) => {
      expect(readMemory(line)).toBeUndefined()
    },
  )

  it('drops the series that were visited least recently', () => {
    const kept = [3, 1, 2].map((atMs) => ({ name: `s${atMs}`, atMs }))
    expect(chooseForgotten(kept, 2)).toEqual(['s1'])
    expect(chooseForgotten(kept, 3)).toEqual([])
  })
})

it('has words for what is new', () => {
  expect(freshWords({ mails: 3, versions: ['v4'], comments: 1, tags: 2 })).toBe(
    'v4 is new, 3 new mails, 1 comment, 2 tags',
  )
  expect(freshWords({ mails: 1, versions: ['v3', 'v4'], comments: 0, tags: 0 })).toBe('v3, v4 are new, 1 new mail')
  expect(freshWords({ mails: 0, versions: [], comments: 0, tags: 0 })).toBe('')
})

it('marks mails with short strings that fit into an attribute', () => {
  expect(mailMark('a b"<c>@example.org')).toMatch(/^[0-9a-f]{7}$/)
  expect(mailMarks(['a@x', 'b@x']).split(' ')).toEqual([mailMark('a@x'), mailMark('b@x')])
})
