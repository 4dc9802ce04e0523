import { describe, expect, it } from 'vitest'
import { REX_TAG, readStatements } from './fixture'

const cues = (body: string) => readStatements(body).flatMap((said) => said.cues)
const positions = (body: string, parentSpeaker: 'author' | 'reviewer') =>
  readStatements(body, { parentSpeaker }).map(({ position }) => position)
const scopeOf = (body: string, onCover = true) =>
  readStatements(body, { onCover }).find(({ tag }) => tag !== null)?.scope

describe('a tag is taken back', () => {
  it.each([
    'Un-reviewed.',
    'Hold my Reviewed-by for now.',
    'Forget my Reviewed-by.',
    'Please treat my ack as withdrawn.',
    'My tag should be dropped.',
    'I retract my ack.',
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
    expect(positions(sentence, 'author')).toEqual(['discusses'])
    expect(cues(sentence)).toContain('concedes')
  })

  it.each([
    'Please do not sleep here.',
    "Let's do that in the helper.",
    'Leave it to the caller.',
    'That works for me, but rename it.',
  ])('not by "%s"', (sentence) => {
    expect(cues(sentence)).not.toContain('concedes')
  })
})

describe('a tag on the cover letter', () => {
  it.each([
    ['With the exception of patch 3,', { kind: 'except', numbers: [3] }],
    ['Apart from the last two patches,', { kind: 'except', numbers: [-2, -1] }],
    ['Up to patch 3:', { kind: 'patches', numbers: [1, 2, 3] }],
    ['I only reviewed patches 1 and 3.', { kind: 'patches', numbers: [1, 3] }],
    ['I only looked at the core changes.', { kind: 'part', text: 'core' }],
    ['As far as the s390 code is concerned:', { kind: 'part', text: 's390' }],
    ['For the bits I understand:', { kind: 'unclear' }],
    ['First half of the series:', { kind: 'unclear' }],
    ['Looks good apart from the typo.', { kind: 'series' }],
    ['The helper is only used up to v3.', { kind: 'series' }],
  ])('is narrowed by "%s" to %o', (words, scope) => {
    expect(scopeOf(`${words}\n${REX_TAG}`)).toMatchObject(scope)
  })
})

describe('a tag on one patch', () => {
  it.each(['Whole series is', 'For the complete series', 'For everything in this set:'])(
    'is widened by "%s"',
    (words) => {
      expect(scopeOf(`${words}\n${REX_TAG}`, false)).toEqual({ kind: 'series' })
    },
  )

  it('is not widened by words about something else', () => {
    expect(scopeOf(`The whole approach is fine.\n${REX_TAG}`, false)).toEqual({ kind: 'here' })
  })
})

describe('a refusal', () => {
  it('of what another reviewer suggests is none of the patch', () => {
    expect(positions('NAK to your suggestion.', 'reviewer')).toEqual(['discusses'])
    expect(positions('I disagree: it is an issue.', 'reviewer')).toEqual(['discusses'])
    expect(positions('NAK.', 'reviewer')).toEqual(['nak'])
  })
})
