import { describe, expect, it } from 'vitest'
import { readStatements } from './fixture'

const cues = (body: string) => readStatements(body).flatMap((said) => said.cues)

describe('a tag is taken back', () => {
  it.each([
    'Un-reviewed.',
    'Hold my Reviewed-by for now.',
    'Forget my Reviewed-by.',
    'Please treat my ack as withdrawn.',
    'My tag should be dropped.',
    'I retract my ack.',
    'Please drop my R-b for now.',
  ])('by "%s"', (sentence) => {
    expect(cues(sentence)).toContain('withdraws-tag')
  })

  it.each(['My tag should be kept.', 'I withdraw my objection.', 'Please hold the lock.', 'I withdrew a patch once.'])(
    'not by "%s"',
    (sentence) => {
      expect(cues(sentence)).not.toContain('withdraws-tag')
    },
  )

  it('or what was said last is, by "Strike that."', () => {
    expect(cues('Strike that.')).toEqual(['takes-back'])
  })
})

describe('a comment is settled', () => {
  it.each([
    'OK',
    'Fair enough.',
    "Sounds reasonable, okay I'm buying.",
    'This.',
    'Makes sense, thanks!',
    'Ignore my comment, I missed that.',
    'You are right.',
    'Ah, I missed that.',
    'I withdraw my NAK.',
    'I withdraw my objection.',
    'No further objections.',
    'Ah, I see now.',
    'That works for me.',
    'Then leave it as it is.',
    'Ok, keep it.',
    'Sorry, I misread the code.',
    'Please do, thank you.',
    "Let's do that.",
    'My mistake, please ignore.',
  ])('by "%s"', (sentence) => {
    expect(readStatements(sentence).map(({ position }) => position)).toEqual(['discusses'])
    expect(cues(sentence)).toContain('concedes')
  })

  it.each([
    'OK, but why?',
    'You are right, but it leaks.',
    'You are right, please rename it.',
    'This is odd.',
    'That does not make sense.',
    'Please do not sleep here.',
    "Let's do that in the helper.",
    'Leave it to the caller.',
    'That works for me, but rename it.',
    'If you rename it, I drop my NAK.',
  ])('not by "%s"', (sentence) => {
    expect(cues(sentence)).not.toContain('concedes')
  })
})

describe('a regression', () => {
  it('is reported by what broke, or by a bisection', () => {
    expect(readStatements('This introduced the regression below.')[0]).toMatchObject({
      rule: 'regresses',
      cues: ['regression'],
    })
    expect(readStatements('I bisected to this commit.')[0]).toMatchObject({
      rule: 'regresses',
      position: 'requests-changes',
    })
  })
  it.each([
    'No regression seen.',
    'It is a regression fix.',
    'I apologize for introducing this regression.',
    'This fixes an oops that I started seeing.',
    'We do not want to risk a regression in the driver.',
  ])('is not reported by "%s"', (body) => {
    expect(cues(body)).not.toContain('regression')
  })
})
