import { describe, expect, it } from 'vitest'
import { authorCues } from '../../lib/review/rules/answer'
import { JANE, REX, replyOf, review } from './fixture'

const PATCH = [[{ line: 'a' }]]

describe('an author', () => {
  it.each([
    'After this change the driver will use the values directly.',
    "I'm not sure whether I understand this suggestion.",
    'Are we sure that the call is right here?',
    'Heiko sent his ack for this.',
    'Hope it could be in v5.19.',
    'Please point them out, and I will fix them.',
    'Sure please go ahead and fixup.',
    "I'll say.",
  ])('does not promise a change by "%s"', (sentence) => {
    expect(authorCues(sentence)).not.toContain('concedes')
  })

  it.each([
    'Sure, will do.',
    'OK.',
    'Yes, sure.',
    'Fixed in v3.',
    'This will be renamed.',
    'Ack.',
    'And will send a v2.',
  ])('does by "%s"', (sentence) => {
    expect(authorCues(sentence)).toContain('concedes')
  })

  it('promises nothing by thanks for a question if the same mail declines', () => {
    const asked = { ...replyOf('r', REX, 1, 'How does this work with older firmware?'), patch: 1 }
    const answer = replyOf('j', JANE, 2, "Thanks for pointing that out! But I don't think that this changes it.", 'r')
    const { turn } = review(PATCH, [asked, answer])
    expect([turn.whose, turn.why]).toEqual(['reviewers', 'answered'])
  })
})
