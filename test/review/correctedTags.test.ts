import { describe, expect, it } from 'vitest'
import { REX, REX_TAG, replyOf, review, type ShortReply } from './fixture'

const OLD_TAG = 'Reviewed-by: Rex Roe <rex@old.example.org>'
const rex = (id: string, at: number, body: string, to?: string): ShortReply => ({
  ...replyOf(id, REX, at, body, to),
  patch: 1,
})
const given = (...replies: ShortReply[]) =>
  review([[{ line: 'one' }]], replies).tags.map(({ tag }) => `${tag.name}: ${tag.value}`)

describe('a tag that its giver corrects', () => {
  it.each(['Sorry, wrong email -- should be:', 'please use'])('is replaced in answer to the own mail: %s', (words) => {
    expect(given(rex('a', 1, OLD_TAG), rex('b', 2, `${words}\n${REX_TAG}\n`, 'a'))).toEqual([REX_TAG])
  })

  it('is replaced by one of another kind that was meant', () => {
    const acked = 'Acked-by: Rex Roe <rex@example.org>'
    expect(given(rex('a', 1, REX_TAG), rex('b', 2, `Sorry, I meant\n${acked}\n`, 'a'))).toEqual([acked])
  })

  it.each(['This should have been merged already.', 'I meant the other lock.', 'Please use a mutex instead.'])(
    'stays above one of another kind when nothing says that this one was meant: %s',
    (words) => {
      const tested = 'Tested-by: Rex Roe <rex@example.org>'
      expect(given(rex('a', 1, REX_TAG), rex('b', 2, `${words}\n\n${tested}\n`, 'a'))).toEqual([REX_TAG, tested])
    },
  )

  it('stays when the next one has another note', () => {
    const both = [`${REX_TAG} # s390`, `${REX_TAG} # x86`]
    expect(given(rex('a', 1, `${both[0]}\n`), rex('b', 2, `${both[1]}\n`, 'a'))).toEqual(both)
  })

  it('stays when another one is added', () => {
    const tested = 'Tested-by: Rex Roe <rex@example.org>'
    const both = [REX_TAG, tested]
    expect(given(rex('a', 1, REX_TAG), rex('b', 2, `This should be merged soon.\n\n${tested}\n`, 'a'))).toEqual(both)
    expect(given(rex('a', 1, REX_TAG), rex('b', 2, `And\n${tested}\n`))).toEqual(both)
  })

  it('stays when somebody else answers with the same kind', () => {
    const ann = 'Reviewed-by: Ann Poe <ann@example.org>'
    const reply = { ...rex('b', 2, `${ann}\n`, 'a'), from: { name: 'Ann Poe', email: 'ann@example.org' } }
    expect(given(rex('a', 1, REX_TAG), reply)).toEqual([REX_TAG, ann])
  })
})
