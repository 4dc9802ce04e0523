import { describe, expect, it } from 'vitest'
import { cpuMs } from '../support/cpuMs'
import { JANE, REX, REX_TAG, replyOf, review, type ShortReply } from './fixture'

const THREE = [[{ line: 'one' }, { line: 'two' }, { line: 'three' }]]
const said = (id: string, at: number, from: typeof JANE, patch: number, body: string, to?: string): ShortReply => ({
  ...replyOf(id, from, at, body, to),
  patch,
})
const held = (...replies: ShortReply[]) =>
  review(THREE, replies)
    .standings.map(({ patch, position, status }) => `${patch} ${position} ${status}`)
    .sort()

describe('an answer of the author', () => {
  const asked = [
    said('a', 1, REX, 1, 'Please add a comment about the locking here.'),
    said('b', 2, REX, 2, 'That leaks the buffer.'),
    said('c', 3, REX, 3, 'Please add a comment about the locking, too.'),
  ]
  const answer = (words: string) => held(...asked, said('d', 4, JANE, 1, words, 'a'))
  const [one, two, three] = ['1 requests-changes', '2 requests-changes', '3 requests-changes']

  it('promises what the person asked for on the patches that it names', () => {
    const all = [`${one} promised`, `${two} promised`, `${three} promised`]
    expect(answer("I've ammended patches 1-3 with a comment like: it is held.")).toEqual(all)
    expect(answer('Fixed, patches 1 and 3 have it now.')).toEqual([
      `${one} promised`,
      `${two} open`,
      `${three} promised`,
    ])
  })

  it.each([
    'I changed all of them.',
    'Fixed in all patches.',
    "I've updated it everywhere.",
    'Changed in both patches.',
  ])('promises what was asked alike on other patches: %s', (words) => {
    expect(answer(words)).toEqual([`${one} promised`, `${two} open`, `${three} promised`])
  })

  it.each(['I changed it.', 'Fixed.', 'Will do.'])('is about its own patch only: %s', (words) => {
    expect(answer(words)).toEqual([`${one} promised`, `${two} open`, `${three} open`])
  })
})

describe('many answers that speak of all patches', () => {
  const word = (number: number) => [...`${number}`].map((digit) => 'abcdefghij'[Number(digit)]).join('')
  const unlike = (mail: string, at: number) => Array.from({ length: 30 }, (_, one) => mail + word(at * 31 + one * 977))
  const mail = (id: string, at: number) => {
    const comments = Array.from({ length: 150 }, (_, one) => `Please rename this ${unlike(id, one).join(' ')}.`)
    return said(id, at, REX, 1, comments.map((text, line) => `> ${line}\n\n${text}`).join('\n\n'))
  }
  const costOf = (count: number) => {
    const answers = Array.from({ length: count }, (_, at) => said(`c${at}`, 3 + at, JANE, 1, 'Fixed in both.', 'more'))
    return cpuMs(async () => held(mail('some', 1), mail('more', 2), ...answers))
  }

  it('cost little more than few, however many comments there are', async () => {
    await costOf(1)
    expect((await costOf(81)) - (await costOf(1))).toBeLessThan(2_500)
  })
})

describe('a reviewer who has got an answer', () => {
  const asked = said('a', 1, REX, 1, 'This should hold the lock.')
  const answered = (words: string) =>
    held(asked, said('b', 2, JANE, 1, 'The caller has it.', 'a'), said('c', 3, REX, 1, words, 'b'))

  it.each([
    "Seems like I was overlooking something here, you are right, this shouldn't really be a problem.",
    "You're right, that is not an issue.",
    'Ah, duh.',
    'Thanks!',
    `Ah, duh. Given that:\n\n${REX_TAG}`,
  ])('concedes by "%s"', (words) => {
    expect(answered(words)).toContain('1 requests-changes cleared')
  })

  it.each([
    'You are right, we should drop it.',
    'Thanks! The caller of that one is in v1, I suppose.',
    'Am I missing something?',
    'Please tell me if I was missing something.',
  ])('does not concede by "%s"', (words) => {
    expect(answered(words)).not.toContain('1 requests-changes cleared')
  })
})

it('does not lift a promise by thanks', () => {
  const promise = said('b', 2, JANE, 1, 'Will fix it.', 'a')
  expect(held(said('a', 1, REX, 1, 'This leaks.'), promise, said('c', 3, REX, 1, 'Thanks!', 'b'))).toEqual([
    '1 requests-changes promised',
  ])
})

describe('"Right?" below a sentence', () => {
  const quotes = (body: string) =>
    review(THREE, [said('a', 1, REX, 1, body)]).standings.map(({ position, quote }) => `${position} ${quote}`)

  it('asks what that sentence says', () => {
    expect(quotes('The caller holds the lock. Right?')).toEqual(['asks The caller holds the lock. Right?'])
  })

  it('asks for nothing besides what that sentence asks for', () => {
    expect(quotes('We should drop these calls here. Right?')).toEqual([
      'requests-changes We should drop these calls here.',
    ])
  })
})
