import { describe, expect, it } from 'vitest'
import { announcesVersion } from '../../lib/review/respin'
import { reviewSeries } from '../../lib/review/review'
import { ANN, JANE, review, type ShortReply, seriesInput } from './fixture'

const ONE = [[{ line: 'a', title: 'one' }]]
const EVE = { name: 'Eve Example', email: 'eve@evil.example' }
const NIT = { body: 'Thanks. The tab is one space too many.' }
const review1 = (versions: typeof ONE, ...replies: readonly Partial<ShortReply>[]) => {
  const said = replies.map((reply, at) => ({ id: `m${at}`, from: ANN, body: '', at: 10 + at, patch: 1, ...reply }))
  const { state, turn } = review(versions, said)
  return [state.kind, turn.whose, turn.why, state.mailKey]
}
const jane = (body: string) => ({ from: JANE, body })

describe('an author who announces another version', () => {
  it('is who the series is waiting on, with the words of the announcement', () => {
    const answer = jane('I fix that anyway.\n\nI will send a v2 with it.')
    expect(review1(ONE, NIT, answer)).toEqual(['changes-requested', 'author', 'promised', 'm1'])
  })

  it('is no longer once the version is there, or nobody needs it', () => {
    const [announced, more] = [jane('Will resend now.'), jane('Ping.')]
    expect(review1([...ONE, [{ line: 'b', title: 'one' }]], NIT, announced)[0]).toBe('under-review')
    const none = { body: 'No need to resend, I can fix it up.' }
    expect(review1(ONE, NIT, announced, none)[0]).toBe('under-review')
    expect(review1(ONE, NIT, announced, { ...none, from: EVE })[0]).toBe('changes-requested')
    expect(review1(ONE, NIT, announced, more)[0]).toBe('changes-requested')
  })

  it('has sent one that is not archived as a version of the series, by its number', () => {
    const sent = (number: number) => review1(ONE, NIT, jane(`I have changed my address and provided V${number}.`))
    expect(sent(2)).toEqual(['changes-requested', 'author', 'promised', 'm1'])
    expect(sent(1)[0]).toBe('under-review')
    expect(review1(ONE, NIT, jane('Have I sent v2 to the right list?'))[0]).toBe('under-review')
    const said = { id: 'm', from: JANE, body: 'I have sent v2.', at: 10, patch: 1 }
    const input = seriesInput(ONE, [said])
    const labelled = (label: string) =>
      reviewSeries({ ...input, versions: input.versions.map((one) => ({ ...one, label })) }).turn.why
    expect([labelled('RFC v1'), labelled('RFC v2'), labelled('RFC')]).toEqual(['promised', 'unreviewed', 'promised'])
    expect(review1(ONE, NIT, { body: 'I have sent v2 of my own series.' })[0]).toBe('under-review')
  })

  it('may do so by saying, in answer to the posting, that it is not right', () => {
    const flaw = jane('I thought that the bot had checked it, but nope, it needs a:\n\n+#include <linux/msi.h>')
    expect(review1(ONE, NIT, flaw)).toEqual(['changes-requested', 'author', 'promised', 'm1'])
    const found = jane('I just noticed that I forgot the lock.')
    expect(review1(ONE, found)).toEqual(['changes-requested', 'author', 'promised', 'm0'])
    expect(review1(ONE, NIT, { ...found, to: 'm0' })[0]).toBe('under-review')
    expect(review1(ONE, jane('I just noticed that I forgot the Cc.'))[0]).toBe('under-review')
  })

  it('may do so by owning the report of a bot', () => {
    const bot = { body: 'Yet something to improve:\n\nundefined reference', from: { name: '', email: 'lkp@intel.com' } }
    const answer = (body: string) => ({ ...jane(body), to: 'm0' })
    expect(review1(ONE, bot, answer('Casting it to 32 bit fixes the error.'))[2]).toBe('promised')
    expect(review1(ONE, bot, answer('Thanks, will fix.'))[2]).toBe('promised')
    const unseen = { ...jane('Casting it to 32 bit fixes the error.'), recipients: ['lkp@intel.com'] }
    expect([review1(ONE, unseen)[2], review1(ONE, { ...unseen, recipients: [] })[2]]).toEqual([
      'promised',
      'unreviewed',
    ])
    expect(review1(ONE, bot, answer('This is already fixed in next.'))[2]).toBe('unreviewed')
    expect(review1(ONE, NIT, answer('Casting it to 32 bit fixes the error.'))[2]).not.toBe('promised')
  })

  it('is nobody else: what a reviewer announces is their own', () => {
    expect(review1(ONE, { body: 'I will send a v2 of my own series.' })[0]).toBe('under-review')
  })

  it.each([
    "I'm going to fix the formatting any way in a version 2.",
    'Yes, there will be a v2.',
    'Sure, will do it in the next version.',
    "Sadly I haven't had time to follow up on this yet.",
    'Let me respin this.',
  ])('says so: %s', (sentence) => {
    expect(announcesVersion(sentence)).toBe(true)
  })

  it.each([
    'If there are no further comments, I will resend it.',
    'Should I resend it?',
    "I'll update that before merge (don't send new version).",
    'It was fixed in v2.',
    'I will wait with a new version until you posted yours.',
    'This will be in v5.17.',
    "I haven't had time to review yours.",
  ])('does not: %s', (sentence) => {
    expect(announcesVersion(sentence)).toBe(false)
  })
})
