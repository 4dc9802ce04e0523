import { describe, expect, it } from 'vitest'
import { isForTree, offeredTrees, offersOwnTree } from '../../lib/review/ownTree'

describe('an offer of an author to take what they post through a tree of theirs', () => {
  it.each([
    '[ This is in linux-next. I would be happy to merge it\nthrough the iommufd tree ]',
    "Hi,\n\nI'll take this via the rcu tree unless somebody objects.",
    'We can carry the series through our tree.',
    "I'll be sending this toward the end of the 6.1 merge window via the\nrandom.git tree.",
  ])('is found in %j', (body) => expect(offersOwnTree(body)).toBe(true))

  it.each([
    'Could you take this through the s390 tree?',
    'I think they should take it through the net tree.',
    "I don't want to take it through my tree.",
    'I merged two patches. The tree is fine.',
    '> I would take it through my tree.',
    'Why.\n\ndiff --git a/x b/x\n+ * I take it through my tree.',
  ])('is not found in %j', (body) => expect(offersOwnTree(body)).toBe(false))
})

describe('the tree that an author offers', () => {
  it('is named', () => {
    expect(offeredTrees('I was thinking of taking this through my random.git tree.')).toEqual(['random'])
    expect(offeredTrees('We can carry the series through our tree.')).toEqual([])
    expect(offeredTrees('The random tree is fine.')).toEqual([])
  })

  it('is for a series with that area in its title', () => {
    for (const title of ['random: do not include it', 's390/random: fix it', 'crypto, random: fix it'])
      expect(isForTree(title, ['random'])).toBe(true)
    for (const title of ['random cleanups', 'crypto: random fixes', 'hwrng: random: fix it'])
      expect(isForTree(title, ['random'])).toBe(false)
  })
})
