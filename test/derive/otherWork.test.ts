import { describe, expect, it } from 'vitest'
import { derive, relations, type Short } from './fixture'
import { ABC, PQR, postings, single, XYZ } from './postings'

describe('other work of the same sender', () => {
  const DAY = 24 * 60

  it('is a title that everybody uses, weeks later and without common code', () => {
    const fixes = (id: string, mark: string, at: number): Short => ({
      id,
      subject: `[PATCH net${mark} 0/7] Frob fixes for net`,
      at,
      body: `Text of ${id}.\n`,
    })
    expect(derive([fixes('a', '', 0), fixes('b', ' v2', 60 * DAY)])).toHaveLength(2)
    expect(derive([fixes('a', '', 0), fixes('b', ' v2', DAY)])).toHaveLength(1)
  })

  it('is the companion for another project, unless code is the same too', () => {
    expect(
      derive([
        single('a', '[PATCH libfoo 1/1] support for bars', 0, ABC),
        single('b', '[PATCH fooctl v2 1/1] support for bars', 9, XYZ),
      ]),
    ).toHaveLength(2)
    expect(
      derive([single('a', '[PATCH libfoo] one', 0, ABC), single('b', '[PATCH fooctl v2] quite another', 9, ABC)]),
    ).toHaveLength(2)
    expect(
      derive([
        single('a', '[PATCH libfoo] support for bars', 0, ABC),
        single('b', '[PATCH fooctl v2] support for bars', 9, ABC),
      ]),
    ).toHaveLength(1)
    expect(
      derive([
        single('a', '[PATCH net] support for bars', 0, ABC),
        single('b', '[PATCH net-next v2] support for bars', 9, XYZ),
      ]),
    ).toHaveLength(1)
  })

  it('is a version that came long before the one with the lower number', () => {
    const late = (days: number) => [
      single('a', '[PATCH v8] add a frob', 0, ABC),
      single('b', '[PATCH v7] add a frob', days * DAY, ABC),
    ]
    expect(derive(late(400))).toHaveLength(2)
    expect(derive(late(1))).toHaveLength(1)
  })

  it('is an old title after years, unless the code is the same', () => {
    const again = (words: readonly string[]) => [
      ...postings('a', '', 0, { one: ABC, two: XYZ }),
      ...postings('b', '', 800 * DAY, { one: words, two: words.slice(1) }),
    ]
    expect(derive(again(PQR))).toHaveLength(2)
    const soon = [single('a', '[PATCH] add a frob', 0, ABC), single('b', '[PATCH] add a frob', 800 * DAY, ABC)]
    expect(derive(soon)).toHaveLength(1)
  })

  it('is that of another person behind a relay that hides the addresses', () => {
    const relay = (name: string) => ({ from: { name, email: '' } })
    const typo = (name: string): Short[] => [
      single('a', '[PATCH] doc: fix a typo', 0, ABC, relay('Jane Doe')),
      single('b', '[PATCH v2] doc: fix a typo', 9, XYZ, relay(name)),
    ]
    expect(derive(typo('Rex Roe'))).toHaveLength(2)
    expect(relations(typo('Rex Roe'))).toEqual(['v2 propose a'])
    expect(derive(typo('Jane Doe'))).toHaveLength(1)
  })

  it('is that of somebody who has the name of a person with an address, but no address', () => {
    const jane = { from: { name: 'Jane Doe', email: 'jane@example.org' } }
    const claimed = [
      single('a', '[PATCH] doc: fix a typo', 0, ABC, jane),
      single('b', '[PATCH v2] doc: fix a typo', 9, ABC, { from: { name: 'Jane Doe', email: '' }, to: ['a'] }),
    ]
    expect(derive(claimed)).toHaveLength(2)
  })
})
