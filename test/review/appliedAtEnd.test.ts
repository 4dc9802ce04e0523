import { describe, expect, it } from 'vitest'
import { saysApplied } from '../../lib/review/rules/apply'

describe('a sentence that ends with what became of the patch', () => {
  it.each([
    'Good catch, merged!',
    'Thanks for the fix, pushed.',
    'Ann, thanks for your work, patch was applied.',
    "I've reworded the description and pushed, thanks.",
    'I fixed these two and merged the patchset.',
    'I split the include change off (merged as 2 commits).',
    'Applied (after folding the two commits into one), thanks!',
    'Applied after adding a description.',
    'To speed this up, I merged with the following diff.',
    'And same here, fixed and applied, thanks.',
    'I already applied the driver, and the fix in a separate patch.',
  ])('says that it was applied: %s', (sentence) => {
    expect(saysApplied(sentence)).toBe(true)
  })

  it.each([
    'I did not see any splat with the patch applied.',
    'My board, applied to 5.5.0-rc5',
    'Patches applied without any problem.',
    'This change, merged as 45f6916ba ("example"), caused a failure.',
    'I was going to reword the message and merged.',
    'If you fix the typo, it can be merged.',
    'The two comments could be merged.',
    'Once that is fixed, applied.',
  ])('says nothing of the kind: %s', (sentence) => {
    expect(saysApplied(sentence)).toBe(false)
  })
})
