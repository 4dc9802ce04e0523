import { describe, expect, it } from 'vitest'
import type { OwnLine } from '../../lib/review/quote'
import { findSentences } from '../../lib/review/sentence'

const sentences = (body: string) =>
  findSentences(body.split('\n').map((text, line): OwnLine => ({ text, line }))).map(({ text }) => text)

describe('the end of a letter', () => {
  it.each([
    ['Kind regards,\nPetr'],
    ['Best Regards\nYang Xu'],
    ['Cheers,\nDr. Ann Poe-Roe'],
    ['Regards,'],
    ['Sincerely yours,\nRex'],
  ])('is no sentence, nor is the name below it: %j', (end) => {
    expect(sentences(`Looks sane.\n\n${end}`)).toEqual(['Looks sane.'])
    expect(sentences(`Looks sane.\n${end}`)).toEqual(['Looks sane.'])
  })

  it.each([
    ['Cheers,\nplease fix the leak', ['please fix the leak']],
    ['Regards of the lock, this is wrong.', ['Regards of the lock, this is wrong.']],
    ['Regards,\n\nApplied', ['Applied']],
    ['Petr', ['Petr']],
  ])('takes nothing else with it: %j', (body, left) => {
    expect(sentences(body)).toEqual(left)
  })
})

describe('a smiley', () => {
  it.each([
    ["I've spotted a bug. :)  Will fix and send out v2.", ["I've spotted a bug.", 'Will fix and send out v2.']],
    ['Nice one! ;-)', ['Nice one!', ';-)']],
    ['Right. :) is a smiley.', ['Right.', 'is a smiley.']],
    ['It is NULL. :Dump it.', ['It is NULL.', ':Dump it.']],
  ])('begins no sentence: %j', (body, cut) => {
    expect(sentences(body)).toEqual(cut)
  })
})
