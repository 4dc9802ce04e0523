import { describe, expect, it } from 'vitest'
import { api, MAX_JSON_BYTES } from '../../app/_handlers/api'
import { boundedJson } from '../../app/_model/boundedJson'
import { jsonParts } from '../../scripts/cli/command'

const VALUES: readonly unknown[] = [
  [],
  {},
  [[]],
  [{}],
  { list: [], object: {}, none: null, gone: undefined },
  { a: [1, { b: [2, { c: ['line\nend', 'ü', true] }] }], text: '\u2028"' },
  [{ id: 'a', versions: [{ version: 1, patches: [{ number: 1 }] }] }, null, undefined],
  'text',
  null,
]

describe('bounded JSON', () => {
  it('is what JSON.stringify writes with two blanks of indentation', () => {
    for (const value of VALUES) expect(boundedJson(value, 1_000)).toBe(JSON.stringify(value, null, 2))
  })

  it('is written up to the limit in bytes, not characters, and not at all beyond it', () => {
    const value = { text: 'ü' }
    const bytes = Buffer.byteLength(JSON.stringify(value, null, 2))
    expect(boundedJson(value, bytes)).toBe(JSON.stringify(value, null, 2))
    expect(boundedJson(value, bytes - 1)).toBeUndefined()
  })

  it('reads an iterator as an array, and no further than the limit', () => {
    let read = 0
    function* numbers(count: number) {
      for (; read < count; read++) yield read
    }
    expect(boundedJson(numbers(3), 100)).toBe(JSON.stringify([0, 1, 2], null, 2))
    read = 0
    expect(boundedJson(numbers(1_000_000), 100)).toBeUndefined()
    expect(read).toBeLessThan(100)
  })
})

describe('an answer of the API', () => {
  it('above the limit is refused with what to do instead, after no more than the limit was read', async () => {
    let read = 0
    function* endless() {
      for (;;) {
        read += 1_000_000
        yield 'x'.repeat(1_000_000)
      }
    }
    const answer = api('/api/series', endless, 'ask for less')
    const response = await answer(new Request('http://localhost/api/series'))
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: 'longer than the 16,777,216 bytes that an answer may have: ask for less',
    })
    expect(read).toBeLessThan(MAX_JSON_BYTES + 2_000_000)
  })
})

describe('the JSON that list prints part by part', () => {
  it('is the document that JSON.stringify makes of all of it', () => {
    for (const values of [[], [1], [{ a: [1, { b: 'x\ny' }] }, {}, null]]) {
      expect([...jsonParts(values)].join('')).toBe(`${JSON.stringify(values, null, 1)}\n`)
    }
  })
})
