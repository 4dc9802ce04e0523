import { describe, expect, it } from 'vitest'
import { JANE, REX, REX_TAG, review, type ShortReply } from './fixture'

const PATCH = [[{ line: 'one' }]]
const rex = (id: string, at: number, body: string, to?: string): ShortReply => ({
  id,
  from: REX,
  body,
  at,
  patch: 1,
  ...(to === undefined ? {} : { to }),
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

  it.each(['Not any more, sorry.', 'Please remove.', 'This is not valid any more.'])(
    'is gone after "%s" below its quotation',
    (body) => {
      expect(held(rex('a', 1, REX_TAG), rex('b', 2, `> ${REX_TAG}\n\n${body}`, 'a'))).not.toContain('approves current')
    },
  )

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
