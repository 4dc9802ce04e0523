import { describe, expect, it } from 'vitest'
import { quotedTag } from '../../lib/review/tag'
import { wholeQuote } from '../../lib/review/wholeQuote'

describe('a quotation that says little alone', () => {
  it('goes on with the next sentence after a colon, and when it has fewer than three words', () => {
    const text =
      'This introduced the regression discovered here: https://example.org/1 crashes.\nPlease look. Please. Use a lock here. Thanks.'
    expect(wholeQuote('This introduced the regression discovered here:', text)).toBe(
      'This introduced the regression discovered here: https://example.org/1 crashes.',
    )
    expect(wholeQuote('Please.', text)).toBe('Please. Use a lock here.')
  })

  it('has the sentence before it when it is a short question, or nothing follows', () => {
    const text =
      'Why two? I wonder how this\nworks with the hardening patches. Jason? Thanks.\n\nDo not use it here. Ditto'
    expect(wholeQuote('Jason?', text)).toBe('I wonder how this works with the hardening patches. Jason?')
    expect(wholeQuote('Ditto', text)).toBe('Do not use it here. Ditto')
    expect(wholeQuote('Right?', 'Right? I mean it.')).toBe('Right? I mean it.')
    expect(wholeQuote('Right?', `${'long '.repeat(90)} words. Right?`)).toBe('Right?')
  })

  it('stays as it is when it is a whole sentence, a spelling fix, the end of its comment or from somewhere else', () => {
    expect(wholeQuote('Please use a lock.', 'Please use a lock. Thanks.')).toBe('Please use a lock.')
    expect(wholeQuote('s/or/of', 's/or/of and so on. Thanks.')).toBe('s/or/of')
    expect(wholeQuote('Please.', 'Please.')).toBe('Please.')
    expect(wholeQuote('As here:', 'Other words.')).toBe('As here:')
  })
})

describe('the tag in a quotation', () => {
  it.each([
    ['With that fixed, Reviewed-by: Rex Roe <rex@example.org>', 'Reviewed-by'],
    ['Otherwise looks good. Acked by: Rex', 'Acked-by'],
    ['Reviwed-by: Rex Roe <rex@example.org>', 'Reviewed-by'],
    ['A-b: Rex Roe <rex@example.org>', 'Acked-by'],
    ['Tested-and-acked-by: Rex', 'Tested-and-acked-by'],
    ['Looks good to me.', undefined],
    ['Can it be fixed by: a lock?', undefined],
  ])('%s', (quote, name) => {
    expect(quotedTag(quote)).toBe(name)
  })
})
