import { describe, expect, it } from 'vitest'
import { ANN, REX, REX_TAG, review, type ShortPatch, type ShortReply } from './fixture'

/** A patch for a file of its own, and for one of an architecture. */
const TREEWIDE: ShortPatch = { line: 'a', title: 'treewide: use it everywhere', file: 'arch/s390/kernel/setup.c' }
const ALONE: ShortPatch = { line: 'a', title: 's390: use it' }
const ANN_TAG = `Acked-by: ${ANN.name} <${ANN.email}>`
const turnOf = (patch: ShortPatch, ...bodies: readonly string[]) => {
  const said = bodies.map(
    (body, at): ShortReply => ({
      id: `m${at}`,
      from: body.includes(ANN.email) ? ANN : REX,
      body,
      at: 10 + at,
      patch: 1,
    }),
  )
  return review([[patch]], said).turn.why
}

describe('a patch for several parts of the code', () => {
  it('is not ready on the tags of those who speak for one part', () => {
    expect(turnOf(TREEWIDE, `For s390:\n${REX_TAG}`)).toBe('in-review')
    expect(turnOf(TREEWIDE, `${REX_TAG} # s390`)).toBe('in-review')
    expect(turnOf(TREEWIDE, `For the s390 part:\n${REX_TAG}`)).toBe('in-review')
    expect(turnOf({ ...TREEWIDE, trailers: [`${REX_TAG} # for s390`] })).toBe('unreviewed')
  })

  it('is ready on a tag for all of it, and on tags that cover all parts together', () => {
    expect(turnOf(TREEWIDE, `For s390:\n${REX_TAG}`, ANN_TAG)).toBe('ready')
    expect(turnOf(TREEWIDE, `For s390:\n${REX_TAG}`, `For the lib/ parts:\n${ANN_TAG}`)).toBe('ready')
    expect(turnOf(TREEWIDE, `For s390:\n${REX_TAG}`, `For arm:\n${ANN_TAG}`)).toBe('ready')
  })

  it('is not ready on a tag for a part when it changes other files, too, whatever its title says', () => {
    const titled = { ...TREEWIDE, title: 's390/mm: use it' }
    expect(turnOf(titled, `For s390 part:\n${REX_TAG}`)).toBe('in-review')
    expect(turnOf(titled, `For s390:\n${REX_TAG}`)).toBe('ready')
  })

  it('is ready when it changes nothing but the part that is named', () => {
    expect(turnOf(ALONE, `For s390:\n${REX_TAG}`)).toBe('ready')
    expect(turnOf(ALONE, `${REX_TAG} # v5`)).toBe('ready')
  })
})
