import { describe, expect, it } from 'vitest'
import { isCalledNit, rankOf, severityOf } from '../../lib/review/severity'

describe('the severity of a review comment', () => {
  it.each([
    ['refusal', 'nak', 'NAK.'],
    ['objection', 'objects', 'I do not like this approach.'],
    ['defect', 'requests-changes', 'This leaks the buffer.'],
    ['defect', 'requests-changes', 'I bisected to this commit.'],
    ['request', 'requests-changes', 'Please rename this.'],
    ['request', 'requests-changes', 'Pls rebase on top of my latest tree, there are some conflicts.'],
    ['defect', 'requests-changes', 'Please rebase, this breaks the build.'],
    ['request', 'requests-changes', 'I don\'t think these "Pairs" comments have any value.'],
    ['defect', 'requests-changes', 'I do not think that the lock is taken.'],
    ['request', 'requests-changes', "I don't think it impacts the test."],
    [
      'request',
      'requests-changes',
      'It is clearer in the end, but it seems a bit tricky to break things up into nice patches.',
    ],
    ['request', 'requests-changes', "I don't think this needs to go to stable via a fixes tag."],
    ['request', 'requests-changes', 'Can you think of situations where the race is an actual concern?'],
    ['defect', 'requests-changes', "Doesn't this leak the buffer?"],
    ['defect', 'requests-changes', 'If kmalloc() fails here then this leaks memory.'],
    ['request', 'requests-changes', 'If it does not apply, feel free to push my change.'],
    ['defect', 'requests-changes', 'I do not think that this is correct.'],
    ['defect', 'requests-changes', "I've been looking at this, and I don't think it works."],
    ['question', 'asks', 'Which tree is this for?'],
    ['nit', 'requests-changes', 'There is a typo in the comment.'],
    ['nit', 'requests-changes', 's/recieve/receive/'],
    ['nit', 'requests-changes', 'Please drop this empty line.'],
    ['nit', 'requests-changes', 'nit: this could leak'],
    ['nit', 'requests-changes', 'Capitals should be avoided, they are not our style.'],
    ['request', 'requests-changes', 'Please write it in the style of the other tests.'],
    ['request', 'requests-changes', 'Please use the new-style.'],
    ['nit', 'approves-with-condition', 'With the typo fixed: Reviewed-by: Rex Roe <rex@example.org>'],
    ['request', 'approves-with-condition', 'With that fixed: Reviewed-by: Rex Roe <rex@example.org>'],
  ] as const)('is %s for %s: %s', (severity, position, sentence) => {
    expect(severityOf(position, sentence)).toBe(severity)
  })

  it.each(['approves', 'applied', 'discusses', 'author'] as const)('is none for %s', (position) => {
    expect(severityOf(position, 'There is a typo.')).toBeNull()
  })

  it('ranks a refusal first and what asks for nothing last', () => {
    const ranks = [null, 'nit', 'question', 'request', 'defect', 'objection', 'refusal'] as const
    expect([...ranks].sort((a, b) => rankOf(a) - rankOf(b))).toEqual([...ranks].reverse())
  })
})

describe('a comment that calls itself a nit', () => {
  it.each(["Very nit: I wouldn't split it.", 'nit: name', 'One more nitpick: the name.', 'Minor, but rename it.'])(
    'is one to its end: %s',
    (sentence) => {
      expect(isCalledNit(sentence)).toBe(true)
    },
  )

  it.each(['The unit: is wrong.', 'I have two nits and a question: is it needed?', 'The minor number is 3.'])(
    'is not one that only has the word: %s',
    (sentence) => {
      expect(isCalledNit(sentence)).toBe(false)
    },
  )
})
