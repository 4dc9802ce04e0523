import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { derive, diff, JANE, mail, REX, relations, type Short } from './fixture'

const NEW = { name: 'Jane Doe', email: 'jane@newjob.example' }
const EVE = { name: 'Jane Doe', email: 'eve@elsewhere.example' }

const posting = (id: string, mark: string, at: number, from: Short['from'], more: Partial<Short> = {}): Short => ({
  id,
  subject: `[PATCH${mark}] teach the pump to drip`,
  at,
  body: `${diff('pump.c', `drip(${id});`)}\nchange-id: 20240301-drip-0123456789ab\n`,
  ...(from === undefined ? {} : { from }),
  ...more,
})
const answer = (to: string, from: Short['from'], body: string, more: Partial<Short> = {}): Short => ({
  id: `r-${to}`,
  subject: 'Re: [PATCH v2] teach the pump to drip',
  to: [to],
  at: 500,
  body: `> Why.\n\n${body}\n`,
  ...(from === undefined ? {} : { from }),
  ...more,
})

const OLD = posting('a', '', 0, JANE)
const MOVED = [OLD, posting('b', ' v2', 100, NEW)]
const JOINED = [['v1: - 1=a', 'v2: - 1=b']]
const APART = [['v1: - 1=a'], ['v2: - 1=b']]
const MINE = 'I changed employers, this v2 is mine.'

describe('a version from another address with the same name and change-id', () => {
  it('is proposed as long as nobody confirms it', () => {
    expect(derive(MOVED)).toEqual(APART)
    expect(relations(MOVED)).toEqual(['v2 propose a'])
  })

  it('is joined when the old address says that it is theirs', () => {
    for (const words of [
      MINE,
      'Yes, that is me.',
      'FYI: this was sent from my new address.',
      'I do not work there any more, this series is mine.',
      'I have recently moved to another company. Please use my new address.',
      'I sent this from home, sorry for the confusion.',
      'Signed-off-by: Jane Doe <jane@newjob.example>',
    ])
      expect(derive([...MOVED, answer('b', JANE, words)])).toEqual(JOINED)
  })

  it('is linked by the change-id, and by the sender as if both were one address', () => {
    const { series } = deriveMails([...MOVED, answer('b', JANE, MINE)].map(mail))
    expect(series[0]?.versions[1]?.link).toEqual({
      to: 1,
      evidence: ['change-id', 'title', 'sender', 'patch-titles', 'files'],
    })
  })

  it('stays apart when the old address denies or doubts it, or says nothing of it', () => {
    for (const words of [
      'This is not mine.',
      "I didn't send this.",
      'Who are you, and is this mine?',
      'I never posted this series, it was not from me.',
      'Why do you post this series under my name?',
      'Looks good to me, thanks.',
      'Nack.',
      'I fixed my address book.',
    ])
      expect(derive([...MOVED, answer('b', JANE, words)])).toEqual(APART)
  })

  it('stays apart when only quoted words or an automatic reply say so', () => {
    expect(derive([...MOVED, answer('b', JANE, `> ${MINE}\n\nNo.`)])).toEqual(APART)
    expect(derive([...MOVED, answer('b', JANE, MINE, { automatic: true })])).toEqual(APART)
  })

  it('is confirmed by nobody but the old address', () => {
    for (const from of [REX, NEW, EVE]) expect(derive([...MOVED, answer('b', from, MINE)])).toEqual(APART)
  })

  it('is confirmed by no reply to another posting', () => {
    expect(derive([...MOVED, answer('a', JANE, MINE)])).toEqual(APART)
  })

  it('is joined under a new title and with a reply to a later version, with all versions from the new address', () => {
    const third = posting('c', ' v3', 200, NEW, { subject: '[PATCH v3] let the pump drip' })
    expect(derive([...MOVED, third, answer('c', JANE, MINE)])).toEqual([['v1: - 1=a', 'v2: - 1=b', 'v3: - 1=c']])
  })

  it('does not take the place of an own older version, whoever claims to have posted one', () => {
    const forged = posting('e', ' v2', 50, EVE)
    const third = posting('c', ' v3', 200, JANE)
    expect(derive([OLD, forged, third, answer('c', EVE, MINE)])).toEqual([['v1: - 1=a', 'v3: - 1=c'], ['v2: - 1=e']])
  })

  it('stays apart under another name, and without the change-id', () => {
    const other = { name: 'Joan Poe', email: 'joan@newjob.example' }
    expect(derive([OLD, posting('b', ' v2', 100, other), answer('b', JANE, MINE)])).toEqual(APART)
    const without = posting('b', ' v2', 100, NEW, { body: diff('pump.c', 'drip(b);') })
    expect(derive([OLD, without, answer('b', JANE, MINE)])).toEqual(APART)
  })

  it('is joined however many strangers post with the change-id', () => {
    const flood = Array.from({ length: 70 }, (_, index) =>
      posting(`f${index}`, '', 10 + index, { name: `F ${index}`, email: `f${index}@elsewhere.example` }),
    )
    expect(derive([...MOVED, ...flood, answer('b', JANE, MINE)])).toContainEqual(JOINED[0])
  })
})
