import { describe, expect, it } from 'vitest'
import { JANE, REX, REX_TAG, replyOf, review, type ShortReply } from './fixture'

const PATCH = [[{ line: 'one' }]]
const rex = (id: string, at: number, body: string, to?: string): ShortReply => ({
  ...replyOf(id, REX, at, body, to),
  patch: 1,
})
const held = (...replies: ShortReply[]) =>
  review(PATCH, replies).standings.map(({ position, status }) => `${position} ${status}`)

describe('a NAK', () => {
  it.each([
    'I lift my NAK.',
    'I take my NAK back, you are right.',
    'OK, objection withdrawn.',
    'No more objections from my side.',
    'My NAK no longer stands.',
    'Un-NAK then.',
  ])('is over after "%s" in reply to the patch', (body) => {
    expect(held(rex('a', 1, 'NAK, this is done elsewhere.'), rex('b', 2, body))).toEqual(['nak cleared'])
  })

  it.each([
    'My NAK still stands.',
    'I will not take my NAK back.',
    'I lift my NAK once the lock is fixed.',
    'If you rename it, I drop my NAK.',
  ])('stays after "%s"', (body) => {
    expect(held(rex('a', 1, 'NAK, this is done elsewhere.'), rex('b', 2, body))).toContain('nak open')
  })
})

describe('a tag', () => {
  it.each(['Pulling my Reviewed-by, sorry.', 'I want my Reviewed-by removed.', 's/Reviewed-by/Nacked-by/ for me.'])(
    'is gone after "%s"',
    (body) => {
      expect(held(rex('a', 1, REX_TAG), rex('b', 2, body))).not.toContain('approves current')
    },
  )

  const below = (body: string) => review(PATCH, [rex('a', 1, REX_TAG), rex('b', 2, `> ${REX_TAG}\n>\n\n${body}`, 'a')])

  it.each([
    'Not any more, sorry.',
    'Please remove.',
    'This is not valid any more.',
    'This was not (yet) my intention. Please have a look at my comments.',
    'I did not mean to give this (yet).',
    "Sorry, didn't intend to ack yet.",
    'I never wanted to send that.',
    'Oops, sent that too early.',
    'This was sent by mistake.',
    'That tag was premature.',
    'Please ignore the tag.',
    'Please ignore this for now.',
    'Not yet, sorry.',
    'Oops, wrong patch.',
    'That was meant for another series.',
  ])('is gone after "%s" below its quotation', (body) => {
    const { standings, tags } = below(body)
    expect(standings.map(({ position, status }) => `${position} ${status}`)).not.toContain('approves current')
    expect(tags).toEqual([])
  })

  it.each([
    'It was not my intention to offend anybody.',
    'I did not mean to send this twice.',
    'The lock is taken too early.',
    'Was that too early?',
    'I did not mean that the lock is wrong.',
    'Not yet checked in the error path, that is.',
    'The other patch is good, too.',
  ])('stays after "%s" below its quotation', (body) => {
    expect(below(body).tags).toHaveLength(1)
  })

  it.each([
    'Please drop the tag array here.',
    'Please remove the ack bit.',
    'Please remove the Reported-by tag of the bot.',
    'Please drop the Acked-by of Ann here.',
    'This is not a fix, please drop the tag.',
    'I take it back to the lab and test more.',
    `> Fixes: 123456789012 ("one")\n\nPlease remove.`,
  ])('stays after "%s"', (body) => {
    expect(held(rex('a', 1, REX_TAG), rex('b', 2, body))).toContain('approves current')
  })

  it('of another reviewer stays when somebody wants it removed', () => {
    const other = { ...rex('b', 2, `> ${REX_TAG}\n\nNot any more.`, 'a'), from: JANE }
    expect(held(rex('a', 1, REX_TAG), other)).toContain('approves current')
  })
})
