import { describe, expect, it } from 'vitest'
import { offersOwnTree } from '../../lib/review/ownTree'

describe('an offer of an author to take what they post through a tree of theirs', () => {
  it.each([
    '[ This is in linux-next. I would be happy to merge it\nthrough the iommufd tree ]',
    "Hi,\n\nI'll take this via the rcu tree unless somebody objects.",
    'We can carry the series through our tree.',
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
