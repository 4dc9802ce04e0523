import { describe, expect, it } from 'vitest'
import { withoutCourtesies } from '../../lib/review/letter'

describe('the words of a letter', () => {
  it.each([
    ['Use a constant.\n\nThanks,\nRex', 'Rex Roe'],
    ['Use a constant.\n\nthanks,\n\nrex r-e', 'Rex Roe-Elm'],
    ['Use a constant.\n\nThank you,\n\n---\nBest Regards\nRex Roe', 'Rex Roe'],
    ['Use a constant.\n\nMany thanks\n R.', 'Rex Roe'],
    ['Use a constant.\n\nRex', 'Rex Roe'],
    ['Use a constant.  Thanks,\n\nRex', 'Rex Roe'],
    ['Use a constant.\n\nThanks', ''],
    ['Use a constant.\n-- \nRex Roe\nExample Corp', ''],
    ['Use a constant.\n_______________________________________________\nalpha mailing list\nalpha@example.org', ''],
    ['Hi Ada,\n\nUse a constant.', ''],
    ['Hello,\nUse a constant.\n\nCheers,\nRex', 'Rex Roe'],
  ])('are without greeting, thanks, name, signature and footer: %j', (text, name) => {
    expect(withoutCourtesies(text, name)).toBe('Use a constant.')
  })

  it.each([
    ['Thanks, will do.', 'Ada Author'],
    ['Thanks for the review, I will use a constant.', 'Ada Author'],
    ['Ask Rex', 'Rex Roe'],
    ['Drop these:\n\nalpha\n\nbeta', 'Rex Roe'],
    ['Reviewed-by: Rex Roe <rex@example.org>', 'Rex Roe'],
    ['Who should take it?\nRex', 'Rex Roe'],
    ['Use a constant -- or a macro\n--\nlike this one\n\n1\n2\n3\n4\n5\n6', 'Rex Roe'],
  ])('are kept: %j', (text, name) => {
    expect(withoutCourtesies(text, name)).toBe(text)
  })

  it('are none when there is nothing else', () => {
    expect(withoutCourtesies('Hi Ada,', 'Rex Roe')).toBe('')
    expect(withoutCourtesies('Thanks,\nRex', 'Rex Roe')).toBe('')
    expect(withoutCourtesies('', '')).toBe('')
  })
})
