import { describe, expect, it } from 'vitest'
import { asksOthers, callsAuthor, callsOthers, nameWords, speaksToOther } from '../../lib/review/addressee'
import { readStatements } from './fixture'

const authors = nameWords(['Jane Doe'])
const others = nameWords(['Heiko Roe', 'Li Poe', 'pablo.coe'])
const names = { isAuthor: (word: string) => authors.has(word), isOther: (word: string) => others.has(word) }

describe('a sentence', () => {
  it.each([
    '@Li: do you know why this is needed?',
    '@Li, @Heiko: anything against moving it?',
    'Heiko, what do you think?',
    'What do you think, Heiko?',
    'Any thoughts Li?',
    'Pablo, could you apply it?',
    'Pablo can you take this?',
    'Li, Heiko: please have a look.',
    'Also, @Li would you rather have two patches?',
    'Vasily, are you fine with this?',
    'Heiko?',
    'Li, Heiko?',
    'Netfilter folks, will you take this?',
    'Dear maintainers, which tree is this for?',
    'Alexander, Vasily, can you queue this?',
  ])('speaks to another reviewer: %s', (sentence) => {
    expect(speaksToOther(sentence, names)).toBe(true)
  })

  it.each([
    'Jane, could you rename it?',
    '@Jane: please rename it.',
    'Heiko, Jane: what do you think?',
    'Also, could you rename it?',
    'However, what happens when it fails?',
    'Heiko asked for this, so why is it gone?',
    'Please add @Li to Cc.',
    'Why does Li need this?',
    '@param is not documented.',
    'Maybe, but why?',
    'As Heiko says, rename it.',
    'Jane?',
    'Heiko, Jane?',
    'Really?',
    'Hi folks, how was this tested?',
    'Some people, like me, build without it?',
    'Like other people, I wonder how this was tested?',
    'The team, as it is, cannot test this?',
  ])('speaks to the author: %s', (sentence) => {
    expect(speaksToOther(sentence, names)).toBe(false)
  })
})

describe('a name alone', () => {
  it('calls others when all of its names are theirs', () => {
    for (const called of ['Heiko?', '@Heiko?', 'Heiko, Li?', 'Heiko and Li?'])
      expect(callsOthers(called, names)).toBe(true)
    for (const other of ['Jane?', 'Li, Jane?', 'Maybe?', 'Heiko.', 'Ask Heiko?'])
      expect(callsOthers(other, names)).toBe(false)
  })

  it('with a wish for an opinion asks them for nothing else', () => {
    for (const asked of ['Heiko, any thoughts ?', 'Heiko, Li: what do you think?', '@Heiko WDYT?'])
      expect(asksOthers(asked, names)).toBe(true)
    for (const other of ['Jane, any thoughts?', 'Heiko?', 'Heiko, any thoughts on the name?', 'Any thoughts?'])
      expect(asksOthers(other, names)).toBe(false)
  })

  it('asks the author for an opinion when all of its names are theirs', () => {
    expect(['Jane?', '@Jane?'].map((called) => callsAuthor(called, names))).toEqual([true, true])
    expect(['Jane, Li?', 'Heiko?', 'Jane.', 'WARN_ON?'].map((other) => callsAuthor(other, names))).not.toContain(true)
    expect(readStatements('Jane?').map(({ position }) => position)).toEqual(['asks'])
    expect(readStatements('WARN_ON?').map(({ position }) => position)).toEqual(['requests-changes'])
  })

  it('makes the question before it one for them', () => {
    const cuesOf = (body: string) =>
      readStatements(body).map(({ position, cues }) => [position, cues.includes('aside')])
    expect(cuesOf('How does this work with the other series?\nAnn?\n')[0]).toEqual(['asks', true])
    expect(cuesOf('How does this work with the other series?\nJane?\n')[0]).toEqual(['asks', false])
    expect(cuesOf('How does this work with the other series?\n\nAnn?\n')[0]).toEqual(['asks', false])
  })
})
