import { describe, expect, it } from 'vitest'
import { parseReply } from '../../lib/review/replyText'
import { findSentences } from '../../lib/review/sentence'
import { findStatements } from '../../lib/review/statement'

const REX = { name: 'Rex Roe', email: 'rex@example.org' }
const TAG = 'Reviewed-by: Rex Roe <rex@example.org>'

/** What the rules say about a reply by Rex to a mail of the author, or of another reviewer. */
function read(body: string, onCover = false, parentSpeaker: 'author' | 'reviewer' = 'author') {
  const text = parseReply(body, REX)
  return findStatements({
    body,
    text,
    sentences: findSentences(text.own),
    from: REX,
    speaker: 'reviewer',
    parentSpeaker,
    parentCalls: [],
    names: { isAuthor: (word) => word === 'jane', isOther: (word) => word === 'ann' },
    onCover,
    onFix: false,
  })
}
const cues = (body: string) => read(body).flatMap((said) => said.cues)
const scopeOf = (body: string, onCover = true) => read(body, onCover).find(({ tag }) => tag !== null)?.scope

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
    expect(read(sentence).map(({ position }) => position)).toEqual(['discusses'])
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
    expect(scopeOf(`${words}\n${TAG}`)).toMatchObject(scope)
  })
})

describe('a tag on one patch', () => {
  it.each(['Whole series is', 'For the complete series', 'For everything in this set:'])(
    'is widened by "%s"',
    (words) => {
      expect(scopeOf(`${words}\n${TAG}`, false)).toEqual({ kind: 'series' })
    },
  )

  it('is not widened by words about something else', () => {
    expect(scopeOf(`The whole approach is fine.\n${TAG}`, false)).toEqual({ kind: 'here' })
  })
})

describe('a refusal', () => {
  it('of what another reviewer suggests is none of the patch', () => {
    expect(read('NAK to your suggestion.', false, 'reviewer').map(({ position }) => position)).toEqual(['discusses'])
    expect(read('I disagree: it is an issue.', false, 'reviewer').map(({ position }) => position)).toEqual([
      'discusses',
    ])
    expect(read('NAK.', false, 'reviewer').map(({ position }) => position)).toEqual(['nak'])
  })
})
