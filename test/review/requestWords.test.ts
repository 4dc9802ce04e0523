import { describe, expect, it } from 'vitest'
import { strikesTag } from '../../lib/review/rules/answer'
import { isAlwaysForAuthor, pointsBack, requestsChange } from '../../lib/review/rules/request'
import { readStatements } from './fixture'

describe('a comment that is repeated for another place', () => {
  it.each(['Same comment here.', 'And the same goes for the other one.', 'Ditto.'])('says so in "%s"', (sentence) => {
    expect(pointsBack(sentence)).toBe(true)
    expect(readStatements(`Which lock is this?\n\n${sentence}`).at(-1)?.position).toBe('asks')
    expect(readStatements(`Please rename this.\n\n${sentence}`).at(-1)?.position).toBe('requests-changes')
  })

  it.each(['Same size as a page.', 'At the same time.'])('is not meant by "%s"', (sentence) => {
    expect(pointsBack(sentence)).toBe(false)
  })
})

describe('a request in an answer to another reviewer', () => {
  it.each(['Please resubmit to the right tree.', 'Setting to changes requested.'])(
    'is for the author in "%s"',
    (sentence) => {
      expect([isAlwaysForAuthor(sentence), requestsChange(sentence)]).toEqual([true, true])
    },
  )

  it.each(['Please rename it.', 'This is not yet changes requested.', 'Why is it not used?'])(
    'may be for the other reviewer in "%s"',
    (sentence) => {
      expect(isAlwaysForAuthor(sentence)).toBe(false)
    },
  )
})

describe('a question that asks why something is there', () => {
  it('requests a change when it names the thing, and is a question when it does not', () => {
    expect(requestsChange('Why keep this function?')).toBe(true)
    expect(requestsChange('Why keep this?')).toBe(false)
  })
})

describe('words below a quotation of a tag', () => {
  it.each([
    ['Not any more, sorry.', true],
    ['Please drop this.', true],
    ['This is not checked.', false],
    ['Please drop the lock.', false],
  ])('take it back, or not: "%s" %s', (sentence, strikes) => {
    expect(strikesTag(sentence)).toBe(strikes)
  })
})
